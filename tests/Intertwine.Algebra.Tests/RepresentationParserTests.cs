namespace Intertwine.Algebra.Tests;

public sealed class RepresentationParserTests
{
    [Fact]
    public void Failures_AreThrownByKind()
    {
        Group so3 = Group.Parse("SO(3)").OrThrow();
        Assert.Equal("SO(3)", Group.Parse("SO(3)").ToString());
        Assert.StartsWith("Expected", Group.Parse("SO3").ToString(), StringComparison.Ordinal);
        Assert.Throws<FormatException>(() => Group.Parse("SO3").OrThrow());
        InvalidOperationException tooLarge = Assert.Throws<InvalidOperationException>(() => IntertwinerSolver.Solve(Piece.Parse(so3, "V^6"), Piece.Parse(so3, "V^6")).OrThrow());
        Assert.Contains("729", tooLarge.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void SinglePieces_AreReadByName_AndByExpression()
    {
        Group o3 = Group.Parse("O(3)").OrThrow();
        Assert.Equal(o3.Defining, Irrep.Parse(o3, "1o"));
        Assert.Equal(9, Piece.Parse(o3, "V*V").Dimension);
        Assert.Equal(8, Piece.Parse(o3, "mv").Dimension);
        Assert.Contains("2x1o", Assert.Throws<FormatException>(() => Piece.Parse(o3, "2x1o")).Message, StringComparison.Ordinal);
        Assert.Contains("'V*V'", Assert.Throws<FormatException>(() => Irrep.Parse(o3, "V*V")).Message, StringComparison.Ordinal);
        Assert.Contains("0e", Assert.Throws<FormatException>(() => Irrep.Parse(o3, "0")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("O(3)", "16x0e + 8x1o", 40)]
    [InlineData("E(3)", "2xpoint + 0e", 7)]
    [InlineData("SO(3)", "16x0 + 8x1", 40)]
    [InlineData("SE(3)", "point", 3)]
    [InlineData("SO(3)", " 2 x 1+3 ", 13)]
    [InlineData("O(3)", "11o", 23)]
    [InlineData("SE(5)", "3xV + S + point", 21)]
    [InlineData("E(3)", "V + S", 4)]
    public void Text_IsRead(string group, string text, int dimension)
    {
        Representation representation = Representation.Parse(Group.Parse(group).OrThrow(), text);
        Assert.Equal(dimension, representation.Dimension);
        Assert.Equal(representation, Representation.Parse(representation.Group, representation.ToString()));
    }

    [Theory]
    [InlineData("O(3)", "", 0, 0, null)]
    [InlineData("O(3)", "   ", 3, 0, null)]
    [InlineData("O(3)", "16x0e +", 7, 0, null)]
    [InlineData("O(3)", "16x0e + + 1o", 8, 1, null)]
    [InlineData("O(3)", "16x0a", 4, 1, null)]
    [InlineData("O(3)", "16x0E", 4, 1, "0e")]
    [InlineData("O(3)", "8x1", 2, 1, "1o")]
    [InlineData("O(3)", "2x0e + 2", 7, 1, "2e")]
    [InlineData("O(3)", "16y0e", 2, 3, null)]
    [InlineData("O(3)", "0ee", 2, 1, null)]
    [InlineData("O(3)", "1o 0e", 3, 1, null)]
    [InlineData("O(3)", "0x1o", 0, 1, null)]
    [InlineData("O(3)", "1o + 99999999999x1o", 5, 11, null)]
    [InlineData("O(3)", "129e", 0, 3, null)]
    [InlineData("O(3)", "1o + 1000000x64e", 5, 11, null)]
    [InlineData("O(3)", "x0e", 0, 3, "0e")]
    [InlineData("O(3)", "*x0e", 0, 1, null)]
    [InlineData("O(3)", "2xpoint", 2, 5, "1o here, or the group E(3)")]
    [InlineData("E(3)", "0e + 2xpoints", 7, 6, "point")]
    [InlineData("E(3)", "Point", 0, 5, "point")]
    [InlineData("SO(3)", "1o", 1, 1, "1")]
    [InlineData("SO(3)", "2x", 2, 0, null)]
    [InlineData("O(4)", "1o", 0, 2, null)]
    [InlineData("O(4)", "v", 0, 1, "V")]
    public void Errors_PointAtTheCharacter(string group, string text, int position, int length, string? suggestion)
    {
        Result<Representation, ParseError> result = RepresentationParser.Parse(Group.Parse(group).OrThrow(), text);
        Assert.False(result.IsSuccess);
        Assert.Equal((position, length, suggestion), (result.Error.Position, result.Error.Length, result.Error.Suggestion));
        Assert.NotEqual("", result.Error.Expected);
        Assert.Contains(length == 0 ? "end of the text" : text.Substring(position, length), result.Error.Actual, StringComparison.Ordinal);
    }

    [Fact]
    public void Wildcard_StandsForAnyMultiplicity()
    {
        Representation open = RepresentationParser.Parse(OrthogonalGroup.E3, "*x0e + 1o", allowWildcard: true).OrThrow();
        Assert.True(open.HasWildcard);
        Assert.Equal("*x0e + 1x1o", open.ToString());
        Assert.True(open.Accepts(Representation.Parse(OrthogonalGroup.E3, "5x0e + 2x0e + 1o")));
        Assert.False(open.Accepts(Representation.Parse(OrthogonalGroup.E3, "5x0e + 2x1o")));
        Assert.False(open.Accepts(Representation.Parse(OrthogonalGroup.E3, "1o")));
        Assert.Equal(Representation.Parse(OrthogonalGroup.E3, "7x0e + 1o"), open.WithMultiplicity(7));
        Assert.Throws<InvalidOperationException>(() => open.Dimension);
    }

    [Theory]
    [InlineData("*0e", 1)]
    [InlineData("*", 1)]
    [InlineData("*x", 2)]
    public void Wildcard_NeedsItsPiece(string text, int position)
    {
        Assert.Equal(position, RepresentationParser.Parse(OrthogonalGroup.E3, text, allowWildcard: true).Error!.Position);
    }

    [Fact]
    public void Simplification_KeepsTheOrderAndRegroupingSorts()
    {
        Representation representation = Representation.Parse(OrthogonalGroup.E3, "1o + point + 2x1o + 3x1o + 1e + 0o + 0e + 1e");
        Assert.Equal("1x1o + 1xpoint + 5x1o + 1x1e + 1x0o + 1x0e + 1x1e", representation.Simplified().ToString());
        Assert.Equal("1x0o + 1x0e + 6x1o + 2x1e + 1xpoint", representation.Regrouped().ToString());
        Assert.Equal(6, representation.Count(OrthogonalGroup.E3.Vector));
    }
}
