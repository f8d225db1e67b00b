namespace Intertwine;

/// <summary>y_e = x_j for every edge e from j to i: what the sender knows. Node features become edge features of the same representation.</summary>
/// <param name="source">x, per node.</param>
public sealed class GatherSourceAttribute(string source) : DefinitionAttribute
{
    public string Source { get; } = source;
}

/// <summary>y_e = x_i for every edge e from j to i: what the receiver knows. Node features become edge features of the same representation.</summary>
/// <param name="source">x, per node.</param>
public sealed class GatherTargetAttribute(string source) : DefinitionAttribute
{
    public string Source { get; } = source;
}

/// <summary>y_n = x_g for every node n of graph g. Graph features become node features of the same representation.</summary>
/// <param name="source">x, per graph.</param>
public sealed class PerNodeAttribute(string source) : DefinitionAttribute
{
    public string Source { get; } = source;
}
