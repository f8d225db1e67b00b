namespace Intertwine;

/// <summary>What a feature has one value for.</summary>
public enum Per
{
    /// <summary>One value for each graph of the batch.</summary>
    Graph,

    /// <summary>One value for each node: atom, particle, point.</summary>
    Node,

    /// <summary>One value for each directed edge, given or found by the network.</summary>
    Edge,

    /// <summary>One value for each token of a graph; <see cref="TokensAttribute"/> makes them.</summary>
    Token,

    /// <summary>Of an input of a block: one value for each item of whatever feeds it, of graphs, nodes, edges or tokens. On its own the block is checked for nodes.</summary>
    Item,
}
