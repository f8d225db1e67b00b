namespace Intertwine;

/// <summary>What makes two items attend to each other.</summary>
public enum AttentionDistance
{
    /// <summary><c>&lt;q, k&gt;</c>: large where query and key point the same way.</summary>
    Product,

    /// <summary><c>-|q - k|^2 = 2 &lt;q, k&gt; - |q|^2 - |k|^2</c>: large where query and key are near each other.</summary>
    SquaredDistance,

    /// <summary><c>2 scale &lt;q, k&gt; - |q|^2 - |k|^2</c> with the factor on the product alone: no distance. The form of the package <c>VN-transformer</c>, for its weights.</summary>
    HalfScaled,
}

/// <summary>
/// y_e = exp(x_e) / sum_f exp(x_f) for every channel, where f runs over the edges with the same target, or over everything in the same graph: weights, which are positive and add up to 1. Only for scalars. The largest x is
/// subtracted first, so that no exponential overflows.
/// </summary>
/// <param name="source">x, scalars; the result is of the same shape on the same items.</param>
/// <param name="over">What the weights add up to 1 over.</param>
public sealed class SoftmaxAttribute(string source, Over over) : DefinitionAttribute
{
    public string Source { get; } = source;

    public Over Over { get; } = over;
}

/// <summary>
/// Attention of vectors (Assaad and others 2022, "VN-Transformer", equations 5 to 7): for every query i and head h
/// <c>y_i = sum_j softmax_j(scale &lt;q_i, k_j&gt;) v_j</c>, where j runs over the sources of the edges that point at i and <c>&lt;q, k&gt;</c> is the Frobenius inner product, the sum of the invariant inner products of the
/// head's channels. Rotations leave the logits alone and turn the values, so the result turns with them. Works for every group and all pieces with an invariant inner product.
/// </summary>
/// <param name="queries">q, on the targets of the edges.</param>
/// <param name="keys">k, on the sources, of the representation of q.</param>
/// <param name="values">v, on the sources, of any representation without points; the result has this representation.</param>
/// <remarks>
/// Nothing is learnt here: q, k and v are linear layers of the declaration. Channels of each piece are divided into <see cref="Heads"/> consecutive blocks. A query without keys gives 0. What lies at the ends of an edge is
/// read where it lies; per edge only one number for each head is kept, so that all pairs of a cloud are affordable.
/// </remarks>
public sealed class VectorAttentionAttribute(string queries, string keys, string values) : DefinitionAttribute
{
    public string Queries { get; } = queries;

    public string Keys { get; } = keys;

    public string Values { get; } = values;

    /// <summary>How many blocks of channels attend on their own: a number, or <c>nameof</c> of an int option. It divides the channels of every piece.</summary>
    public object Heads { get; set; } = 1;

    /// <summary>What the logits are: an <see cref="AttentionDistance"/>, or <c>nameof</c> of an option of this type.</summary>
    public object Distance { get; set; } = AttentionDistance.Product;

    /// <summary>The factor on the logits: a positive number, or <c>nameof</c> of an option. If not set, 1 / sqrt(components of a head), channels times components.</summary>
    public object? Scale { get; set; }

    /// <summary>One scalar per source, 1 for keys that count and 0 for those that do not (padding): <c>nameof</c> of a feature. It has no derivative. In a block it may be an optional input.</summary>
    public string? Mask { get; set; }

    /// <summary>The edges: <c>nameof</c> of an <see cref="EdgeSet"/>. If not set, the only one of the class.</summary>
    public string? Along { get; set; }
}

/// <summary>
/// Every channel of vectors carries the scalars as further components (the early fusion of Assaad and others 2022): the result has the channels of <paramref name="vectors"/>, each of the one piece
/// <c>sum(1o + 4x0e)</c>. Layers that mix channels, such as <c>[VectorLinear]</c>, and inner products then treat both together.
/// </summary>
/// <param name="vectors">Channels of one piece.</param>
/// <param name="scalars">What all channels get: any representation without points; each of its components becomes a component of every channel.</param>
public sealed class EarlyFusionAttribute(string vectors, string scalars) : DefinitionAttribute
{
    public string Vectors { get; } = vectors;

    public string Scalars { get; } = scalars;
}

/// <summary>The way back from <see cref="EarlyFusionAttribute"/>: the components that belong to one summand of <c>sum(1o + 4x0e)</c>, for each channel; copies of the summand become channels.</summary>
/// <param name="source">Channels of a direct sum.</param>
/// <param name="piece">The summand: <c>"1o"</c>, <c>"0e"</c>. C channels with n copies give C n channels, channel c copy i at c n + i.</param>
public sealed class SplitFusionAttribute(string source, string piece) : DefinitionAttribute
{
    public string Source { get; } = source;

    public string Piece { get; } = piece;
}
