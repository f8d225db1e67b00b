namespace Intertwine.Algebra.Tests;

/// <summary>Irreps of groups that a user declared: nobody has named them.</summary>
public sealed class IrreducibleSplitTests
{
    /// <summary>Rotations about z and the mirror z → -z.</summary>
    private static readonly DeclaredGroup Cylinder = Declare("Cylinder", 3, [Rows(3, 0, -1, 0, 1, 0, 0, 0, 0, 0)], [Rows(3, 1, 0, 0, 0, 1, 0, 0, 0, -1)]);

    /// <summary>The units 1, i, j, k of the quaternions and their negatives, multiplying from the left.</summary>
    private static readonly DeclaredGroup Quaternions = Declare(
        "Q", 4, [], [Rows(4, 0, -1, 0, 0, 1, 0, 0, 0, 0, 0, 0, -1, 0, 0, 1, 0), Rows(4, 0, 0, -1, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0, -1, 0, 0)]);

    /// <summary>The same rotation of two planes.</summary>
    private static readonly DeclaredGroup TwoPlanes = Declare("Planes", 4, [Rows(4, 0, -1, 0, 0, 1, 0, 0, 0, 0, 0, 0, -1, 0, 0, 1, 0)], []);

    [Fact]
    public void SpaceUnderTheCylinder_IsAnAxisAndAPlane()
    {
        Decomposition decomposition = Decomposition.Of(Cylinder.Defining).OrThrow();
        DecompositionTests.AssertDecomposes(decomposition, isOrthogonal: true);
        Assert.Equal("1xirrep(V, 0) + 1xirrep(V, 1)", decomposition.Irreps.ToString());
        Assert.Equal([(1, IrrepType.Real), (2, IrrepType.Complex)], decomposition.Irreps.Terms.Select(term => (term.Piece.Dimension, ((Irrep)term.Piece).Type)));
        Assert.True(decomposition.Basis.IsExact);
    }

    [Fact]
    public void Products_AreDecomposedOverOneListOfIrreps()
    {
        Piece vector = Cylinder.Defining;
        Decomposition decomposition = Decomposition.Of(new Representation(Cylinder, [new(1, vector.Tensor(vector)), new(2, vector)])).OrThrow();
        DecompositionTests.AssertDecomposes(decomposition, isOrthogonal: true);

        // V ⊗ V = 3 scalars (xx + yy, xy - yx, zz), a plane twice the frequency, two planes that the mirror turns around; V = axis + plane.
        Assert.Equal([3, 2], decomposition.Irreps.Terms.Where(term => term.Piece.Dimension == 1).Select(term => term.Multiplicity).OrderByDescending(count => count));
        Assert.Equal([1, 2, 2], decomposition.Irreps.Terms.Where(term => term.Piece.Dimension == 2).Select(term => term.Multiplicity).Order());
        Assert.Contains(decomposition.Irreps.Terms, term => term.Piece == Cylinder.Trivial && term.Multiplicity == 3);
    }

    [Fact]
    public void Quaternions_AreOneIrrepOfTheirType()
    {
        Decomposition decomposition = Decomposition.Of(Quaternions.Defining).OrThrow();
        DecompositionTests.AssertDecomposes(decomposition, isOrthogonal: true);
        var irrep = Assert.IsType<SplitIrrep>(Assert.Single(decomposition.Irreps.Terms).Piece);
        Assert.Equal(IrrepType.Quaternionic, irrep.Type);
        foreach (Matrix endomorphism in irrep.Endomorphisms)
        {
            Assert.True(((endomorphism.Transpose() * endomorphism) - Matrix.Identity(4)).MaximumNorm() < 1e-12);
        }

        // H ⊗ H over the real numbers: four copies of each of the four characters of the group of order 8.
        TensorProduct square = TensorProducts.Paths(irrep, irrep).OrThrow();
        Assert.Equal(16, square.Content.Dimension);
        Assert.Equal(4, square.To(Quaternions.Trivial).Sum(path => path.Tensors.Count));
        foreach (TensorProductPath path in square.Paths)
        {
            TensorProductChecks.AssertMaps(path, new Random(2));
            TensorProductChecks.AssertExchange(path);
        }
    }

    [Fact]
    public void EqualPlanes_AreTwoCopies()
    {
        Decomposition decomposition = Decomposition.Of(TwoPlanes.Defining).OrThrow();
        DecompositionTests.AssertDecomposes(decomposition, isOrthogonal: true);
        RepresentationTerm term = Assert.Single(decomposition.Irreps.Terms);
        Assert.Equal((2, IrrepType.Complex), (term.Multiplicity, ((Irrep)term.Piece).Type));
    }

    [Fact]
    public void SymmetricContractions_WorkWithoutNames()
    {
        var plane = (Irrep)Decomposition.Of(Cylinder.Defining).OrThrow().Irreps.Terms[1].Piece;
        SymmetricContraction contraction = SymmetricContraction.Of(Representation.Of(plane), Cylinder.Trivial, 4).OrThrow();
        SymmetricTensor tensor = Assert.Single(contraction.Tensors);
        Assert.Equal(4, tensor.Apply([1, 1])[0] / tensor.Apply([1, 0])[0], 1e-12);
    }

    [Fact]
    public void OuterProducts_AreIrreps()
    {
        Group product = Group.Parse("SO(3) x C_4").OrThrow();
        Piece outer = Representation.Parse(product, "1 @ 1").Terms[0].Piece;
        Decomposition decomposition = Decomposition.Of(outer).OrThrow();
        DecompositionTests.AssertDecomposes(decomposition, isOrthogonal: true);
        RepresentationTerm term = Assert.Single(decomposition.Irreps.Terms);
        Assert.Equal((1, 6, IrrepType.Complex), (term.Multiplicity, term.Piece.Dimension, ((Irrep)term.Piece).Type));
    }

    [Fact]
    public void GroupThatIsNotCompact_IsNotSplit()
    {
        DeclaredGroup shear = Declare("Shear", 2, [Rows(2, 0, 1, 0, 0)], []);
        Assert.Equal(SolveFailureKind.NotCompact, Decomposition.Of(shear.Defining).Error!.Kind);
    }

    private static DeclaredGroup Declare(string name, int dimension, IReadOnlyList<Matrix> infinitesimal, IReadOnlyList<Matrix> discrete)
        => DeclaredGroup.Create(name, dimension, infinitesimal, discrete).OrThrow();

    private static Matrix Rows(int size, params double[] entries) => Matrix.FromRows(size, size, entries);
}
