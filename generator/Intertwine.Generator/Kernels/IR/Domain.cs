namespace Intertwine.Generator.Kernels;

/// <summary>
/// A set of items that values live on: the nodes of a graph, its edges, the graphs of a batch, or a set that the network makes of these. The number of items is known at run time only.
/// <see cref="Unit"/> is the domain with one item; parameters live there.
/// </summary>
/// <param name="Name">Plural noun, as it appears in generated code and messages: <c>nodes</c>, <c>edges</c>, <c>graphs</c>; of a derived domain the path of the property that makes it.</param>
/// <param name="Rank">Rough order of size: an operation moves to the domain of smaller rank where that is possible (graphs 1, nodes 2, edges 3).</param>
/// <param name="Origin">What a derived domain is made of; null for the others.</param>
internal sealed record Domain(string Name, int Rank, DomainOrigin? Origin = null)
{
    private const int NodeRank = 2;
    private const int EdgeRank = 3;

    public static Domain Unit { get; } = new("unit", 0);

    public static Domain Graphs { get; } = new("graphs", 1);

    public static Domain Nodes { get; } = new("nodes", NodeRank);

    public static Domain Edges { get; } = new("edges", EdgeRank);

    /// <summary>An edge from every key to every query of the same graph.</summary>
    public static Domain AllPairs(string path, Domain queries, Domain keys) => new(NameOf(path), EdgeRank, new DomainOrigin.AllPairs(queries, keys));

    /// <summary>Edges to every node from those nearest to it.</summary>
    public static Domain Nearest(string path, int number, bool includeSelf) => new(NameOf(path), EdgeRank, new DomainOrigin.Nearest(number, includeSelf));

    /// <summary>The same number of items in every graph.</summary>
    public static Domain Tokens(string path, int perGraph) => new(NameOf(path), NodeRank, new DomainOrigin.Tokens(perGraph));

    public bool IsUnit => Rank == 0;

    public bool IsEdges => Rank == EdgeRank;

    public bool IsTokens => Origin is DomainOrigin.Tokens;

    /// <summary>Whether values choose its edges, in every call anew: whatever lives on it or maps from it comes after <see cref="Instruction.Nearest"/>.</summary>
    public bool IsDynamic => Origin is DomainOrigin.Nearest;

    /// <summary>What the edges of an edge domain come from.</summary>
    public Domain Sources => Origin is DomainOrigin.AllPairs pairs ? pairs.Keys : Nodes;

    /// <summary>What the edges of an edge domain go to.</summary>
    public Domain Targets => Origin is DomainOrigin.AllPairs pairs ? pairs.Queries : Nodes;

    public override string ToString() => Name;

    /// <summary>The path, unless it is the name of a domain that every network has.</summary>
    private static string NameOf(string path) => path is "unit" or "graphs" or "nodes" or "edges" ? path + ".set" : path;
}

/// <summary>What a derived domain is made of.</summary>
internal abstract record DomainOrigin
{
    public sealed record AllPairs(Domain Queries, Domain Keys) : DomainOrigin;

    public sealed record Nearest(int Number, bool IncludeSelf) : DomainOrigin;

    public sealed record Tokens(int PerGraph) : DomainOrigin;
}

/// <summary>A function that sends every item of <paramref name="From"/> to one item of <paramref name="To"/> (an edge to its source node).</summary>
internal sealed record IndexMap(string Name, Domain From, Domain To)
{
    /// <summary>The only map from a domain to the one item of <see cref="Domain.Unit"/>: gathering along it broadcasts, scattering sums over all items.</summary>
    public static IndexMap ToUnit(Domain from) => new("all", from, Domain.Unit);

    /// <summary>From edges to what they come from.</summary>
    public static IndexMap Source(Domain edges) => new(edges.Origin is null ? "source" : edges.Name + ".source", edges, edges.Sources);

    /// <summary>From edges to what they go to.</summary>
    public static IndexMap Target(Domain edges) => new(edges.Origin is null ? "target" : edges.Name + ".target", edges, edges.Targets);

    /// <summary>From nodes, edges or tokens to their graphs.</summary>
    public static IndexMap ToGraphs(Domain from) =>
        new(from == Domain.Nodes ? "nodeGraph" : from == Domain.Edges ? "edgeGraph" : from.Name + ".graph", from, Domain.Graphs);

    public bool IsToUnit => To.IsUnit;

    public override string ToString() => Name;
}

/// <summary>The static array that a value holds per item. Row <c>c * Components + d</c> is component d of channel c.</summary>
internal readonly record struct Shape(int Channels, int Components)
{
    public int Rows => Channels * Components;

    public override string ToString() => $"{Channels}x{Components}";
}
