using Intertwine.Kernels;

namespace Intertwine.Gpu;

/// <summary>The index maps of a batch of graphs, for training without TorchSharp: the same as <c>Intertwine.Graph</c> gives a model.</summary>
public sealed class GpuGraph : IDisposable
{
    private readonly IndexTable[] _tables;

    /// <param name="source">Of each edge the node it comes from.</param>
    /// <param name="target">Of each edge the node it goes to.</param>
    /// <param name="nodeGraph">Of each node the graph it belongs to; empty for one graph.</param>
    /// <exception cref="ArgumentException">Sizes do not fit, an edge joins nodes of two graphs, or an index lies outside its range.</exception>
    public GpuGraph(ReadOnlySpan<long> source, ReadOnlySpan<long> target, int nodes, ReadOnlySpan<long> nodeGraph = default, int graphs = 1)
    {
        if (source.Length != target.Length)
        {
            throw new ArgumentException($"Expected one target for each of {source.Length} sources; got {target.Length}.", nameof(target));
        }

        long[] ofNode = nodeGraph.IsEmpty ? new long[nodes] : nodeGraph.ToArray();
        if (ofNode.Length != nodes)
        {
            throw new ArgumentException($"Expected a graph for each of {nodes} nodes; got {ofNode.Length}.", nameof(nodeGraph));
        }

        List<IndexTable> tables = [];
        try
        {
            tables.Add(new IndexTable(source, nodes, "source"));
            tables.Add(new IndexTable(target, nodes, "target"));
            tables.Add(new IndexTable(ofNode, graphs, "nodeGraph"));
            long[] ofEdge = new long[source.Length];
            for (int i = 0; i < ofEdge.Length; i++)
            {
                ofEdge[i] = ofNode[source[i]];
                if (ofEdge[i] != ofNode[target[i]])
                {
                    throw new ArgumentException($"Edge {i} joins node {source[i]} of graph {ofEdge[i]} and node {target[i]} of graph {ofNode[target[i]]}; expected nodes of one graph.", nameof(target));
                }
            }

            tables.Add(new IndexTable(ofEdge, graphs, "edgeGraph"));
        }
        catch
        {
            tables.ForEach(t => t.Dispose());
            throw;
        }

        _tables = [.. tables];
        Items = new Dictionary<string, long> { ["graphs"] = graphs, ["nodes"] = nodes, ["edges"] = source.Length };
    }

    /// <summary>Graphs of nodes without edges, for networks that make their own: clouds of points.</summary>
    /// <param name="sizes">The nodes of each graph, which stand one graph after the other.</param>
    public static GpuGraph Clouds(params ReadOnlySpan<int> sizes)
    {
        List<long> nodeGraph = [];
        for (int graph = 0; graph < sizes.Length; graph++)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(sizes[graph], nameof(sizes));
            nodeGraph.AddRange(Enumerable.Repeat((long)graph, sizes[graph]));
        }

        return new GpuGraph([], [], nodeGraph.Count, [.. nodeGraph], sizes.Length);
    }

    /// <summary>Items of each domain.</summary>
    public IReadOnlyDictionary<string, long> Items { get; }

    /// <summary><c>source</c>, <c>target</c>, <c>nodeGraph</c>, <c>edgeGraph</c>.</summary>
    public IReadOnlyList<IndexTable> Tables => _tables;

    public void Dispose()
    {
        foreach (IndexTable table in _tables)
        {
            table.Dispose();
        }
    }
}
