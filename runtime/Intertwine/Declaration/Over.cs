namespace Intertwine;

/// <summary>What a reduction runs over.</summary>
public enum Over
{
    /// <summary>Over the incoming edges of each node: edge features become node features.</summary>
    Neighbours,

    /// <summary>Over the nodes or edges of each graph: they become graph features.</summary>
    Graph,
}
