namespace Intertwine.Generator.Kernels;

/// <summary>Functions of one real number, applied entry by entry. Each has a derivative that is again made of these (<c>Autodiff/ScalarDerivatives.cs</c>).</summary>
internal enum ScalarFunction
{
    /// <summary>e^x.</summary>
    Exp,

    /// <summary>ln x.</summary>
    Log,

    /// <summary>sqrt(x), whose derivative at 0 is taken as 0 (the norm of a zero vector has gradient zero, not NaN).</summary>
    Sqrt,

    /// <summary>1/x.</summary>
    Reciprocal,

    /// <summary>1/sqrt(x), and 0 where x = 0, so that the derivative of <see cref="Sqrt"/> is finite.</summary>
    SafeReciprocalSqrt,

    /// <summary>1/(1+e^-x).</summary>
    Sigmoid,

    /// <summary>x / (1+e^-x).</summary>
    Silu,

    /// <summary>(e^x - e^-x) / (e^x + e^-x).</summary>
    Tanh,

    /// <summary>max(x, 0).</summary>
    Relu,

    /// <summary>1 where x &gt; 0, else 0. Its derivative is zero.</summary>
    Step,

    /// <summary>|x|.</summary>
    Abs,

    /// <summary>-1, 0 or 1. Its derivative is zero.</summary>
    Sign,

    /// <summary>ln(1+e^x).</summary>
    Softplus,

    /// <summary>x Phi(x) with the error function.</summary>
    Gelu,

    /// <summary>erf x.</summary>
    Erf,

    /// <summary>sin x.</summary>
    Sin,

    /// <summary>cos x.</summary>
    Cos,
}
