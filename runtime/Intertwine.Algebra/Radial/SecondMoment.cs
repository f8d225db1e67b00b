namespace Intertwine.Algebra;

/// <summary>
/// <c>E[f(z)^2]</c> for z of N(0, 1), and the factor <c>c = E[f(z)^2]^(-1/2)</c> by which an activation keeps the second moment of its inputs: e3nn's <c>normalize2mom</c>.
/// e3nn takes the mean over a million random numbers, so that its factors differ from the integral in the third or fourth digit; <see cref="SampledFactors"/> holds these, for networks whose
/// weights were trained with them.
/// </summary>
public static class SecondMoment
{
    // Where N(0, 1) is below 1e-300.
    private const double Limit = 38;

    private const int PanelsPerUnit = 2;

    private static readonly Lazy<GaussLegendre> Rule = new(() => new GaussLegendre(20));

    /// <summary>
    /// The factors that e3nn computes: data, not formulas. Means over <c>torch.randn(1_000_000)</c> of seed 0 in float64. <c>ssp</c> is the shifted softplus, ln(1 + e^x) - ln 2.
    /// </summary>
    public static IReadOnlyDictionary<string, double> SampledFactors { get; } = new Dictionary<string, double>(StringComparer.Ordinal)
    {
        ["silu"] = 1.6791767923989418,
        ["tanh"] = 1.5937334472592695,
        ["sigmoid"] = 1.8467055342154763,
        ["relu"] = 1.4163393446331365,
        ["abs"] = 1.001110600838467,
        ["gelu"] = 1.5360642850770578,
        ["softplus"] = 1.0426436590527184,
        ["sin"] = 1.5218334864623193,
        ["leaky_relu"] = 1.4162684218969974,
        ["elu"] = 1.2467863885570512,
        ["ssp"] = 1.878204668541552,
    };

    /// <summary><c>E[f(z)^2]</c> by Gauss's quadrature of order 20 on intervals of length 1/2: to the last digits for functions that are smooth but for kinks or jumps at multiples of 1/2, as 0.</summary>
    public static double Of(Func<double, double> function)
    {
        GaussLegendre rule = Rule.Value;
        double half = 0.5 / PanelsPerUnit;
        double sum = 0;
        for (int panel = (int)(-Limit * PanelsPerUnit); panel < (int)(Limit * PanelsPerUnit); panel++)
        {
            double center = (panel + 0.5) / PanelsPerUnit;
            for (int i = 0; i < rule.Nodes.Count; i++)
            {
                double z = center + (half * rule.Nodes[i]);
                double density = Math.Exp(-0.5 * z * z);
                double value = function(z);
                sum += density == 0 ? 0 : half * rule.Weights[i] * density * value * value;
            }
        }

        return sum / Math.Sqrt(2 * Math.PI);
    }

    /// <summary><c>E[f(z)^2]^(-1/2)</c>.</summary>
    public static double Factor(Func<double, double> function) => 1 / Math.Sqrt(Of(function));
}
