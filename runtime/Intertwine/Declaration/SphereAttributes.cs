namespace Intertwine;

/// <summary>
/// A function of values on the sphere: each channel is the signal f(r) = Σ n_l x_lm Y_lm(r) of degrees 0 … L, which is evaluated on a grid, goes through the function point by point, and comes back as coefficients of degrees 0 … L'.
/// Mixes degrees, which a <c>Gate</c> does not. Equivariant up to what the function makes of degrees that the grid does not resolve: finer grids, smaller errors. The diagnostic EQV2001 says how large, and the budget of the model
/// (<see cref="EquivariantModelAttribute.ErrorBudget"/>) counts it.
/// </summary>
/// <param name="source">
/// As many channels of each degree 0 … L, once each, with the parities of harmonics of vectors or pseudo-vectors: <c>8x0e + 8x1o + 8x2e</c>, <c>8x0o + 8x1o</c>, under SO(3) <c>8x0 + 8x1</c>.
/// </param>
/// <param name="activation">The function. On signals that change sign under reflections (<c>0o + …</c>) an odd one, or an even one, behind which they keep it.</param>
/// <param name="resolution">Polar angles of the grid, even, at least 2 L + 2: a number, or <c>nameof</c> of an int option. There are max(2 L + 1, resolution - 1) azimuths.</param>
/// <remarks>
/// e3nn's <c>nn.S2Activation</c> (which has one channel, and <see cref="ActivationScale.E3nn"/>): points at polar angles π (j + 1/2) / resolution from the axis y, weights of Driscoll and Healy (1994), so that without a function the layer is the identity.
/// </remarks>
public sealed class S2ActivationAttribute(string source, Activation activation, object resolution) : DefinitionAttribute
{
    public string Source { get; } = source;

    public Activation Activation { get; } = activation;

    public object Resolution { get; } = resolution;

    /// <summary>L', the largest degree of the result: a number, or <c>nameof</c> of an int option; left out, L.</summary>
    public object? MaximumDegree { get; set; }

    /// <summary>
    /// The n_l: for <see cref="HarmonicNormalization.Component"/> coefficients of variance 1 make values of variance 1, all degrees alike, for <see cref="HarmonicNormalization.Norm"/> degrees of norm 1 do; for
    /// <see cref="HarmonicNormalization.Integral"/> n = 1 and the Y_lm are orthonormal.
    /// </summary>
    public HarmonicNormalization Normalization { get; set; }

    /// <summary>A factor behind the function.</summary>
    public ActivationScale Scale { get; set; }
}
