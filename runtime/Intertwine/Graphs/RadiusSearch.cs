using System.Runtime.InteropServices;

namespace Intertwine;

/// <summary>All pairs of points nearer than a cut-off, graph by graph, target by target, over the bins of a <see cref="CellGrid"/>.</summary>
/// <remarks>
/// The distance of a pair is that of x_j - x_i + S·cell with the positions as they were given, so that (i, j, S) is found exactly where (j, i, -S) is, and the result depends neither on the bins nor on the order of the nodes.
/// </remarks>
internal sealed class RadiusSearch(double cutoff, int? maxNeighbours, bool selfLoops)
{
    // So many bins around one point are a mistake in the units, not a graph.
    private const long MostImages = 10_000_000;

    private readonly double _squared = cutoff * cutoff;
    private Hit[] _hits = new Hit[64];
    private ulong[] _order = new ulong[64];
    private int _count;

    public List<long> Source { get; } = [];

    public List<long> Target { get; } = [];

    /// <summary>S_a, S_b, S_c of each edge; empty where no cell is periodic.</summary>
    public List<int> Offsets { get; } = [];

    /// <summary>S·cell of each edge; empty where no cell is periodic.</summary>
    public List<double> Shifts { get; } = [];

    /// <summary>How many pairs (and images) were looked at: the cost of the search.</summary>
    public long Visited { get; private set; }

    /// <summary>Adds the edges of one graph.</summary>
    /// <param name="nodes">Its nodes, ascending.</param>
    /// <param name="keepShifts">Whether offsets and shifts are kept, zeros without a cell.</param>
    public void Add(ReadOnlySpan<int> nodes, ReadOnlySpan<double> positions, Cell? cell, bool keepShifts)
    {
        var grid = new CellGrid(nodes, positions, cutoff, cell);
        if (grid.Images > MostImages)
        {
            throw new ArgumentOutOfRangeException(nameof(cutoff), cutoff, $"Expected a cut-off that reaches at most {MostImages} images of the box; {cutoff} reaches {grid.Images} in the box {cell}.");
        }

        for (int point = 0; point < nodes.Length; point++)
        {
            _count = 0;
            Around(grid, nodes, positions, cell, point);
            Keep(nodes[point], cell, keepShifts);
        }
    }

    private void Around(CellGrid grid, ReadOnlySpan<int> nodes, ReadOnlySpan<double> positions, Cell? cell, int point)
    {
        for (int a = -grid.Reach(0); a <= grid.Reach(0); a++)
        {
            if (!Bin(grid, point, 0, a, out int binA, out int imageA))
            {
                continue;
            }

            for (int b = -grid.Reach(1); b <= grid.Reach(1); b++)
            {
                if (!Bin(grid, point, 1, b, out int binB, out int imageB))
                {
                    continue;
                }

                for (int c = -grid.Reach(2); c <= grid.Reach(2); c++)
                {
                    if (Bin(grid, point, 2, c, out int binC, out int imageC))
                    {
                        Compare(grid, nodes, positions, cell, point, grid.Slots(binA, binB, binC), (imageA, imageB, imageC));
                    }
                }
            }
        }
    }

    /// <summary>The bin so many steps away from a point's own along an axis, and the image of the box that it is in; false beyond the edge of an open axis.</summary>
    private static bool Bin(CellGrid grid, int point, int axis, int step, out int bin, out int image)
    {
        int bins = grid.Bins(axis);
        bin = grid.BinOf(point, axis) + step;
        image = 0;
        if ((uint)bin < (uint)bins)
        {
            return true;
        }

        if (!grid.IsPeriodic(axis))
        {
            return false;
        }

        // Rounded down.
        image = (bin < 0 ? bin - bins + 1 : bin) / bins;
        bin -= image * bins;
        return true;
    }

