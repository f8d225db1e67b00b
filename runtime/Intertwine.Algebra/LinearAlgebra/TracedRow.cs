namespace Intertwine.Algebra;

/// <summary>
/// A sparse row of numbers that are known twice: as doubles, and modulo a prime. The double says how large a number is, the residue whether it is zero. Columns ascend. Without a field all residues are 0 and
/// nothing is read from them.
/// </summary>
internal sealed class TracedRow(int capacity)
{
    private int[] _columns = new int[capacity];

    private double[] _values = new double[capacity];

    private uint[] _residues = new uint[capacity];

    public int Count { get; private set; }

    public int Column(int entry) => _columns[entry];

    public double Value(int entry) => _values[entry];

    public uint Residue(int entry) => _residues[entry];

    public void Append(int column, double value, uint residue)
    {
        if (Count == _columns.Length)
        {
            int capacity = Math.Max(4, 2 * Count);
            Array.Resize(ref _columns, capacity);
            Array.Resize(ref _values, capacity);
            Array.Resize(ref _residues, capacity);
        }

        _columns[Count] = column;
        _values[Count] = value;
        _residues[Count] = residue;
        Count++;
    }

    public void Clear() => Count = 0;

    /// <summary>Position of a column, or -1.</summary>
    public int Find(int column)
    {
        int entry = Array.BinarySearch(_columns, 0, Count, column);
        return entry < 0 ? -1 : entry;
    }

    /// <summary>Divides by the largest magnitude; for rows without residues.</summary>
    public void Scale()
    {
        double largest = 0;
        for (int entry = 0; entry < Count; entry++)
        {
            largest = Math.Max(largest, Math.Abs(_values[entry]));
        }

        for (int entry = 0; entry < Count; entry++)
        {
            _values[entry] /= largest;
        }
    }

    /// <summary>Divides by an entry, which becomes exactly 1.</summary>
    public void Normalize(int pivot, PrimeField? field)
    {
        double value = _values[pivot];
        if (value == 1 && (field is null || _residues[pivot] == 1))
        {
            return;
        }

        uint inverse = field is null ? 0 : field.Inverse(_residues[pivot]);
        for (int entry = 0; entry < Count; entry++)
        {
            _values[entry] /= value;
            if (field is not null)
            {
                _residues[entry] = field.Multiply(_residues[entry], inverse);
            }
        }

        _values[pivot] = 1;
    }

    /// <summary>Orders entries that were appended in any order, adding up those of the same column; sums that are zero are dropped.</summary>
    public void Sort(ZeroTest zero)
    {
        int[] order = new int[Count];
        bool sorted = true;
        for (int entry = 0; entry < Count; entry++)
        {
            order[entry] = entry;
            sorted &= entry == 0 || _columns[entry - 1] < _columns[entry];
        }

        if (sorted)
        {
            return;
        }

        int[] columns = [.. _columns.Take(Count)];
        double[] values = [.. _values.Take(Count)];
        uint[] residues = [.. _residues.Take(Count)];
        Array.Sort(columns, order);
        Count = 0;
        for (int first = 0; first < order.Length;)
        {
            double value = 0;
            double scale = 0;
            uint residue = 0;
            int next = first;
            for (; next < order.Length && columns[next] == columns[first]; next++)
            {
                value += values[order[next]];
                scale = Math.Max(scale, Math.Abs(values[order[next]]));
                residue = zero.Field?.Add(residue, residues[order[next]]) ?? 0;
            }

            if (next == first + 1 || !zero.IsZero(value, scale, residue))
            {
                Append(columns[first], value, residue);
            }

            first = next;
        }
    }
}
