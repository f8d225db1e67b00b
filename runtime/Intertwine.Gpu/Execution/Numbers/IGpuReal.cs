using System.ComponentModel;

namespace Intertwine.Gpu;

/// <summary>
/// Functions of a real number as kernels compute them, for <see cref="float"/> and <see cref="double"/>. Only arithmetic, rounding and bits: they give the same accuracy on every device, where the devices' own functions of
/// float64 do not.
/// </summary>
/// <typeparam name="T">The number type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IGpuReal<T>
    where T : unmanaged
{
    /// <summary>A number known when the kernel is compiled: no device needs float64 for it.</summary>
    static abstract T Number(double value);

    /// <summary>How many items there are.</summary>
    static abstract T Count(int value);

    /// <summary>A number that is integral as an integer.</summary>
    static abstract int Position(T value);

    static abstract T Min(T x, T y);

    static abstract T Max(T x, T y);

    /// <summary>e^x.</summary>
    static abstract T Exp(T x);

    /// <summary>ln x; -infinity at 0, NaN below.</summary>
    static abstract T Log(T x);

    /// <summary>sqrt(x).</summary>
    static abstract T Sqrt(T x);

    /// <summary>1/x.</summary>
    static abstract T Reciprocal(T x);

    /// <summary>1/sqrt(x), and 0 where x = 0.</summary>
    static abstract T SafeReciprocalSqrt(T x);

    /// <summary>1/(1+e^-x).</summary>
    static abstract T Sigmoid(T x);

    /// <summary>x/(1+e^-x).</summary>
    static abstract T Silu(T x);

    static abstract T Tanh(T x);

    /// <summary>max(x, 0).</summary>
    static abstract T Relu(T x);

    /// <summary>1 where x &gt; 0, else 0.</summary>
    static abstract T Step(T x);

    static abstract T Abs(T x);

    /// <summary>-1, 0 or 1.</summary>
    static abstract T Sign(T x);

    /// <summary>ln(1+e^x).</summary>
    static abstract T Softplus(T x);

    /// <summary>x Phi(x) with the distribution function Phi of the normal distribution.</summary>
    static abstract T Gelu(T x);

    static abstract T Erf(T x);

    static abstract T Sin(T x);

    static abstract T Cos(T x);
}
