using System.Diagnostics.CodeAnalysis;
using TorchSharp;
using static TorchSharp.torch;

namespace Intertwine;

public sealed partial class Graph
{
    /// <summary>A graph from its edges.</summary>
    /// <param name="source">[edges]: the node that each edge comes from.</param>
    /// <param name="target">[edges]: the node that each edge goes to, the receiver of its message.</param>
    /// <param name="graphOfNode">[nodes]: the graph of each node, in a batch; one graph where left out.</param>
    /// <param name="graphCount">How many graphs; by default the largest number in <paramref name="graphOfNode"/> plus one.</param>
    /// <exception cref="ArgumentException">An index out of range, unequal lengths, or an edge between two graphs.</exception>
    public static Graph FromEdges(ReadOnlySpan<long> source, ReadOnlySpan<long> target, int nodeCount, ReadOnlySpan<long> graphOfNode = default, int? graphCount = null) =>
        Create(source.ToArray(), target.ToArray(), nodeCount, graphOfNode.IsEmpty && nodeCount > 0 ? null : graphOfNode.ToArray(), graphCount);

    /// <inheritdoc cref="FromEdges(ReadOnlySpan{long}, ReadOnlySpan{long}, int, ReadOnlySpan{long}, int?)"/>
    public static Graph FromEdges(ReadOnlySpan<int> source, ReadOnlySpan<int> target, int nodeCount, ReadOnlySpan<int> graphOfNode = default, int? graphCount = null) =>
        Create(Widen(source), Widen(target), nodeCount, graphOfNode.IsEmpty && nodeCount > 0 ? null : Widen(graphOfNode), graphCount);

    /// <inheritdoc cref="FromEdges(ReadOnlySpan{long}, ReadOnlySpan{long}, int, ReadOnlySpan{long}, int?)"/>
    /// <remarks>The tensors are int64 (or int32), with one axis, on any device; the graph copies them.</remarks>
    public static Graph FromEdges(Tensor source, Tensor target, long nodeCount, Tensor? graphOfNode = null, int? graphCount = null) =>
        Create(Read(source, nameof(source)), Read(target, nameof(target)), nodeCount, graphOfNode is null ? null : Read(graphOfNode, nameof(graphOfNode)), graphCount);

    /// <summary>
    /// A batch of graphs of the same size in which every node is joined to every other, in both directions. Edges stand receiver by receiver: all edges into node 0, then all into node 1, as in the published n-body code.
    /// </summary>
    /// <param name="selfLoops">Whether every node has an edge to itself too.</param>
    public static Graph FullyConnected(int graphs, int nodesPerGraph, bool selfLoops = false)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(graphs);
        ArgumentOutOfRangeException.ThrowIfNegative(nodesPerGraph);
        int nodes = checked(graphs * nodesPerGraph);
        int edges = checked(nodes * (selfLoops ? nodesPerGraph : Math.Max(nodesPerGraph - 1, 0)));
        long[] source = new long[edges];
        long[] target = new long[edges];
        long[] nodeGraph = new long[nodes];
        int edge = 0;
        for (int i = 0; i < nodes; i++)
        {
            nodeGraph[i] = i / nodesPerGraph;
            int first = i / nodesPerGraph * nodesPerGraph;
            for (int j = first; j < first + nodesPerGraph; j++)
            {
                if (j != i || selfLoops)
                {
                    (source[edge], target[edge]) = (j, i);
                    edge++;
                }
            }
        }

