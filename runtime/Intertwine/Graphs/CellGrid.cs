namespace Intertwine;

/// <summary>
/// The points of one graph in bins along the axes of its cell, each at least as high as the cut-off or the whole period: all neighbours of a point lie in few bins around its own.
/// </summary>
/// <remarks>
/// Linked cells: Hockney and Eastwood, "Computer Simulation Using Particles" (1981), section 8-4; with triclinic boxes the heights of the cell take the place of its sides. Only bins with points are stored
/// where the box is large and empty, so that the memory grows with the points.
/// </remarks>
internal sealed class CellGrid
{
    // Coordinates along the axes are rounded; so much is added to the cut-off wherever bins are chosen. Distances themselves are compared exactly.
    private const double Margin = 1e-6;

    private const int MostBinsPerAxis = 1 << 20;

    private readonly int[] _bins = [1, 1, 1];
    private readonly int[] _reach = new int[3];
    private readonly bool[] _periodic = new bool[3];
    private readonly int[] _binOf;
    private readonly int[] _wrap;
    private readonly int[] _start;
    private readonly int[] _points;
    private readonly double[] _wrapped;
    private readonly Dictionary<long, int>? _numbers;

    /// <param name="nodes">The nodes of the graph; they are points 0 … Count - 1 here.</param>
    /// <param name="positions">x, y, z of all nodes.</param>
    public CellGrid(ReadOnlySpan<int> nodes, ReadOnlySpan<double> positions, double cutoff, Cell? cell)
    {
        int count = nodes.Length;
        _binOf = new int[3 * count];
        _wrap = new int[3 * count];
        var frame = new LatticeFrame(cell);
        double largest = 0;
        foreach (int node in nodes)
        {
            largest = Math.Max(largest, Math.Max(Math.Abs(positions[3 * node]), Math.Max(Math.Abs(positions[(3 * node) + 1]), Math.Abs(positions[(3 * node) + 2]))));
        }

        // Rounding of the coordinates themselves, for points far from the origin.
        double reach = (cutoff * (1 + Margin)) + (1e-12 * largest);
        double[] coordinates = new double[count];
        for (int axis = 0; axis < 3; axis++)
        {
            _periodic[axis] = cell is not null && cell.IsPeriodic(axis);
            for (int i = 0; i < count; i++)
            {
                int node = nodes[i];
                coordinates[i] = frame.Coordinate(axis, positions[3 * node], positions[(3 * node) + 1], positions[(3 * node) + 2]);
            }

            Divide(axis, coordinates, frame.Height(axis), reach);
        }

        Images = 1;
        for (int axis = 0; axis < 3; axis++)
        {
            Images *= (2L * _reach[axis]) + 1;
        }

        long bins = (long)_bins[0] * _bins[1] * _bins[2];
        int[] number = new int[count];
        int used;
        if (bins <= (4L * count) + 64)
        {
            used = (int)bins;
            for (int i = 0; i < count; i++)
            {
                number[i] = (int)Key(_binOf[3 * i], _binOf[(3 * i) + 1], _binOf[(3 * i) + 2]);
            }
        }
        else
        {
            _numbers = [];
            for (int i = 0; i < count; i++)
            {
                long key = Key(_binOf[3 * i], _binOf[(3 * i) + 1], _binOf[(3 * i) + 2]);
                if (!_numbers.TryGetValue(key, out number[i]))
                {
                    _numbers.Add(key, number[i] = _numbers.Count);
                }
            }

            used = _numbers.Count;
        }

        (_start, _points) = CountingSort(number, used);
        ReachDistance = reach;
        _wrapped = new double[3 * count];
        for (int slot = 0; slot < count; slot++)
        {
            int point = _points[slot];
            (double x, double y, double z) = cell?.Shift(Wrap(point, 0), Wrap(point, 1), Wrap(point, 2)) ?? default;
            _wrapped[3 * slot] = positions[3 * nodes[point]] - x;
            _wrapped[(3 * slot) + 1] = positions[(3 * nodes[point]) + 1] - y;
            _wrapped[(3 * slot) + 2] = positions[(3 * nodes[point]) + 2] - z;
        }
    }