    /// <summary>Looks at the points of one image of one bin: first at their wrapped positions, then, of those that may be near, at the positions as they were given.</summary>
    private void Compare(CellGrid grid, ReadOnlySpan<int> nodes, ReadOnlySpan<double> positions, Cell? cell, int point, (int Start, int End) slots, (int A, int B, int C) image)
    {
        int target = nodes[point];
        (double x, double y, double z) = cell?.Shift(grid.Wrap(point, 0) + image.A, grid.Wrap(point, 1) + image.B, grid.Wrap(point, 2) + image.C) ?? default;
        x = positions[3 * target] - x;
        y = positions[(3 * target) + 1] - y;
        z = positions[(3 * target) + 2] - z;
        double reach = grid.ReachDistance * grid.ReachDistance;
        ReadOnlySpan<double> wrapped = grid.Wrapped;
        Visited += slots.End - slots.Start;
        for (int slot = slots.Start; slot < slots.End; slot++)
        {
            double dx = wrapped[3 * slot] - x;
            double dy = wrapped[(3 * slot) + 1] - y;
            double dz = wrapped[(3 * slot) + 2] - z;
            if ((dx * dx) + (dy * dy) + (dz * dz) < reach)
            {
                int other = grid.PointAt(slot);
                Decide(
                    positions, cell, target, nodes[other],
                    (image.A + grid.Wrap(point, 0) - grid.Wrap(other, 0), image.B + grid.Wrap(point, 1) - grid.Wrap(other, 1), image.C + grid.Wrap(point, 2) - grid.Wrap(other, 2)));
            }
        }
    }

    private void Decide(ReadOnlySpan<double> positions, Cell? cell, int target, int source, (int A, int B, int C) offset)
    {
        (double x, double y, double z) = cell?.Shift(offset.A, offset.B, offset.C) ?? default;
        x += positions[3 * source] - positions[3 * target];
        y += positions[(3 * source) + 1] - positions[(3 * target) + 1];
        z += positions[(3 * source) + 2] - positions[(3 * target) + 2];
        double squared = (x * x) + (y * y) + (z * z);
        if (squared < _squared && (selfLoops || source != target || offset != default))
        {
            if (_count == _hits.Length)
            {
                Array.Resize(ref _hits, 2 * _count);
            }

            _hits[_count++] = new Hit(source, offset.A, offset.B, offset.C, squared);
        }
    }

    /// <summary>Appends the edges into one target by source and then by offsets, all or the nearest.</summary>
    private void Keep(int target, Cell? cell, bool keepShifts)
    {
        if (_order.Length < _count)
        {
            _order = new ulong[_hits.Length];
        }

        // The images of one source were found by ascending offsets: with its number in the low half the key sorts stably.
        Span<ulong> order = _order.AsSpan(0, _count);
        for (int k = 0; k < order.Length; k++)
        {
            order[k] = ((ulong)_hits[k].Source << 32) | (uint)k;
        }

        order.Sort();
        if (maxNeighbours is { } most && order.Length > most)
        {
            order = Nearest(order, most);
        }

        Span<long> source = Append(Source, order.Length);
        Append(Target, order.Length).Fill(target);
        for (int k = 0; k < order.Length; k++)
        {
            source[k] = _hits[(int)(uint)order[k]].Source;
        }

        if (keepShifts)
        {
            Span<int> offsets = Append(Offsets, 3 * order.Length);
            Span<double> shifts = Append(Shifts, 3 * order.Length);
            for (int k = 0; k < order.Length; k++)
            {
                Hit hit = _hits[(int)(uint)order[k]];
                (offsets[3 * k], offsets[(3 * k) + 1], offsets[(3 * k) + 2]) = (hit.A, hit.B, hit.C);
                (shifts[3 * k], shifts[(3 * k) + 1], shifts[(3 * k) + 2]) = cell?.Shift(hit.A, hit.B, hit.C) ?? default;
            }
        }
    }

    private static Span<T> Append<T>(List<T> list, int count)
    {
        int start = list.Count;
        CollectionsMarshal.SetCount(list, start + count);
        return CollectionsMarshal.AsSpan(list)[start..];
    }

    /// <summary>The nearest of a target's edges in the order that they had; of equally near ones those that stand first.</summary>
    private Span<ulong> Nearest(Span<ulong> order, int most)
    {
        double[] distances = new double[order.Length];
        int[] rank = new int[order.Length];
        for (int k = 0; k < order.Length; k++)
        {
            distances[k] = _hits[(int)(uint)order[k]].Squared;
            rank[k] = k;
        }

        Array.Sort(rank, (p, q) => distances[p] != distances[q] ? distances[p].CompareTo(distances[q]) : p.CompareTo(q));
        Array.Sort(rank, 0, most);
        for (int k = 0; k < most; k++)
        {
            order[k] = order[rank[k]];
        }

        return order[..most];
    }

    private readonly record struct Hit(int Source, int A, int B, int C, double Squared);
}
