using System.ComponentModel;
using ILGPU;
using ILGPU.Algorithms;

namespace Intertwine.Gpu;

/// <summary>The functions for <see cref="float"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct GpuSingle : IGpuReal<float>
{
    /// <inheritdoc/>
    public static float Number(double value) => (float)value;

    /// <inheritdoc/>
    public static float Count(int value) => value;

    /// <inheritdoc/>
    public static int Position(float value) => (int)value;

    /// <inheritdoc/>
    public static float Min(float x, float y) => x < y ? x : y;

    /// <inheritdoc/>
    public static float Max(float x, float y) => x > y ? x : y;

    /// <inheritdoc/>
    public static float Exp(float x) => XMath.Exp(x);

    /// <inheritdoc/>
    /// <remarks>x = 2^e m with sqrt(1/2) &lt; m ≤ sqrt(2): ln x = e ln 2 + ln m.</remarks>
    public static float Log(float x)
    {
        // Subnormal numbers are scaled into the normal range first.
        bool isSmall = x < 1.17549435e-38f;
        float scaled = isSmall ? x * 33554432f : x;
        uint bits = Interop.FloatAsInt(scaled);
        float e = (int)(bits >> 23) - 127;
        e = isSmall ? e - 25 : e;
        float m = Interop.IntAsFloat((bits & 0x007FFFFFu) | 0x3F800000u);
        bool isLarge = m > 1.41421356f;
        e = isLarge ? e + 1 : e;
        float result = LogAround((isLarge ? m * 0.5f : m) - 1, e);
        result = x > float.MaxValue ? x : result;
        return x > 0 ? result : x == 0 ? float.NegativeInfinity : float.NaN;
    }

    /// <inheritdoc/>
    public static float Sqrt(float x) => XMath.Sqrt(x);

    /// <inheritdoc/>
    public static float Reciprocal(float x) => 1 / x;

    /// <inheritdoc/>
    public static float SafeReciprocalSqrt(float x) => x == 0 ? 0f : 1 / XMath.Sqrt(x);

    /// <inheritdoc/>
    public static float Sigmoid(float x) => 1 / (1 + Exp(-x));

    /// <inheritdoc/>
    public static float Silu(float x) => x / (1 + Exp(-x));

    /// <inheritdoc/>
    /// <remarks>For |x| &lt; 0.625 an odd polynomial, beyond ±(1 - 2/(e^(2|x|)+1)).</remarks>
    public static float Tanh(float x)
    {
        float magnitude = Abs(x);
        if (magnitude > 0.625f)
        {
            float tail = 1 - (2 / (Exp(magnitude + magnitude) + 1));
            return x < 0 ? -tail : tail;
        }

        float z = x * x;
        float p = (-5.70498872745e-3f * z) + 2.06390887954e-2f;
        p = (p * z) - 5.37397155531e-2f;
        p = (p * z) + 1.33314422036e-1f;
        p = (p * z) - 3.33332819422e-1f;
        return (x * z * p) + x;
    }

    /// <inheritdoc/>
    public static float Relu(float x) => x < 0 ? 0f : x;

    /// <inheritdoc/>
    /// <remarks>The numbers are float: ILGPU 1.5 takes the bits of an integer that is converted after a choice.</remarks>
    public static float Step(float x) => x > 0 ? 1f : 0f;

    /// <inheritdoc/>
    public static float Abs(float x) => x < 0 ? -x : x;

    /// <inheritdoc/>
    public static float Sign(float x) => x > 0 ? 1f : x < 0 ? -1f : 0f;

    /// <inheritdoc/>
    /// <remarks>max(x, 0) + ln(1 + e^-|x|): nothing overflows; with w = fl(1 + u), ln(1 + u) = ln w + (u - (w - 1)) / w.</remarks>
    public static float Softplus(float x)
    {
        float u = Exp(-Abs(x));
        float w = 1 + u;
        bool isLarge = w > 1.41421356f;
        float log = isLarge ? LogAround((w * 0.5f) - 1, 1) : LogAround(w - 1, 0);
        return Relu(x) + log + ((u - (w - 1)) / w);
    }

    /// <inheritdoc/>
    /// <remarks>Phi(x) = erfc(-x/√2)/2; erfc only of positive numbers.</remarks>
    public static float Gelu(float x)
    {
        float tail = 0.5f * ComplementaryErf(Bounded(x) * 0.70710678f);
        return x * (x > 0 ? 1 - tail : tail);
    }

    /// <inheritdoc/>
    /// <remarks>For |x| ≤ 1/2 x P(x²) with a minimax polynomial P, beyond ±(1 - erfc |x|).</remarks>
    public static float Erf(float x)
    {
        float magnitude = Bounded(x);
        if (magnitude > 0.5f)
        {
            float tail = 1 - ComplementaryErf(magnitude);
            return x < 0 ? -tail : tail;
        }

        float z = x * x;
        float p = (7.875875062685488e-05f * z) - 0.000801686428716587f;
        p = (p * z) + 0.005189087423433974f;
        p = (p * z) - 0.026854212010626412f;
        p = (p * z) + 0.11283594715160218f;
        p = (p * z) - 0.37612626666720334f;
        p = (p * z) + 1.1283791658483509f;
        return x * p;
    }

    /// <inheritdoc/>
    /// <remarks>x = n π/2 + r with |r| ≤ π/4, π/2 in three parts, which suffice for |x| up to 8192.</remarks>
    public static float Sin(float x) => SinOfQuarters(x, 0);

    /// <inheritdoc/>
    public static float Cos(float x) => SinOfQuarters(x, 1);

    /// <summary>sin(x + quarters π/2).</summary>
    private static float SinOfQuarters(float x, int quarters)
    {
        float n = XMath.Floor((x * 0.636619772f) + 0.5f);
        float r = x - (n * 1.5703125f) - (n * 4.837512969970703125e-4f) - (n * 7.54978995489188216e-8f);
        int quadrant = (int)n + quarters;
        float value = (quadrant & 1) == 0 ? SineAround(r) : CosineAround(r);
        return (quadrant & 2) == 0 ? value : -value;
    }

    private static float SineAround(float r)
    {
        float z = r * r;
        float p = (-1.9515295891e-4f * z) + 8.3321608736e-3f;
        p = (p * z) - 1.6666654611e-1f;
        return (z * r * p) + r;
    }

    private static float CosineAround(float r)
    {
        float z = r * r;
        float p = (2.443315711809948e-5f * z) - 1.388731625493765e-3f;
        p = (p * z) + 4.166664568298827e-2f;
        return (z * z * p) - (0.5f * z) + 1;
    }

    /// <summary>e ln 2 + ln(1 + f) for -0.3 &lt; f &lt; 0.42.</summary>
    private static float LogAround(float f, float e)
    {
        float s = f / (2 + f);
        float z = s * s;
        float p = (0.24279078841f * z) + 0.28498786688f;
        p = (p * z) + 0.40000972152f;
        p = (p * z) + 0.66666662693f;
        float halfSquare = 0.5f * f * f;
        float small = (s * ((z * p) + halfSquare)) + (e * 9.0580006145e-06f);
        return (e * 6.9313812256e-01f) + (f - (halfSquare - small));
    }

    /// <summary>erfc z for z ≥ 0: e^(-z²) t Q(t - 1/2), t = 2/(2+z), with a minimax polynomial Q.</summary>
    private static float ComplementaryErf(float z)
    {
        float t = 2 / (2 + z);
        float u = t - 0.5f;
        float p = (0.03446011175528348f * u) - 0.01168183069229439f;
        p = (p * u) - 0.07522636856713298f;
        p = (p * u) + 0.05305441546785917f;
        p = (p * u) + 0.09790668735894392f;
        p = (p * u) - 0.10358574718242908f;
        p = (p * u) - 0.17203994410224263f;
        p = (p * u) + 0.14576580658935936f;
        p = (p * u) + 0.558943413982029f;
        p = (p * u) + 0.6871607126464782f;
        p = (p * u) + 0.5107913548283354f;
        return Exp(-(z * z)) * t * p;
    }

    /// <summary>|x|, or a number whose tail is 0.</summary>
    private static float Bounded(float x) => Min(9, Abs(x));
}
