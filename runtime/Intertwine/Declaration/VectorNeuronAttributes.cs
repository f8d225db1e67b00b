namespace Intertwine;

/// <summary>
/// y_o = sum_i W_oi x_i: channels mix, components do not, piece by piece. It commutes with every group on every representation without points, as the matrices of the group act on the components alone
/// (Deng, Litany, Duan, Poulenard, Tagliasacchi, Guibas 2021). <see cref="LinearAttribute"/> also has the maps that mix components, where a group has any.
/// </summary>
/// <param name="source">x, per item <c>[in, components]</c>.</param>
/// <param name="channels">Channels of y for each piece: an int constant, <c>nameof</c> of an int option, or <c>nameof</c> of a feature with as many channels. If not given, as many as x.</param>
/// <remarks>
/// Weights <c>&lt;Name&gt;.weight</c> <c>[out, in]</c>, uniform in ±1/sqrt(in); with several pieces <c>&lt;Name&gt;.&lt;piece&gt;.weight</c>. The official <c>VNLinear</c>.
/// </remarks>
public sealed class VectorLinearAttribute(string source, object? channels = null) : DefinitionAttribute
{
    public string Source { get; } = source;

    public object? Channels { get; } = channels;

    /// <summary>
    /// epsilon of a bias that breaks the symmetry a little: y_o += epsilon b_o / |b_o| with learnt b (Assaad, Downey, Al-Rfou, Nayakanti, Sapp 2023). A rotation then changes each channel of y by up to 2 epsilon
    /// more than it should, which the diagnostic EQV2001 says. Scalars get none. A number, or <c>nameof</c> of an option; 0, the default, is no bias.
    /// </summary>
    /// <remarks>Parameter <c>&lt;Name&gt;.bias</c> <c>[out, components]</c>, or <c>[out]</c> where it is <see cref="VectorBias.Uniform"/>; it begins as N(0, 1).</remarks>
    public object ApproximateBias { get; set; } = 0.0;

    /// <summary>What b is: a <see cref="VectorBias"/>, or <c>nameof</c> of an option of this type.</summary>
    public object BiasForm { get; set; } = VectorBias.PerChannel;
}

/// <summary>The bias of a <see cref="VectorLinearAttribute"/> that is only approximately equivariant.</summary>
public enum VectorBias
{
    /// <summary>A vector for each channel: y_o += epsilon b_o / |b_o|.</summary>
    PerChannel,

    /// <summary>A number for each channel, added to all components: y_od += epsilon b_o / |b|, with the norm over the channels. The form of the package <c>VN-transformer</c>.</summary>
    Uniform,
}

/// <summary>
/// The rectifier of vector neurons. Each channel x_c has a direction d_c = (D z)_c; the half of space in front of it stays as it is, and of what is behind the part along d_c is taken away, or all but a fraction of it:
/// y = x - (1 - slope) min(&lt;x, d&gt;, 0) d / n, with n = |d|^2 + epsilon (Deng et al. 2021). The inner product is the invariant one of the piece, so that y turns as x does.
/// </summary>
/// <param name="source">x, any representation without points whose pieces have invariant lengths.</param>
/// <remarks>
/// <para>
/// Weights D <c>&lt;Name&gt;.weight</c> <c>[channels, channels of z]</c>, uniform in ±1/sqrt(channels of z); with several pieces <c>&lt;Name&gt;.&lt;piece&gt;.weight</c>.
/// </para>
/// <para>
/// The official <c>VNLeakyReLU</c> is this with <c>Slope = 0.2</c>; <c>VNLinearLeakyReLU</c> is a <see cref="VectorLinearAttribute"/>, a <see cref="VectorBatchNormAttribute"/> and this with
/// <c>Direction</c> = the layer's input.
/// </para>
/// </remarks>
public sealed class VectorReluAttribute(string source) : DefinitionAttribute
{
    public string Source { get; } = source;

    /// <summary>z: <c>nameof</c> of a feature of the same pieces, with any number of channels. If not set, x.</summary>
    public string? Direction { get; set; }

    /// <summary>The fraction that is kept of what lies behind: 0 for ReLU, 0.2 for the published leaky form. A number, or <c>nameof</c> of an option.</summary>
    public object Slope { get; set; } = 0.0;

    /// <summary>Whether all channels share one direction: D is then <c>[1, channels of z]</c>. A bool, or <c>nameof</c> of an option.</summary>
    public object Shared { get; set; } = false;

