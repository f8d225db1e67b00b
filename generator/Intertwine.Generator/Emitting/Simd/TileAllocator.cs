namespace Intertwine.Generator.Emitting.Simd;

/// <summary>Gives every tile of a kernel its place in scratch memory; places are used again as soon as a tile was read for the last time, so that the kernel stays in the cache.</summary>
internal sealed class TileAllocator
{
    private readonly List<(int Start, int Rows)> _free = [];

    /// <summary>Rows of scratch memory in all.</summary>
    public int Rows { get; private set; }

    /// <summary>Whether rows fit without more than <paramref name="limit"/> in all.</summary>
    public bool CanAllocate(int rows, int limit) => Rows + rows <= limit || _free.Any(gap => gap.Rows >= rows);

    public int Allocate(int rows)
    {
        // Best fit: the smallest gap that is large enough.
        int best = -1;
        for (int i = 0; i < _free.Count; i++)
        {
            if (_free[i].Rows >= rows && (best < 0 || _free[i].Rows < _free[best].Rows))
            {
                best = i;
            }
        }

        if (best >= 0)
        {
            (int start, int free) = _free[best];
            _free.RemoveAt(best);
            if (free > rows)
            {
                _free.Add((start + rows, free - rows));
            }

            return start;
        }

        int end = Rows;
        Rows += rows;
        return end;
    }

    public void Release(int start, int rows)
    {
        for (int i = _free.Count - 1; i >= 0; i--)
        {
            // Join with neighbours, or gaps would only ever get smaller.
            if (_free[i].Start == start + rows)
            {
                rows += _free[i].Rows;
                _free.RemoveAt(i);
            }
            else if (_free[i].Start + _free[i].Rows == start)
            {
                start = _free[i].Start;
                rows += _free[i].Rows;
                _free.RemoveAt(i);
            }
        }

        _free.Add((start, rows));
    }

    /// <summary>First row of every tile that has no memory of its own.</summary>
    /// <param name="steps">The kernel's steps.</param>
    /// <param name="holder">The value whose tile holds a value (itself, or what it is an alias of).</param>
    /// <param name="rows">Rows of a value's tile; 0 where it lies in memory and needs none.</param>
    public static (Dictionary<int, int> Starts, int Rows) Assign(IReadOnlyList<TileStep> steps, Func<int, int> holder, Func<int, int> rows)
    {
        var last = new Dictionary<int, int>();
        var written = new List<int>[steps.Count];
        var touched = new List<int>[steps.Count];
        for (int i = 0; i < steps.Count; i++)
        {
            written[i] = Holders(steps[i].Writes, []);
            touched[i] = Holders(steps[i].Writes, Holders(steps[i].Reads, []));
            foreach (int value in touched[i])
            {
                last[value] = i;
            }
        }

        var allocator = new TileAllocator();
        var starts = new Dictionary<int, int>();
        for (int i = 0; i < steps.Count; i++)
        {
            foreach (int value in written[i])
            {
                if (!starts.ContainsKey(value) && rows(value) > 0)
                {
                    starts.Add(value, allocator.Allocate(rows(value)));
                }
            }

            foreach (int value in touched[i])
            {
                if (last[value] == i && starts.TryGetValue(value, out int start))
                {
                    allocator.Release(start, rows(value));
                }
            }
        }

        return (starts, allocator.Rows);

        // The holders of values that are not among those at hand yet; a step has few.
        List<int> Holders(IEnumerable<int> values, List<int> holders)
        {
            foreach (int value in values)
            {
                int place = holder(value);
                if (!holders.Contains(place))
                {
                    holders.Add(place);
                }
            }

            return holders;
        }
    }
}
