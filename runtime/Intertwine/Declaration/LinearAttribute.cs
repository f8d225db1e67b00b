namespace Intertwine;

/// <summary>
/// The general equivariant linear map: y = sum_k W_k B_k x (+ b), where the B_k span the intertwiner space Hom_G, all matrices with B rho_in(g) = rho_out(g) B. The space is solved at build time from the
/// generators of the group (Finzi, Welling, Wilson 2021); for irreps it holds one multiple of the identity per pair of equal irreps (Schur), so that channels mix and components do not.
/// </summary>
/// <param name="source">The feature x, per item <c>[in, components]</c>; any representation without points.</param>
/// <param name="representation">The representation of y, such as <c>"16x0e + 8x1o"</c>; or <c>nameof</c> of a string option, or of a feature with this representation. If not given, the irreps of x.</param>
/// <remarks>
/// Weights <c>&lt;Name&gt;.weight</c> <c>[out, in]</c> and biases <c>&lt;Name&gt;.bias</c> <c>[out]</c>; with several irreps <c>&lt;Name&gt;.&lt;irrep&gt;.weight</c>.
/// </remarks>
public sealed class LinearAttribute(string source, string? representation = null) : DefinitionAttribute
{
    public string Source { get; } = source;

    public string? Representation { get; } = representation;

    /// <summary>Channels of y for each irrep: an int constant, <c>nameof</c> of an int option, or <c>nameof</c> of a feature with as many channels. If not set, as many as x.</summary>
    public object? Channels { get; set; }

    /// <summary>Whether to add a learnt b. If not set, it is added to scalars, the only features that may have one: a constant vector is not invariant.</summary>
    public bool Bias { get; set; }

    /// <summary>
    /// Whether the result has, besides its representation, the scalars that <see cref="GateAttribute"/> takes: one for each channel that is neither scalar nor pseudo-scalar, behind the scalars of the representation.
    /// </summary>
    public bool Gates { get; set; }

    /// <summary>Whether irreps of the representation that the source cannot make are left out. If not, they are an error.</summary>
    public bool OnlyReachable { get; set; }

    /// <summary>How the weights are drawn, unless <see cref="Normalization"/> says so.</summary>
    public Init Init { get; set; }

    /// <summary>The factor of <see cref="Init.XavierUniform"/>.</summary>
    public double Gain { get; set; } = 1;

    /// <summary>
    /// y = sum_k f_k W_k B_k x (+ b) with <see cref="PathNormalization.Element"/>: f = 1/sqrt(channels of x times basis elements that reach the irrep of y), or <see cref="PathNormalization.Path"/>:
    /// f_k = 1/sqrt(channels of the irrep of x times pairs of an irrep and a basis element). Weights begin as N(0, 1), biases as 0. e3nn's <c>o3.Linear</c> is <c>Normalization = Element, Bias = false</c>.
    /// </summary>
    public PathNormalization Normalization { get; set; }
}

/// <summary>A multilayer perceptron of scalars: x_k+1 = phi(W_k x_k + b_k), the last layer without phi unless <see cref="ActivateOutput"/> is set.</summary>
/// <param name="source">The input, scalars <c>[in]</c>.</param>
/// <param name="widths">The channels after each linear layer: int constants, <c>nameof</c> of an int option, or <c>nameof</c> of a feature with as many channels.</param>
/// <remarks>Parameters <c>&lt;Name&gt;.0.weight</c> <c>[width, in]</c>, <c>&lt;Name&gt;.0.bias</c>, <c>&lt;Name&gt;.1.weight</c>, …, numbered by linear layer.</remarks>
public sealed class MlpAttribute(string source, params object[] widths) : DefinitionAttribute
{
    public string Source { get; } = source;

    public IReadOnlyList<object> Widths { get; } = widths;

    /// <summary>phi, after each layer but the last.</summary>
    public Activation Activation { get; set; } = Activation.Silu;

    /// <summary>Whether phi follows the last layer too.</summary>
    public bool ActivateOutput { get; set; }

    /// <summary>Whether the last layer has a bias.</summary>
    public bool OutputBias { get; set; } = true;

    /// <summary>A function after the last layer, other than phi.</summary>
    public Activation OutputActivation { get; set; }

    /// <summary>How the weights of the last layer are drawn.</summary>
    public Init OutputInit { get; set; }

    /// <summary>The factor of <see cref="Init.XavierUniform"/> in the last layer.</summary>
    public double OutputGain { get; set; } = 1;

    /// <summary>Whether the layers have biases.</summary>
    public bool Bias { get; set; } = true;

    /// <summary>
    /// With <see cref="PathNormalization.Element"/> (or <see cref="PathNormalization.Path"/>, the same here) x_k+1 = phi(W_k x_k / sqrt(in) + b_k), weights begin as N(0, 1) and biases as 0. e3nn's
    /// <c>FullyConnectedNet</c> is <c>Normalization = Element, Bias = false, Scale = ActivationScale.E3nn</c>; its matrices are the transposes of ours.
    /// </summary>
    public PathNormalization Normalization { get; set; }

    /// <summary>A factor on phi, and on the function after the last layer.</summary>
    public ActivationScale Scale { get; set; }
}
