namespace Intertwine.Algebra.Tests;

public sealed class BandLimitedRegularPieceTests
{
    [Theory]
    [InlineData("SO(2)", 2, "1x0 + 1x1 + 1x2")]
    [InlineData("O(2)", 2, "1x0e + 1x0o + 2x1 + 2x2")]
    [InlineData("SO(3)", 2, "1x0 + 3x1 + 5x2")]
    [InlineData("O(3)", 1, "1x0e + 1x0o + 3x1e + 3x1o")]
    public void Irreps_HaveTheMultiplicitiesOfFunctionsOnTheGroup(string group, int band, string irreps)
    {
        var symmetry = (OrthogonalGroup)Group.Parse(group).OrThrow();
        var piece = (BandLimitedRegularPiece)symmetry.ParsePiece($"regular({band})").OrThrow();
        Assert.Equal(irreps, piece.Irreps.ToString());
        Assert.Equal(irreps, Characters.Decompose(Representation.Of(piece)).ToString());
        Assert.Equal($"regular({band})", piece.Name);
        Assert.Equal(piece.Irreps.Dimension, piece.Dimension);

        GroupElement element = symmetry.Random(new Random(4));
        Assert.True((piece.Represent(element) - piece.Irreps.Action(element).Linear).MaximumNorm() < 1e-13);
        Assert.Equal(piece.Represent(element).Trace(), piece.Character(element), 1e-12);
        Assert.Equal(Characters.IntertwinerDimension(piece, piece), IntertwinerSolver.Solve(piece, piece).OrThrow().Dimension);
    }

    [Theory]
    [InlineData("SO(2)", "regular(129)", 8, 3, null)]
    [InlineData("SO(3)", "2xregular(9)", 10, 1, null)]
    [InlineData("SO(3)", "regular", 0, 7, "regular(3)")]
    [InlineData("SO(3)", "regular(x)", 8, 1, null)]
    [InlineData("SO(4)", "regular(2)", 0, 10, null)]
    public void Errors_PointAtTheCharacter(string group, string text, int position, int length, string? suggestion)
    {
        ParseError? error = RepresentationParser.Parse(Group.Parse(group).OrThrow(), text).Error;
        Assert.NotNull(error);
        Assert.Equal((position, length, suggestion), (error.Position, error.Length, error.Suggestion));
    }

    [Fact]
    public void OtherGroupsAndBands_CannotBeMade()
    {
        Assert.Throws<ArgumentException>(() => new BandLimitedRegularPiece(OrthogonalGroup.E3, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new BandLimitedRegularPiece(OrthogonalGroup.SO3, 9));
    }
}
