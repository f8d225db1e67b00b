namespace Intertwine.Algebra.Tests;

[Collection(nameof(IntertwinerCache))]
public sealed class IntertwinerCacheTests
{
    [Theory]
    [InlineData("O(3)", "8x0e + 4x1o + 2x2e", "8x0e + 4x1o")]
    [InlineData("E(3)", "4x0e + 2x1o + point", "2x1o + point")]
    [InlineData("C_8", "regular + 2x0", "regular + 1")]
    public void SecondSolve_ComesFromTheCache(string name, string from, string to)
    {
        Group group = Group.Parse(name).OrThrow();
        Representation input = Representation.Parse(group, from);
        Representation result = Representation.Parse(group, to);
        IntertwinerBasis basis = IntertwinerSolver.Solve(input, result).OrThrow();
        Assert.Same(basis, IntertwinerSolver.Solve(input, result).OrThrow());
        // By value: as parsed again from other text.
        Group again = Group.Parse(name).OrThrow();
        Assert.Same(basis, IntertwinerSolver.Solve(Representation.Parse(again, from), Representation.Parse(again, to)).OrThrow());
        Piece piece = input.Terms[^1].Piece;
        Assert.Same(IntertwinerSolver.Solve(piece, piece).OrThrow(), IntertwinerSolver.Solve(piece, again.ParsePiece(piece.Name).OrThrow()).OrThrow());
    }

    [Fact]
    public void SmallerLimits_HoldForWhatIsKept()
    {
        Representation representation = Representation.Parse(OrthogonalGroup.O3, "5x1o + 3e");
        Assert.True(IntertwinerSolver.Solve(representation, representation).IsSuccess);
        Assert.Equal(SolveFailureKind.TooLarge, IntertwinerSolver.Solve(representation, representation, maximumSize: 100).Error!.Kind);
        Assert.Equal(SolveFailureKind.TooLarge, IntertwinerSolver.SolveBlocks(representation, representation, maximumSize: 48).Error!.Kind);
        Assert.True(IntertwinerSolver.SolveBlocks(representation, representation, maximumSize: 49).IsSuccess);
    }

    [Fact]
    public void CancelledSolve_LeavesNothing()
    {
        Group group = Group.Parse("D_6").OrThrow();
        Piece piece = group.ParsePiece("regular").OrThrow();
        IntertwinerCache.Clear();
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => IntertwinerSolver.Solve(piece, piece, source.Token));
        Assert.Equal(12, IntertwinerSolver.Solve(piece, piece).OrThrow().Dimension);
        Assert.ThrowsAny<OperationCanceledException>(() => IntertwinerSolver.Solve(piece, piece, source.Token));
    }

    [Fact]
    public void ManyThreads_SeeFinishedResults()
    {
        Group group = Group.Parse("C_12").OrThrow();
        Representation representation = Representation.Parse(group, "2xregular + 3x1 + 0");
        IntertwinerBasis expected = IntertwinerSolver.Solve(representation, representation).OrThrow();
        Parallel.For(0, 200, i =>
        {
            if (i % 10 == 0)
            {
                IntertwinerCache.Clear();
            }

            Assert.Equal(expected, IntertwinerSolver.Solve(Representation.Parse(group, "2xregular + 3x1 + 0"), representation).OrThrow());
        });
    }

    /// <summary>A copy of a piece that is changed must not keep the hash code of the original.</summary>
    [Fact]
    public void CopiesOfPieces_HashAsWhatTheyAre()
    {
        var piece = new SphericalIrrep(OrthogonalGroup.SO3, 2, Parity.None);
        _ = piece.KeptHashCode;
        SphericalIrrep copy = piece with { };
        Assert.Equal(piece, copy);
        Assert.Equal(piece.KeptHashCode, copy.KeptHashCode);
        Assert.Equal(piece.GetHashCode(), piece.KeptHashCode);
        Assert.NotEqual(piece, new SphericalIrrep(OrthogonalGroup.SO3, 3, Parity.None));
    }

    [Fact]
    public void BoundedCache_ForgetsAndKeepsItsWeight()
    {
        var cache = new BoundedCache<int, string>(10);
        for (int i = 0; i < 5; i++)
        {
            cache.Add(i, "x", weight: 2);
        }

        Assert.True(cache.TryGet(0, out _));
        cache.Add(5, "y", weight: 3);
        Assert.False(cache.TryGet(0, out _));
        Assert.True(cache.TryGet(5, out string kept));
        Assert.Equal("y", kept);
    }
}
