namespace Intertwine.Algebra;

/// <summary>The matrices of a piece for every generator of its group: all that the solvers know of it.</summary>
internal sealed class GeneratorImages(IReadOnlyList<Matrix> infinitesimal, IReadOnlyList<Matrix> discrete)
{
    public IReadOnlyList<Matrix> Infinitesimal { get; } = infinitesimal;

    public IReadOnlyList<Matrix> Discrete { get; } = discrete;

    /// <summary>The same numbers by their non-zeros: generators have a few per row.</summary>
    public IReadOnlyList<SparseGenerator> SparseInfinitesimal { get; } = [.. infinitesimal.Select(matrix => new SparseGenerator(matrix))];

    public IReadOnlyList<SparseGenerator> SparseDiscrete { get; } = [.. discrete.Select(matrix => new SparseGenerator(matrix))];

    /// <summary>sum_k a_k d rho(A_k), of the given size where all coefficients are zero.</summary>
    public Matrix Combination(IReadOnlyList<double> coefficients, int size)
    {
        Matrix? result = null;
        for (int k = 0; k < coefficients.Count; k++)
        {
            if (coefficients[k] != 0)
            {
                Matrix term = coefficients[k] * Infinitesimal[k];
                result = result is null ? term : result + term;
            }
        }

        return result ?? Matrix.Zero(size, size);
    }

    /// <summary>rho(h)^power for the discrete generator with the given index.</summary>
    public Matrix Power(int index, int power) => (power < 0 ? Discrete[index].Inverse() : Discrete[index]).Power(Math.Abs(power));
}

/// <summary>The non-zeros of a square matrix by row and by column.</summary>
internal sealed class SparseGenerator
{
    public SparseGenerator(Matrix matrix)
    {
        var rows = new List<(int Index, double Value)>[matrix.Rows];
        var columns = new List<(int Index, double Value)>[matrix.Columns];
        for (int j = 0; j < matrix.Columns; j++)
        {
            columns[j] = [];
        }

        for (int i = 0; i < matrix.Rows; i++)
        {
            rows[i] = [];
            for (int j = 0; j < matrix.Columns; j++)
            {
                double value = matrix[i, j];
                if (value != 0)
                {
                    rows[i].Add((j, value));
                    columns[j].Add((i, value));
                }
            }
        }

        Rows = [.. rows.Select(row => row.ToArray())];
        Columns = [.. columns.Select(column => column.ToArray())];
    }

    /// <summary>Per row the columns and values of its non-zeros.</summary>
    public (int Index, double Value)[][] Rows { get; }

    /// <summary>Per column the rows and values of its non-zeros.</summary>
    public (int Index, double Value)[][] Columns { get; }
}
