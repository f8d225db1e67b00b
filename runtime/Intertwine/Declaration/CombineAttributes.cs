namespace Intertwine;

/// <summary>y_c = factor^exponent s_c v_c: each channel times a scalar.</summary>
/// <param name="value">v, any representation but points (a scaled point depends on the origin).</param>
/// <param name="by">s, scalars on the same domain with one channel or as many as v; if not given, 1.</param>
public sealed class ScaleAttribute(string value, string? by = null) : DefinitionAttribute
{
    public string Value { get; } = value;

    public string? By { get; } = by;

    /// <summary>factor: a number, or <c>nameof</c> of an option.</summary>
    public object Factor { get; set; } = 1.0;

    /// <summary>exponent: -0.5 divides by the square root of a factor.</summary>
    public double Exponent { get; set; } = 1;
}

/// <summary>The channels of all sources, one after the other; per irrep where they have several. Optional sources that do not exist are left out.</summary>
/// <param name="sources">Features on the same domain.</param>
public sealed class ConcatAttribute(params string[] sources) : DefinitionAttribute
{
    public IReadOnlyList<string> Sources { get; } = sources;
}

/// <summary>y = x_1 + x_2 + … of equal representations; also one point plus vectors, which is a point. Optional sources that do not exist are left out.</summary>
/// <param name="sources">Features on the same domain with equal channels, at most one of them a point: the sum of two points depends on the origin.</param>
public sealed class AddAttribute(params string[] sources) : DefinitionAttribute
{
    public IReadOnlyList<string> Sources { get; } = sources;

    /// <summary>Whether a source may lack irreps that others have; they count as 0. Irreps that several have have equal channels. Not for points.</summary>
    public bool MissingAsZero { get; set; }
}
