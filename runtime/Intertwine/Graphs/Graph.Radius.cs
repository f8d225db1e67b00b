using System.Diagnostics.CodeAnalysis;
using TorchSharp;
using static TorchSharp.torch;

namespace Intertwine;

public sealed partial class Graph
{
    /// <summary>
    /// The radius graph: an edge from j to i wherever |x_j - x_i + S·cell| &lt; <paramref name="cutoff"/>, in both directions and for every image S within reach, an atom's own images included. The edges stand by
    /// target, then by source, then by S. The cost grows with nodes and edges.
    /// </summary>
    /// <param name="positions">[nodes, 3]: x, y, z of every node, one after the other. Wrapped into the box or not; nodes may lie on each other.</param>
    /// <param name="cutoff">The length of every edge is below it.</param>
    /// <param name="graphOfNode">[nodes]: the graph of each node, in a batch; one graph where left out. Edges stay within a graph.</param>
    /// <param name="cells">The periodic box of each graph, null for an open one; all are open where left out.</param>
    /// <param name="maxNeighbours">The most edges into one node: the nearest are kept, and the graph is no longer symmetric. All by default.</param>
    /// <param name="selfLoops">Whether every node has an edge to itself (S = 0) too.</param>
    /// <param name="graphCount">How many graphs; by default the number of cells, or the largest number in <paramref name="graphOfNode"/> plus one.</param>
    /// <remarks>
    /// As <c>radius_graph</c> of PyTorch Geometric, and as <c>neighbour_list('ijS')</c> of matscipy with i the target and j the source: <c>D = x_j - x_i + S·cell</c> points from the target to the image of the source.
    /// </remarks>
    /// <exception cref="ArgumentException">Positions that are not finite or not three per node, a cut-off that is not positive, unequal lengths.</exception>
    public static Graph Radius(
        ReadOnlySpan<double> positions, double cutoff, ReadOnlySpan<long> graphOfNode = default, IReadOnlyList<Cell?>? cells = null, int? maxNeighbours = null, bool selfLoops = false, int? graphCount = null) =>
        Radius(positions, cutoff, graphOfNode, cells, maxNeighbours, selfLoops, graphCount, out _);

    /// <inheritdoc cref="Radius(ReadOnlySpan{double}, double, ReadOnlySpan{long}, IReadOnlyList{Cell?}?, int?, bool, int?)"/>
    public static Graph Radius(
        ReadOnlySpan<float> positions, double cutoff, ReadOnlySpan<long> graphOfNode = default, IReadOnlyList<Cell?>? cells = null, int? maxNeighbours = null, bool selfLoops = false, int? graphCount = null) =>
        Radius(Widen(positions), cutoff, graphOfNode, cells, maxNeighbours, selfLoops, graphCount);

    /// <inheritdoc cref="Radius(ReadOnlySpan{double}, double, ReadOnlySpan{long}, IReadOnlyList{Cell?}?, int?, bool, int?)"/>
    /// <remarks>The positions are a float32 or float64 tensor [nodes, 3] on any device; the edges are found on the CPU, and no gradient flows through them.</remarks>
    public static Graph Radius(
        Tensor positions, double cutoff, Tensor? graphOfNode = null, IReadOnlyList<Cell?>? cells = null, int? maxNeighbours = null, bool selfLoops = false, int? graphCount = null) =>
        Radius(ReadPositions(positions), cutoff, graphOfNode is null ? default : Read(graphOfNode, nameof(graphOfNode)).AsSpan(), cells, maxNeighbours, selfLoops, graphCount);

    /// <summary>The radius graph of one periodic box.</summary>
    /// <inheritdoc cref="Radius(ReadOnlySpan{double}, double, ReadOnlySpan{long}, IReadOnlyList{Cell?}?, int?, bool, int?)"/>
    public static Graph Radius(ReadOnlySpan<double> positions, double cutoff, Cell? cell, int? maxNeighbours = null, bool selfLoops = false) =>
        Radius(positions, cutoff, default, [cell], maxNeighbours, selfLoops);

