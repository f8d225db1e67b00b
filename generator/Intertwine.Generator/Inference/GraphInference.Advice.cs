using Intertwine.Algebra;
using Intertwine.Generator.Lowering;
using Intertwine.Generator.Parsing;

namespace Intertwine.Generator.Inference;

/// <summary>What is right and could be faster: parts and paths that nothing uses, more weights than needed.</summary>
internal sealed partial class GraphInference
{
    /// <summary>Weights of each item from which a fully connected product is worth a word: four times the 256 of a usual channel-wise one.</summary>
    private const int ManyWeightsOfAnItem = 1024;

    private void Advise(Scope root, IReadOnlyList<GraphOutput> outputs)
    {
        if (!root.Class.IsBlock)
        {
            // A block on its own does not know what its uses leave out.
            bool[][] live = Liveness(outputs);
            for (int i = 0; i < _features.Count; i++)
            {
                // Copies of blocks take what their options say.
                if (_origins[i].Scope == root && live[i].Contains(true) && live[i].Contains(false))
                {
                    AdviseDeadParts(i, live[i]);
                }
            }
        }

        for (int i = 0; i < _features.Count; i++)
        {
            if (_features[i].Layer is Layer.TensorProduct product)
            {
                AdviseWeights(i, product);
            }
        }

        AdvisePrecision();
    }

    private void AdviseDeadParts(int feature, bool[] live)
    {
        FeatureNode node = _features[feature];
        (Scope scope, MemberSpec member) = _origins[feature];
        var alive = new Representation(_group, [.. node.Type.Terms.Where((_, i) => live[i])]);
        var dead = new Representation(_group, [.. node.Type.Terms.Where((_, i) => !live[i])]);
        switch (node.Layer)
        {
            case Layer.TensorProduct product:
                int paths = product.Paths.Count(path => dead.Terms.Any(term => term.Piece == product.Slots.Terms[path.Slot].Piece));
                ReportWith(
                    scope, member, ProblemIds.DeadPaths, new Place(member.Layer!.Attribute), ProductHint((LayerSpec.Product)member.Layer, alive),
                    Text(paths), Text(product.Paths.Count), dead.ToString());
                break;
            case Layer.Linear when member.Layer is LayerSpec.Linear { Target.Gates: false, Channels.Kind: ValueKind.None, Representation: not null }:
                ReportWith(scope, member, ProblemIds.DeadPart, new Place("Linear", "representation"), [new Hint(Hint.Suggestion, alive.ToString())], dead.ToString(), node.Type.ToString());
                break;
            case Layer.Linear or Layer.SymmetricContraction:
                Report(scope, member, ProblemIds.DeadPart, new Place(member.Layer!.Attribute), dead.ToString(), node.Type.ToString());
                break;
            case Layer.SphericalHarmonics harmonics when !live[live.Length - 1] || IsTopDead(node.Type, harmonics, live):
                Report(scope, member, ProblemIds.DeadPart, new Place("SphericalHarmonics", "maximumDegree"), dead.ToString(), node.Type.ToString());
                break;
        }
    }

    /// <summary>Whether the highest degree is dead: lower ones come with it.</summary>
    private static bool IsTopDead(Representation type, Layer.SphericalHarmonics harmonics, bool[] live)
    {
        for (int i = 0; i < type.Terms.Count; i++)
        {
            if (type.Terms[i].Piece is SphericalIrrep irrep && irrep.Degree == harmonics.MaximumDegree)
            {
                return !live[i];
            }
        }

        return false;
    }

    /// <summary>What a product is to keep: its representation, or a filter.</summary>
    private static IEnumerable<Hint> ProductHint(LayerSpec.Product layer, Representation alive) =>
        layer.Target.Gates || layer.Paths.Count > 0 ? []
        : layer is { Attribute: "TensorProduct" } or { Attribute: "TensorSquare", Representation: not null } ? [new Hint(Hint.Suggestion, alive.ToString())]
        : [new Hint(Hint.Suggestion, string.Join(" + ", alive.Terms.Select(term => term.Piece.Name)))];

    /// <summary>Weights of each item make W_wuv x_u y_v of all pairs of channels cost U V W numbers per item, w_u x_u y_v only U V.</summary>
    private void AdviseWeights(int feature, Layer.TensorProduct product)
    {
        FeatureNode node = _features[feature];
        if (product.Weights == WeightOrigin.Learnt || product.IsSquare)
        {
            return;
        }

        Representation left = _features[node.Sources[0]].Type;
        Representation right = _features[node.Sources[1]].Type;
        long weights = ProductWeights.Count(left, right, product);
        long channelwise = product.Paths
            .Where(path => path.HasWeight)
            .Sum(path => (long)left.Terms[path.Left].Multiplicity * (path.Connection == Connection.Uuu ? 1 : right.Terms[path.Right].Multiplicity));
        if (weights >= ManyWeightsOfAnItem && weights > 2 * channelwise && product.Paths.Any(path => path.Connection == Connection.Uvw))
        {
            (Scope scope, MemberSpec member) = _origins[feature];
            Report(scope, member, ProblemIds.ManyWeights, new Place(member.Layer!.Attribute), member.Layer.Attribute, Text(weights), Text(channelwise));
        }
    }
}
