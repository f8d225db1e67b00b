namespace Intertwine.Algebra.Tests;

public sealed class LorentzIrrepTests
{
    [Theory]
    [InlineData("SO+(1,3)", "(1,0)", 6, IrrepType.Complex)]
    [InlineData("SO+(1,3)", "(1,1)", 9, IrrepType.Real)]
    [InlineData("SO+(1,3)", "(3/2,1/2)", 16, IrrepType.Complex)]
    [InlineData("SO(1,3)", "(2,0)", 10, IrrepType.Complex)]
    [InlineData("SO(1,3)", "(3/2,3/2)", 16, IrrepType.Real)]
    [InlineData("O(1,3)", "(1,0)", 6, IrrepType.Real)]
    [InlineData("O(1,3)", "(2,1)", 30, IrrepType.Real)]
    public void Irreps_HaveTheirDimensionTypeAndRelations(string groupName, string name, int dimension, IrrepType type)
    {
        Group group = Group.Parse(groupName).OrThrow();
        var irrep = (Irrep)Representation.Parse(group, name).Terms[0].Piece;
        Assert.Equal((name, dimension, type), (irrep.Name, irrep.Dimension, irrep.Type));
        Assert.Null(RepresentationCheck.Verify(irrep));
        var anonymous = new GeneratedPiece(group, "anonymous", dimension, irrep.InfinitesimalGenerators, irrep.DiscreteGenerators);
        Assert.Equal((int)type, IntertwinerSolver.Solve(anonymous, anonymous).OrThrowFailure().Dimension);
        Assert.Equal((int)type, irrep.Endomorphisms.Count);
        Assert.All(irrep.Endomorphisms, map => Assert.All(
            irrep.InfinitesimalGenerators.Concat(irrep.DiscreteGenerators), generator => Assert.True(((map * generator) - (generator * map)).MaximumNorm() < 1e-11)));
    }

    /// <summary>Antisymmetric tensors are (1,0), symmetric ones S + (1,1).</summary>
    [Fact]
    public void TensorsOfSecondOrder_HoldTheirIrreps()
    {
        Group group = Group.Parse("SO+(1,3)").OrThrow();
        int Count(string from, string to) => IntertwinerSolver.Solve(Representation.Parse(group, from), Representation.Parse(group, to)).OrThrowFailure().Dimension;
        Assert.Equal(2, Count("V*V", "(1,0)"));
        Assert.Equal(1, Count("V*V", "(1,1)"));
        Assert.Equal(2, Count("Alt^2(V)", "(1,0)"));
        Assert.Equal(1, Count("Sym^2(V)", "(1,1)"));
        Assert.Equal("1xV + 1xS + 1x(3/2,1/2)", Representation.Parse(group, "(1/2,1/2) + (0,0) + (1/2,3/2)").ToString());
    }

    [Theory]
    [InlineData("(1/2,0)", 0, 7)]
    [InlineData("V + (1,2,3)", 4, 7)]
    [InlineData("(12,12)", 0, 7)]
    public void Errors_PointAtTheCharacter(string text, int position, int length)
    {
        ParseError? error = RepresentationParser.Parse(Group.Parse("SO+(1,3)").OrThrow(), text).Error;
        Assert.NotNull(error);
        Assert.Equal((position, length), (error.Position, error.Length));
    }
}
