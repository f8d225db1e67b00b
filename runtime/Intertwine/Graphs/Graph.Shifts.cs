using TorchSharp;
using static TorchSharp.torch;

namespace Intertwine;

public sealed partial class Graph
{
    /// <summary>Whether edges cross the border of a periodic box, or could: whether the graph holds shifts.</summary>
    public bool HasShifts => _shifts is not null;

    /// <summary>[edges, 3], int64, on the CPU: S, how many periods along each lattice vector the image of the source lies away. Zeros where nothing is periodic. The graph owns it.</summary>
    public Tensor CellOffsets => Cached("cellOffsets", new MapKey(""), ScalarType.Int64, torch.CPU, () =>
        _offsets is null ? torch.zeros(EdgeCount, 3, ScalarType.Int64) : torch.tensor(_offsets, dtype: ScalarType.Int64).reshape(EdgeCount, 3));

    /// <summary>
    /// [edges, 3]: S·cell, what the periodic box adds to an edge. The edge vector is x_j - x_i + shift, from the target i to the image of the source j. Zeros where nothing is periodic. The graph owns it.
    /// </summary>
    public Tensor Shifts(ScalarType type = ScalarType.Float32, Device? device = null) => Cached("shifts", new MapKey(""), type, device ?? torch.CPU, () =>
        _shifts is null ? torch.zeros(EdgeCount, 3, type) : torch.tensor(_shifts, dtype: ScalarType.Float64).to(type).reshape(EdgeCount, 3));

    /// <summary>x_j - x_i + S·cell, <c>[edges, 3]</c>, from the target to the image of the source, of the positions' type and on their device; gradients flow to the positions.</summary>
    /// <param name="positions">[nodes, 3].</param>
    public Tensor EdgeVectors(Tensor positions)
    {
        ArgumentNullException.ThrowIfNull(positions);
        if (positions.dim() != 2 || positions.shape[0] != NodeCount || positions.shape[1] != 3)
        {
            throw new ArgumentException($"Expected positions [{NodeCount}, 3]; got [{string.Join(", ", positions.shape)}].", nameof(positions));
        }

        using DisposeScope scope = torch.NewDisposeScope();
        Tensor vectors = positions.index_select(0, Index("source", positions.device)) - positions.index_select(0, Index("target", positions.device));
        return (_shifts is null ? vectors : vectors + Shifts(positions.dtype, positions.device)).MoveToOuterDisposeScope();
    }

    private static int[]? BatchOffsets(IReadOnlyList<Graph> graphs) =>
        graphs.Any(graph => graph.HasShifts) ? [.. graphs.SelectMany(graph => graph._offsets ?? new int[3 * graph.EdgeCount])] : null;

    private static double[]? BatchShifts(IReadOnlyList<Graph> graphs) =>
        graphs.Any(graph => graph.HasShifts) ? [.. graphs.SelectMany(graph => graph._shifts ?? new double[3 * graph.EdgeCount])] : null;
}
