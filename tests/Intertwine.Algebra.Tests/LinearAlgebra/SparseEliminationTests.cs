using MathNet.Numerics.LinearAlgebra;

namespace Intertwine.Algebra.Tests;

public sealed class SparseEliminationTests
{
    /// <summary>Products of integer matrices with a small inner dimension: exact and numeric elimination agree with an independent rank, and with each other.</summary>
    [Theory]
    [InlineData(12, 8, 3)]
    [InlineData(5, 20, 5)]
    [InlineData(40, 30, 29)]
    [InlineData(10, 10, 10)]
    [InlineData(60, 25, 1)]
    public void NullSpaces_HaveTheIndependentDimension(int rows, int columns, int rank)
    {
        var random = new Random((rows * 1000) + rank);
        Matrix<double> product = Integers(random, rows, rank) * Integers(random, rank, columns);
        IReadOnlyList<TracedRow> exact = Solve(product, new ZeroTest(PrimeField.All[0]))!;
        IReadOnlyList<TracedRow> numeric = Solve(product, new ZeroTest(null))!;
        Assert.Equal(columns - product.Rank(), exact.Count);
        Assert.Equal(exact.Count, numeric.Count);
        for (int i = 0; i < exact.Count; i++)
        {
            double[] vector = Dense(exact[i], columns);
            Assert.True((product * Vector<double>.Build.Dense(vector)).L2Norm() < 1e-9 * Vector<double>.Build.Dense(vector).L2Norm());
            // The reduced echelon form is unique.
            Assert.All(vector.Zip(Dense(numeric[i], columns), (x, y) => Math.Abs(x - y) / Math.Max(1, Math.Abs(x))), difference => Assert.True(difference < 1e-8));
        }
    }

    /// <summary>1e-8 is neither zero nor not without residues; with them it is what it is.</summary>
    [Theory]
    [InlineData(1e-8, true)]
    [InlineData(1e-3, false)]
    [InlineData(1e-13, false)]
    public void SmallNumbers_AreUnclearInTheGap(double small, bool isUnclear)
    {
        var matrix = Matrix<double>.Build.DenseOfArray(new[,] { { 1, 1 }, { 1, 1 + small } });
        IReadOnlyList<TracedRow>? basis = Solve(matrix, new ZeroTest(null));
        Assert.Equal(isUnclear, basis is null);
        Assert.Equal(isUnclear ? null : small < 1e-10 ? 1 : 0, basis?.Count);
    }

    [Fact]
    public void Budget_EndsTheElimination()
    {
        var random = new Random(1);
        var elimination = new SparseElimination(40, new ZeroTest(PrimeField.All[0]), CancellationToken.None);
        Fill(elimination, Integers(random, 40, 40), PrimeField.All[0]);
        Assert.Null(elimination.Solve(1000));
    }

    [Fact]
    public void Refinement_TakesErrorsAway()
    {
        // x + 2 y + 3 z = 0, y - z = 0: (-5, 1, 1), in echelon form (1, -1/5, -1/5).
        var system = new SparseRows(3);
        system.Append(0, 1);
        system.Append(1, 2);
        system.Append(2, 3);
        system.EndRow();
        system.Append(1, 1);
        system.Append(2, -1);
        system.EndRow();
        var vector = new TracedRow(3);
        vector.Append(0, 1, 0);
        vector.Append(1, -0.2 + 3e-9, 0);
        vector.Append(2, -0.2 - 1e-9, 0);
        TracedRow refined = new NullVectorRefinement([system], CancellationToken.None).Refine(vector);
        Assert.Equal(1, refined.Value(0));
        Assert.Equal(-0.2, refined.Value(1), 1e-16);
        Assert.Equal(-0.2, refined.Value(2), 1e-16);
    }

    private static IReadOnlyList<TracedRow>? Solve(Matrix<double> matrix, ZeroTest zero)
    {
        var elimination = new SparseElimination(matrix.ColumnCount, zero, CancellationToken.None);
        Fill(elimination, matrix, zero.Field);
        return elimination.Solve(long.MaxValue);
    }

    private static void Fill(SparseElimination elimination, Matrix<double> matrix, PrimeField? field)
    {
        for (int i = 0; i < matrix.RowCount; i++)
        {
            var row = new TracedRow(matrix.ColumnCount);
            for (int j = 0; j < matrix.ColumnCount; j++)
            {
                if (matrix[i, j] != 0)
                {
                    uint residue = 0;
                    Assert.True(field is null || field.TryReduce(Surd.From(ExactNumber.Rational((long)matrix[i, j])), out residue));
                    row.Append(j, matrix[i, j], residue);
                }
            }

            elimination.Add(row);
        }
    }

    private static Matrix<double> Integers(Random random, int rows, int columns) => Matrix<double>.Build.Dense(rows, columns, (_, _) => random.Next(-3, 4));

    private static double[] Dense(TracedRow row, int columns)
    {
        double[] vector = new double[columns];
        for (int entry = 0; entry < row.Count; entry++)
        {
            vector[row.Column(entry)] = row.Value(entry);
        }

        return vector;
    }
}
