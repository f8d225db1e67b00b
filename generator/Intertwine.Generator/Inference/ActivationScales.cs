using Intertwine.Algebra;
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
    public static double? Factor(Activation activation, ActivationScale scale, double slope = LayerSpec.Activate.DefaultSlope) => (scale, activation) switch
    {
        (ActivationScale.None, _) or (_, Activation.None) => 1,
        (ActivationScale.SecondMoment, _) => SecondMoment.Factor(z => Value(activation, z, slope)),
        _ => SecondMoment.SampledFactors.TryGetValue(activation.ToString().ToLowerInvariant(), out double factor) ? factor : null,
    };

    /// <summary>phi(z).</summary>
    public static double Value(Activation activation, double z, double slope) => activation switch
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
        Activation.LeakyRelu => Math.Max(z, slope * z),
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
