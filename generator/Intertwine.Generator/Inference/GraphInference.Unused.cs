using Intertwine.Generator.Parsing;

namespace Intertwine.Generator.Inference;

/// <summary>Declared things that nothing names.</summary>
internal sealed partial class GraphInference
{
    private void CheckUnused(Scope root)
    {
        if (!root.Class.Members.Any(member => member.IsOutput))
        {
            // That is reported; whatever is to be the output would be called unused as well.
            return;
        }

        var used = new HashSet<string>(StringComparer.Ordinal);
        foreach (MemberSpec member in root.Class.Members)
        {
            foreach (WhenSpec condition in member.Conditions)
            {
                Use(used, condition.Condition);
                Use(used, condition.Otherwise);
            }

            if (member.Layer is { } layer)
            {
                foreach (SourceSpec source in layer.Sources)
                {
                    Use(used, source.Name);
                }

                foreach (Value value in Values(layer))
                {
                    Use(used, value.Kind == ValueKind.Name ? value.Text : null);
                }

                Use(used, (layer as IAlongEdges)?.Along);
                if (layer is LayerSpec.Block block)
                {
                    foreach (FeedSpec feed in block.Feeds)
                    {
                        Use(used, feed.Source);
                    }
                }
            }
        }

        foreach (MemberSpec member in root.Class.Members)
        {
            if (member.Layer is not (null or LayerSpec.Graph) && !member.IsOutput && !used.Contains(member.Name) && !_usedSets.Contains((root, member.Name)))
            {
                Report(root, member, ProblemIds.Unused, Place.Declaration, member.Name);
            }
        }
    }

    private static void Use(HashSet<string> used, string? name)
    {
        if (name is not null)
        {
            int dot = name.IndexOf('.');
            used.Add(dot < 0 ? name : name.Substring(0, dot));
        }
    }

    /// <summary>Arguments that may name an option or a feature.</summary>
    private static IEnumerable<Value> Values(LayerSpec layer) => layer switch
    {
        LayerSpec.Input input => [Named(input.Example)],
        LayerSpec.Linear linear => [linear.Channels, Named(linear.Representation)],
        LayerSpec.Custom custom => [custom.Channels],
        LayerSpec.Product product => [Named(product.Representation), Named(product.Filter)],
        LayerSpec.SymmetricContraction contraction => [contraction.Correlation, Named(contraction.Irreps)],
        LayerSpec.SphericalHarmonics harmonics => [harmonics.MaximumDegree],
        LayerSpec.S2Activation activation => [activation.Resolution, activation.MaximumDegree],
        LayerSpec.RadialBasis basis => [basis.Number, basis.Start, basis.End, basis.Envelope],
        LayerSpec.Mlp mlp => mlp.Widths,
        LayerSpec.Norm norm => [norm.Epsilon],
        LayerSpec.Activate activate => [activate.Slope],
        LayerSpec.Normalize normalize => [normalize.Offset, normalize.DetachNorm],
        LayerSpec.Scale scale => [scale.Factor],
        LayerSpec.Reduce reduce => [reduce.Aggregation],
        LayerSpec.Dropout dropout => [dropout.Rate],
        LayerSpec.Gradient gradient => [gradient.Factor],
        LayerSpec.VectorLinear linear => [linear.Channels, linear.ApproximateBias, linear.BiasForm],
        LayerSpec.EdgeFeatures edges => [edges.Cross],
        LayerSpec.VectorRelu relu => [relu.Slope, relu.Shared, relu.Projection],
        LayerSpec.VectorBatchNorm norm => [norm.InitialWeight, norm.InitialBias],
        LayerSpec.VectorLayerNorm norm => [norm.Bias],
        LayerSpec.VectorAttention attention => [attention.Heads, attention.Distance, attention.Factor],
        LayerSpec.Nearest nearest => [nearest.Number],
        LayerSpec.Tokens tokens => [tokens.Number],
        LayerSpec.Block block => block.Options.Select(o => o.Value).Append(block.Count),
        _ => [],
    };

    private static Value Named(string? text) => text is null ? Value.None : new Value(ValueKind.Name, 0, text);
}
