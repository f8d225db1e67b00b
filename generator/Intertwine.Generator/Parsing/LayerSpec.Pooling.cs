namespace Intertwine.Generator.Parsing;

internal abstract partial record LayerSpec
{
    public sealed record Max(EquatableArray<SourceSpec> Sources, Over Over) : LayerSpec("Max", Sources);

    public sealed record VectorMaxPool(EquatableArray<SourceSpec> Sources, Over Over) : LayerSpec("VectorMaxPool", Sources);
}
