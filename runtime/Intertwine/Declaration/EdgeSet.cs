namespace Intertwine;

/// <summary>Edges of a network, described: those of the graph that <c>forward</c> is given, or a set that the network makes (<see cref="AllPairsAttribute"/>, <see cref="NearestAttribute"/>).</summary>
/// <param name="Name">The property's name.</param>
public sealed record EdgeSet(string Name)
{
    /// <summary>Where it stands in the network.</summary>
    public string Path { get; init; } = Name;

    /// <summary>What its edges are, in words.</summary>
    public string Description { get; init; } = "edges of the graph";

    public override string ToString() => $"{Path}: {Description}";
}
