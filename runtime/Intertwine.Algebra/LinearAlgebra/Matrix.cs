using System.Text;

namespace Intertwine.Algebra;

/// <summary>A small dense real matrix; immutable, equal by value.</summary>
public sealed class Matrix : IEquatable<Matrix>
{
    private readonly double[] _entries;

    /// <summary>Takes ownership of <paramref name="entries"/>: row-major, not to be changed afterwards.</summary>
    internal Matrix(int rows, int columns, double[] entries)
    {
        Rows = rows;
        Columns = columns;
        _entries = entries;
    }

    public int Rows { get; }

    public int Columns { get; }

    public double this[int row, int column] => _entries[(row * Columns) + column];

    /// <summary>A matrix from its entries in row-major order (copied).</summary>
    public static Matrix FromRows(int rows, int columns, IReadOnlyList<double> entries)
    {
        if (entries.Count != rows * columns)
        {
            throw new ArgumentException($"Expected {rows} x {columns} = {rows * columns} entries, came {entries.Count}.", nameof(entries));
        }

        return new Matrix(rows, columns, [.. entries]);
    }

    public static Matrix Zero(int rows, int columns) => new(rows, columns, new double[rows * columns]);

    public static Matrix Identity(int size) => Scalar(size, 1);

    /// <summary><paramref name="value"/> times the identity.</summary>
    public static Matrix Scalar(int size, double value)
    {
        double[] entries = new double[size * size];
        for (int i = 0; i < size; i++)
        {
            entries[(i * size) + i] = value;
        }

        return new Matrix(size, size, entries);
    }

    public static Matrix operator *(Matrix left, Matrix right)
    {
        if (left.Columns != right.Rows)
        {
            throw new ArgumentException($"Expected a right factor with {left.Columns} rows, came {right.Rows}.", nameof(right));
        }

        double[] result = new double[left.Rows * right.Columns];
        for (int i = 0; i < left.Rows; i++)
        {
            for (int k = 0; k < left.Columns; k++)
            {
                double factor = left[i, k];
                if (factor == 0)
                {
                    continue;
                }

                for (int j = 0; j < right.Columns; j++)
                {
                    result[(i * right.Columns) + j] += factor * right[k, j];
                }
            }
        }

        return new Matrix(left.Rows, right.Columns, result);
    }

    public static Matrix operator *(double factor, Matrix matrix) => matrix.Map(entry => factor * entry);

    public static Matrix operator +(Matrix left, Matrix right) => Combine(left, right, 1);

    public static Matrix operator -(Matrix left, Matrix right) => Combine(left, right, -1);

    /// <summary>The largest absolute entry.</summary>
    public double MaximumNorm()
    {
        double norm = 0;
        foreach (double entry in _entries)
        {
            norm = Math.Max(norm, Math.Abs(entry));
        }

        return norm;
    }

    public Matrix Transpose()
    {
        double[] result = new double[_entries.Length];
        for (int i = 0; i < Rows; i++)
        {
            for (int j = 0; j < Columns; j++)
            {
                result[(j * Rows) + i] = this[i, j];
            }
        }

        return new Matrix(Columns, Rows, result);
    }

    /// <summary>The block of the given size whose upper left corner is (<paramref name="row"/>, <paramref name="column"/>).</summary>
    public Matrix Block(int row, int column, int rows, int columns)
    {
        double[] result = new double[rows * columns];
        for (int i = 0; i < rows; i++)
        {
            Array.Copy(_entries, ((row + i) * Columns) + column, result, i * columns, columns);
        }

        return new Matrix(rows, columns, result);
    }

    /// <summary>The sum of the diagonal.</summary>
    public double Trace()
    {
        double trace = 0;
        for (int i = 0; i < Math.Min(Rows, Columns); i++)
        {
            trace += this[i, i];
        }

        return trace;
    }

    /// <summary>The Kronecker product: entry [(i, k), (j, l)] is M[i, j] N[k, l].</summary>
    public Matrix Kronecker(Matrix other)
    {
        double[] result = new double[_entries.Length * other._entries.Length];
        int columns = Columns * other.Columns;
        for (int i = 0; i < Rows; i++)
        {
            for (int j = 0; j < Columns; j++)
            {
                double factor = this[i, j];
                if (factor == 0)
                {
                    continue;
                }

                for (int k = 0; k < other.Rows; k++)
                {
                    for (int l = 0; l < other.Columns; l++)
                    {
                        result[(((i * other.Rows) + k) * columns) + (j * other.Columns) + l] = factor * other[k, l];
                    }
                }
            }
        }

        return new Matrix(Rows * other.Rows, columns, result);
    }

    /// <summary>M^n for n ≥ 0, by repeated squaring.</summary>
    public Matrix Power(int exponent)
    {
        Matrix result = Identity(Rows);
        Matrix square = this;
        for (int rest = exponent; rest > 0; rest >>= 1)
        {
            result = (rest & 1) == 1 ? result * square : result;
            square = rest > 1 ? square * square : square;
        }

        return result;
    }

