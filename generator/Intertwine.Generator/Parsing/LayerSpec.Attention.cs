namespace Intertwine.Generator.Parsing;

/// <summary>As <c>Intertwine.AttentionDistance</c>.</summary>
internal enum AttentionDistance
{
    Product,
    SquaredDistance,
    HalfScaled,
}

internal abstract partial record LayerSpec
{
    public sealed record Softmax(EquatableArray<SourceSpec> Sources, Over Over) : LayerSpec("Softmax", Sources);

    /// <param name="Sources">Queries, keys, values, and the mask where there is one.</param>
    /// <param name="Factor">On the logits; none for 1 / sqrt(components of a head).</param>
    /// <param name="Along">The edge set; null for the only one.</param>
    public sealed record VectorAttention(EquatableArray<SourceSpec> Sources, Value Heads, Value Distance, Value Factor, string? Along) : LayerSpec("VectorAttention", Sources), IAlongEdges
    {
        public static VectorAttention Read(AttributeReader attribute)
        {
            List<SourceSpec> sources = [attribute.Source(0, "queries"), attribute.Source(1, "keys"), attribute.Source(2, "values")];
            if (attribute.NamedText("Mask") is { } mask)
            {
                sources.Add(new SourceSpec(mask, "Mask", MayBeAbsent: true));
            }

            return new VectorAttention(
                sources.ToEquatable(),
                attribute.Named("Heads") is { Kind: not ValueKind.None } heads ? heads : Value.Of(1),
                attribute.Named("Distance") is { Kind: not ValueKind.None } distance ? distance : Value.Of(AttentionDistance.Product),
                attribute.Named("Scale"),
                attribute.NamedText("Along"));
        }
    }

    /// <summary>Vectors and scalars.</summary>
    public sealed record EarlyFusion(EquatableArray<SourceSpec> Sources) : LayerSpec("EarlyFusion", Sources);

    public sealed record SplitFusion(EquatableArray<SourceSpec> Sources, string? Piece) : LayerSpec("SplitFusion", Sources);
}
