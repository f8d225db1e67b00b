namespace Intertwine;

/// <summary>
/// A learnt equivariant bilinear map: for irreps a of x, b of y and c of the result with channels u, v, w, z_w = f sum_uv W_wvu T(x_u, y_v), where the T span Hom_G(a (x) b, c) (the Clebsch-Gordan tensors, of Frobenius
/// norm 1) and each path (a, b, c) has weights of its own. Every path that the selection rules allow is there, or those that <see cref="PathAttribute"/>s beside this attribute choose.
/// </summary>
/// <param name="left">x, any representation without points.</param>
/// <param name="right">y, on the same domain.</param>
/// <param name="representation">The representation of the result, such as <c>"16x0e + 8x1o"</c>; or <c>nameof</c> of a string option, or of a feature with this representation.</param>
/// <remarks>
/// <para>f^2 = (dimension of c) / (sum over the paths to these channels of products per number of the result) by default: see <see cref="IrrepNormalization"/> and <see cref="PathNormalization"/>.</para>
/// <para>
/// Weights, N(0, 1) at first: <c>&lt;Name&gt;.&lt;a&gt;_&lt;b&gt;_&lt;c&gt;.weight</c>, numbered (<c>.0.weight</c>) where there are several of these names. Their shape is <c>[w, v u]</c>, v before u, for fully connected paths;
/// <see cref="Connection"/> has the others. Paths are in the order of x, then y, then the result. This is e3nn's <c>FullyConnectedTensorProduct</c>, whose weights have the axes [u, v, w], and with paths its <c>TensorProduct</c>.
/// </para>
/// </remarks>
public sealed class TensorProductAttribute(string left, string right, string representation) : DefinitionAttribute
{
    public string Left { get; } = left;

    public string Right { get; } = right;

    public string Representation { get; } = representation;

    /// <summary>What the inputs and results are normalised to.</summary>
    public IrrepNormalization IrrepNormalization { get; set; } = IrrepNormalization.Component;

    /// <summary>How the paths to the same channels share their variance.</summary>
    public PathNormalization PathNormalization { get; set; } = PathNormalization.Element;

    /// <summary>Scalars of x's domain that are the weights of each item, path after path, each row by row as it would be learnt; nothing is learnt then.</summary>
    public string? Weights { get; set; }

    /// <summary>
    /// Scalars s of x's domain of which the weights of each item are linear functions, L s / sqrt(channels of s): the last layer of a radial network. The parameters of a path are then the rows of its L, in the order of its weights.
    /// </summary>
    public string? WeightsFrom { get; set; }

    /// <summary>
    /// Whether the result has, besides its representation, the scalars that <see cref="GateAttribute"/> takes: one for each channel that is neither scalar nor pseudo-scalar, behind the scalars of the representation.
    /// </summary>
    public bool Gates { get; set; }

    /// <summary>Whether irreps of the representation that the source cannot make are left out. If not, they are an error.</summary>
    public bool OnlyReachable { get; set; }
}

/// <summary>One path of a <see cref="TensorProductAttribute"/>.</summary>
/// <param name="left">An irrep of the first source.</param>
/// <param name="right">An irrep of the second source.</param>
/// <param name="output">Which term of the result's representation, as it is written there, from 0: <c>"3x0e + 3x1o + 3x0e"</c> has terms 0 to 2.</param>
/// <param name="connection">How channels meet.</param>
[AttributeUsage(AttributeTargets.Property, AllowMultiple = true)]
public sealed class PathAttribute(string left, string right, int output, Connection connection) : Attribute
{
    public string Left { get; } = left;

    public string Right { get; } = right;

    public int Output { get; } = output;

    public Connection Connection { get; } = connection;

    /// <summary>Whether the path has weights; without them all are 1.</summary>
    public bool HasWeight { get; set; } = true;

    /// <summary>A factor on the variance of the path.</summary>
    public double PathWeight { get; set; } = 1;
}

/// <summary>How the channels u of the first source, v of the second and w of the result meet in a path of a tensor product; T is the product of single channels. The names are e3nn's.</summary>
public enum Connection
{
    /// <summary>z_w = sum_uv W_wvu T(x_u, y_v); weights <c>[w, v u]</c>.</summary>
    Uvw,

    /// <summary>z_u = sum_v W_uv T(x_u, y_v); weights <c>[u, v]</c>.</summary>
    Uvu,

    /// <summary>z_v = sum_u W_vu T(x_u, y_v); weights <c>[v, u]</c>.</summary>
    Uvv,

    /// <summary>z_w = sum_u W_wu T(x_u, y_u); weights <c>[w, u]</c>.</summary>
    Uuw,

    /// <summary>z_u = W_u T(x_u, y_u); weights <c>[u]</c>.</summary>
    Uuu,

    /// <summary>z_uv = W_uv T(x_u, y_v), u before v; weights <c>[u, v]</c>.</summary>
    Uvuv,

    /// <summary>z_uv = W_uv T(x_u, y_v) for u &lt; v; weights <c>[u (u - 1) / 2]</c>. e3nn: <c>uvu&lt;v</c>.</summary>
    UvuLessV,

    /// <summary>z_w = sum W_w,uv T(x_u, y_v) over u &lt; v; weights <c>[w, u (u - 1) / 2]</c>. e3nn: <c>u&lt;vw</c>.</summary>
    ULessVw,
}

