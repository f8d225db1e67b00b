namespace Intertwine.Algebra.Tests;

public sealed class CompositeParserTests
{
    [Theory]
    [InlineData("SO+(1,3)", "V*V", "1xV*V", 16)]
    [InlineData("SO+(1,3)", "V^3", "1xV^3", 64)]
    [InlineData("SO+(1,3)", "T(2,1)", "1xV*V*V'", 64)]
    [InlineData("SO+(1,3)", "T(0,0)", "1xS", 1)]
    [InlineData("SO+(1,3)", "V^0 + V^1", "1xS + 1xV", 5)]
    [InlineData("SO+(1,3)", "V''", "1xV", 4)]
    [InlineData("SO+(1,3)", "(V*V')'", "1xV'*V", 16)]
    [InlineData("SO+(1,3)", "(2xV + S)*V'", "2xV*V' + 1xV'", 36)]
    [InlineData("SO+(1,3)", "3xV*V + 2 x S", "3xV*V + 2xS", 50)]
    [InlineData("SO+(1,3)", "(V + S)^2", "1xV*V + 1xV + 1xV + 1xS", 25)]
    [InlineData("SO+(1,3)", "2x(V + 3xS)", "2xV + 6xS", 14)]
    [InlineData("SO+(1,3)", "Sym^2(V)*Alt^2(V)'", "1xSym^2(V)*Alt^2(V')", 60)]
    [InlineData("SO+(1,3)", "Sym^2(V + S)", "1xSym^2(V) + 1xV + 1xS", 15)]
    [InlineData("SO+(1,3)", "Alt^2(2xV)", "1xAlt^2(V) + 1xV*V + 1xAlt^2(V)", 28)]
    [InlineData("SO+(1,3)", "Alt^2(V*V)", "1xAlt^2(V*V)", 120)]
    [InlineData("SO(1,3)", "det", "1xS", 1)]
    [InlineData("O(1,3)", "det*V", "1xdet*V", 4)]
    [InlineData("O(3)", "det*V + V'", "1x0o*1o + 1x1o", 6)]
    [InlineData("O(3)", "2x sum( 1o + 4x0e )", "2xsum(1x1o + 4x0e)", 14)]
    [InlineData("O(3)", "sum(sum(1o + 0e) + 3x0e)", "1xsum(1x1o + 4x0e)", 7)]
    [InlineData("O(3)", "sum(1o) + sum(0e + 1o)*1o", "1x1o + 1xsum(1x0e + 1x1o)*1o", 15)]
    [InlineData("E(3)", "sum(V + S)'", "1xsum(1x1o + 1x0e)", 4)]
    [InlineData("O(3)", "T(1,1)", "1x1o*1o", 9)]
    [InlineData("O(3)", " 2 x 1o * 2e ^ 2 ' ", "2x1o*2e*2e", 150)]
    [InlineData("E(3)", "T(2,0) + point", "1x1o*1o + 1xpoint", 12)]
    [InlineData("O(5)", "V*V + S", "1xV*V + 1xS", 26)]
    [InlineData("SO(3) x Sp(2)", "1 @ V + 2", "1x1 @ V + 1x2 @ S", 17)]
    [InlineData("SO(3) x Sp(2)", "(1*1 @ S) * (0 @ V')", "1x(1*1) @ S*(0 @ V')", 36)]
    [InlineData("SO(3) x Sp(2)", "V*V", "1x(1 @ V)*(1 @ V)", 144)]
    [InlineData("SO(3) x Sp(2)", "(1 + 0) @ V", "1x1 @ V + 1x0 @ V", 16)]
    [InlineData("SO(3) x Sp(2) x O(1,1)", "2x1 @ V' @ Sym^2(V)", "2x1 @ V' @ Sym^2(V)", 72)]
    public void Text_IsReadAndPrinted(string group, string text, string printed, int dimension)
    {
        Representation representation = Representation.Parse(Group.Parse(group).OrThrow(), text);
        Assert.Equal(dimension, representation.Dimension);
        if (!printed.Contains(") @ S*", StringComparison.Ordinal))
        {
            Assert.Equal(printed, representation.ToString());
        }

        Assert.Equal(representation, Representation.Parse(representation.Group, representation.ToString()));
    }