        return new Graph(source, target, nodes, nodeGraph, graphs);
    }

    /// <summary>Clouds of points, without given edges: each cloud is a graph, each point a node, cloud after cloud. What a network makes of them by itself (nearest neighbours, all pairs) needs no more.</summary>
    /// <param name="sizes">How many points each cloud has.</param>
    public static Graph Clouds(IReadOnlyList<int> sizes)
    {
        ArgumentNullException.ThrowIfNull(sizes);
        int points = 0;
        for (int cloud = 0; cloud < sizes.Count; cloud++)
        {
            if (sizes[cloud] < 0)
            {
                throw new ArgumentOutOfRangeException(nameof(sizes), sizes[cloud], $"Expected numbers of points; got {sizes[cloud]} for cloud {cloud}.");
            }

            points = checked(points + sizes[cloud]);
        }

        long[] nodeGraph = new long[points];
        int first = 0;
        for (int cloud = 0; cloud < sizes.Count; cloud++)
        {
            nodeGraph.AsSpan(first, sizes[cloud]).Fill(cloud);
            first += sizes[cloud];
        }

        return new Graph([], [], points, nodeGraph, sizes.Count);
    }

    /// <summary>Clouds of as many points each; see <see cref="Clouds(IReadOnlyList{int})"/>.</summary>
    public static Graph Clouds(int clouds, int points)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(clouds);
        ArgumentOutOfRangeException.ThrowIfNegative(points);
        int[] sizes = new int[clouds];
        Array.Fill(sizes, points);
        return Clouds(sizes);
    }

    /// <summary>Several graphs side by side as one, in their order: node and edge features of the parts are concatenated likewise, and so are the shifts of periodic boxes (zeros for graphs without).</summary>
    public static Graph Batch(params IReadOnlyList<Graph> graphs)
    {
        ArgumentNullException.ThrowIfNull(graphs);
        List<long> source = [];
        List<long> target = [];
        List<long> nodeGraph = [];
        int nodes = 0;
        int count = 0;
        foreach (Graph graph in graphs)
        {
            foreach (long node in graph._source)
            {
                source.Add(node + nodes);
            }

            foreach (long node in graph._target)
            {
                target.Add(node + nodes);
            }

            foreach (long number in graph.Targets("nodeGraph"))
            {
                nodeGraph.Add(number + count);
            }

            nodes = checked(nodes + graph.NodeCount);
            count = checked(count + graph.GraphCount);
        }

        return new Graph([.. source], [.. target], nodes, [.. nodeGraph], count, BatchOffsets(graphs), BatchShifts(graphs));
    }

    private static Graph Create(long[] source, long[] target, long nodeCount, long[]? graphOfNode, int? graphCount)
    {
        if (nodeCount is < 0 or > int.MaxValue)
        {
            throw new ArgumentOutOfRangeException(nameof(nodeCount), nodeCount, $"Expected 0 to {int.MaxValue} nodes; got {nodeCount}.");
        }

        if (target.Length != source.Length)
        {
            throw new ArgumentException($"Expected as many targets as sources ({source.Length}); got {target.Length}.", nameof(target));
        }

        CheckRange(source, nodeCount, nameof(source), "edge");
        CheckRange(target, nodeCount, nameof(target), "edge");
        if (graphOfNode is null)
        {
            return graphCount is null or 1
                ? new Graph(source, target, (int)nodeCount, null, 1)
                : throw new ArgumentException($"Expected one graph where graphOfNode is left out; got {graphCount}.", nameof(graphCount));
        }

        if (graphOfNode.Length != nodeCount)
        {
            throw new ArgumentException($"Expected one graph number per node ({nodeCount}); got {graphOfNode.Length}.", nameof(graphOfNode));
        }

        int graphs = graphCount ?? checked((int)(graphOfNode.DefaultIfEmpty(-1).Max() + 1));
        CheckRange(graphOfNode, graphs, nameof(graphOfNode), "node");
        for (int i = 0; i < source.Length; i++)
        {
            if (graphOfNode[source[i]] != graphOfNode[target[i]])
            {
                throw new ArgumentException(
                    $"Edge {i} joins node {source[i]} of graph {graphOfNode[source[i]]} to node {target[i]} of graph {graphOfNode[target[i]]}; expected both in one graph.", nameof(graphOfNode));
            }
        }

        return new Graph(source, target, (int)nodeCount, graphOfNode, graphs);
    }

    [SuppressMessage("Usage", "CA2208", Justification = "The argument is one of the caller's.")]
    private static void CheckRange(long[] values, long count, string argument, string item)
    {
        for (int i = 0; i < values.Length; i++)
        {
            if (values[i] < 0 || values[i] >= count)
            {
                throw new ArgumentOutOfRangeException(argument, values[i], $"Expected numbers from 0 to {count - 1}; got {values[i]} for {item} {i}.");
            }
        }
    }

    private static long[] Widen(ReadOnlySpan<int> values)
    {
        long[] wide = new long[values.Length];
        for (int i = 0; i < wide.Length; i++)
        {
            wide[i] = values[i];
        }

        return wide;
    }

    private static long[] Read(Tensor tensor, string argument)
    {
        ArgumentNullException.ThrowIfNull(tensor, argument);
        if (tensor.dim() != 1 || tensor.dtype is not (ScalarType.Int64 or ScalarType.Int32))
        {
            throw new ArgumentException($"Expected an int64 tensor with one axis; got {tensor.dtype} [{string.Join(", ", tensor.shape)}].", argument);
        }

        using Tensor copy = tensor.to(ScalarType.Int64, torch.CPU, copy: true).contiguous();
        return copy.shape[0] == 0 ? [] : copy.data<long>().ToArray();
    }
}
