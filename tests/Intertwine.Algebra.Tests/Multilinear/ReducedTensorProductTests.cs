using FsCheck.Xunit;

namespace Intertwine.Algebra.Tests;

/// <summary>Tensors with symmetries of their indices.</summary>
public sealed class ReducedTensorProductTests
{
    [Theory]
    [InlineData("ij=ji", "1o")]
    [InlineData("ij=-ji", "1o")]
    [InlineData("ijk=jik=ikj", "1o")]
    [InlineData("ij=ji", "0e+1o")]
    public void Spans_AreThoseOfE3nn(string formula, string representation)
    {
        var golden = GoldenTensors.Load("e3nn/ReducedTensorProducts");
        ReducedTensorProduct actual = Reduce(formula, Representation.Parse(OrthogonalGroup.O3, representation));
        var irreps = Representation.Parse(OrthogonalGroup.O3, golden.Metadata[formula + "/" + representation]);
        Assert.Equal(irreps, actual.Irreps);

        // Both bases are orthonormal, and the copies of one irrep are determined up to an orthogonal change: their projectors agree.
        var expected = Matrix.FromRows(actual.Map.Rows, actual.Map.Columns, golden["Q/" + formula + "/" + representation].Values);
        Matrix map = actual.Map.ToDense();
        int row = 0;
        foreach (RepresentationTerm term in irreps.Terms)
        {
            Matrix ours = map.Block(row, 0, term.Dimension, map.Columns);
            Matrix theirs = expected.Block(row, 0, term.Dimension, map.Columns);
            Assert.True(((ours.Transpose() * ours) - (theirs.Transpose() * theirs)).MaximumNorm() < 1e-6, $"{formula} over {representation}: {term}");
            row += term.Dimension;
        }
    }

    [Fact]
    public void ElasticityTensors_HaveTwentyOneComponents()
        => Assert.Equal("2x0e + 2x2e + 1x4e", Reduce("ijkl=jikl=klij", Representation.Parse(OrthogonalGroup.O3, "1o")).Irreps.ToString());

    [Fact]
    public void IndicesWithoutSymmetry_AreTheTensorProduct()
    {
        Assert.True(IndexSymmetry.Parse("ij").TryGet(out IndexSymmetry? symmetry, out _));
        var (left, right) = (Representation.Parse(OrthogonalGroup.O3, "1o"), Representation.Parse(OrthogonalGroup.O3, "2e"));
        Assert.Equal("1x1o + 1x2o + 1x3o", ReducedTensorProduct.Of(symmetry, [left, right]).OrThrow().Irreps.ToString());
    }

    [Property(Arbitrary = [typeof(CompactGroups)], MaxTest = 40)]
    public void Maps_AreEquivariantOrthonormalAndOfTheSymmetry(IrrepPair pair)
    {
        if (pair.Left.Dimension + pair.Right.Dimension > 9)
        {
            return;
        }

        var representation = new Representation(pair.Left.Group, [new(1, pair.Left), new(1, pair.Right)]);
        int n = representation.Dimension;
        foreach ((string formula, int sign) in (ReadOnlySpan<(string, int)>)[("ij=ji", 1), ("ij=-ji", -1)])
        {
            ReducedTensorProduct product = Reduce(formula, representation);
            Matrix map = product.Map.ToDense();
            Assert.Equal(n * (n + sign) / 2, map.Rows);
            Assert.True(product.Residual <= 1e-12);
            Assert.True(((map * map.Transpose()) - Matrix.Identity(map.Rows)).MaximumNorm() <= 1e-12);
            for (int index = 0; index < n * n; index++)
            {
                int exchanged = (index % n * n) + (index / n);
                Assert.True(Enumerable.Range(0, map.Rows).All(row => Math.Abs(map[row, index] - (sign * map[row, exchanged])) <= 1e-14));
            }

            Matrix action = representation.Action(pair.Left.Group.Random(new Random(n))).Linear;
            Assert.True(((map * action.Kronecker(action)) - (product.Irreps.Action(pair.Left.Group.Random(new Random(n))).Linear * map)).MaximumNorm() <= 1e-10);
        }
    }

    [Theory]
    [InlineData("ij=-ij", 0, "tensor other than zero")]
    [InlineData("ij=jk", 3, "the indices ij")]
    [InlineData("ij=", 3, "letters")]
    [InlineData("ii", 0, "different letters")]
    [InlineData("ij+ji", 2, "'='")]
    public void WrongFormulas_AreNamed(string formula, int position, string expected)
    {
        ParseError error = IndexSymmetry.Parse(formula).Error!;
        Assert.Equal(position, error.Position);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Formulas_ParseBack()
    {
        IndexSymmetry symmetry = IndexSymmetry.Parse("ijkl = -jikl = klij").OrThrow();
        Assert.Equal(8, symmetry.Order);
        Assert.Equal(symmetry, IndexSymmetry.Parse(symmetry.ToString()).OrThrow());
        Assert.NotEqual(symmetry, IndexSymmetry.Parse("ijkl=jikl=klij").OrThrow());
    }

    private static ReducedTensorProduct Reduce(string formula, Representation representation) => ReducedTensorProduct.Of(IndexSymmetry.Parse(formula).OrThrow(), representation).OrThrow();
}
