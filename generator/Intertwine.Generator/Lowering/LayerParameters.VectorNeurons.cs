using Intertwine.Algebra;
using Intertwine.Generator.Inference;
using Intertwine.Generator.Kernels;
using Intertwine.Generator.Parsing;

namespace Intertwine.Generator.Lowering;

/// <summary>What vector neurons learn.</summary>
internal static partial class LayerParameters
{
    /// <summary>Shape of the bias of one piece; null where it has none.</summary>
    public static Shape? ApproximateBias(FeatureNode node, Layer.VectorLinear layer, int term)
    {
        RepresentationTerm result = node.Type.Terms[term];
        return layer.ApproximateBias == 0 || result.Piece.IsTrivial ? null
            : new Shape(result.Multiplicity, layer.BiasForm == VectorBias.Uniform ? 1 : result.Piece.Dimension);
    }

    /// <summary>A matrix per piece, and a bias of N(0, 1), of which only the direction counts.</summary>
    private static IEnumerable<ParameterSpec> OfVectorLinear(FeatureNode node, Layer.VectorLinear layer, Representation source)
    {
        for (int i = 0; i < node.Type.Terms.Count; i++)
        {
            string prefix = Prefix(node, node.Type.Terms[i]);
            yield return Matrix(prefix, node.Type.Terms[i].Multiplicity, source.Terms[i].Multiplicity);
            if (ApproximateBias(node, layer, i) is { } shape)
            {
                yield return new ParameterSpec(prefix + ".bias", shape.Channels, layer.BiasForm == VectorBias.Uniform ? 0 : shape.Components, InitSpec.StandardNormal);
            }
        }
    }

    private static IEnumerable<ParameterSpec> OfVectorRelu(FeatureNode node, Layer.VectorRelu layer, Representation directions) =>
        node.Type.Terms.Select((term, i) => Matrix(Prefix(node, term), layer.Shared ? 1 : term.Multiplicity, directions.Terms[i].Multiplicity));

    private static IEnumerable<ParameterSpec> OfNorm(FeatureNode node, InitSpec weight, InitSpec? bias)
    {
        yield return new ParameterSpec(node.Path + ".weight", node.Type.Channels(), 0, weight);
        if (bias is not null)
        {
            yield return new ParameterSpec(node.Path + ".bias", node.Type.Channels(), 0, bias);
        }
    }

    /// <summary>W [out, in], uniform in ±1/sqrt(in).</summary>
    private static ParameterSpec Matrix(string prefix, int rows, int columns) => new(prefix + ".weight", rows, columns, new InitSpec("Uniform", 1 / Math.Sqrt(columns)));
}
