using System.Runtime.CompilerServices;

namespace Intertwine.Kernels;

public static unsafe partial class VectorMath<V, T>
{
    /// <summary>ln x, at most 1.5 ulp; -infinity at 0, NaN below.</summary>
    /// <remarks>
    /// x = 2^e m with sqrt(1/2) &lt; m ≤ sqrt(2), f = m - 1, s = f/(2+f): ln m = 2 artanh(s) = f - f²/2 + s (f²/2 + R(s²)), with the polynomials R of FreeBSD's msun
    /// (<c>e_logf.c</c>, <c>e_log.c</c>); ln x = e ln 2 + ln m, with ln 2 in two parts.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Log(V x)
    {
        // Subnormal numbers are scaled into the normal range first.
        V smallest = V.Constant(IsSingle ? 1.17549435e-38 : 2.2250738585072014e-308);
        V scaled = V.SelectGreater(smallest, x, x * V.Constant(IsSingle ? 33554432.0 : 18014398509481984.0), x);
        V e = V.Exponent(scaled) - V.SelectGreater(smallest, x, V.Constant(IsSingle ? 25 : 54), V.Zero);
        V m = V.Mantissa(scaled);

        V root = V.Constant(1.4142135623730951);
        e += V.SelectGreater(m, root, One, V.Zero);
        m = V.SelectGreater(m, root, m * V.Constant(0.5), m);
        V f = m - One;
        V result = LogAround(f, e);

        result = V.SelectGreater(x, V.Constant(IsSingle ? float.MaxValue : double.MaxValue), x, result);
        result = V.SelectEqual(x, V.Zero, V.Constant(double.NegativeInfinity), result);
        return V.SelectEqual(x, x, V.SelectGreater(V.Zero, x, V.Constant(double.NaN), result), x);
    }

    /// <summary>e ln 2 + ln(1 + f) for -0.3 &lt; f &lt; 0.42.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V LogAround(V f, V e)
    {
        V s = f / (V.Constant(2) + f);
        V z = s * s;
        V p;
        if (IsSingle)
        {
            p = V.MultiplyAdd(V.Constant(0.24279078841), z, V.Constant(0.28498786688));
            p = V.MultiplyAdd(p, z, V.Constant(0.40000972152));
            p = V.MultiplyAdd(p, z, V.Constant(0.66666662693));
        }
        else
        {
            p = V.MultiplyAdd(V.Constant(1.479819860511658591e-01), z, V.Constant(1.531383769920937332e-01));
            p = V.MultiplyAdd(p, z, V.Constant(1.818357216161805012e-01));
            p = V.MultiplyAdd(p, z, V.Constant(2.222219843214978396e-01));
            p = V.MultiplyAdd(p, z, V.Constant(2.857142874366239149e-01));
            p = V.MultiplyAdd(p, z, V.Constant(3.999999999940941908e-01));
            p = V.MultiplyAdd(p, z, V.Constant(6.666666666666735130e-01));
        }

        V halfSquare = V.Constant(0.5) * f * f;
        V high = V.Constant(IsSingle ? 6.9313812256e-01 : 6.93147180369123816490e-01);
        V low = V.Constant(IsSingle ? 9.0580006145e-06 : 1.90821492927058770002e-10);
        V small = V.MultiplyAdd(s, V.MultiplyAdd(z, p, halfSquare), e * low);
        return V.MultiplyAdd(e, high, f - (halfSquare - small));
    }

    /// <summary>ln(1 + u) for 0 ≤ u ≤ 1, without loss for small u.</summary>
    /// <remarks>With w = fl(1 + u): ln(1 + u) = ln w + (u - (w - 1)) / w to first order in the rounding error of w.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V LogOnePlus(V u)
    {
        V w = One + u;
        V root = V.Constant(1.4142135623730951);
        V e = V.SelectGreater(w, root, One, V.Zero);
        V f = V.SelectGreater(w, root, V.MultiplyAdd(w, V.Constant(0.5), -One), w - One);
        return LogAround(f, e) + ((u - (w - One)) / w);
    }
}
