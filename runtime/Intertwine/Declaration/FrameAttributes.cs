namespace Intertwine;

/// <summary>
/// y_ik = &lt;a_i, b_k&gt;: the inner product of every channel of a with every channel of b, invariant scalars. With a learnt frame b of three vectors, the coordinates of a in that frame (the invariant features of
/// Deng et al. 2021).
/// </summary>
/// <param name="left">a, any representation without points that brings an invariant inner product.</param>
/// <param name="right">b, of the same pieces, on the same domain.</param>
/// <remarks>The result has <c>channels of a * channels of b</c> channels, <c>i * K + k</c> for K channels of b; with several pieces those of one piece after those of the other.</remarks>
public sealed class InnerProductsAttribute(string left, string right) : DefinitionAttribute
{
    public string Left { get; } = left;

    public string Right { get; } = right;
}

/// <summary>
/// The channels made orthogonal and of length 1, one after the other (Gram and Schmidt): u_1 = v_1 / (|v_1| + epsilon), u_2 = w / (|w| + epsilon) with w = v_2 - &lt;v_2, u_1&gt; u_1, and so on. A zero vector stays zero.
/// </summary>
/// <param name="source">v, one piece with an invariant length, of at most as many channels as components.</param>
/// <remarks>The official <c>VNStdFeature</c> with <c>normalize_frame</c> is this with two channels and <see cref="Complete"/>.</remarks>
public sealed class OrthonormalizeAttribute(string source) : DefinitionAttribute
{
    public string Source { get; } = source;

    /// <summary>
    /// Whether the last vector of a frame is added: u_1 x u_2 in three dimensions, u_1 after a quarter turn in two. The source has one channel fewer than components. A reflection turns that vector round, so that the group
    /// must have none.
    /// </summary>
    public bool Complete { get; set; }

    /// <summary>Added to the length before dividing by it.</summary>
    public double Epsilon { get; set; } = 1e-6;
}

/// <summary>
/// y_c = a_c x b_c for features of three components. Under rotations a vector; under reflections a pseudo-vector, such as <c>1e</c> from two <c>1o</c> of O(3).
/// </summary>
/// <param name="left">a, one piece of three components.</param>
/// <param name="right">b, on the same domain; one channel of a or b serves all of the other.</param>
public sealed class CrossProductAttribute(string left, string right) : DefinitionAttribute
{
    public string Left { get; } = left;

    public string Right { get; } = right;
}

/// <summary>
/// What an edge from j to i sees: the channels of [x_j - x_i, x_i], and with <see cref="Cross"/> of [x_j - x_i, x_i, x_j x x_i] (Wang, Sun, Liu, Sarma, Bronstein, Solomon 2019; Deng et al. 2021). A linear layer on
/// it costs two products per node and none per edge, but for those of the cross product.
/// </summary>
/// <param name="source">x, on the nodes, without points.</param>
public sealed class EdgeFeaturesAttribute(string source) : DefinitionAttribute
{
    public string Source { get; } = source;

    /// <summary>
    /// Whether the cross product is there, of a single piece of three components: a bool, or <c>nameof</c> of a bool option. It is a vector under rotations only: a group with reflections is an error.
    /// </summary>
    public object Cross { get; set; } = false;

    /// <inheritdoc cref="GatherSourceAttribute.Along"/>
    public string? Along { get; set; }
}
