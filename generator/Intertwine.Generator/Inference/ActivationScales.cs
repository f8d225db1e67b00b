using Intertwine.Generator.Parsing;

namespace Intertwine.Generator.Inference;

/// <summary>Symmetries and second moments of activations.</summary>
internal static class ActivationScales
{
    /// <summary>phi(-x) = -phi(x).</summary>
    public static bool IsOdd(this Activation activation) => activation is Activation.None or Activation.Tanh or Activation.Sin;

    /// <summary>phi(-x) = phi(x).</summary>
    public static bool IsEven(this Activation activation) => activation is Activation.Abs or Activation.Cos;

    /// <summary>c of <c>Intertwine.ActivationScale</c>; null where e3nn has no constant for the function.</summary>
    public static double? Factor(Activation activation, ActivationScale scale) => (scale, activation) switch
    {
        (ActivationScale.None, _) or (_, Activation.None) => 1,
        (ActivationScale.SecondMoment, _) => 1 / Math.Sqrt(SecondMoment(activation)),

        // Not its expectation but its estimate from torch.randn(1_000_000) of seed 0 in float64: e3nn/math/_normalize_activation.py.
        (_, Activation.Silu) => 1.6791767923989418,
        (_, Activation.Tanh) => 1.5937334472592695,
        (_, Activation.Sigmoid) => 1.8467055342154763,
        (_, Activation.Relu) => 1.4163393446331365,
        (_, Activation.Abs) => 1.001110600838467,
        (_, Activation.Gelu) => 1.5360642850770578,
        (_, Activation.Softplus) => 1.0426436590527184,
        (_, Activation.Sin) => 1.5218334864623193,
        _ => null,
    };

    /// <summary>
    /// E[phi(z)^2] for z of N(0, 1), by the trapezoidal rule on [-20, 20]: for functions as smooth as these its error falls exponentially with the number of points, and where they have a kink it lies at 0, on a point.
    /// </summary>
    private static double SecondMoment(Activation activation)
    {
        const int Points = 1 << 14;
        const double Limit = 20;
        double step = 2 * Limit / Points;
        double sum = 0;
        for (int i = 0; i <= Points; i++)
        {
            double z = (i * step) - Limit;
            double value = Value(activation, z);
            sum += value * value * Math.Exp(-z * z / 2);
        }

        return sum * step / Math.Sqrt(2 * Math.PI);
    }

    private static double Value(Activation activation, double z) => activation switch
    {
        Activation.Silu => z / (1 + Math.Exp(-z)),
        Activation.Relu => Math.Max(z, 0),
        Activation.Tanh => Math.Tanh(z),
        Activation.Sigmoid => 1 / (1 + Math.Exp(-z)),
        Activation.Softplus => Math.Max(z, 0) + Math.Log(1 + Math.Exp(-Math.Abs(z))),
        Activation.Gelu => z * NormalDistribution(z),
        Activation.Exp => Math.Exp(z),
        Activation.Abs => Math.Abs(z),
        Activation.Sin => Math.Sin(z),
        Activation.Cos => Math.Cos(z),
        _ => z,
    };

    /// <summary>Phi(z) = 1/2 + z phi(z) sum_k z^2k / (1 · 3 · 5 … (2k + 1)) (Marsaglia 2004).</summary>
    private static double NormalDistribution(double z)
    {
        if (Math.Abs(z) > 9)
        {
            return z > 0 ? 1 : 0;
        }

        double term = z;
        double sum = z;
        for (int k = 1; Math.Abs(term) > 1e-18 * Math.Abs(sum); k++)
        {
            term *= z * z / ((2 * k) + 1);
            sum += term;
        }

        return 0.5 + (sum * Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI));
    }
}
