using Intertwine.Generator.Parsing;

namespace Intertwine.Generator.Inference;

/// <summary>Numbers that attributes give as such: whether a layer can compute with them.</summary>
internal sealed partial class GraphInference
{
    /// <summary>A float32 below the smallest normal one loses its digits, and is 0 where such numbers are flushed.</summary>
    private const double SmallestInSingle = 1.17549435e-38;

    private bool AreNumbersRight(Site site, LayerSpec layer)
    {
        foreach ((string parameter, double number, double low, double high) in NumbersOf(layer))
        {
            // Written so that what is not a number is wrong.
            if (!(number >= low && number <= high))
            {
                string expected = high < double.MaxValue ? $"a number from {Text(low)} to {Text(high)}" : low == 0 ? "a number that is not negative" : "a finite number";
                site.Fail(ProblemIds.WrongValue, parameter, parameter, expected, Text(number));
                return false;
            }
        }

        if (layer is LayerSpec.Product product)
        {
            for (int i = 0; i < product.Paths.Count; i++)
            {
                if (!(Math.Abs(product.Paths[i].PathWeight) <= double.MaxValue))
                {
                    Report(site.Scope, site.Member, ProblemIds.WrongValue, new Place("Path", "PathWeight", Occurrence: i), "PathWeight", "a finite number", Text(product.Paths[i].PathWeight));
                    return false;
                }
            }
        }

        return true;
    }

    private static IEnumerable<(string Parameter, double Number, double Low, double High)> NumbersOf(LayerSpec layer) => layer switch
    {
        LayerSpec.Linear linear => [Finite("Gain", linear.Gain)],
        LayerSpec.Mlp mlp => [Finite("OutputGain", mlp.OutputGain)],
        LayerSpec.Scale scale => [Finite("Exponent", scale.Exponent)],
        LayerSpec.RadialBasis basis => [Finite("Factor", basis.Factor)],
        LayerSpec.NormActivation norm => [NotNegative("Epsilon", norm.Epsilon)],
        LayerSpec.BatchNorm norm => [NotNegative("Epsilon", norm.Epsilon), ("Momentum", norm.Momentum, 0, 1)],
        LayerSpec.VectorBatchNorm norm => [NotNegative("Epsilon", norm.Epsilon), ("Momentum", norm.Momentum, 0, 1), NotNegative("NormEpsilon", norm.NormEpsilon)],
        LayerSpec.VectorLayerNorm norm => [NotNegative("Epsilon", norm.Epsilon), NotNegative("NormEpsilon", norm.NormEpsilon)],
        LayerSpec.VectorRelu relu => [NotNegative("Epsilon", relu.Epsilon)],
        LayerSpec.Orthonormalize frame => [NotNegative("Epsilon", frame.Epsilon)],
        _ => [],
    };

    private static (string, double, double, double) Finite(string parameter, double number) => (parameter, number, -double.MaxValue, double.MaxValue);

    private static (string, double, double, double) NotNegative(string parameter, double number) => (parameter, number, 0, double.MaxValue);
}
