namespace Intertwine.Algebra.Tests;

[Collection(nameof(IntertwinerCache))]
public sealed class IntertwinerSolverTests
{
    [Theory]
    [InlineData("SO(3)", "1", "1", 1)]
    [InlineData("SO(3)", "2", "2", 1)]
    [InlineData("SO(3)", "3", "3", 1)]
    [InlineData("SO(3)", "1", "2", 0)]
    [InlineData("O(3)", "1o", "1e", 0)]
    [InlineData("O(3)", "1e", "1e", 1)]
    [InlineData("O(3)", "0e", "0o", 0)]
    [InlineData("E(3)", "1o", "1o", 1)]
    [InlineData("O(4)", "V", "V", 1)]
    [InlineData("O(4)", "S", "V", 0)]
    [InlineData("SE(2)", "V", "V", 2)]
    [InlineData("E(5)", "point", "point", 1)]
    public void Pairs_HaveTheDimensionOfTheTheory(string group, string from, string to, int dimension)
    {
        IntertwinerBasis basis = Solve(group, from, to);
        Assert.Equal(dimension, basis.Dimension);
        Assert.Equal(0, basis.Residual);
        Assert.All(basis.Elements, element => Assert.True(element.IsExact));
    }

    [Theory]
    [InlineData("O(3)", "0e")]
    [InlineData("O(3)", "1o")]
    [InlineData("SO(3)", "4")]
    [InlineData("E(3)", "point")]
    [InlineData("SE(3)", "point")]
    [InlineData("O(7)", "V")]
    public void OneDimensionalSpaces_HaveTheIdentityItself(string group, string piece)
    {
        IntertwinerBasis basis = Solve(group, piece, piece);
        Assert.True(Assert.Single(basis.Elements).IsIdentity);
    }

    [Fact]
    public void PlaneRotations_CommuteWithTheQuarterTurn()
    {
        IntertwinerBasis basis = Solve("SO(2)", "V", "V");
        Assert.True(basis.Elements[0].IsIdentity);
        Assert.Equal("[0, 1], [-1, 0]", basis.Elements[1].ToString());
    }

    [Theory]
    [InlineData("point", "1o")]
    [InlineData("point", "0e")]
    [InlineData("1o", "point")]
    [InlineData("0e", "point")]
    [InlineData("1e", "point")]
    public void Points_MapOnlyToPoints(string from, string to)
    {
        Assert.True(Solve("E(3)", from, to).IsEmpty);
    }

    [Fact]
    public void Biases_AreOnScalarsOnly()
    {
        Group group = OrthogonalGroup.E3;
        IntertwinerBasis basis = IntertwinerSolver.InvariantBias(Representation.Parse(group, "2x0e + 0o + 1o + point")).OrThrow();
        Assert.Equal(["[1], [0], [0], [0], [0], [0], [0], [0], [0]", "[0], [1], [0], [0], [0], [0], [0], [0], [0]"], basis.Elements.Select(element => element.ToString()));
    }

    [Fact]
    public void Multiplicities_GiveOneElementPerPairOfCopies()
    {
        IntertwinerBasis basis = Solve("O(3)", "2x0e + 3x1o", "1o + 2x0e");
        Assert.Equal((1 * 3) + (2 * 2), basis.Dimension);
        Assert.Equal(basis.Elements.Count, basis.Elements.Distinct().Count());
        IntertwinerBlocks blocks = IntertwinerSolver.SolveBlocks(basis.From, basis.To).OrThrow();
        Assert.Equal(basis.Dimension, blocks.Dimension);
        Assert.Equal([(1, 0), (0, 1)], blocks.Blocks.Select(block => (block.FromTerm, block.ToTerm)));
    }

    [Fact]
    public void TooLargeSpaces_AreAFailureThatNamesTheLimit()
    {
        SolveFailure? failure = IntertwinerSolver.Solve(Representation.Parse(OrthogonalGroup.O3, "100x1o"), Representation.Parse(OrthogonalGroup.O3, "100x1o"), maximumSize: 1000).Error;
        Assert.NotNull(failure);
        Assert.Equal(SolveFailureKind.TooLarge, failure.Kind);
        Assert.Contains("300 x 300", failure.Message, StringComparison.Ordinal);
        Assert.Contains("1000", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void OpenMultiplicitiesAndDifferentGroups_AreFailures()
    {
        Representation open = RepresentationParser.Parse(OrthogonalGroup.O3, "*x0e", allowWildcard: true).OrThrow();
        Representation scalars = Representation.Parse(OrthogonalGroup.O3, "0e");
        Assert.Equal(SolveFailureKind.OpenMultiplicity, IntertwinerSolver.Solve(open, scalars).Error!.Kind);
        Assert.Equal(SolveFailureKind.DifferentGroups, IntertwinerSolver.Solve(Representation.Parse(OrthogonalGroup.E3, "0e"), scalars).Error!.Kind);
    }

    [Fact]
    public void Cancellation_StopsTheSolver()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        Representation representation = Representation.Parse(OrthogonalGroup.SO3, "3");
        Assert.ThrowsAny<OperationCanceledException>(() => IntertwinerSolver.Solve(representation, representation, source.Token));
    }

    [Fact]
    public void Bases_AreEqualByValue()
    {
        IntertwinerBasis first = Solve("O(3)", "2x1o + 0e", "1o");
        IntertwinerCache.Clear();
        IntertwinerBasis second = Solve("O(3)", "2x1o + 0e", "1o");
        Assert.NotSame(first, second);
        Assert.Equal(first, second);
        Assert.Equal(first.GetHashCode(), second.GetHashCode());
        Assert.NotEqual(first, Solve("O(3)", "2x1o + 0e", "1o + 0e"));
    }

    private static IntertwinerBasis Solve(string group, string from, string to)
    {
        Group parsed = Group.Parse(group).OrThrow();
        return IntertwinerSolver.Solve(Representation.Parse(parsed, from), Representation.Parse(parsed, to)).OrThrow();
    }
}
