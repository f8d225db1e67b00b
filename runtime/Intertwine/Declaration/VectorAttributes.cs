namespace Intertwine;

/// <summary>y = a - b. The difference of two points is a vector: translations cancel. The difference of two equal representations is that representation.</summary>
/// <param name="left">a.</param>
/// <param name="right">b, on the same domain, with as many channels.</param>
public sealed class DifferenceAttribute(string left, string right) : DefinitionAttribute
{
    public string Left { get; } = left;

    public string Right { get; } = right;
}

/// <summary>y_c = sum_d v_cd^2, one invariant scalar per channel. Rotations and reflections are orthogonal, so the sum does not change; points have to be subtracted first.</summary>
/// <param name="source">v, <c>[channels, components]</c>; the result is <c>[channels]</c>.</param>
public sealed class SquaredNormAttribute(string source) : DefinitionAttribute
{
    public string Source { get; } = source;
}

/// <summary>y_c = sum_d a_cd b_cd, one invariant scalar per channel.</summary>
/// <param name="left">a.</param>
/// <param name="right">b, of the same representation.</param>
public sealed class InnerProductAttribute(string left, string right) : DefinitionAttribute
{
    public string Left { get; } = left;

    public string Right { get; } = right;
}

/// <summary>y_c = sqrt(sum_d v_cd^2 + epsilon), one invariant scalar per channel. The gradient at v = 0 is 0.</summary>
/// <param name="source">v.</param>
public sealed class NormAttribute(string source) : DefinitionAttribute
{
    public string Source { get; } = source;

    /// <summary>epsilon, added under the root: a number, or <c>nameof</c> of an option.</summary>
    public object Epsilon { get; set; } = 0.0;
}

/// <summary>y_c = v_c / (|v_c| + offset) for each channel.</summary>
/// <param name="source">v.</param>
/// <remarks>Offset 1 is the normalisation of the n-body network of Satorras, Hoogeboom, Welling 2021; offset 1e-8 with a detached norm that of their plain layers.</remarks>
public sealed class NormalizeAttribute(string source) : DefinitionAttribute
{
    public string Source { get; } = source;

    /// <summary>The offset: a number, or <c>nameof</c> of an option.</summary>
    public object Offset { get; set; } = 1.0;

    /// <summary>Whether |v| counts as a constant in the derivative: a bool, or <c>nameof</c> of an option.</summary>
    public object DetachNorm { get; set; } = false;
}
