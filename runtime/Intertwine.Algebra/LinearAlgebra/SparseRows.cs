namespace Intertwine.Algebra;

/// <summary>A sparse matrix under construction, by rows: the left-hand sides of homogeneous linear equations.</summary>
internal sealed class SparseRows(int columns)
{
    private readonly List<int> _starts = [0];
    private readonly List<int> _indices = [];
    private readonly List<double> _values = [];

    public int Columns { get; } = columns;

    /// <summary>The doubles of traced rows.</summary>
    public static SparseRows From(IEnumerable<TracedRow> rows, int columns)
    {
        var result = new SparseRows(columns);
        foreach (TracedRow row in rows)
        {
            for (int entry = 0; entry < row.Count; entry++)
            {
                result.Append(row.Column(entry), row.Value(entry));
            }

            result.EndRow();
        }

        return result;
    }

    public int Rows => _starts.Count - 1;

    /// <summary>Index of the first entry of a row; of row <see cref="Rows"/>: the number of entries.</summary>
    public int Start(int row) => _starts[row];

    public int Index(int entry) => _indices[entry];

    public double Value(int entry) => _values[entry];

    /// <summary>Adds to the row under construction; the same column may come again.</summary>
    public void Add(int column, double value)
    {
        for (int entry = _starts[_starts.Count - 1]; entry < _indices.Count; entry++)
        {
            if (_indices[entry] == column)
            {
                _values[entry] += value;
                return;
            }
        }

        Append(column, value);
    }

    /// <summary>Adds to the row under construction a column that it does not have yet.</summary>
    public void Append(int column, double value)
    {
        _indices.Add(column);
        _values.Add(value);
    }

    /// <summary>Closes the row under construction; entries that cancelled and empty rows are dropped.</summary>
    public void EndRow()
    {
        int start = _starts[_starts.Count - 1];
        int kept = start;
        for (int entry = start; entry < _indices.Count; entry++)
        {
            if (_values[entry] != 0)
            {
                _indices[kept] = _indices[entry];
                _values[kept] = _values[entry];
                kept++;
            }
        }

        _indices.RemoveRange(kept, _indices.Count - kept);
        _values.RemoveRange(kept, _values.Count - kept);
        if (kept > start)
        {
            _starts.Add(kept);
        }
    }

    /// <summary>Row times vector.</summary>
    public double Dot(int row, double[] vector)
    {
        double sum = 0;
        for (int entry = _starts[row]; entry < _starts[row + 1]; entry++)
        {
            sum += _values[entry] * vector[_indices[entry]];
        }

        return sum;
    }

    /// <summary>Bound of the largest singular value: <c>sqrt(norm_1 * norm_infinity)</c>.</summary>
    public double Norm()
    {
        double[] columnSums = new double[Columns];
        double largestRow = 0;
        for (int row = 0; row < Rows; row++)
        {
            double sum = 0;
            for (int entry = _starts[row]; entry < _starts[row + 1]; entry++)
            {
                double magnitude = Math.Abs(_values[entry]);
                sum += magnitude;
                columnSums[_indices[entry]] += magnitude;
            }

            largestRow = Math.Max(largestRow, sum);
        }

        double largestColumn = 0;
        foreach (double sum in columnSums)
        {
            largestColumn = Math.Max(largestColumn, sum);
        }

        return Math.Sqrt(largestRow * largestColumn);
    }
}
