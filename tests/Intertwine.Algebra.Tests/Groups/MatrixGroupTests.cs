namespace Intertwine.Algebra.Tests;

public sealed class MatrixGroupTests
{
    [Theory]
    [InlineData("SO+(1,3)", 6, 0)]
    [InlineData("SO(1,3)", 6, 1)]
    [InlineData("O(1,3)", 6, 2)]
    [InlineData("SO(2,3)", 10, 1)]
    [InlineData("SL(3)", 8, 0)]
    [InlineData("GL(3)", 9, 1)]
    [InlineData("GL+(2)", 4, 0)]
    [InlineData("Sp(2)", 10, 0)]
    [InlineData("Scaling(4)", 1, 0)]
    [InlineData("SO(3) x Sp(2)", 13, 0)]
    public void Names_RoundTripAndCount(string name, int infinitesimal, int discrete)
    {
        Group group = Group.Parse(name).OrThrow();
        Assert.Equal(name, group.Name);
        Assert.Equal(group, Group.Parse(name.Replace("x", " ×", StringComparison.Ordinal)).OrThrow());
        Assert.Equal((infinitesimal, discrete), (group.InfinitesimalCount, group.DiscreteCount));
        Assert.Equal((infinitesimal, discrete), (group.InfinitesimalGenerators.Count, group.DiscreteGenerators.Count));
        Assert.False(group.IsCompact);
    }

    [Theory]
    [InlineData("SO(9,9)", 3, 3)]
    [InlineData("SO(0,3)", 3, 1)]
    [InlineData("Sp(9)", 3, 1)]
    [InlineData("SO(3) x ", 8, 0)]
    [InlineData("SO(3) x E(3)", 8, 4)]
    [InlineData("E(3) x SO(3)", 0, 4)]
    public void Errors_PointAtTheCharacter(string text, int position, int length)
    {
        ParseError? error = Group.Parse(text).Error;
        Assert.NotNull(error);
        Assert.Equal((position, length), (error.Position, error.Length));
    }

    /// <summary>Every random element keeps what defines the group.</summary>
    [Theory]
    [InlineData("SO+(1,3)")]
    [InlineData("O(1,3)")]
    [InlineData("SO(2,3)")]
    [InlineData("O(2,2)")]
    public void IndefiniteOrthogonalElements_KeepTheForm(string name)
    {
        var group = (IndefiniteOrthogonalGroup)Group.Parse(name).OrThrow();
        double[] metric = [.. Enumerable.Range(0, group.Dimension * group.Dimension).Select(k => k % (group.Dimension + 1) != 0 ? 0.0 : k / (group.Dimension + 1) < group.Positive ? 1 : -1)];
        AssertKept(group, new Matrix(group.Dimension, group.Dimension, metric));
    }

    [Theory]
    [InlineData("Sp(1)")]
    [InlineData("Sp(3)")]
    public void SymplecticElements_KeepTheForm(string name)
    {
        Group group = Group.Parse(name).OrThrow();
        int n = group.Dimension / 2;
        double[] form = new double[4 * n * n];
        for (int i = 0; i < n; i++)
        {
            form[(i * 2 * n) + n + i] = 1;
            form[((n + i) * 2 * n) + i] = -1;
        }

        AssertKept(group, new Matrix(2 * n, 2 * n, form));
    }

    /// <summary>Time keeps its direction under SO+(1,3); SO(1,3) reverses it together with space; O(1,3) has all four components.</summary>
    [Theory]
    [InlineData("SO+(1,3)", 1)]
    [InlineData("SO(1,3)", 2)]
    [InlineData("O(1,3)", 4)]
    public void LorentzGroups_HaveTheirComponents(string name, int components)
    {
        Group group = Group.Parse(name).OrThrow();
        var random = new Random(4);
        var seen = new HashSet<(bool Forward, bool Proper)>();
        for (int trial = 0; trial < 60; trial++)
        {
            Matrix matrix = group.Defining.Represent(group.Random(random));
            double determinant = new SymmetrisedDeterminant(matrix).Value;
            Assert.Equal(1, Math.Abs(determinant), 1e-9);
            Assert.True(Math.Abs(matrix[0, 0]) >= 1 - 1e-9);
            seen.Add((matrix[0, 0] > 0, determinant > 0));
        }

        Assert.Equal(components, seen.Count);
    }

    private static void AssertKept(Group group, Matrix form)
    {
        var random = new Random(1);
        for (int trial = 0; trial < 10; trial++)
        {
            Matrix g = group.Defining.Represent(group.Random(random));
            Assert.True(((g.Transpose() * form * g) - form).MaximumNorm() < 1e-10 * g.MaximumNorm() * g.MaximumNorm());
        }
    }

    /// <summary>The determinant as the top alternating power.</summary>
    private sealed class SymmetrisedDeterminant(Matrix matrix)
    {
        public double Value { get; } = new MonomialBasis(matrix.Rows, matrix.Rows, isAlternating: true).Power(new SparseGenerator(matrix)).ToMatrix()[0, 0];
    }
}
