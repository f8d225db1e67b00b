namespace Intertwine;

/// <summary>y_e = x_j for every edge e from j to i: what the sender knows. Node features (or token features, where the edges join tokens) become edge features of the same representation.</summary>
/// <param name="source">x, per node.</param>
public sealed class GatherSourceAttribute(string source) : DefinitionAttribute
{
    public string Source { get; } = source;

    /// <summary>The edges: <c>nameof</c> of an <see cref="EdgeSet"/>. May be left out where the class has one.</summary>
    public string? Along { get; set; }
}

/// <summary>y_e = x_i for every edge e from j to i: what the receiver knows. Node features (or token features, where the edges join tokens) become edge features of the same representation.</summary>
/// <param name="source">x, per node.</param>
public sealed class GatherTargetAttribute(string source) : DefinitionAttribute
{
    public string Source { get; } = source;

    /// <inheritdoc cref="GatherSourceAttribute.Along"/>
    public string? Along { get; set; }
}

/// <summary>y_n = x_g for every node n of graph g. Graph features become node features of the same representation.</summary>
/// <param name="source">x, per graph.</param>
public sealed class PerNodeAttribute(string source) : DefinitionAttribute
{
    public string Source { get; } = source;
}
