using TorchSharp;
using static TorchSharp.torch;

namespace Intertwine;

/// <summary>
/// A neighbour list with a skin (Verlet list), for molecular dynamics: a radius graph with the cut-off plus the skin, made anew only when a node has moved more than half the skin since it was made. Until then every
/// pair within the cut-off is in it.
/// </summary>
/// <remarks>
/// Verlet, "Computer experiments on classical fluids. I", Phys. Rev. 159 (1967) 98. Pairs between the cut-off and the skin are edges too: either the radial functions vanish beyond the cut-off, or <see cref="Exact(ReadOnlySpan{double})"/> leaves
/// them out. The list owns the graphs that it gives and releases one when the next is made. Not for several threads.
/// </remarks>
public sealed class NeighbourList : IDisposable
{
    private readonly double _cutoff;
    private readonly double _skin;
    private readonly long[] _graphOfNode;
    private Cell?[]? _cells;
    private double[] _reference = [];
    private Graph? _graph;
    private Graph? _exact;

    /// <param name="cutoff">Every pair below it is in the list.</param>
    /// <param name="skin">How much farther the list looks; zero makes it anew whenever anything moves.</param>
    /// <param name="graphOfNode">[nodes]: the graph of each node, in a batch; one graph where left out.</param>
    /// <param name="cells">The periodic box of each graph, null for an open one; all are open where left out.</param>
    public NeighbourList(double cutoff, double skin, ReadOnlySpan<long> graphOfNode = default, IReadOnlyList<Cell?>? cells = null)
    {
        if (!double.IsFinite(cutoff) || cutoff <= 0)
        {
            throw new ArgumentOutOfRangeException(nameof(cutoff), cutoff, $"Expected a positive, finite cut-off; got {cutoff}.");
        }

        if (!double.IsFinite(skin) || skin < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(skin), skin, $"Expected a finite skin, zero or more; got {skin}.");
        }

        _cutoff = cutoff;
        _skin = skin;
        _graphOfNode = graphOfNode.ToArray();
        _cells = cells?.ToArray();
    }

    /// <summary>The list of one periodic box.</summary>
    public NeighbourList(double cutoff, double skin, Cell? cell)
        : this(cutoff, skin, default, [cell])
    {
    }

    /// <summary>How often the graph was made, the first time included.</summary>
    public int Builds { get; private set; }

    /// <summary>The graph for these positions: all pairs below the cut-off, and some below cut-off plus skin. The same object until it must be made anew.</summary>
    /// <param name="positions">[nodes, 3], not wrapped between calls (a wrapped node has moved by a period).</param>
    public Graph Update(ReadOnlySpan<double> positions)
    {
        if (_graph is null || positions.Length != _reference.Length || Moved(positions))
        {
            Graph next = Graph.Radius(positions, _cutoff + _skin, _graphOfNode, _cells);
            _graph?.Dispose();
            _graph = next;
            _reference = positions.ToArray();
            Builds++;
        }

        return _graph;
    }

    /// <inheritdoc cref="Update(ReadOnlySpan{double})"/>
    public Graph Update(ReadOnlySpan<float> positions) => Update(Graph.Widen(positions));

    /// <inheritdoc cref="Update(ReadOnlySpan{double})"/>
    public Graph Update(Tensor positions) => Update(Graph.ReadPositions(positions));

    /// <summary>The graph with exactly the pairs below the cut-off, a new object at every call.</summary>
    /// <param name="positions">[nodes, 3], not wrapped between calls.</param>
    public Graph Exact(ReadOnlySpan<double> positions)
    {
        Graph next = Update(positions).Below(_cutoff, positions);
        _exact?.Dispose();
        return _exact = next;
    }

    /// <summary>Other boxes from now on, as in a simulation under pressure; the graph is made anew if any differs.</summary>
    public void SetCells(IReadOnlyList<Cell?>? cells)
    {
        Cell?[]? next = cells?.ToArray();
        if (!Enumerable.SequenceEqual(next ?? [], _cells ?? []))
        {
            _graph?.Dispose();
            _graph = null;
        }

        _cells = next;
    }

    public void Dispose()
    {
        _graph?.Dispose();
        _exact?.Dispose();
        (_graph, _exact) = (null, null);
    }

    /// <summary>Whether a node is more than half the skin away from where it was: two such nodes can have come nearer by more than the skin.</summary>
    private bool Moved(ReadOnlySpan<double> positions)
    {
        double most = _skin * _skin / 4;
        for (int k = 0; k < positions.Length; k += 3)
        {
            double dx = positions[k] - _reference[k];
            double dy = positions[k + 1] - _reference[k + 1];
            double dz = positions[k + 2] - _reference[k + 2];

            // Not a number compares as moved, and the new graph names the node.
            if (!((dx * dx) + (dy * dy) + (dz * dz) <= most))
            {
                return true;
            }
        }

        return false;
    }
}
