namespace Intertwine.Kernels;

/// <summary>The maps that a derived set may have.</summary>
public enum SetMap
{
    /// <summary>From an edge to the key or neighbour that it comes from.</summary>
    Source,

    /// <summary>From an edge to the query or node that it goes to.</summary>
    Target,

    /// <summary>From an item to its graph.</summary>
    Graph,
}

/// <summary>
/// Items that follow from which nodes belong to which graph: all pairs, nearest neighbours, tokens. Compared by value. Edges stand in the order of their targets; nodes may stand in any order.
/// </summary>
public abstract unsafe record ItemSet
{
    private ItemSet()
    {
    }

    /// <summary>Whether the sources differ from call to call, because values choose them.</summary>
    public virtual bool IsDynamic => false;

    /// <summary>How many items a graph of so many nodes has.</summary>
    public abstract long CountIn(int nodes);

    /// <summary>How many items there are in all graphs.</summary>
    /// <param name="nodeGraph">The graph of every node.</param>
    public long Count(IndexTable nodeGraph)
    {
        long count = 0;
        for (int graph = 0; graph < nodeGraph.To; graph++)
        {
            count += CountIn(nodeGraph.Start[graph + 1] - nodeGraph.Start[graph]);
        }

        return count;
    }

    /// <summary>How many items a map has to point at.</summary>
    public long TargetCount(SetMap map, IndexTable nodeGraph) => map == SetMap.Graph ? nodeGraph.To : DomainOf(map).Count(nodeGraph);

    /// <summary>Where every item points.</summary>
    /// <param name="map">Which map; the sources of a dynamic set are not known before a call.</param>
    /// <param name="nodeGraph">The graph of every node.</param>
    public int[] Places(SetMap map, IndexTable nodeGraph)
    {
        int[] places = new int[checked((int)Count(nodeGraph))];
        Fill(map, nodeGraph, places);
        return places;
    }

    /// <summary>An index map of the set, for kernels.</summary>
    /// <inheritdoc cref="Places"/>
    public IndexTable Table(SetMap map, IndexTable nodeGraph, string name)
    {
        var table = new IndexTable(checked((int)Count(nodeGraph)), checked((int)TargetCount(map, nodeGraph)), name);
        Fill(map, nodeGraph, new Span<int>(table.Index, table.From));
        table.Complete();
        return table;
    }

    /// <summary>The set that a map between items points into.</summary>
    private protected virtual ItemSet DomainOf(SetMap map) => throw Unknown(map);

    private protected abstract void Fill(SetMap map, IndexTable nodeGraph, Span<int> places);

    /// <summary>The graph of an item of a set that has no edges.</summary>
    private protected virtual int GraphOf(int item, IndexTable nodeGraph) => throw new InvalidOperationException($"{this} is no set of nodes or tokens.");

    /// <summary>An item of a set without edges, by its place in its graph.</summary>
    private protected virtual int ItemOf(int graph, int place, IndexTable nodeGraph) => throw new InvalidOperationException($"{this} is no set of nodes or tokens.");

    private ArgumentOutOfRangeException Unknown(SetMap map) => new(nameof(map), map, $"{this} has no map '{map}' before a call.");

    private static int NodesIn(int graph, IndexTable nodeGraph) => nodeGraph.Start[graph + 1] - nodeGraph.Start[graph];

    /// <summary>The nodes themselves.</summary>
    public sealed record Nodes : ItemSet
    {
        public override long CountIn(int nodes) => nodes;

        private protected override int GraphOf(int item, IndexTable nodeGraph) => nodeGraph.Index[item];

        private protected override int ItemOf(int graph, int place, IndexTable nodeGraph) => nodeGraph.Items[nodeGraph.Start[graph] + place];

        private protected override void Fill(SetMap map, IndexTable nodeGraph, Span<int> places) => throw Unknown(map);
    }

    /// <summary>The same number of items in every graph: token m of graph g is item <c>g * PerGraph + m</c>.</summary>
    public sealed record Tokens(int PerGraph) : ItemSet
    {
        public override long CountIn(int nodes) => PerGraph;

        private protected override int GraphOf(int item, IndexTable nodeGraph) => item / PerGraph;

        private protected override int ItemOf(int graph, int place, IndexTable nodeGraph) => (graph * PerGraph) + place;

        private protected override void Fill(SetMap map, IndexTable nodeGraph, Span<int> places)
        {
            for (int i = 0; i < places.Length; i++)
            {
                places[i] = map == SetMap.Graph ? i / PerGraph : throw Unknown(map);
            }
        }
    }

    /// <summary>An edge from every key to every query of the same graph; the keys of a query in ascending order.</summary>
    public sealed record AllPairs(ItemSet Queries, ItemSet Keys) : ItemSet
    {
        public override long CountIn(int nodes) => Queries.CountIn(nodes) * Keys.CountIn(nodes);

        private protected override ItemSet DomainOf(SetMap map) => map == SetMap.Source ? Keys : Queries;

        private protected override void Fill(SetMap map, IndexTable nodeGraph, Span<int> places)
        {
            int edge = 0;
            long queries = Queries.Count(nodeGraph);
            for (int query = 0; query < queries; query++)
            {
                int graph = Queries.GraphOf(query, nodeGraph);
                int keys = (int)Keys.CountIn(NodesIn(graph, nodeGraph));
                for (int key = 0; key < keys; key++)
                {
                    places[edge++] = map switch { SetMap.Source => Keys.ItemOf(graph, key, nodeGraph), SetMap.Target => query, _ => graph };
                }
            }
        }
    }

    /// <summary>Edges to every node from the nodes of its graph that are nearest to it: <paramref name="Number"/> of them, or as many as there are, the nearest first.</summary>
    /// <param name="IncludeSelf">Whether a node is a neighbour of itself.</param>
    public sealed record Nearest(int Number, bool IncludeSelf) : ItemSet
    {
        public override bool IsDynamic => true;

        public override long CountIn(int nodes) => (long)nodes * Math.Min(Number, IncludeSelf ? nodes : Math.Max(nodes - 1, 0));

        private protected override ItemSet DomainOf(SetMap map) => new Nodes();

        private protected override void Fill(SetMap map, IndexTable nodeGraph, Span<int> places)
        {
            if (map == SetMap.Source)
            {
                throw Unknown(map);
            }

            int edge = 0;
            for (int node = 0; node < nodeGraph.From; node++)
            {
                int graph = nodeGraph.Index[node];
                int nodes = NodesIn(graph, nodeGraph);
                int neighbours = (int)(CountIn(nodes) / nodes);
                places.Slice(edge, neighbours).Fill(map == SetMap.Target ? node : graph);
                edge += neighbours;
            }
        }
    }
}