/// <summary>
/// Every allowed product of each irrep a of x with each irrep b of y, channel by channel of x: z_u = f sum_v W_uv T(x_u, y_v) for each irrep c of a (x) b, each with as many channels as x has of a. The interaction of
/// neural networks on atoms, with spherical harmonics for y (Batzner et al. 2022).
/// </summary>
/// <param name="left">x.</param>
/// <param name="right">y, on the same domain; its channels are summed over.</param>
/// <param name="filter">The irreps that are kept, such as <c>"0e + 1o + 2e"</c>; or <c>nameof</c> of a string option, or of a feature, whose irreps are kept. All if left out.</param>
/// <remarks>
/// Channels of the same irrep stand path after path, in the order of x, then y. Weights <c>&lt;Name&gt;.&lt;a&gt;_&lt;b&gt;_&lt;c&gt;.weight</c> <c>[u, v]</c>, N(0, 1) at first. In e3nn's terms a <c>TensorProduct</c> of mode <c>uvu</c>
/// whose outputs are sorted.
/// </remarks>
public sealed class ChannelwiseTensorProductAttribute(string left, string right, string? filter = null) : DefinitionAttribute
{
    public string Left { get; } = left;

    public string Right { get; } = right;

    public string? Filter { get; } = filter;

    /// <inheritdoc cref="TensorProductAttribute.IrrepNormalization"/>
    public IrrepNormalization IrrepNormalization { get; set; } = IrrepNormalization.Component;

    /// <inheritdoc cref="TensorProductAttribute.PathNormalization"/>
    public PathNormalization PathNormalization { get; set; } = PathNormalization.Element;

    /// <inheritdoc cref="TensorProductAttribute.Weights"/>
    public string? Weights { get; set; }

    /// <inheritdoc cref="TensorProductAttribute.WeightsFrom"/>
    public string? WeightsFrom { get; set; }
}

/// <summary>All of x (x) y, decomposed: z_uv = f T(x_u, y_v) for each irrep c of each product of irreps, u before v. Nothing is learnt.</summary>
/// <param name="left">x.</param>
/// <param name="right">y, on the same domain.</param>
/// <param name="filter">The irreps that are kept; all if left out.</param>
/// <remarks>Channels of the same irrep stand path after path, in the order of x, then y. e3nn's <c>FullTensorProduct</c>.</remarks>
public sealed class FullTensorProductAttribute(string left, string right, string? filter = null) : DefinitionAttribute
{
    public string Left { get; } = left;

    public string Right { get; } = right;

    public string? Filter { get; } = filter;

    /// <inheritdoc cref="TensorProductAttribute.IrrepNormalization"/>
    public IrrepNormalization IrrepNormalization { get; set; } = IrrepNormalization.Component;
}

/// <summary>The product of each channel of x with the same channel of y, counted over all irreps in their order: z_u = f T(x_u, y_u) for each irrep of the product. Nothing is learnt.</summary>
/// <param name="left">x.</param>
/// <param name="right">y, on the same domain, with as many channels in all.</param>
/// <param name="filter">The irreps that are kept; all if left out.</param>
/// <remarks>e3nn's <c>ElementwiseTensorProduct</c>, whose outputs are in the order of the paths; ours group equal irreps.</remarks>
public sealed class ElementwiseTensorProductAttribute(string left, string right, string? filter = null) : DefinitionAttribute
{
    public string Left { get; } = left;

    public string Right { get; } = right;

    public string? Filter { get; } = filter;

    /// <inheritdoc cref="TensorProductAttribute.IrrepNormalization"/>
    public IrrepNormalization IrrepNormalization { get; set; } = IrrepNormalization.Component;
}

/// <summary>
/// The symmetric part of x (x) x: products of each pair of different channels once, T(x_u, x_v) with u &lt; v, and the squares T(x_u, x_u) where they do not vanish. Without a representation all of it, decomposed; with one
/// a learnt combination for each of its channels.
/// </summary>
/// <param name="source">x.</param>
/// <param name="representation">The representation of the result, where it is learnt.</param>
/// <remarks>
/// Factors are those of <see cref="TensorProductAttribute"/>, except for the squares, whose second moment is not that of a product of independent numbers: for x of independent normal components, with coefficients T,
/// dimension of c / (2 + sum_k (trace T_k)^2). Weights <c>&lt;Name&gt;.&lt;a&gt;_&lt;b&gt;_&lt;c&gt;.weight</c>: first the pairs <c>[w, pairs]</c>, then the squares <c>[w, u]</c>. e3nn's <c>TensorSquare</c>.
/// </remarks>
public sealed class TensorSquareAttribute(string source, string? representation = null) : DefinitionAttribute
{
    public string Source { get; } = source;

    public string? Representation { get; } = representation;

    /// <summary>Without a representation: the irreps that are kept; all if left out.</summary>
    public string? Filter { get; set; }

    /// <inheritdoc cref="TensorProductAttribute.IrrepNormalization"/>
    public IrrepNormalization IrrepNormalization { get; set; } = IrrepNormalization.Component;

    /// <inheritdoc cref="TensorProductAttribute.PathNormalization"/>
    public PathNormalization PathNormalization { get; set; } = PathNormalization.Element;
}
