using MathNet.Numerics.LinearAlgebra;

namespace Intertwine.Algebra.Tests;

public sealed class NullSpaceTests
{
    /// <summary>Systems A B with an inner dimension r have rank r; the null space is compared with its definition and its size with an independent rank.</summary>
    [Theory]
    [InlineData(12, 8, 3)]
    [InlineData(5, 20, 5)]
    [InlineData(40, 30, 29)]
    [InlineData(10, 10, 10)]
    [InlineData(60, 25, 1)]
    public void RankDeficientSystems_HaveTheirNullSpace(int rows, int columns, int rank)
    {
        var random = new Random((rows * 1000) + rank);
        SparseRows system = LowRank(random, rows, columns, rank);
        var space = new NullSpace(columns, CancellationToken.None);
        Assert.True(space.TryRestrict(system));
        Assert.Equal(columns - rank, space.Basis.Count);
        AssertSolves(space, system);
    }

    [Fact]
    public void SeveralSystems_AreIntersected()
    {
        var random = new Random(11);
        SparseRows first = LowRank(random, 20, 30, 6);
        SparseRows second = LowRank(random, 9, 30, 5);
        SparseRows third = Diagonal(30, i => i == 3 ? 1 : 0);
        var space = new NullSpace(30, CancellationToken.None);
        Assert.All((SparseRows[])[first, second, third], system => Assert.True(space.TryRestrict(system)));
        Assert.Equal(30 - 6 - 5 - 1, space.Basis.Count);
        Assert.All((SparseRows[])[first, second, third], system => AssertSolves(space, system));
    }

    [Fact]
    public void NoEquations_LeaveTheWholeSpace()
    {
        var space = new NullSpace(4, CancellationToken.None);
        Assert.True(space.TryRestrict(new SparseRows(4)));
        Assert.Equal(4, space.Basis.Count);
    }

    /// <summary>A singular value of 1e-8 is neither zero nor not: the answer must not be a guess.</summary>
    [Theory]
    [InlineData(1e-8, false)]
    [InlineData(1e-4, true)]
    [InlineData(1e-12, true)]
    public void SingularValuesInTheGap_MakeTheRankUnclear(double small, bool clear)
    {
        var space = new NullSpace(3, CancellationToken.None);
        Assert.Equal(clear, space.TryRestrict(Diagonal(3, i => i == 2 ? small : 1)));
        Assert.Equal(clear ? 0 : small, space.UnclearSingularValue, 1e-12);
        if (clear)
        {
            Assert.Equal(small < 1e-9 ? 1 : 0, space.Basis.Count);
        }
    }

    [Theory]
    [InlineData(6, 6)]
    [InlineData(30, 7)]
    [InlineData(4, 9)]
    public void SingularValues_AreThoseOfAnIndependentDecomposition(int rows, int columns)
    {
        var random = new Random(rows);
        var matrix = Matrix<double>.Build.Dense(rows, columns, (_, _) => random.NextDouble() - 0.5);
        var actual = SingularValues.Decompose(matrix.ToColumnArrays(), matrix.L2Norm(), CancellationToken.None);
        double[] expected = [.. matrix.Svd().S];
        double[] sorted = [.. actual.Values.OrderDescending()];
        for (int i = 0; i < sorted.Length; i++)
        {
            Assert.Equal(i < expected.Length ? expected[i] : 0, sorted[i], 1e-13);
        }

        var vectors = Matrix<double>.Build.DenseOfColumnArrays(actual.RightVectors);
        Assert.True(((vectors.Transpose() * vectors) - Matrix<double>.Build.DenseIdentity(columns)).L2Norm() < 1e-13);
    }

    [Fact]
    public void EchelonForm_IsTheSameForEveryBasis()
    {
        double[][] first = [[1, 0, 2, 0, 1], [0, 1, -1, 0, 0], [0, 0, 0, 1, 3]];
        double[][] second = [.. first.Select((row, i) => row.Select((value, j) => value + (0.5 * first[(i + 1) % 3][j]) - (i * first[(i + 2) % 3][j])).ToArray())];
        EchelonForm.Reduce(second);
        for (int i = 0; i < first.Length; i++)
        {
            for (int j = 0; j < first[i].Length; j++)
            {
                Assert.Equal(first[i][j], second[i][j], 1e-14);
            }
        }
    }

    private static SparseRows LowRank(Random random, int rows, int columns, int rank)
    {
        var left = Matrix<double>.Build.Dense(rows, rank, (_, _) => random.NextDouble() - 0.5);
        var right = Matrix<double>.Build.Dense(rank, columns, (_, _) => random.NextDouble() - 0.5);
        Matrix<double> product = left * right;
        var system = new SparseRows(columns);
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < columns; j++)
            {
                system.Append(j, product[i, j]);
            }

            system.EndRow();
        }

        return system;
    }

    private static SparseRows Diagonal(int size, Func<int, double> entry)
    {
        var system = new SparseRows(size);
        for (int i = 0; i < size; i++)
        {
            system.Append(i, entry(i));
            system.EndRow();
        }

        return system;
    }

    private static void AssertSolves(NullSpace space, SparseRows system)
    {
        foreach (double[] vector in space.Basis)
        {
            Assert.Equal(1, Math.Sqrt(vector.Sum(x => x * x)), 1e-13);
            for (int row = 0; row < system.Rows; row++)
            {
                Assert.Equal(0, system.Dot(row, vector), 1e-13);
            }
        }
    }
}