    /// <summary>A little more than the cut-off: pairs whose wrapped positions are farther apart are beyond it, whatever was rounded.</summary>
    public double ReachDistance { get; }

    /// <summary>How many bins around its own, images counted apart, a point looks into at most.</summary>
    public long Images { get; }

    public int Bins(int axis) => _bins[axis];

    public int Reach(int axis) => _reach[axis];

    public bool IsPeriodic(int axis) => _periodic[axis];

    /// <summary>The bin of a point along an axis.</summary>
    public int BinOf(int point, int axis) => _binOf[(3 * point) + axis];

    /// <summary>How many periods a point lies away from the box: its coordinate, rounded down; zero along open axes.</summary>
    public int Wrap(int point, int axis) => _wrap[(3 * point) + axis];

    /// <summary>The slots of a bin: its points, ascending, lie side by side.</summary>
    public (int Start, int End) Slots(int a, int b, int c)
    {
        int number = 0;
        if (_numbers is null)
        {
            number = (int)Key(a, b, c);
        }
        else if (!_numbers.TryGetValue(Key(a, b, c), out number))
        {
            return (0, 0);
        }

        return (_start[number], _start[number + 1]);
    }

    public int PointAt(int slot) => _points[slot];

    /// <summary>x, y, z of slot after slot, wrapped into the box.</summary>
    public ReadOnlySpan<double> Wrapped => _wrapped;

    /// <summary>The items by their key: the items with key k are <c>Items[Start[k] .. Start[k + 1]]</c>, in their order.</summary>
    public static (int[] Start, int[] Items) CountingSort(ReadOnlySpan<int> keys, int keyCount)
    {
        int[] start = new int[keyCount + 1];
        foreach (int key in keys)
        {
            start[key + 1]++;
        }

        for (int k = 0; k < keyCount; k++)
        {
            start[k + 1] += start[k];
        }

        int[] next = start.AsSpan(0, keyCount).ToArray();
        int[] items = new int[keys.Length];
        for (int i = 0; i < keys.Length; i++)
        {
            items[next[keys[i]]++] = i;
        }

        return (start, items);
    }

    private void Divide(int axis, double[] coordinates, double height, double reach)
    {
        double low = 0;
        double extent = 1;
        if (_periodic[axis])
        {
            for (int i = 0; i < coordinates.Length; i++)
            {
                double periods = Math.Floor(coordinates[i]);
                if (Math.Abs(periods) > int.MaxValue / 4)
                {
                    throw new ArgumentException($"Expected positions within {int.MaxValue / 4} periods of the box; got one {periods:g3} periods away along axis {axis}.", "positions");
                }

                _wrap[(3 * i) + axis] = (int)periods;
                coordinates[i] -= periods;
            }
        }
        else if (coordinates.Length > 0)
        {
            low = coordinates.Min();
            extent = coordinates.Max() - low;
        }

        // Along open axes the height of the frame is 1: coordinates are lengths.
        double length = extent * height;
        int bins = (int)Math.Clamp(Math.Floor(length / reach), 1, MostBinsPerAxis);
        double width = length / bins;
        for (int i = 0; i < coordinates.Length; i++)
        {
            double share = extent > 0 ? (coordinates[i] - low) / extent : 0;
            _binOf[(3 * i) + axis] = Math.Min((int)(share * bins), bins - 1);
        }

        _bins[axis] = bins;
        _reach[axis] = _periodic[axis] ? (int)Math.Min(Math.Ceiling(reach / width), MostBinsPerAxis) : Math.Min(1, bins - 1);
    }

    private long Key(int a, int b, int c) => ((((long)a * _bins[1]) + b) * _bins[2]) + c;
}
