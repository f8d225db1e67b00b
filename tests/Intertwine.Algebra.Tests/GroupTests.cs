namespace Intertwine.Algebra.Tests;

public sealed class GroupTests
{
    [Theory]
    [InlineData("O(3)")]
    [InlineData("SO(3)")]
    [InlineData("E(3)")]
    [InlineData("SE(3)")]
    [InlineData("O(1)")]
    [InlineData("SE(16)")]
    public void Names_RoundTrip(string name)
    {
        Group group = Group.Parse(name).OrThrow();
        Assert.Equal(name, group.ToString());
        Assert.Equal(group, Group.Parse(" " + name.Replace("(", " ( ", StringComparison.Ordinal) + " ").OrThrow());
        Assert.Equal(group.GetHashCode(), Group.Parse(name).OrThrow().GetHashCode());
    }

    [Theory]
    [InlineData("", 0, 0, null)]
    [InlineData("so(3)", 0, 2, "SO")]
    [InlineData("Q(3)", 0, 1, null)]
    [InlineData("O3", 1, 1, null)]
    [InlineData("O(x)", 2, 1, null)]
    [InlineData("O(0)", 2, 1, null)]
    [InlineData("O(17)", 2, 2, null)]
    [InlineData("O(3", 3, 0, null)]
    [InlineData("O(3)!", 4, 1, null)]
    public void Errors_PointAtTheCharacter(string text, int position, int length, string? suggestion)
    {
        ParseError? error = Group.Parse(text).Error;
        Assert.NotNull(error);
        Assert.Equal((position, length, suggestion), (error.Position, error.Length, error.Suggestion));
    }

    [Theory]
    [InlineData("O(3)")]
    [InlineData("SE(3)")]
    [InlineData("E(4)")]
    [InlineData("SO(5)")]
    [InlineData("E(2)")]
    public void RandomElements_AreIsometries(string name)
    {
        Group group = Group.Parse(name).OrThrow();
        var random = new Random(1);
        for (int trial = 0; trial < 20; trial++)
        {
            AffineMap map = group.Defining.Action(GroupElements.Random(group, random));
            Matrix product = map.Linear * map.Linear.Transpose();
            Assert.True((product - Matrix.Identity(group.Dimension)).MaximumNorm() < 1e-13);
        }
    }

    /// <summary>Haar measure: the mean of an entry is 0 and of its square 1/n; both signs of the determinant come up.</summary>
    [Theory]
    [InlineData("SO(3)")]
    [InlineData("O(3)")]
    [InlineData("SO(4)")]
    [InlineData("SO(2)")]
    public void RandomElements_AreHaarDistributed(string name)
    {
        Group group = Group.Parse(name).OrThrow();
        var random = new Random(7);
        const int Samples = 10_000;
        int n = group.Dimension;
        double[] mean = new double[n * n];
        double[] square = new double[n * n];
        for (int trial = 0; trial < Samples; trial++)
        {
            double[] entries = group.Defining.Represent(GroupElements.Random(group, random)).ToArray();
            for (int i = 0; i < entries.Length; i++)
            {
                mean[i] += entries[i] / Samples;
                square[i] += entries[i] * entries[i] / Samples;
            }
        }

        Assert.All(mean, value => Assert.Equal(0, value, 0.04));
        Assert.All(square, value => Assert.Equal(1.0 / n, value, 0.02));
    }

    [Fact]
    public void Points_MoveAndVectorsOnlyTurn()
    {
        OrthogonalGroup group = OrthogonalGroup.E3;
        GroupElement g = GroupElement.Translation(group, [1, 2, 3]) * GroupElement.Discrete(group, 0);
        Assert.Equal([0.5, 2, 4], group.Point.Action(g).Apply([0.5, 0, -1]));
        Assert.Equal([-0.5, 0, 1], group.Vector.Action(g).Apply([0.5, 0, -1]));
        Assert.Equal([0.5, 2, 4, -1], Representation.Parse(group, "point + 0o").Action(g).Apply([0.5, 0, -1, 1]));
    }

    [Fact]
    public void Products_AreRepresented()
    {
        OrthogonalGroup group = OrthogonalGroup.E3;
        var random = new Random(3);
        foreach (Piece piece in (Piece[])[group.Point, group.Vector, new SphericalIrrep(group, 3, Parity.Even)])
        {
            GroupElement g = GroupElements.Random(group, random);
            GroupElement h = GroupElements.Random(group, random);
            Assert.True((piece.Represent(g * h) - (piece.Represent(g) * piece.Represent(h))).MaximumNorm() < 1e-12);
        }
    }
}
