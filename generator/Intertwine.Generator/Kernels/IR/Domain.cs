namespace Intertwine.Generator.Kernels;

/// <summary>
/// A set of items that values live on: the nodes of a graph, its edges, the graphs of a batch. The number of items is known at run time only.
/// <see cref="Unit"/> is the domain with one item; parameters live there.
/// </summary>
/// <param name="Name">Plural noun, as it appears in generated code and messages: <c>nodes</c>, <c>edges</c>, <c>graphs</c>.</param>
/// <param name="Rank">Rough order of size: an operation moves to the domain of smaller rank where that is possible (graphs 1, nodes 2, edges 3).</param>
internal sealed record Domain(string Name, int Rank)
{
    public static Domain Unit { get; } = new("unit", 0);

    public static Domain Graphs { get; } = new("graphs", 1);

    public static Domain Nodes { get; } = new("nodes", 2);

    public static Domain Edges { get; } = new("edges", 3);

    public bool IsUnit => Rank == 0;

    public override string ToString() => Name;
}

/// <summary>A function that sends every item of <paramref name="From"/> to one item of <paramref name="To"/> (an edge to its source node).</summary>
internal sealed record IndexMap(string Name, Domain From, Domain To)
{
    /// <summary>The only map from a domain to the one item of <see cref="Domain.Unit"/>: gathering along it broadcasts, scattering sums over all items.</summary>
    public static IndexMap ToUnit(Domain from) => new("all", from, Domain.Unit);

    public bool IsToUnit => To.IsUnit;

    public override string ToString() => Name;
}

/// <summary>The static array that a value holds per item. Row <c>c * Components + d</c> is component d of channel c.</summary>
internal readonly record struct Shape(int Channels, int Components)
{
    public int Rows => Channels * Components;

    public override string ToString() => $"{Channels}x{Components}";
}