    /// <summary>M^-1 by Gauss-Jordan elimination with column pivots.</summary>
    /// <exception cref="InvalidOperationException">The matrix is not square, or singular to double precision.</exception>
    public Matrix Inverse()
    {
        if (Rows != Columns)
        {
            throw new InvalidOperationException($"Expected a square matrix, came {Rows} x {Columns}.");
        }

        int n = Rows;
        double[] a = ToArray();
        double[] inverse = Identity(n)._entries;
        double scale = MaximumNorm();
        for (int k = 0; k < n; k++)
        {
            int pivot = k;
            for (int i = k + 1; i < n; i++)
            {
                pivot = Math.Abs(a[(i * n) + k]) > Math.Abs(a[(pivot * n) + k]) ? i : pivot;
            }

            double value = a[(pivot * n) + k];
            if (Math.Abs(value) <= 1e-14 * scale)
            {
                throw new InvalidOperationException("The matrix is singular.");
            }

            for (int j = 0; j < n; j++)
            {
                (a[(k * n) + j], a[(pivot * n) + j]) = (a[(pivot * n) + j] / value, pivot == k ? a[(k * n) + j] / value : a[(k * n) + j]);
                (inverse[(k * n) + j], inverse[(pivot * n) + j]) = (inverse[(pivot * n) + j] / value, pivot == k ? inverse[(k * n) + j] / value : inverse[(k * n) + j]);
            }

            for (int i = 0; i < n; i++)
            {
                double factor = a[(i * n) + k];
                if (i == k || factor == 0)
                {
                    continue;
                }

                for (int j = 0; j < n; j++)
                {
                    a[(i * n) + j] -= factor * a[(k * n) + j];
                    inverse[(i * n) + j] -= factor * inverse[(k * n) + j];
                }
            }
        }

        return new Matrix(n, n, inverse);
    }

    /// <summary>exp(M) by scaling and squaring of the Taylor series: M / 2^s has norm below 1/2, where 18 terms reach double precision.</summary>
    public Matrix Exponential()
    {
        if (Rows != Columns)
        {
            throw new InvalidOperationException($"Expected a square matrix, came {Rows} x {Columns}.");
        }

        double norm = 0;
        for (int i = 0; i < Rows; i++)
        {
            double sum = 0;
            for (int j = 0; j < Columns; j++)
            {
                sum += Math.Abs(this[i, j]);
            }

            norm = Math.Max(norm, sum);
        }

        int squarings = 0;
        double scale = 1;
        while (norm * scale > 0.5)
        {
            scale /= 2;
            squarings++;
        }

        Matrix scaled = scale * this;
        // Horner's scheme: I + A/1 (I + A/2 (I + A/3 ...)).
        Matrix result = Identity(Rows);
        for (int k = 18; k >= 1; k--)
        {
            result = Identity(Rows) + ((1.0 / k) * (scaled * result));
        }

        for (int i = 0; i < squarings; i++)
        {
            result *= result;
        }

        return result;
    }

    /// <summary>The product with a column vector.</summary>
    public double[] Apply(IReadOnlyList<double> vector)
    {
        if (vector.Count != Columns)
        {
            throw new ArgumentException($"Expected {Columns} components, came {vector.Count}.", nameof(vector));
        }

        double[] result = new double[Rows];
        for (int i = 0; i < Rows; i++)
        {
            double sum = 0;
            for (int j = 0; j < Columns; j++)
            {
                sum += this[i, j] * vector[j];
            }

            result[i] = sum;
        }

        return result;
    }

    /// <summary>The entries in row-major order, as a copy.</summary>
    public double[] ToArray() => (double[])_entries.Clone();

    public bool Equals(Matrix? other) => other is not null && Rows == other.Rows && Columns == other.Columns && Sequences.AreEqual(_entries, other._entries);

    public override bool Equals(object? obj) => Equals(obj as Matrix);

    public override int GetHashCode() => Sequences.Combine(Rows, Sequences.Hash(_entries));

    /// <summary>Rows in brackets, entries in exact form where they have one.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        for (int i = 0; i < Rows; i++)
        {
            text.Append(i == 0 ? "[" : ", [");
            for (int j = 0; j < Columns; j++)
            {
                text.Append(j == 0 ? "" : ", ").Append(Coefficient.Round(this[i, j]));
            }

            text.Append(']');
        }

        return text.ToString();
    }

    private static Matrix Combine(Matrix left, Matrix right, double factor)
    {
        if (left.Rows != right.Rows || left.Columns != right.Columns)
        {
            throw new ArgumentException($"Expected {left.Rows} x {left.Columns}, came {right.Rows} x {right.Columns}.", nameof(right));
        }

        double[] result = new double[left._entries.Length];
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = left._entries[i] + (factor * right._entries[i]);
        }

        return new Matrix(left.Rows, left.Columns, result);
    }

    private Matrix Map(Func<double, double> function)
    {
        double[] result = new double[_entries.Length];
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = function(_entries[i]);
        }

        return new Matrix(Rows, Columns, result);
    }
}
