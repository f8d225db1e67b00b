using FsCheck.Xunit;

namespace Intertwine.Algebra.Tests;

/// <summary>Changes of basis to irreps.</summary>
public sealed class DecompositionTests
{
    [Theory]
    [InlineData("C_4", "1x0 + 1x1 + 1x2")]
    [InlineData("C_5", "1x0 + 1x1 + 1x2")]
    [InlineData("D_3", "1x0o + 1x0e + 2x1")]
    [InlineData("D_4", "1x0o + 1x0e + 2x1 + 1x2o + 1x2e")]
    [InlineData("T", "1xA + 1xE + 3xT")]
    [InlineData("O", "1xA1 + 1xA2 + 2xE + 3xT1 + 3xT2")]
    [InlineData("I", "1xA + 3xT1 + 3xT2 + 4xG + 5xH")]
    [InlineData("S_4", "1x[4] + 3x[3,1] + 2x[2,2] + 3x[2,1,1] + 1x[1,1,1,1]")]
    [InlineData("Z_6", "1x0 + 1x1 + 1x2 + 1x3")]
    public void Regular_HoldsEveryIrrepAsOftenAsItsDimensionOverItsType(string group, string expected)
    {
        Group symmetry = Group.Parse(group).OrThrow();
        Decomposition decomposition = Decomposition.Of(symmetry.ParsePiece("regular").OrThrow()).OrThrow();
        Assert.Equal(Representation.Parse(symmetry, expected).Regrouped(), decomposition.Irreps);
        AssertDecomposes(decomposition, isOrthogonal: true);
    }

    [Property(Arbitrary = [typeof(CompactGroups)], MaxTest = 100)]
    public void TensorProducts_AreDirectSums(IrrepPair pair)
    {
        Decomposition decomposition = Decomposition.Of(new TensorProductPiece(pair.Left, pair.Right)).OrThrow();
        Assert.Equal(TensorProducts.Paths(pair.Left, pair.Right).OrThrow().Paths.Sum(path => path.Multiplicity), decomposition.Irreps.Multiplicity);
        AssertDecomposes(decomposition, isOrthogonal: true);
    }

    [Property(Arbitrary = [typeof(CompactGroups)], MaxTest = 60)]
    public void TriplesOfIrreps_AreCoupled(IrrepPair pair)
    {
        if (pair.Left.Dimension * pair.Left.Dimension * pair.Right.Dimension > 64)
        {
            return;
        }

        Piece product = pair.Left.Tensor(pair.Right).Tensor(pair.Left);
        Decomposition decomposition = Decomposition.Of(product).OrThrow();
        AssertDecomposes(decomposition, isOrthogonal: true);
        Assert.Equal(decomposition.Irreps.Regrouped(), decomposition.Irreps);
        foreach (RepresentationTerm term in decomposition.Irreps.Terms)
        {
            var irrep = (Irrep)term.Piece;
            Assert.Equal(IntertwinerSolver.Solve(product, irrep).OrThrow().Dimension, term.Multiplicity * (int)irrep.Type);
        }
    }

    [Fact]
    public void PowersOfVectors_AreExact()
    {
        Piece vector = OrthogonalGroup.O3.Vector;
        Decomposition decomposition = Decomposition.Of(vector.Power(4)).OrThrow();
        Assert.Equal("3x0e + 6x1e + 6x2e + 3x3e + 1x4e", decomposition.Irreps.ToString());
        Assert.True(decomposition.Basis.IsExact);
        AssertDecomposes(decomposition, isOrthogonal: true);
    }

    [Property(Arbitrary = [typeof(CompactGroups)], MaxTest = 60)]
    public void DirectSums_CollectEqualIrreps(IrrepPair pair)
    {
        var representation = new Representation(pair.Left.Group, [new(1, new TensorProductPiece(pair.Left, pair.Right)), new(2, pair.Right), new(1, pair.Left)]);
        Decomposition decomposition = Decomposition.Of(representation).OrThrow();
        Assert.Equal(decomposition.Irreps.Regrouped(), decomposition.Irreps);
        AssertDecomposes(decomposition, isOrthogonal: true);
    }

    [Fact]
    public void PieceThatIsNotOrthogonal_HasAnInverse()
    {
        // The permutations of three items on differences from the third: not orthogonal, but equivalent to the plane of D_3.
        Group group = Group.Parse("D_3").OrThrow();
        var piece = new GeneratedPiece(group, "differences", 2, [], [Matrix.FromRows(2, 2, [0, -1, 1, -1]), Matrix.FromRows(2, 2, [0, 1, 1, 0])]);
        Decomposition decomposition = Decomposition.Of(piece).OrThrow();
        Assert.Equal(Representation.Parse(group, "1x1"), decomposition.Irreps);
        AssertDecomposes(decomposition, isOrthogonal: false);
    }

    [Fact]
    public void SphericalProducts_AreExact()
    {
        Decomposition decomposition = Decomposition.Of(new TensorProductPiece(OrthogonalGroup.SO3.Vector, OrthogonalGroup.SO3.Vector)).OrThrow();
        Assert.True(decomposition.Basis.IsExact);
        Assert.Equal("1x0 + 1x1 + 1x2", decomposition.Irreps.ToString());
    }

    [Fact]
    public void Points_AreNoSum()
    {
        Assert.Equal(SolveFailureKind.NotLinear, Decomposition.Of(OrthogonalGroup.E3.Point).Error!.Kind);
        Assert.Equal(SolveFailureKind.NotCompact, Decomposition.Of(new TensorProductPiece(OrthogonalGroup.E3.Vector, OrthogonalGroup.E3.Vector)).Error!.Kind);
    }

    [Fact]
    public void Cancellation_IsHeard()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        Piece piece = new TensorProductPiece((Irrep)OrthogonalGroup.SO3.ParsePiece("3").OrThrow(), (Irrep)OrthogonalGroup.SO3.ParsePiece("4").OrThrow());
        Assert.Throws<OperationCanceledException>(() => Decomposition.Of(piece, source.Token));
    }

    internal static void AssertDecomposes(Decomposition decomposition, bool isOrthogonal)
    {
        Matrix basis = decomposition.Basis.ToDense();
        Matrix inverse = decomposition.Inverse.ToDense();
        Assert.Equal(decomposition.Original.Dimension, decomposition.Irreps.Dimension);
        Assert.True(((inverse * basis) - Matrix.Identity(basis.Rows)).MaximumNorm() <= 1e-12, "Q^-1 Q is not 1");
        Assert.Equal(isOrthogonal, (inverse - basis.Transpose()).MaximumNorm() <= 1e-12);
        Assert.True(decomposition.Residual <= 1e-12, $"residual {decomposition.Residual}");
        var random = new Random(7);
        for (int sample = 0; sample < 2; sample++)
        {
            GroupElement g = decomposition.Original.Group.Random(random);
            Matrix moved = inverse * decomposition.Original.Action(g).Linear * basis;
            double difference = (moved - decomposition.Irreps.Action(g).Linear).MaximumNorm();
            Assert.True(difference <= 1e-10, $"{decomposition}: {difference} from the direct sum");
        }
    }
}
