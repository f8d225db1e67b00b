using Intertwine.Algebra;
using Intertwine.Generator.Inference;
using Intertwine.Generator.Kernels;

namespace Intertwine.Generator.Lowering;

/// <summary>Gradients of features by features.</summary>
internal sealed partial class LayerLowering
{
    /// <summary>factor * d(sum of E over all items) / dx, piece by piece of x: ordinary instructions, which all backends compute and differentiate again.</summary>
    private IReadOnlyList<int> Gradient(FeatureNode node, Layer.Gradient layer)
    {
        int value = Source(node)[0];
        int[] gradients = ReverseMode.Differentiate(Builder, [(value, Builder.Constant(layer.Factor, Builder[value].Domain, Builder[value].Shape))], [.. Source(node, 1)]);
        Representation variable = SourceType(node, 1);
        List<(Piece, int)> pieces = [];
        for (int i = 0; i < gradients.Length; i++)
        {
            pieces.Add((variable.Terms[i].Piece.OfGradients(), gradients[i]));
        }

        return Assemble(node.Type, pieces);
    }

    /// <summary>The features that something is differentiated by, but for inputs, which are values of their own already.</summary>
    private static HashSet<int> VariablesOf(LayerGraph graph)
    {
        HashSet<int> variables = [];
        foreach (FeatureNode node in graph.Features)
        {
            if (node.Layer is Layer.Gradient && graph.Features[node.Sources[1]].Layer is not Layer.Input)
            {
                variables.Add(node.Sources[1]);
            }
        }

        return variables;
    }

    /// <summary>Equal formulas are one value of a program, and a dropout that does not act is its source: a variable is neither.</summary>
    private IReadOnlyList<int> Variables(FeatureNode node, IReadOnlyList<int> values)
    {
        int term = 0;
        return Each(values, x => Builder.Variable(x, PieceNames.Tensor(node.Path, node.Type, term++)));
    }
}
