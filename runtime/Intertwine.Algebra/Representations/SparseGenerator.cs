namespace Intertwine.Algebra;

/// <summary>The non-zeros of a square matrix by row and by column.</summary>
internal sealed class SparseGenerator
{
    private readonly Lazy<(int Index, double Value)[][]> _columns;

    /// <param name="rows">Per row the columns, ascending, and values of its non-zeros.</param>
    public SparseGenerator((int Index, double Value)[][] rows)
    {
        Rows = rows;
        _columns = new(() => Transpose(Rows));
    }

    public SparseGenerator(Matrix matrix)
        : this(NonZeroRows(matrix))
    {
    }

    /// <summary>Number of rows and of columns.</summary>
    public int Size => Rows.Length;

    /// <summary>The largest magnitude of an entry.</summary>
    public double MaximumNorm => Rows.SelectMany(static row => row).Select(static entry => Math.Abs(entry.Value)).DefaultIfEmpty().Max();

    public int NonZeros => Rows.Sum(row => row.Length);

    /// <summary>Per row the columns and values of its non-zeros.</summary>
    public (int Index, double Value)[][] Rows { get; }

    /// <summary>Per column the rows and values of its non-zeros.</summary>
    public (int Index, double Value)[][] Columns => _columns.Value;

    public Matrix ToMatrix()
    {
        int size = Size;
        double[] entries = new double[size * size];
        for (int i = 0; i < size; i++)
        {
            foreach ((int j, double value) in Rows[i])
            {
                entries[(i * size) + j] = value;
            }
        }

        return new Matrix(size, size, entries);
    }

    private static (int Index, double Value)[][] NonZeroRows(Matrix matrix)
    {
        var rows = new (int Index, double Value)[matrix.Rows][];
        List<(int Index, double Value)> row = [];
        for (int i = 0; i < matrix.Rows; i++)
        {
            row.Clear();
            for (int j = 0; j < matrix.Columns; j++)
            {
                double value = matrix[i, j];
                if (value != 0)
                {
                    row.Add((j, value));
                }
            }

            rows[i] = [.. row];
        }

        return rows;
    }

    private static (int Index, double Value)[][] Transpose((int Index, double Value)[][] rows)
    {
        var columns = new List<(int Index, double Value)>[rows.Length];
        for (int j = 0; j < columns.Length; j++)
        {
            columns[j] = [];
        }

        for (int i = 0; i < rows.Length; i++)
        {
            foreach ((int j, double value) in rows[i])
            {
                columns[j].Add((i, value));
            }
        }

        return [.. columns.Select(column => column.ToArray())];
    }
}