    /// <inheritdoc cref="Radius(ReadOnlySpan{double}, double, Cell?, int?, bool)"/>
    public static Graph Radius(ReadOnlySpan<float> positions, double cutoff, Cell? cell, int? maxNeighbours = null, bool selfLoops = false) =>
        Radius(positions, cutoff, default, [cell], maxNeighbours, selfLoops);

    /// <inheritdoc cref="Radius(ReadOnlySpan{double}, double, Cell?, int?, bool)"/>
    public static Graph Radius(Tensor positions, double cutoff, Cell? cell, int? maxNeighbours = null, bool selfLoops = false) =>
        Radius(positions, cutoff, null, [cell], maxNeighbours, selfLoops);

    /// <summary>The same, with the number of pairs that the search looked at.</summary>
    internal static Graph Radius(
        ReadOnlySpan<double> positions, double cutoff, ReadOnlySpan<long> graphOfNode, IReadOnlyList<Cell?>? cells, int? maxNeighbours, bool selfLoops, int? graphCount, out long visited)
    {
        CheckPositions(positions);
        if (!double.IsFinite(cutoff) || cutoff <= 0)
        {
            throw new ArgumentOutOfRangeException(nameof(cutoff), cutoff, $"Expected a positive, finite cut-off; got {cutoff}.");
        }

        if (maxNeighbours < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(maxNeighbours), maxNeighbours, $"Expected one neighbour or more, or none given for all; got {maxNeighbours}.");
        }

        int nodes = positions.Length / 3;
        long[]? nodeGraph = graphOfNode.IsEmpty && nodes > 0 ? null : graphOfNode.ToArray();
        int graphs = CountGraphs(nodes, nodeGraph, cells, graphCount);
        var search = new RadiusSearch(cutoff, maxNeighbours, selfLoops);
        bool keepShifts = cells is not null && cells.Any(cell => cell is not null);
        bool ascending = true;
        (int[] start, int[] members) = CellGrid.CountingSort(nodeGraph is null ? new int[nodes] : Array.ConvertAll(nodeGraph, number => (int)number), graphs);
        for (int graph = 0; graph < graphs; graph++)
        {
            ReadOnlySpan<int> own = members.AsSpan(start[graph], start[graph + 1] - start[graph]);
            ascending &= own.IsEmpty || own[^1] - own[0] == own.Length - 1 && own[0] == start[graph];
            search.Add(own, positions, cells?[graph], keepShifts);
        }

        visited = search.Visited;
        long[] source = [.. search.Source];
        long[] target = [.. search.Target];
        int[]? offsets = keepShifts ? [.. search.Offsets] : null;
        double[]? shifts = keepShifts ? [.. search.Shifts] : null;
        if (!ascending)
        {
            SortByTarget(nodes, ref source, ref target, ref offsets, ref shifts);
        }

