namespace Intertwine.Generator.Parsing;

/// <summary>The attributes of vector neurons.</summary>
internal static partial class LayerParser
{
    /// <summary>The layer of such an attribute; null for all others.</summary>
    private static LayerSpec? ParseVectorNeurons(AttributeReader attribute) => attribute.Name switch
    {
        "VectorLinear" => new LayerSpec.VectorLinear(
            One(attribute), attribute.Positional(1), Default(attribute.Named("ApproximateBias"), Value.Of(0.0)), Default(attribute.Named("BiasForm"), Value.Of(VectorBias.PerChannel))),
        "VectorRelu" => new LayerSpec.VectorRelu(
            attribute.Named("Direction").Kind is ValueKind.None ? One(attribute) : new([attribute.Source(0, "source"), new SourceSpec(attribute.NamedText("Direction"), "Direction")]),
            Default(attribute.Named("Slope"), Value.Of(0.0)),
            Default(attribute.Named("Shared"), Value.Of(false)),
            attribute.NamedNumber("Epsilon", 1e-6),
            Default(attribute.Named("Projection"), Value.Of(VectorProjection.Added))),
        "VectorBatchNorm" => new LayerSpec.VectorBatchNorm(
            One(attribute),
            attribute.NamedNumber("Epsilon", 1e-5),
            attribute.NamedNumber("Momentum", 0.1),
            attribute.NamedNumber("NormEpsilon", 1e-6),
            Default(attribute.Named("InitialWeight"), Value.Of(1.0)),
            Default(attribute.Named("InitialBias"), Value.Of(0.0))),
        "VectorLayerNorm" => new LayerSpec.VectorLayerNorm(
            One(attribute), Default(attribute.Named("Bias"), Value.Of(false)), attribute.NamedNumber("Epsilon", 1e-5), attribute.NamedNumber("NormEpsilon", 1e-6), attribute.NamedFlag("AddNormEpsilon")),
        "InnerProducts" => new LayerSpec.InnerProducts(Two(attribute, "left", "right")),
        "Orthonormalize" => new LayerSpec.Orthonormalize(One(attribute), attribute.NamedFlag("Complete"), attribute.NamedNumber("Epsilon", 1e-6)),
        "CrossProduct" => new LayerSpec.CrossProduct(Two(attribute, "left", "right")),
        "EdgeFeatures" => new LayerSpec.EdgeFeatures(One(attribute), Default(attribute.Named("Cross"), Value.Of(false)), attribute.NamedText("Along")),
        _ => null,
    };
}
