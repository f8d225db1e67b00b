namespace Intertwine;

/// <summary>
/// A factor on what a layer sums, so that its results have the variance of its inputs when the weights have variance 1 (e3nn's <c>path_normalization</c>). With one of them weights are drawn from N(0, 1),
/// biases begin at 0, and the factor is part of the computation.
/// </summary>
public enum PathNormalization
{
    /// <summary>No factor.</summary>
    None,

    /// <summary>1 / sqrt(number of products that are summed in one number of the result).</summary>
    Element,

    /// <summary>1 / sqrt(number of paths to the result x number of products of this path): each path counts the same, however many channels it has.</summary>
    Path,
}

/// <summary>What counts as a normalised irrep (e3nn's <c>irrep_normalization</c> and, in batch normalisation, <c>normalization</c>).</summary>
public enum IrrepNormalization
{
    /// <summary>Each component has variance 1: the squared norm is the dimension on average.</summary>
    Component,

    /// <summary>The squared norm is 1 on average.</summary>
    Norm,

    /// <summary>No factor: the coefficients have Frobenius norm 1.</summary>
    None,
}

/// <summary>A factor c on an activation phi.</summary>
public enum ActivationScale
{
    /// <summary>c = 1.</summary>
    None,

    /// <summary>c = E[phi(z)^2]^(-1/2) for z of N(0, 1): c phi keeps the second moment.</summary>
    SecondMoment,

    /// <summary>The constants of e3nn's <c>normalize2mom</c>, which estimates the same expectation from 10^6 samples (three to four digits). For weights that were trained with them.</summary>
    E3nn,
}
