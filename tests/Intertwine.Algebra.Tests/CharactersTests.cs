namespace Intertwine.Algebra.Tests;

public sealed class CharactersTests
{
    [Theory]
    [InlineData("O(3)", "2x0e + 3x1o", "1o + 2x0e", 7)]
    [InlineData("O(3)", "1o", "1e", 0)]
    [InlineData("SO(3)", "64", "64", 1)]
    [InlineData("E(3)", "2x2e + 2o", "3x2e", 6)]
    [InlineData("SO(2)", "0 + 2x1 + 128", "1 + 3x128", 10)]
    [InlineData("O(2)", "0o + 2x1 + 128", "1 + 3x128 + 0e", 5)]
    [InlineData("E(2)", "0o + 2x1 + 0o", "2x0o + 1", 6)]
    [InlineData("O(1)", "2xS + 3xV", "S + V", 5)]
    [InlineData("SO(1)", "2xS + 3xV", "S + V", 10)]
    [InlineData("C_5", "regular", "regular", 5)]
    [InlineData("D_4", "regular + 0o", "regular", 9)]
    [InlineData("D_2", "V", "V", 2)]
    public void IntertwinerDimension_CountsEqualPieces(string group, string from, string to, int dimension)
    {
        Group parsed = Group.Parse(group).OrThrow();
        Assert.Equal(dimension, Characters.IntertwinerDimension(Representation.Parse(parsed, from), Representation.Parse(parsed, to)));
    }

    [Theory]
    [InlineData("C_5", "regular", "1x0 + 1x1 + 1x2")]
    [InlineData("C_6", "regular", "1x0 + 1x1 + 1x2 + 1x3")]
    [InlineData("D_4", "2xregular", "2x0e + 2x0o + 4x1 + 2x2e + 2x2o")]
    [InlineData("D_2", "V + 0e", "1x0e + 1x1e + 1x1o")]
    [InlineData("SO(3)", "2x1 + 0 + 5", "1x0 + 2x1 + 1x5")]
    public void Decomposition_CountsIrreps(string group, string text, string irreps)
    {
        Assert.Equal(irreps, Characters.Decompose(Representation.Parse(Group.Parse(group).OrThrow(), text)).ToString());
    }

    [Theory]
    [InlineData("SO(2)", "0", 1)]
    [InlineData("SO(2)", "7", 0)]
    [InlineData("O(2)", "7", 1)]
    [InlineData("O(3)", "7o", 1)]
    [InlineData("C_6", "2", 0)]
    [InlineData("C_6", "3", 1)]
    [InlineData("D_6", "2", 1)]
    public void FrobeniusSchurIndicator_TellsTheType(string group, string name, int indicator)
    {
        var irrep = (Irrep)Group.Parse(group).OrThrow().ParsePiece(name).OrThrow();
        Assert.Equal(indicator, Characters.FrobeniusSchur(irrep));
        Assert.Equal(indicator == 1 ? IrrepType.Real : IrrepType.Complex, irrep.Type);
    }

    [Fact]
    public void GroupsThatAreNotCompact_HaveNoCharacterFormula()
    {
        var point = Representation.Of(OrthogonalGroup.E3.Point);
        Assert.Throws<NotSupportedException>(() => Characters.IntertwinerDimension(point, point));
        Assert.Throws<ArgumentException>(() => Characters.IntertwinerDimension(Representation.Of(OrthogonalGroup.O3.Vector), Representation.Of(OrthogonalGroup.SO3.Vector)));
    }
}
