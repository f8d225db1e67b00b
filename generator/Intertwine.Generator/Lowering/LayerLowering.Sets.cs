using Intertwine.Generator.Inference;
using Intertwine.Generator.Kernels;

namespace Intertwine.Generator.Lowering;

/// <summary>Edges that values choose, and tokens.</summary>
internal sealed partial class LayerLowering
{
    private readonly HashSet<Domain> _found = [];

    /// <summary>The search for the edges of a dynamic domain, before the first thing that lives there.</summary>
    public void FindEdges(Domain domain)
    {
        if (domain.IsDynamic && _found.Add(domain))
        {
            SetNode set = _graph.Sets.First(s => s.Domain == domain);
            IReadOnlyList<int> pieces = Values(set.Feature);
            int source = pieces.Count == 1 ? pieces[0] : Builder.Concat([.. pieces.Select(x => Builder.Reshape(x, new Shape(Builder[x].Shape.Rows, 1)))]);
            Builder.Emit(new Instruction.Nearest(source, domain));
        }
    }

    /// <summary>Token m of graph g has the channels that follow those of token m - 1: in memory nothing moves.</summary>
    private IReadOnlyList<int> Tokens(FeatureNode node)
    {
        IReadOnlyList<int> source = Source(node);
        int[] values = new int[source.Count];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = Builder.Regroup(source[i], node.Domain, Builder[source[i]].Shape with { Channels = node.Type.Terms[i].Multiplicity });
        }

        return values;
    }
}
