namespace Intertwine;

/// <summary>The edges of a network's graph, described. The indices themselves are given to <c>forward</c> as a graph.</summary>
/// <param name="Name">The property's name.</param>
public sealed record EdgeSet(string Name);