    /// <summary>epsilon, which keeps the division finite at d = 0.</summary>
    public double Epsilon { get; set; } = 1e-6;

    /// <summary>What is divided by: a <see cref="VectorProjection"/>, or <c>nameof</c> of an option of this type.</summary>
    public object Projection { get; set; } = VectorProjection.Added;
}

/// <summary>n of a <see cref="VectorReluAttribute"/>, y = x - (1 - slope) min(&lt;x, d&gt;, 0) d / n.</summary>
public enum VectorProjection
{
    /// <summary>n = |d|^2 + epsilon: the official vector neurons.</summary>
    Added,

    /// <summary>n = max(|d|, epsilon)^2: the formula of the VN-Transformer, a projection up to rounding.</summary>
    Clamped,

    /// <summary>n = max(|d|, epsilon): equivariant, but no projection, as d is normalised once instead of twice. The form of the package <c>VN-transformer</c>, for its weights.</summary>
    HalfNormalized,
}

/// <summary>
/// Batch normalisation of lengths: with n = |x_c| + norm epsilon, y_c = x_c / n BN(n), where BN(n) = (n - mean) / sqrt(var + epsilon) * weight + bias per channel, with mean and variance over all items of the batch while
/// training and running averages in evaluation (Deng et al. 2021). Directions stay as they are, up to sign where BN(n) is negative.
/// </summary>
/// <param name="source">x, any representation without points whose pieces have invariant lengths.</param>
/// <remarks>
/// Parameters <c>&lt;Name&gt;.weight</c>, <c>&lt;Name&gt;.bias</c> <c>[channels]</c>, buffers <c>&lt;Name&gt;.running_mean</c>, <c>&lt;Name&gt;.running_var</c> <c>[channels]</c> (of the population, as in PyTorch), piece after
/// piece. The official <c>VNBatchNorm</c>.
/// <para>
/// At the published start, weight 1 and bias 0, a vector shorter than the mean is turned around: about half of them, in every layer. With <c>InitialWeight = 0.5, InitialBias = 1</c> lengths vary around 1 by 1/2, so that only
/// vectors two standard deviations short are; deep networks learn several times faster from there. Loaded weights replace both.
/// </para>
/// </remarks>
public sealed class VectorBatchNormAttribute(string source) : DefinitionAttribute
{
    public string Source { get; } = source;

    /// <summary>Added to the variance.</summary>
    public double Epsilon { get; set; } = 1e-5;

    /// <summary>m in running = (1 - m) running + m batch.</summary>
    public double Momentum { get; set; } = 0.1;

    /// <summary>Added to the length.</summary>
    public double NormEpsilon { get; set; } = 1e-6;

    /// <summary>What the weights begin as: a number, or <c>nameof</c> of an option.</summary>
    public object InitialWeight { get; set; } = 1.0;

    /// <summary>What the biases begin as: a number, or <c>nameof</c> of an option.</summary>
    public object InitialBias { get; set; } = 0.0;
}

/// <summary>
/// Layer normalisation of lengths: y_c = x_c / max(|x_c|, norm epsilon) LN(|x|)_c, where LN(n)_c = (n_c - mean) / sqrt(var + epsilon) * weight_c + bias_c with mean and variance over the channels of each piece
/// (Assaad et al. 2023).
/// </summary>
/// <param name="source">x, any representation without points whose pieces have invariant lengths.</param>
/// <remarks>Parameters <c>&lt;Name&gt;.weight</c> <c>[channels]</c> and, with <see cref="Bias"/>, <c>&lt;Name&gt;.bias</c> <c>[channels]</c>, piece after piece. Without bias the <c>VNLayerNorm</c> of the package <c>VN-transformer</c>.</remarks>
public sealed class VectorLayerNormAttribute(string source) : DefinitionAttribute
{
    public string Source { get; } = source;

    /// <summary>Whether a learnt bias is added to the normalised lengths: a bool, or <c>nameof</c> of an option.</summary>
    public object Bias { get; set; } = false;

    /// <summary>Added to the variance.</summary>
    public double Epsilon { get; set; } = 1e-5;

    /// <summary>Below this, lengths count as this.</summary>
    public double NormEpsilon { get; set; } = 1e-6;

    /// <summary>Whether <see cref="NormEpsilon"/> is added to each length instead: y_c = x_c / (|x_c| + norm epsilon) LN(|x|)_c.</summary>
    public bool AddNormEpsilon { get; set; }
}
