namespace Intertwine.Algebra.Tests;

/// <summary>The groups of the plane: notation, irreps and their order.</summary>
public sealed class PlanarGroupTests
{
    [Theory]
    [InlineData("C_4", 4)]
    [InlineData("C_1", 1)]
    [InlineData("C_256", 256)]
    [InlineData("D_1", 2)]
    [InlineData("D_6", 12)]
    public void Names_RoundTrip(string name, int order)
    {
        Group group = Group.Parse(name).OrThrow();
        Assert.Equal(name, group.Name);
        Assert.Equal(order, group.Order);
        Assert.Equal(group, Group.Parse(name.Replace("_", "", StringComparison.Ordinal)).OrThrow());
    }

    [Theory]
    [InlineData("C_5", "0 1 2")]
    [InlineData("C_4", "0 1 2")]
    [InlineData("C_2", "0 1")]
    [InlineData("C_1", "0")]
    [InlineData("D_5", "0e 0o 1 2")]
    [InlineData("D_4", "0e 0o 1 2e 2o")]
    [InlineData("D_2", "0e 0o 1e 1o")]
    [InlineData("D_1", "0e 0o")]
    [InlineData("SO(2)", "0 1 2 3 4")]
    [InlineData("O(2)", "0e 0o 1 2 3")]
    public void Irreps_AreListedByFrequency(string name, string names)
    {
        Group group = Group.Parse(name).OrThrow();
        Irrep[] irreps = [.. group.Irreps.Take(5)];
        Assert.Equal(names, string.Join(" ", irreps.Select(irrep => irrep.Name)));
        Assert.Equal(group.Trivial, irreps[0]);
        Assert.All(irreps, irrep => Assert.Equal(irrep, group.ParsePiece(irrep.Name).OrThrow()));
        Assert.All(irreps, irrep => Assert.True(irrep.IsOrthogonal));
    }

    [Theory]
    [InlineData("SO(2)", "2xS + V + 3", "2x0 + 1x1 + 1x3")]
    [InlineData("O(2)", "2xS + V + 0o", "2x0e + 1x1 + 1x0o")]
    [InlineData("E(2)", "S + 2xpoint + V", "1x0e + 2xpoint + 1x1")]
    [InlineData("D_4", "S + V + 2o + regular", "1x0e + 1x1 + 1x2o + 1xregular")]
    [InlineData("D_2", "S + V + 1o", "1x0e + 1xV + 1x1o")]
    [InlineData("C_2", "2xV + regular", "2xV + 1xregular")]
    public void Text_IsReadAndPrinted(string group, string text, string printed)
    {
        Representation representation = Representation.Parse(Group.Parse(group).OrThrow(), text);
        Assert.Equal(printed, representation.ToString());
        Assert.Equal(representation, Representation.Parse(representation.Group, printed));
    }

    [Theory]
    [InlineData("SO(2)", "1o", 1, 1, "1")]
    [InlineData("SO(2)", "129", 0, 3, null)]
    [InlineData("O(2)", "2x0", 2, 1, "0e")]
    [InlineData("O(2)", "1 + 3e", 5, 1, "3")]
    [InlineData("O(2)", "0E", 1, 1, "0e")]
    [InlineData("D_4", "2", 0, 1, "2e")]
    [InlineData("D_4", "3", 0, 1, null)]
    [InlineData("D_4", "2x1 + regulr", 6, 6, "regular")]
    [InlineData("C_5", "v", 0, 1, null)]
    [InlineData("C_5", "3", 0, 1, null)]
    public void Errors_PointAtTheCharacter(string group, string text, int position, int length, string? suggestion)
    {
        ParseError? error = RepresentationParser.Parse(Group.Parse(group).OrThrow(), text).Error;
        Assert.NotNull(error);
        Assert.Equal((position, length, suggestion), (error.Position, error.Length, error.Suggestion));
    }

    [Theory]
    [InlineData("C_0", 2, 1)]
    [InlineData("C_257", 2, 3)]
    [InlineData("D(4)", 1, 1)]
    [InlineData("C_", 2, 0)]
    public void Errors_OfGroups_PointAtTheCharacter(string text, int position, int length)
    {
        ParseError? error = Group.Parse(text).Error;
        Assert.NotNull(error);
        Assert.Equal((position, length), (error.Position, error.Length));
    }

    /// <summary>The mirror of O(2) is (x, y) → (x, -y), and irreps turn by their frequency.</summary>
    [Fact]
    public void Matrices_AreThoseOfTheConventions()
    {
        Group group = Group.Parse("O(2)").OrThrow();
        Assert.Equal([2, -3], group.Defining.Action(GroupElement.Discrete(group, 0)).Apply([2, 3]));
        Matrix turned = group.ParsePiece("3").OrThrow().Represent(GroupElement.Exponential(group, [Math.PI / 6]));
        Assert.True((turned - Matrix.FromRows(2, 2, [0, -1, 1, 0])).MaximumNorm() < 1e-15);
        Assert.Equal(-1, group.ParsePiece("0o").OrThrow().Represent(GroupElement.Discrete(group, 0))[0, 0]);
    }

    [Theory]
    [InlineData(1, 6, 0.5)]
    [InlineData(1, 8, 0.70710678118654757)]
    [InlineData(1, 4, 0)]
    [InlineData(-1, 3, -0.5)]
    [InlineData(7, 12, -0.86602540378443860)]
    public void CosinesOfFractions_AreExactWhereTheyAreRational(int p, int q, double cosine)
    {
        Assert.Equal(cosine, CircleFractions.CosineAndSine(p, q).Cosine);
    }

    [Fact]
    public void CosinesOfFractions_AreThoseOfTheLibrary()
    {
        for (int q = 1; q <= 60; q++)
        {
            for (int p = -q; p <= 2 * q; p++)
            {
                (double cosine, double sine) = CircleFractions.CosineAndSine(p, q);
                Assert.Equal(Math.Cos(2 * Math.PI * p / q), cosine, 3e-15);
                Assert.Equal(Math.Sin(2 * Math.PI * p / q), sine, 3e-15);
            }
        }
    }
}
