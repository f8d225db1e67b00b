namespace Intertwine.Algebra;

/// <summary>Rows that are combined with each other, with the rows of every column at hand.</summary>
internal sealed class TracedRows
{
    private readonly List<TracedRow> _rows = [];

    // May name rows that have lost the column since; never misses one that has it.
    private readonly List<int>?[] _byColumn;

    private readonly int[] _counts;

    private readonly ZeroTest _zero;

    private TracedRow _scratch = new(16);

    public TracedRows(int columns, ZeroTest zero)
    {
        _byColumn = new List<int>?[columns];
        _counts = new int[columns];
        _zero = zero;
    }

    public int Count => _rows.Count;

    public TracedRow this[int row] => _rows[row];

    /// <summary>Entries that were combined so far: the measure of the work done.</summary>
    public long Work { get; private set; }

    /// <summary>Number of rows that have the column, without the retired ones.</summary>
    public int CountOf(int column) => _counts[column];

    public void Add(TracedRow row)
    {
        for (int entry = 0; entry < row.Count; entry++)
        {
            Enter(row.Column(entry), _rows.Count);
        }

        _rows.Add(row);
    }

    /// <summary>Takes a row out of the counts.</summary>
    public void Retire(int row)
    {
        for (int entry = 0; entry < _rows[row].Count; entry++)
        {
            _counts[_rows[row].Column(entry)]--;
        }
    }

    /// <summary>Rows that may have the column; to be checked. The caller owns the list afterwards.</summary>
    public IReadOnlyList<int> TakeColumn(int column)
    {
        List<int>? rows = _byColumn[column];
        _byColumn[column] = null;
        return rows ?? (IReadOnlyList<int>)[];
    }

    /// <summary>Subtracts from <paramref name="target"/> the multiple of <paramref name="source"/> (which is 1 there) that makes its entry in the column zero. False where that entry is zero already.</summary>
    public bool Eliminate(int target, TracedRow source, int column)
    {
        TracedRow row = _rows[target];
        int position = row.Find(column);
        if (position < 0)
        {
            return false;
        }

        double factor = row.Value(position);
        PrimeField? field = _zero.Field;
        uint minus = field?.Negate(row.Residue(position)) ?? 0;
        TracedRow result = _scratch;
        result.Clear();
        Work += row.Count + source.Count;
        int i = 0;
        int j = 0;
        while (i < row.Count || j < source.Count)
        {
            int left = i < row.Count ? row.Column(i) : int.MaxValue;
            int right = j < source.Count ? source.Column(j) : int.MaxValue;
            if (left < right)
            {
                result.Append(left, row.Value(i), row.Residue(i));
                i++;
                continue;
            }

            double change = -factor * source.Value(j);
            uint residueChange = field?.Multiply(minus, source.Residue(j)) ?? 0;
            if (right < left)
            {
                result.Append(right, change, residueChange);
                Enter(right, target);
                j++;
                continue;
            }

            double value = row.Value(i) + change;
            uint residue = field?.Add(row.Residue(i), residueChange) ?? 0;
            if (left == column || _zero.IsZero(value, Math.Max(Math.Abs(change), Math.Abs(row.Value(i))), residue))
            {
                _counts[left]--;
            }
            else
            {
                result.Append(left, value, residue);
            }

            i++;
            j++;
        }

        _rows[target] = result;
        _scratch = row;
        return true;
    }

    private void Enter(int column, int row)
    {
        (_byColumn[column] ??= []).Add(row);
        _counts[column]++;
    }
}
