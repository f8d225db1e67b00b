namespace Intertwine.Generator.Parsing;

/// <summary>Edge sets and tokens.</summary>
internal abstract partial record LayerSpec
{
    /// <summary>Of an edge set.</summary>
    /// <param name="Sources">Queries and keys; none for nodes with nodes.</param>
    public sealed record AllPairs(EquatableArray<SourceSpec> Sources) : LayerSpec("AllPairs", Sources);

    /// <summary>Of an edge set.</summary>
    public sealed record Nearest(EquatableArray<SourceSpec> Sources, Value Number, bool IncludeSelf) : LayerSpec("Nearest", Sources);

    public sealed record Tokens(EquatableArray<SourceSpec> Sources, Value Number) : LayerSpec("Tokens", Sources);
}