        return new Graph(source, target, nodes, nodeGraph, graphs, offsets, shifts);
    }

    /// <summary>The edges below a cut-off, in their order.</summary>
    internal Graph Below(double cutoff, ReadOnlySpan<double> positions)
    {
        var kept = new List<int>(EdgeCount);
        for (int e = 0; e < EdgeCount; e++)
        {
            double squared = 0;
            for (int c = 0; c < 3; c++)
            {
                double d = positions[(3 * (int)_source[e]) + c] - positions[(3 * (int)_target[e]) + c];
                d += _shifts is null ? 0 : _shifts[(3 * e) + c];
                squared += d * d;
            }

            if (squared < cutoff * cutoff)
            {
                kept.Add(e);
            }
        }

        int[] edges = [.. kept];
        return new Graph(
            Pick(_source, edges, 1), Pick(_target, edges, 1), NodeCount, _nodeGraph, GraphCount, _offsets is null ? null : Pick(_offsets, edges, 3), _shifts is null ? null : Pick(_shifts, edges, 3));
    }

    /// <summary>Three finite numbers per node, or an error.</summary>
    internal static void CheckPositions(ReadOnlySpan<double> positions)
    {
        if (positions.Length % 3 != 0)
        {
            throw new ArgumentException($"Expected three coordinates per node; got {positions.Length} numbers.", nameof(positions));
        }

        for (int k = 0; k < positions.Length; k++)
        {
            if (!double.IsFinite(positions[k]))
            {
                throw new ArgumentException($"Expected finite positions; got {positions[k]} for {"xyz"[k % 3]} of node {k / 3}.", nameof(positions));
            }
        }
    }

    internal static double[] Widen(ReadOnlySpan<float> values)
    {
        double[] wide = new double[values.Length];
        for (int i = 0; i < wide.Length; i++)
        {
            wide[i] = values[i];
        }

        return wide;
    }

    internal static double[] ReadPositions(Tensor positions)
    {
        ArgumentNullException.ThrowIfNull(positions);
        if (positions.dim() != 2 || positions.shape[1] != 3 || positions.dtype is not (ScalarType.Float32 or ScalarType.Float64))
        {
            throw new ArgumentException($"Expected a float32 or float64 tensor [nodes, 3]; got {positions.dtype} [{string.Join(", ", positions.shape)}].", nameof(positions));
        }

        using Tensor detached = positions.detach();
        using Tensor wide = detached.to(ScalarType.Float64, torch.CPU, copy: true);
        using Tensor rows = wide.contiguous();
        return rows.shape[0] == 0 ? [] : rows.data<double>().ToArray();
    }

    [SuppressMessage("Usage", "CA2208", Justification = "The arguments are the caller's.")]
    private static int CountGraphs(int nodes, long[]? graphOfNode, IReadOnlyList<Cell?>? cells, int? graphCount)
    {
        if (graphOfNode is not null && graphOfNode.Length != nodes)
        {
            throw new ArgumentException($"Expected one graph number per node ({nodes}); got {graphOfNode.Length}.", nameof(graphOfNode));
        }

        if (graphOfNode is null && graphCount is not (null or 1))
        {
            throw new ArgumentException($"Expected one graph where graphOfNode is left out; got {graphCount}.", nameof(graphCount));
        }

        int graphs = graphCount ?? cells?.Count ?? (graphOfNode is null ? 1 : checked((int)(graphOfNode.DefaultIfEmpty(-1).Max() + 1)));
        ArgumentOutOfRangeException.ThrowIfNegative(graphs, nameof(graphCount));
        if (cells is not null && (cells.Count != graphs || (graphOfNode is null && cells.Count != 1)))
        {
            throw new ArgumentException($"Expected one cell per graph ({(graphOfNode is null ? 1 : graphs)}), null for an open one; got {cells.Count}.", nameof(cells));
        }

        CheckRange(graphOfNode ?? [], graphs, nameof(graphOfNode), "node");
        return graphs;
    }

    /// <summary>Puts edges by target where the nodes of the graphs are mixed; edges of one target keep their order.</summary>
    private static void SortByTarget(int nodes, ref long[] source, ref long[] target, ref int[]? offsets, ref double[]? shifts)
    {
        (_, int[] order) = CellGrid.CountingSort(Array.ConvertAll(target, node => (int)node), nodes);
        source = Pick(source, order, 1);
        target = Pick(target, order, 1);
        offsets = offsets is null ? null : Pick(offsets, order, 3);
        shifts = shifts is null ? null : Pick(shifts, order, 3);
    }

    private static T[] Pick<T>(T[] values, int[] order, int width)
    {
        var picked = new T[order.Length * width];
        for (int k = 0; k < order.Length; k++)
        {
            values.AsSpan(order[k] * width, width).CopyTo(picked.AsSpan(k * width, width));
        }

        return picked;
    }
}
