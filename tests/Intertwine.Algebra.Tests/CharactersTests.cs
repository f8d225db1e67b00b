namespace Intertwine.Algebra.Tests;

public sealed class CharactersTests
{
    [Theory]
    [InlineData("O(3)", "2x0e + 3x1o", "1o + 2x0e", 7)]
    [InlineData("O(3)", "1o", "1e", 0)]
    [InlineData("SO(3)", "64", "64", 1)]
    [InlineData("E(3)", "2x2e + 2o", "3x2e", 6)]
    public void IntertwinerDimension_CountsEqualPieces(string group, string from, string to, int dimension)
    {
        Group parsed = Group.Parse(group).OrThrow();
        Assert.Equal(dimension, Characters.IntertwinerDimension(Representation.Parse(parsed, from), Representation.Parse(parsed, to)));
    }

    [Fact]
    public void GroupsThatAreNotCompact_HaveNoCharacterFormula()
    {
        var point = Representation.Of(OrthogonalGroup.E3.Point);
        Assert.Throws<NotSupportedException>(() => Characters.IntertwinerDimension(point, point));
        Assert.Throws<ArgumentException>(() => Characters.IntertwinerDimension(Representation.Of(OrthogonalGroup.O3.Vector), Representation.Of(OrthogonalGroup.SO3.Vector)));
    }
}
