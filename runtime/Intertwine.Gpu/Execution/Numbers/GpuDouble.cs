using System.ComponentModel;
using ILGPU;
using ILGPU.Algorithms;

namespace Intertwine.Gpu;

/// <summary>The functions for <see cref="double"/>; the polynomials are those of the CPU kernels.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct GpuDouble : IGpuReal<double>
{
    /// <inheritdoc/>
    public static double Number(double value) => value;

    /// <inheritdoc/>
    public static double Count(int value) => value;

    /// <inheritdoc/>
    public static int Position(double value) => (int)value;

    /// <inheritdoc/>
    public static double Min(double x, double y) => x < y ? x : y;

    /// <inheritdoc/>
    public static double Max(double x, double y) => x > y ? x : y;

    /// <inheritdoc/>
    /// <remarks>x = n ln 2 + r with |r| ≤ ln(2)/2; e^r = 1 + r + r² P(r) with a minimax polynomial; e^x = 2^n e^r.</remarks>
    public static double Exp(double x)
    {
        // Beyond these bounds the result is 0 or infinity.
        double bounded = x < -746 ? -746.0 : x > 710 ? 710.0 : x;
        double n = XMath.Floor((bounded * 1.4426950408889634) + 0.5);
        double r = bounded - (n * 6.93147180369123816490e-01) - (n * 1.90821492927058770002e-10);
        double p = (2.5100634461878497e-08 * r) + 2.762041219449885e-07;
        p = (p * r) + 2.7557267935231926e-06;
        p = (p * r) + 2.4801520613566223e-05;
        p = (p * r) + 0.00019841269863392214;
        p = (p * r) + 0.0013888888917654016;
        p = (p * r) + 0.008333333333329994;
        p = (p * r) + 0.04166666666662324;
        p = (p * r) + 0.16666666666666669;
        p = (p * r) + 0.5;
        p = (p * r) + 1;
        p = (p * r) + 1;

        // In two steps: 2^n alone may overflow, or underflow, where the result does not.
        long half = (long)n / 2;
        long rest = (long)n - half;
        return p * Interop.IntAsFloat((ulong)((half + 1023) << 52)) * Interop.IntAsFloat((ulong)((rest + 1023) << 52));
    }

    /// <inheritdoc/>
    /// <remarks>x = 2^e m with sqrt(1/2) &lt; m ≤ sqrt(2): ln x = e ln 2 + ln m.</remarks>
    public static double Log(double x)
    {
        // Subnormal numbers are scaled into the normal range first.
        bool isSmall = x < 2.2250738585072014e-308;
        double scaled = isSmall ? x * 18014398509481984 : x;
        ulong bits = Interop.FloatAsInt(scaled);
        double e = (int)(bits >> 52) - 1023;
        e = isSmall ? e - 54 : e;
        double m = Interop.IntAsFloat((bits & 0x000FFFFFFFFFFFFFul) | 0x3FF0000000000000ul);
        bool isLarge = m > 1.4142135623730951;
        e = isLarge ? e + 1 : e;
        double result = LogAround((isLarge ? m * 0.5 : m) - 1, e);
        result = x > double.MaxValue ? x : result;
        return x > 0 ? result : x == 0 ? double.NegativeInfinity : double.NaN;
    }

    /// <inheritdoc/>
    public static double Sqrt(double x) => XMath.Sqrt(x);

    /// <inheritdoc/>
    public static double Reciprocal(double x) => 1 / x;

    /// <inheritdoc/>
    public static double SafeReciprocalSqrt(double x) => x == 0 ? 0.0 : 1 / XMath.Sqrt(x);

    /// <inheritdoc/>
    public static double Sigmoid(double x) => 1 / (1 + Exp(-x));

    /// <inheritdoc/>
    public static double Silu(double x) => x / (1 + Exp(-x));

    /// <inheritdoc/>
    /// <remarks>For |x| &lt; 0.625 an odd rational function, beyond ±(1 - 2/(e^(2|x|)+1)).</remarks>
    public static double Tanh(double x)
    {
        double magnitude = Abs(x);
        if (magnitude > 0.625)
        {
            double tail = 1 - (2 / (Exp(magnitude + magnitude) + 1));
            return x < 0 ? -tail : tail;
        }

        double z = x * x;
        double p = (-9.64399179425052238628e-1 * z) - 9.92877231001918586564e1;
        p = (p * z) - 1.61468768441708447952e3;
        double q = z + 1.12811678491632931402e2;
        q = (q * z) + 2.23548839060100448583e3;
        q = (q * z) + 4.84406305325125486048e3;
        p /= q;
        return (x * z * p) + x;
    }

    /// <inheritdoc/>
    public static double Relu(double x) => x < 0 ? 0.0 : x;

    /// <inheritdoc/>
    /// <remarks>The numbers are double: ILGPU 1.5 takes the bits of an integer that is converted after a choice.</remarks>
    public static double Step(double x) => x > 0 ? 1.0 : 0.0;

    /// <inheritdoc/>
    public static double Abs(double x) => x < 0 ? -x : x;

    /// <inheritdoc/>
    public static double Sign(double x) => x > 0 ? 1.0 : x < 0 ? -1.0 : 0.0;

    /// <inheritdoc/>
    /// <remarks>max(x, 0) + ln(1 + e^-|x|): nothing overflows; with w = fl(1 + u), ln(1 + u) = ln w + (u - (w - 1)) / w.</remarks>
    public static double Softplus(double x)
    {
        double u = Exp(-Abs(x));
        double w = 1 + u;
        bool isLarge = w > 1.4142135623730951;
        double log = isLarge ? LogAround((w * 0.5) - 1, 1) : LogAround(w - 1, 0);
        return Relu(x) + log + ((u - (w - 1)) / w);
    }

    /// <inheritdoc/>
    /// <remarks>Phi(x) = erfc(-x/√2)/2; erfc only of positive numbers.</remarks>
    public static double Gelu(double x)
    {
        double tail = 0.5 * ComplementaryErf(Bounded(x) * 0.70710678118654752);
        return x * (x > 0 ? 1 - tail : tail);
    }

    /// <inheritdoc/>
    /// <remarks>For |x| ≤ 1/2 x P(x²) with a minimax polynomial P, beyond ±(1 - erfc |x|).</remarks>
    public static double Erf(double x)
    {
        double magnitude = Bounded(x);
        if (magnitude > 0.5)
        {
            double tail = 1 - ComplementaryErf(magnitude);
            return x < 0 ? -tail : tail;
        }

        double z = x * x;
        double p = (-7.795898827002142e-10 * z) + 1.3720064546777686e-08;
        p = (p * z) - 1.6208483801871705e-07;
        p = (p * z) + 1.6447424703317362e-06;
        p = (p * z) - 1.492473690741966e-05;
        p = (p * z) + 0.00012055294904839707;
        p = (p * z) - 0.0008548325975389692;
        p = (p * z) + 0.0052239776071164225;
        p = (p * z) - 0.02686617064323777;
        p = (p * z) + 0.11283791670945006;
        p = (p * z) - 0.37612638903183543;
        p = (p * z) + 1.1283791670955126;
        return x * p;
    }

    /// <inheritdoc/>
    /// <remarks>x = n π/2 + r with |r| ≤ π/4, π/2 in three parts, which suffice for |x| up to 10^5.</remarks>
    public static double Sin(double x) => SinOfQuarters(x, 0);

    /// <inheritdoc/>
    public static double Cos(double x) => SinOfQuarters(x, 1);

    /// <summary>sin(x + quarters π/2).</summary>
    private static double SinOfQuarters(double x, int quarters)
    {
        double n = XMath.Floor((x * 0.63661977236758134) + 0.5);
        double r = x - (n * 1.57079632673412561417e+00) - (n * 6.07710050630396597660e-11) - (n * 2.02226624879595063154e-21);
        int quadrant = (int)n + quarters;
        double value = (quadrant & 1) == 0 ? SineAround(r) : CosineAround(r);
        return (quadrant & 2) == 0 ? value : -value;
    }

    private static double SineAround(double r)
    {
        double z = r * r;
        double p = (1.58969099521155010221e-10 * z) - 2.50507602534068634195e-08;
        p = (p * z) + 2.75573137070700676789e-06;
        p = (p * z) - 1.98412698298579493134e-04;
        p = (p * z) + 8.33333333332248946124e-03;
        p = (p * z) - 1.66666666666666324348e-01;
        return (z * r * p) + r;
    }

    private static double CosineAround(double r)
    {
        double z = r * r;
        double p = (-1.13596475577881948265e-11 * z) + 2.08757232129817482790e-09;
        p = (p * z) - 2.75573143513906633035e-07;
        p = (p * z) + 2.48015872894767294178e-05;
        p = (p * z) - 1.38888888888741095749e-03;
        p = (p * z) + 4.16666666666666019037e-02;
        return (z * z * p) - (0.5 * z) + 1;
    }

    /// <summary>e ln 2 + ln(1 + f) for -0.3 &lt; f &lt; 0.42.</summary>
    private static double LogAround(double f, double e)
    {
        double s = f / (2 + f);
        double z = s * s;
        double p = (1.479819860511658591e-01 * z) + 1.531383769920937332e-01;
        p = (p * z) + 1.818357216161805012e-01;
        p = (p * z) + 2.222219843214978396e-01;
        p = (p * z) + 2.857142874366239149e-01;
        p = (p * z) + 3.999999999940941908e-01;
        p = (p * z) + 6.666666666666735130e-01;
        double halfSquare = 0.5 * f * f;
        double small = (s * ((z * p) + halfSquare)) + (e * 1.90821492927058770002e-10);
        return (e * 6.93147180369123816490e-01) + (f - (halfSquare - small));
    }

    /// <summary>erfc z for z ≥ 0: e^(-z²) t Q(t - 1/2), t = 2/(2+z), with a minimax polynomial Q.</summary>
    private static double ComplementaryErf(double z)
    {
        double t = 2 / (2 + z);
        double u = t - 0.5;
        double p = (0.021493982313956224 * u) + 0.0023091696078058636;
        p = (p * u) - 0.07211250349254497;
        p = (p * u) + 0.043939351924936955;
        p = (p * u) + 0.062109013610169114;
        p = (p * u) - 0.08531271913231592;
        p = (p * u) + 0.006309869910364995;
        p = (p * u) + 0.06710413020990488;
        p = (p * u) - 0.060818779891853;
        p = (p * u) - 0.009359345562014693;
        p = (p * u) + 0.06615746327958918;
        p = (p * u) - 0.04442588464635597;
        p = (p * u) - 0.03497780649925678;
        p = (p * u) + 0.07396876325066587;
        p = (p * u) - 0.008798642628843731;
        p = (p * u) - 0.0848734053541577;
        p = (p * u) + 0.053586934984282436;
        p = (p * u) + 0.09889958593645734;
        p = (p * u) - 0.10366696087140467;
        p = (p * u) - 0.17208529511744902;
        p = (p * u) + 0.14576892602590888;
        p = (p * u) + 0.5589441851121203;
        p = (p * u) + 0.6871606844138142;
        p = (p * u) + 0.5107913526210115;
        return Exp(-(z * z)) * t * p;
    }

    /// <summary>|x|, or a number whose tail is 0.</summary>
    private static double Bounded(double x) => Min(26, Abs(x));
}
