namespace Intertwine;

public abstract partial class EquivariantModel
{
    /// <inheritdoc cref="ModelDefinition.Describe"/>
    public string Describe() => Definition.Describe();

    /// <inheritdoc cref="ModelDefinition.ToMermaid"/>
    public string ToMermaid(string? block = null) => Definition.ToMermaid(block);
}
