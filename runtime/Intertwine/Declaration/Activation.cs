namespace Intertwine;

/// <summary>A function of one number, applied to every entry of a scalar feature. On anything but scalars such a function would break equivariance.</summary>
public enum Activation
{
    /// <summary>x.</summary>
    None,

    /// <summary>x / (1 + e^-x).</summary>
    Silu,

    /// <summary>max(x, 0).</summary>
    Relu,

    /// <summary>(e^x - e^-x) / (e^x + e^-x).</summary>
    Tanh,

    /// <summary>1 / (1 + e^-x).</summary>
    Sigmoid,

    /// <summary>ln(1 + e^x).</summary>
    Softplus,

    /// <summary>x Phi(x) with the distribution function Phi of the normal distribution.</summary>
    Gelu,

    /// <summary>e^x.</summary>
    Exp,

    /// <summary>|x|.</summary>
    Abs,

    /// <summary>sin x.</summary>
    Sin,

    /// <summary>cos x.</summary>
    Cos,

    /// <summary>max(x, s x) with the slope s = 0.01 to the left of 0; <see cref="ActivateAttribute.Slope"/> sets another.</summary>
    LeakyRelu,
}
