using Intertwine.Generator.Inference;
using Intertwine.Generator.Kernels;
using Intertwine.Generator.Solving;

namespace Intertwine.Generator.Lowering;

/// <summary>
/// Symmetric contractions, by coupling trees. First products T(A_i, A_j) are computed once for all irreps of the result and all degrees (equal instructions are one). Trees that end in the same product with the same factor,
/// T'(P_1, A_k), …, T'(P_n, A_k), are one product of the weighted sum of the P: the recursion of Batatia et al. 2022 on sparse tensors.
/// </summary>
internal sealed partial class LayerLowering
{
    private IReadOnlyList<int> SymmetricContraction(FeatureNode node, Layer.SymmetricContraction layer)
    {
        int?[] sums = new int?[node.Type.Terms.Count];
        foreach (CoupledContraction contraction in layer.Contractions)
        {
            int weights = TreeWeights(node, layer, contraction);
            foreach (IGrouping<(int, SparseTensor), int> trees in Enumerable.Range(0, contraction.Trees.Count).GroupBy(tree => Ending(contraction, tree)))
            {
                int value = WeightedTrees(Source(node), contraction, [.. trees], tree => Builder.Slice(weights, 0, node.Type.Terms[contraction.Output].Multiplicity, tree, 1));
                sums[contraction.Output] = sums[contraction.Output] is int sum ? Builder.Add(sum, value) : value;
            }
        }

        return [.. sums.Select(sum => sum!.Value)];
    }

    /// <summary>What trees of degree three have in common whose first products can be summed: the last factor and the last product. Any other tree is alone.</summary>
    private static (int, SparseTensor) Ending(CoupledContraction contraction, int tree)
    {
        CouplingTree coupling = contraction.Trees[tree];
        return contraction.Degree == SymmetricCouplings.MaximumDegree ? (coupling.Factors[2], coupling.Steps[1]) : (tree, coupling.Steps[0]);
    }

    /// <summary>The weighted sum of trees with the same ending; the weights stand where there are fewer components.</summary>
    private int WeightedTrees(IReadOnlyList<int> source, CoupledContraction contraction, int[] trees, Func<int, int> weight)
    {
        CouplingTree first = contraction.Trees[trees[0]];
        switch (contraction.Degree)
        {
            case 1:
                return Builder.Multiply(Builder.MapComponents(source[first.Factors[0]], first.Steps[0]), weight(trees[0]));
            case 2:
                return Builder.Multiply(Product(trees[0]), weight(trees[0]));
        }

        SparseTensor last = first.Steps[1];
        if (trees.Length == 1 && last.Out < last.Left)
        {
            return Builder.Multiply(Builder.Contract(Product(trees[0]), source[first.Factors[2]], last), weight(trees[0]));
        }

        int sum = Builder.Multiply(Product(trees[0]), weight(trees[0]));
        foreach (int tree in trees.Skip(1))
        {
            sum = Builder.Add(sum, Builder.Multiply(Product(tree), weight(tree)));
        }

        return Builder.Contract(sum, source[first.Factors[2]], last);

        int Product(int tree)
        {
            CouplingTree coupling = contraction.Trees[tree];
            return Builder.Contract(source[coupling.Factors[0]], source[coupling.Factors[1]], coupling.Steps[0]);
        }
    }

    /// <summary>The weights of the trees, <c>[channels, trees]</c>, for each item: those of the orthonormal maps, turned into these before the species mix them.</summary>
    private int TreeWeights(FeatureNode node, Layer.SymmetricContraction layer, CoupledContraction contraction)
    {
        ParameterSpec parameter = LayerParameters.OfContraction(node, layer, contraction, _graph);
        int channels = node.Type.Terms[contraction.Output].Multiplicity;
        int trees = contraction.Trees.Count;
        int weights = Builder.MapComponents(Builder.Parameter(parameter.Name, parameter.Shape), contraction.Mixing);
        if (!layer.HasSpecies)
        {
            return Builder.Gather(weights, IndexMap.ToUnit(node.Domain));
        }

        int species = Source(node, 1)[0];
        int matrix = Builder.Reshape(weights, new Shape(Builder[species].Shape.Channels, channels * trees));
        return Builder.Reshape(Builder.Mix(matrix, species, transpose: true), new Shape(channels, trees));
    }
}