    [Theory]
    [InlineData("sum(V + S", 9, 0)]
    [InlineData("S + sum(*xV)", 8, 1)]
    [InlineData("sum(5000xS)", 0, 11)]
    [InlineData("V^99", 2, 2)]
    [InlineData("V^", 2, 0)]
    [InlineData("V^12", 0, 4)]
    [InlineData("V*V*V*V*V*V*V", 0, 13)]
    [InlineData("S + V*W", 6, 1)]
    [InlineData("S + V*", 6, 0)]
    [InlineData("S + V**V", 6, 1)]
    [InlineData("(V + S", 6, 0)]
    [InlineData("(V + S))", 7, 1)]
    [InlineData("(V + )", 5, 1)]
    [InlineData("()", 1, 1)]
    [InlineData("T(2)", 3, 1)]
    [InlineData("T(2,", 4, 0)]
    [InlineData("T(2,1", 5, 0)]
    [InlineData("T(,1)", 2, 1)]
    [InlineData("Sym^2 V", 6, 1)]
    [InlineData("Sym^2(V", 7, 0)]
    [InlineData("Alt^5(V)", 0, 8)]
    [InlineData("Sym^40(V)", 0, 9)]
    [InlineData("(V + S)^40", 0, 10)]
    [InlineData("Sym^64(64x(V+S))", 0, 16)]
    [InlineData("((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((", 64, 1)]
    [InlineData("[2,1", 4, 0)]
    [InlineData("V @ V", 2, 1)]
    [InlineData("'", 0, 1)]
    public void Errors_PointAtTheCharacter(string text, int position, int length)
    {
        Result<Representation, ParseError> result = RepresentationParser.Parse(Group.Parse("SO+(1,3)").OrThrow(), text);
        Assert.False(result.IsSuccess);
        Assert.Equal((position, length), (result.Error.Position, result.Error.Length));
        Assert.NotEqual("", result.Error.Expected);
    }

    [Theory]
    [InlineData("E(3)", "point*1o", 0, 8)]
    [InlineData("E(3)", "0e + point'", 5, 6)]
    [InlineData("E(3)", "Sym^2(point)", 0, 12)]
    [InlineData("E(3)", "sum(point + S)", 0, 14)]
    [InlineData("SO(3) x SO(3)", "1 @ 1 @ 1", 0, 9)]
    [InlineData("SO(3) x SO(3)", "2 @ 1 + 1", 8, 1)]
    [InlineData("SO(3) x Sp(2)", "1 @ W", 4, 1)]
    [InlineData("SO(3) x Sp(2)", "1 @ ", 4, 0)]
    public void Errors_OfOtherGroups_PointAtTheCharacter(string group, string text, int position, int length)
    {
        ParseError? error = RepresentationParser.Parse(Group.Parse(group).OrThrow(), text).Error;
        Assert.NotNull(error);
        Assert.Equal((position, length), (error.Position, error.Length));
    }

    /// <summary>The reader sees every prefix while somebody types.</summary>
    [Fact]
    public void HalfTypedText_IsAnErrorOrARepresentation()
    {
        const string Text = "3x(V + 2xS)^2*V' + Sym^2(Alt^2(V))*T(2,1)'";
        foreach (string name in (string[])["SO+(1,3)", "SO(3) x Sp(1)"])
        {
            Group group = Group.Parse(name).OrThrow();
            for (int length = 0; length <= Text.Length; length++)
            {
                Result<Representation, ParseError> result = RepresentationParser.Parse(group, Text.Substring(0, length), allowWildcard: true);
                Assert.True(result.IsSuccess || result.Error.Position <= length);
            }
        }
    }
}
