using System.Runtime.CompilerServices;

namespace Intertwine.Kernels;

public static unsafe partial class VectorMath<V, T>
{
    /// <summary>erf x, at most 2.5 ulp.</summary>
    /// <remarks>For |x| ≤ 1/2 x P(x²) with a minimax polynomial P, beyond ±(1 - erfc |x|).</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Erf(V x)
    {
        V magnitude = Bounded(x);
        V z = magnitude * magnitude;
        V p;
        if (IsSingle)
        {
            p = V.MultiplyAdd(V.Constant(7.875875062685488e-05), z, V.Constant(-0.000801686428716587));
            p = V.MultiplyAdd(p, z, V.Constant(0.005189087423433974));
            p = V.MultiplyAdd(p, z, V.Constant(-0.026854212010626412));
            p = V.MultiplyAdd(p, z, V.Constant(0.11283594715160218));
            p = V.MultiplyAdd(p, z, V.Constant(-0.37612626666720334));
            p = V.MultiplyAdd(p, z, V.Constant(1.1283791658483509));
        }
        else
        {
            p = V.MultiplyAdd(V.Constant(-7.795898827002142e-10), z, V.Constant(1.3720064546777686e-08));
            p = V.MultiplyAdd(p, z, V.Constant(-1.6208483801871705e-07));
            p = V.MultiplyAdd(p, z, V.Constant(1.6447424703317362e-06));
            p = V.MultiplyAdd(p, z, V.Constant(-1.492473690741966e-05));
            p = V.MultiplyAdd(p, z, V.Constant(0.00012055294904839707));
            p = V.MultiplyAdd(p, z, V.Constant(-0.0008548325975389692));
            p = V.MultiplyAdd(p, z, V.Constant(0.0052239776071164225));
            p = V.MultiplyAdd(p, z, V.Constant(-0.02686617064323777));
            p = V.MultiplyAdd(p, z, V.Constant(0.11283791670945006));
            p = V.MultiplyAdd(p, z, V.Constant(-0.37612638903183543));
            p = V.MultiplyAdd(p, z, V.Constant(1.1283791670955126));
        }

        V tail = One - ComplementaryErf(magnitude, z, V.MultiplyAdd(magnitude, magnitude, -z));
        V far = V.SelectGreater(V.Zero, x, -tail, tail);
        return V.SelectGreater(magnitude, V.Constant(0.5), far, x * p);
    }

    /// <summary>x Φ(x) with the distribution function Φ of the normal distribution (the exact form, not that with tanh); 8 ulp down to where the result is subnormal.</summary>
    /// <remarks>Φ(x) = erfc(-x/√2)/2; erfc only of positive numbers, so that the tail for x &lt; 0 keeps its relative accuracy: Φ(x) = 1 - Φ(-x).</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Gelu(V x)
    {
        V half = V.Constant(0.5);
        V magnitude = Bounded(x);
        V square = magnitude * magnitude;
        V error = V.MultiplyAdd(magnitude, magnitude, -square);
        V tail = half * ComplementaryErf(magnitude * V.Constant(0.70710678118654752), square * half, error * half);
        return x * V.SelectGreater(x, V.Zero, One - tail, tail);
    }

    /// <summary>erfc z for z ≥ 0.</summary>
    /// <param name="square">z², rounded.</param>
    /// <param name="error">z² - <paramref name="square"/>: without it the exponential loses as many digits as the square has before the point.</param>
    /// <remarks>e^(-z²) t Q(t - 1/2), t = 2/(2+z), with a minimax polynomial Q for e^(z²) erfc(z) / t.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V ComplementaryErf(V z, V square, V error)
    {
        V t = V.Constant(2) / (V.Constant(2) + z);
        V u = t - V.Constant(0.5);
        V p;
        if (IsSingle)
        {
            p = V.MultiplyAdd(V.Constant(0.03446011175528348), u, V.Constant(-0.01168183069229439));
            p = V.MultiplyAdd(p, u, V.Constant(-0.07522636856713298));
            p = V.MultiplyAdd(p, u, V.Constant(0.05305441546785917));
            p = V.MultiplyAdd(p, u, V.Constant(0.09790668735894392));
            p = V.MultiplyAdd(p, u, V.Constant(-0.10358574718242908));
            p = V.MultiplyAdd(p, u, V.Constant(-0.17203994410224263));
            p = V.MultiplyAdd(p, u, V.Constant(0.14576580658935936));
            p = V.MultiplyAdd(p, u, V.Constant(0.558943413982029));
            p = V.MultiplyAdd(p, u, V.Constant(0.6871607126464782));
            p = V.MultiplyAdd(p, u, V.Constant(0.5107913548283354));
        }
        else
        {
            p = V.MultiplyAdd(V.Constant(0.021493982313956224), u, V.Constant(0.0023091696078058636));
            p = V.MultiplyAdd(p, u, V.Constant(-0.07211250349254497));
            p = V.MultiplyAdd(p, u, V.Constant(0.043939351924936955));
            p = V.MultiplyAdd(p, u, V.Constant(0.062109013610169114));
            p = V.MultiplyAdd(p, u, V.Constant(-0.08531271913231592));
            p = V.MultiplyAdd(p, u, V.Constant(0.006309869910364995));
            p = V.MultiplyAdd(p, u, V.Constant(0.06710413020990488));
            p = V.MultiplyAdd(p, u, V.Constant(-0.060818779891853));
            p = V.MultiplyAdd(p, u, V.Constant(-0.009359345562014693));
            p = V.MultiplyAdd(p, u, V.Constant(0.06615746327958918));
            p = V.MultiplyAdd(p, u, V.Constant(-0.04442588464635597));
            p = V.MultiplyAdd(p, u, V.Constant(-0.03497780649925678));
            p = V.MultiplyAdd(p, u, V.Constant(0.07396876325066587));
            p = V.MultiplyAdd(p, u, V.Constant(-0.008798642628843731));
            p = V.MultiplyAdd(p, u, V.Constant(-0.0848734053541577));
            p = V.MultiplyAdd(p, u, V.Constant(0.053586934984282436));
            p = V.MultiplyAdd(p, u, V.Constant(0.09889958593645734));
            p = V.MultiplyAdd(p, u, V.Constant(-0.10366696087140467));
            p = V.MultiplyAdd(p, u, V.Constant(-0.17208529511744902));
            p = V.MultiplyAdd(p, u, V.Constant(0.14576892602590888));
            p = V.MultiplyAdd(p, u, V.Constant(0.5589441851121203));
            p = V.MultiplyAdd(p, u, V.Constant(0.6871606844138142));
            p = V.MultiplyAdd(p, u, V.Constant(0.5107913526210115));
        }

        return Exp(-square) * (One - error) * t * p;
    }

    /// <summary>|x|, or a number whose square is finite and whose tail is 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Bounded(V x) => V.Min(V.Constant(40), V.Abs(x));
}
