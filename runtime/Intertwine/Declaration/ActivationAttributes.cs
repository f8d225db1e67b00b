namespace Intertwine;

/// <summary>
/// y = c phi(x) entry by entry. Scalars only: rotating a vector and then applying phi to its entries is not the same as the other way round. On a pseudo-scalar (<c>0o</c>: one component that changes sign)
/// an odd function gives a pseudo-scalar and an even one a scalar; any other function breaks equivariance.
/// </summary>
/// <param name="source">x.</param>
/// <param name="activation">phi on scalars.</param>
/// <remarks>e3nn's <c>nn.Activation</c> is the one with <c>Scale = ActivationScale.E3nn</c>.</remarks>
public sealed class ActivateAttribute(string source, Activation activation) : DefinitionAttribute
{
    public string Source { get; } = source;

    public Activation Activation { get; } = activation;

    /// <summary>phi on pseudo-scalars: an odd function (<c>Tanh</c>, <c>Sin</c>) or an even one (<c>Abs</c>, <c>Cos</c>). If not set, there may be none.</summary>
    public Activation PseudoScalars { get; set; }

    /// <summary>Whether everything that is neither scalar nor, with <see cref="PseudoScalars"/>, pseudo-scalar stays as it is. If not set, there may be nothing else.</summary>
    public bool KeepOthers { get; set; }

    /// <summary>c.</summary>
    public ActivationScale Scale { get; set; }

    /// <summary>s of <see cref="Activation.LeakyRelu"/>, from 0 to 1: a number, or <c>nameof</c> of an option.</summary>
    public object Slope { get; set; } = 0.01;
}

/// <summary>
/// A gated nonlinearity (Weiler, Geiger, Welling, Boomsma, Cohen 2018): scalars go through phi, every other channel v is multiplied by a scalar gate, psi(g) v. The gates are the last scalars of x, one for each channel
/// that is neither scalar nor pseudo-scalar, in the order of those channels; they are not part of the result.
/// </summary>
/// <param name="source">
/// x, such as <c>"7x0e + 2x0o + 2x1o + 1x2e"</c>: three gates for three channels, four scalars, two pseudo-scalars; the result is <c>"4x0e + 2x0o + 2x1o + 1x2e"</c>.
/// </param>
/// <remarks>e3nn's <c>nn.Gate</c> with even gates is the one with <c>Scale = ActivationScale.E3nn</c>.</remarks>
public sealed class GateAttribute(string source) : DefinitionAttribute
{
    public string Source { get; } = source;

    /// <summary>phi on scalars.</summary>
    public Activation Activation { get; set; } = Activation.Silu;

    /// <summary>phi on pseudo-scalars: odd (they stay pseudo-scalars) or even (they become scalars, behind the others).</summary>
    public Activation PseudoScalars { get; set; } = Activation.Tanh;

    /// <summary>psi.</summary>
    public Activation Gates { get; set; } = Activation.Sigmoid;

    /// <summary>A factor on phi and psi.</summary>
    public ActivationScale Scale { get; set; }
}

/// <summary>
/// y_c = phi(|x_c| + b_c) x_c / |x_c| for every channel c, or phi(|x_c| + b_c) x_c where <see cref="Normalize"/> is off: the norm is invariant, so that any phi is allowed on any irrep. Norms below epsilon count as
/// epsilon.
/// </summary>
/// <param name="source">x, any representation without points.</param>
/// <param name="activation">phi.</param>
/// <remarks>Parameter <c>&lt;Name&gt;.bias</c> <c>[channels]</c> where <see cref="Bias"/> is set. e3nn's <c>nn.NormActivation</c>, whose norms without normalisation have no epsilon.</remarks>
public sealed class NormActivationAttribute(string source, Activation activation) : DefinitionAttribute
{
    public string Source { get; } = source;

    public Activation Activation { get; } = activation;

    /// <summary>Whether x is divided by its norm.</summary>
    public bool Normalize { get; set; } = true;

    /// <summary>Whether a learnt b, one number per channel, is added to the norm; it begins at 0.</summary>
    public bool Bias { get; set; }

    /// <summary>epsilon, where x is divided by its norm.</summary>
    public double Epsilon { get; set; } = 1e-8;
}
