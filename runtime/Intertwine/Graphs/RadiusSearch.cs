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
    private readonly List<Hit> _hits = [];
    private ulong[] _order = [];

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
            _hits.Clear();
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
                        Compare(grid, nodes, positions, cell, point, grid.PointsIn(binA, binB, binC), imageA, imageB, imageC);
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

        image = (int)Math.Floor((double)bin / bins);
        bin -= image * bins;
        return true;
    }

    private void Compare(CellGrid grid, ReadOnlySpan<int> nodes, ReadOnlySpan<double> positions, Cell? cell, int point, ReadOnlySpan<int> others, int imageA, int imageB, int imageC)
    {
        int target = nodes[point];
        double x = positions[3 * target];
        double y = positions[(3 * target) + 1];
        double z = positions[(3 * target) + 2];
        Visited += others.Length;
        foreach (int other in others)
        {
            int source = nodes[other];
            double dx = positions[3 * source] - x;
            double dy = positions[(3 * source) + 1] - y;
            double dz = positions[(3 * source) + 2] - z;
            (int A, int B, int C) offset = default;
            if (cell is not null)
            {
                offset = (
                    imageA + grid.Wrap(point, 0) - grid.Wrap(other, 0),
                    imageB + grid.Wrap(point, 1) - grid.Wrap(other, 1),
                    imageC + grid.Wrap(point, 2) - grid.Wrap(other, 2));
                (double sx, double sy, double sz) = cell.Shift(offset.A, offset.B, offset.C);
                dx += sx;
                dy += sy;
                dz += sz;
            }

            double squared = (dx * dx) + (dy * dy) + (dz * dz);
            if (squared < _squared && (selfLoops || source != target || offset != default))
            {
                _hits.Add(new Hit(source, offset.A, offset.B, offset.C, squared));
            }
        }
    }

    /// <summary>Appends the edges into one target by source and then by offsets, all or the nearest.</summary>
    private void Keep(int target, Cell? cell, bool keepShifts)
    {
        int count = _hits.Count;
        if (_order.Length < count)
        {
            _order = new ulong[Math.Max(count, 2 * _order.Length)];
        }

        // The images of one source were found by ascending offsets: with its number in the low half the key sorts stably.
        Span<ulong> order = _order.AsSpan(0, count);
        for (int k = 0; k < count; k++)
        {
            order[k] = ((ulong)_hits[k].Source << 32) | (uint)k;
        }

        order.Sort();
        if (maxNeighbours is { } most && count > most)
        {
            order = Nearest(order, most);
        }

        foreach (ulong key in order)
        {
            Hit hit = _hits[(int)(uint)key];
            Source.Add(hit.Source);
            Target.Add(target);
            if (keepShifts)
            {
                (double x, double y, double z) = cell?.Shift(hit.A, hit.B, hit.C) ?? default;
                Offsets.AddRange([hit.A, hit.B, hit.C]);
                Shifts.AddRange([x, y, z]);
            }
        }
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
