using System.Runtime.CompilerServices;

namespace Intertwine.Kernels;

public static unsafe partial class VectorMath<V, T>
{
    /// <summary>1/(1+e^-x), at most 2.5 ulp where the result is a normal number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Sigmoid(V x) => One / (One + Exp(-x));

    /// <summary>x/(1+e^-x), at most 2.5 ulp where the result is a normal number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Silu(V x) => x / (One + Exp(-x));

    /// <summary>ln(1+e^x), at most 3 ulp where the result is a normal number.</summary>
    /// <remarks>max(x, 0) + ln(1 + e^-|x|): nothing overflows.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Softplus(V x) => V.Max(V.Zero, x) + LogOnePlus(Exp(-V.Abs(x)));

    /// <summary>tanh x, at most 2.5 ulp.</summary>
    /// <remarks>For |x| &lt; 0.625 x + x³ P(x²), with the approximations of Cephes (<c>tanhf.c</c>, <c>tanh.c</c>); beyond, ±(1 - 2/(e^(2|x|)+1)).</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Tanh(V x)
    {
        V z = x * x;
        V p;
        if (IsSingle)
        {
            p = V.MultiplyAdd(V.Constant(-5.70498872745e-3), z, V.Constant(2.06390887954e-2));
            p = V.MultiplyAdd(p, z, V.Constant(-5.37397155531e-2));
            p = V.MultiplyAdd(p, z, V.Constant(1.33314422036e-1));
            p = V.MultiplyAdd(p, z, V.Constant(-3.33332819422e-1));
        }
        else
        {
            p = V.MultiplyAdd(V.Constant(-9.64399179425052238628e-1), z, V.Constant(-9.92877231001918586564e1));
            p = V.MultiplyAdd(p, z, V.Constant(-1.61468768441708447952e3));
            V q = z + V.Constant(1.12811678491632931402e2);
            q = V.MultiplyAdd(q, z, V.Constant(2.23548839060100448583e3));
            q = V.MultiplyAdd(q, z, V.Constant(4.84406305325125486048e3));
            p /= q;
        }

        V near = V.MultiplyAdd(x * z, p, x);
        V magnitude = V.Abs(x);
        V tail = One - (V.Constant(2) / (Exp(magnitude + magnitude) + One));
        V far = V.SelectGreater(V.Zero, x, -tail, tail);
        return V.SelectGreater(magnitude, V.Constant(0.625), far, near);
    }
}
