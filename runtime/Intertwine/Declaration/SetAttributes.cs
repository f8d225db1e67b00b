namespace Intertwine;

/// <summary>
/// An edge from every key j to every query i of the same graph: n_q n_k edges in a graph of n_q queries and n_k keys, in the order of the queries. Of a property of type <see cref="EdgeSet"/>.
/// </summary>
/// <remarks>Edges depend on how many nodes each graph has, on no values: every model may use them.</remarks>
public sealed class AllPairsAttribute : DefinitionAttribute
{
    /// <summary>Nodes with nodes, every node with itself included.</summary>
    public AllPairsAttribute()
    {
    }

    /// <param name="queries">A feature of the nodes or tokens that edges go to.</param>
    /// <param name="keys">A feature of the nodes or tokens that edges come from.</param>
    public AllPairsAttribute(string queries, string keys) => (Queries, Keys) = (queries, keys);

    public string? Queries { get; }

    public string? Keys { get; }
}

/// <summary>
/// Edges to every node i from the k nodes j of its graph with the smallest sum_c |x_jc - x_ic|^2, over all channels and components of x: its nearest neighbours, found anew in every forward pass. In the order of the targets, then of
/// the distance; of equal distances the node of lower index comes first. A graph with fewer nodes gives all of them. Of a property of type <see cref="EdgeSet"/>.
/// </summary>
/// <param name="source">x, per node: points, or pieces whose length is invariant.</param>
/// <param name="number">k: an int constant from 1 to 1024, or <c>nameof</c> of an int option.</param>
/// <remarks>Which nodes are nearest is piecewise constant: no gradient flows through the choice. Wang et al., Dynamic Graph CNN for Learning on Point Clouds, 2019.</remarks>
public sealed class NearestAttribute(string source, object number) : DefinitionAttribute
{
    public string Source { get; } = source;

    public object Number { get; } = number;

    /// <summary>Whether a node is a neighbour of itself, as in the published code: the first one, unless another node of lower index lies at the same place.</summary>
    public bool IncludeSelf { get; set; } = true;
}

/// <summary>
/// Features of the graphs divided into tokens: of M C channels token m gets the channels m C to (m + 1) C - 1, of every piece. Tokens are items of their own, M for every graph; <see cref="AllPairsAttribute"/> joins them to nodes or to each
/// other.
/// </summary>
/// <param name="source">x, per graph.</param>
/// <param name="number">M: an int constant, or <c>nameof</c> of an int option; it divides the channels of every piece.</param>
public sealed class TokensAttribute(string source, object number) : DefinitionAttribute
{
    public string Source { get; } = source;

    public object Number { get; } = number;
}
