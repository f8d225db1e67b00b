namespace Intertwine.Generator.Parsing;

/// <summary>As <c>Intertwine.VectorBias</c>.</summary>
internal enum VectorBias
{
    PerChannel,
    Uniform,
}

/// <summary>As <c>Intertwine.VectorProjection</c>.</summary>
internal enum VectorProjection
{
    Added,
    Clamped,
    HalfNormalized,
}

/// <summary>Layers of vector neurons.</summary>
internal abstract partial record LayerSpec
{
    public sealed record VectorLinear(EquatableArray<SourceSpec> Sources, Value Channels, Value ApproximateBias, Value BiasForm) : LayerSpec("VectorLinear", Sources);

    /// <param name="Sources">The feature, then what its directions are made of where that is another one.</param>
    public sealed record VectorRelu(EquatableArray<SourceSpec> Sources, Value Slope, Value Shared, double Epsilon, Value Projection) : LayerSpec("VectorRelu", Sources);

    public sealed record VectorBatchNorm(EquatableArray<SourceSpec> Sources, double Epsilon, double Momentum, double NormEpsilon, Value InitialWeight, Value InitialBias) : LayerSpec("VectorBatchNorm", Sources);

    public sealed record VectorLayerNorm(EquatableArray<SourceSpec> Sources, Value Bias, double Epsilon, double NormEpsilon, bool AddNormEpsilon) : LayerSpec("VectorLayerNorm", Sources);

    public sealed record InnerProducts(EquatableArray<SourceSpec> Sources) : LayerSpec("InnerProducts", Sources);

    public sealed record Orthonormalize(EquatableArray<SourceSpec> Sources, bool Complete, double Epsilon) : LayerSpec("Orthonormalize", Sources);

    public sealed record CrossProduct(EquatableArray<SourceSpec> Sources) : LayerSpec("CrossProduct", Sources);

    public sealed record EdgeFeatures(EquatableArray<SourceSpec> Sources, Value Cross, string? Along) : LayerSpec("EdgeFeatures", Sources), IAlongEdges;
}
