namespace Intertwine.Algebra.Tests;

public sealed class RestrictionTests
{
    [Theory]
    [InlineData("E(3)", "2x0e + 0o + 3x1e + 2xpoint", "O(3)", "2x0e + 0o + 3x1e + 2x1o")]
    [InlineData("E(3)", "0o + 1e + point", "SE(3)", "0 + 1 + point")]
    [InlineData("E(3)", "0o + 1e + point", "SO(3)", "0 + 1 + 1")]
    [InlineData("O(3)", "4x3o", "SO(3)", "4x3")]
    [InlineData("E(2)", "S + point + V", "SO(2)", "S + V + V")]
    [InlineData("SO(3)", "0 + 2", "SO(3)", "0 + 2")]
    public void Subgroups_ForgetParitiesAndTranslations(string group, string text, string subgroup, string expected)
    {
        Group larger = Group.Parse(group).OrThrow();
        Group smaller = Group.Parse(subgroup).OrThrow();
        Assert.True(smaller.IsSubgroupOf(larger));
        Representation representation = Representation.Parse(larger, text);
        Representation? restricted = representation.Restrict(smaller);
        Assert.Equal(Representation.Parse(smaller, expected), restricted);

        // The generators that both groups have act the same.
        for (int i = 0; i < representation.Terms.Count; i++)
        {
            (Piece before, Piece after) = (representation.Terms[i].Piece, restricted!.Terms[i].Piece);
            int size = after.Dimension;
            Assert.All(
                Enumerable.Range(0, ((OrthogonalGroup)smaller).RotationCount),
                k => Assert.Equal(after.InfinitesimalGenerators[k].Block(0, 0, size, size), before.InfinitesimalGenerators[k].Block(0, 0, size, size)));
            Assert.All(
                Enumerable.Range(0, smaller.DiscreteCount),
                k => Assert.Equal(after.DiscreteGenerators[k].Block(0, 0, size, size), before.DiscreteGenerators[k].Block(0, 0, size, size)));
        }
    }

    [Theory]
    [InlineData("SO(3)", "O(3)")]
    [InlineData("O(3)", "SE(3)")]
    [InlineData("SE(3)", "O(3)")]
    [InlineData("O(3)", "O(2)")]
    public void OtherGroups_AreNoSubgroups(string group, string other)
    {
        Group larger = Group.Parse(group).OrThrow();
        Group smaller = Group.Parse(other).OrThrow();
        Assert.False(smaller.IsSubgroupOf(larger));
        Assert.Null(Representation.Of(larger.Trivial).Restrict(smaller));
    }

    [Fact]
    public void Differences_OfPointsAreVectors()
    {
        Representation representation = Representation.Parse(OrthogonalGroup.E3, "2xpoint + 3x0e + 1e");
        Assert.Equal("2x1o + 3x0e + 1x1e", representation.Differences().ToString());
    }

    [Fact]
    public void Irreps_AreOrthogonalAndPointsAreNot()
    {
        OrthogonalGroup group = OrthogonalGroup.E3;
        Assert.All(Enumerable.Range(0, 9), degree => Assert.True(new SphericalIrrep(group, degree, Parity.Odd).IsOrthogonal));
        Assert.True(new OrthogonalGroup(5, IsSpecial: false, HasTranslations: false).Vector.IsOrthogonal);
        Assert.False(group.Point.IsOrthogonal);
    }

    [Fact]
    public void PiecesThatAGroupDoesNotHave_CannotBeMade()
    {
        Assert.Throws<ArgumentException>(() => OrthogonalGroup.O3.Point);
        Assert.Throws<ArgumentException>(() => new VectorIrrep(OrthogonalGroup.O3));
        Assert.Throws<ArgumentException>(() => new SphericalIrrep(OrthogonalGroup.O3, 1, Parity.None));
        Assert.Throws<ArgumentException>(() => new SphericalIrrep(OrthogonalGroup.SO3, 1, Parity.Odd));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SphericalIrrep(OrthogonalGroup.SO3, -1, Parity.None));
        Assert.Throws<ArgumentOutOfRangeException>(() => new OrthogonalGroup(0, IsSpecial: false, HasTranslations: false));
        Assert.Throws<ArgumentException>(() => Representation.Of(OrthogonalGroup.E3.Point) + Representation.Of(OrthogonalGroup.SE3.Point));
        Assert.Throws<ArgumentException>(() => OrthogonalGroup.E3.Point.Represent(GroupElement.Identity(OrthogonalGroup.SE3)));
    }
}
