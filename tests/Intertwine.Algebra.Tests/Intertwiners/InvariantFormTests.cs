namespace Intertwine.Algebra.Tests;

public sealed class InvariantFormTests
{
    [Theory]
    [InlineData("SO13p", "[1, 0, 0, 0], [0, -1, 0, 0], [0, 0, -1, 0], [0, 0, 0, -1]")]
    [InlineData("O13", "[1, 0, 0, 0], [0, -1, 0, 0], [0, 0, -1, 0], [0, 0, 0, -1]")]
    [InlineData("SO3", "[1, 0, 0], [0, 1, 0], [0, 0, 1]")]
    public void Vectors_HaveTheMetricOfTheirGroup(string group, string metric)
    {
        InvariantForms forms = InvariantForms.Of(GoldenGroup.Load(group).Group.Defining).OrThrow();
        Assert.Equal(metric, forms.Metric?.ToString());
        Assert.Empty(forms.Antisymmetric);
        Assert.Equal(0, forms.Residual);
    }

    [Theory]
    [InlineData("Sp1", "[0, 1], [-1, 0]")]
    [InlineData("Sp2", "[0, 0, 1, 0], [0, 0, 0, 1], [-1, 0, 0, 0], [0, -1, 0, 0]")]
    [InlineData("SL2", "[0, 1], [-1, 0]")]
    public void SymplecticGroups_HaveTheirForm(string group, string form)
    {
        InvariantForms forms = InvariantForms.Of(GoldenGroup.Load(group).Group.Defining).OrThrow();
        Assert.Equal(form, forms.SymplecticForm?.ToString());
        Assert.Null(forms.Metric);
        Assert.Empty(forms.Symmetric);
    }

    [Theory]
    [InlineData("SL3")]
    [InlineData("GL2")]
    [InlineData("Scaling2")]
    public void GroupsWithoutForms_HaveNone(string group)
    {
        InvariantForms forms = InvariantForms.Of(GoldenGroup.Load(group).Group.Defining).OrThrow();
        Assert.Equal(0, forms.Dimension);
        Assert.Null(forms.Metric);
        Assert.Null(forms.SymplecticForm);
    }

    /// <summary>Frequency k of SO(2): the inner product and the area; of O(2): the inner product alone. Two copies of a vector: one form per pair of copies.</summary>
    [Theory]
    [InlineData("SO(2)", "1", 1, 1)]
    [InlineData("O(2)", "1", 1, 0)]
    [InlineData("O(3)", "2x1o", 3, 1)]
    [InlineData("O(3)", "1o + 2e", 2, 0)]
    [InlineData("E(3)", "1o + point", 0, 0)]
    [InlineData("C_4", "regular", 3, 1)]
    public void Dimensions_AreThoseOfTheTheory(string name, string text, int symmetric, int antisymmetric)
    {
        Group group = Group.Parse(name).OrThrow();
        InvariantForms forms = InvariantForms.Of(Representation.Parse(group, text)).OrThrow();
        Assert.Equal((symmetric, antisymmetric), (forms.Symmetric.Count, forms.Antisymmetric.Count));
    }

    [Theory]
    [InlineData("SO13", 2)]
    [InlineData("Sp2", 2)]
    [InlineData("SO3", 2)]
    [InlineData("S4", 1)]
    public void Forms_AreInvariantAndHaveTheirSymmetry(string name, int rank)
    {
        Piece piece = GoldenGroup.Load(name).Tensor(rank, 0);
        InvariantForms forms = InvariantForms.Of(piece).OrThrow();
        Assert.NotEqual(0, forms.Dimension);
        foreach ((SparseMatrix form, int sign) in forms.Symmetric.Select(form => (form, 1)).Concat(forms.Antisymmetric.Select(form => (form, -1))))
        {
            Matrix b = form.ToDense();
            Assert.Equal(0, (b.Transpose() - (sign * b)).MaximumNorm());
            Assert.All(piece.InfinitesimalGenerators, a => Assert.Equal(0, ((a.Transpose() * b) + (b * a)).MaximumNorm()));
            Assert.All(piece.DiscreteGenerators, h => Assert.Equal(0, ((h.Transpose() * b * h) - b).MaximumNorm()));
        }
    }

    [Fact]
    public void DegenerateForm_IsNoMetric()
    {
        // Spatial parts of R^3 under rotations about the z axis: two symmetric forms, x^2 + y^2 and z^2.
        InvariantForms forms = InvariantForms.Of(GoldenGroup.Load("SO2eR3").Group.Defining).OrThrow();
        Assert.Equal(2, forms.Symmetric.Count);
        Assert.Null(forms.Metric);
        // x dy - y dx alone, of rank 2.
        Assert.Single(forms.Antisymmetric);
        Assert.Null(forms.SymplecticForm);
    }

    /// <summary>Hom(V, V) of the plane is spanned by the identity and the quarter turn, of which the first is symmetric; 2x1o: symmetric 2 x 2 matrices.</summary>
    [Theory]
    [InlineData("SO(2)", "1", 1)]
    [InlineData("O(3)", "2x1o + 0e", 4)]
    [InlineData("C_8", "regular", 5)]
    public void SymmetricIntertwiners_AreTheSymmetricPart(string name, string text, int dimension)
    {
        Group group = Group.Parse(name).OrThrow();
        Representation representation = Representation.Parse(group, text);
        IntertwinerBasis basis = SymmetricIntertwiners.Solve(representation).OrThrow();
        Assert.Equal(dimension, basis.Dimension);
        Assert.True(basis.Residual < 1e-14);
        Assert.All(basis.Elements, element => Assert.Equal(0, (element.ToDense() - element.ToDense().Transpose()).MaximumNorm()));
    }

    [Fact]
    public void SelfAdjointIntertwiners_AreSymmetricForTheMetric()
    {
        Piece piece = GoldenGroup.Load("SO13p").Tensor(2, 0);
        SparseMatrix metric = InvariantForms.Of(GoldenGroup.Load("SO13p").Group.Defining).OrThrow().Metric!;
        Matrix b = metric.ToDense().Kronecker(metric.ToDense());
        var form = new SparseMatrix(16, 16, [.. Enumerable.Range(0, 16).Select(i => new SparseEntry(i, i, Coefficient.Round(b[i, i])))]);
        IntertwinerBasis basis = SymmetricIntertwiners.Solve(piece, form).OrThrow();
        // Hom(V*V, V*V): identity, exchange, trace part and the dual of antisymmetric tensors, all self-adjoint for the product metric.
        Assert.Equal(4, basis.Dimension);
        Assert.Equal(0, basis.Residual);
        Assert.All(basis.Elements, element => Assert.Equal(0, ((b * element.ToDense()) - (b * element.ToDense()).Transpose()).MaximumNorm()));
        // Symmetric in coordinates are fewer: the trace part is eta eta^-1 and the dual is antisymmetric in mixed places.
        Assert.True(SymmetricIntertwiners.Solve(piece).OrThrow().Elements.All(element => (element.ToDense() - element.ToDense().Transpose()).MaximumNorm() == 0));
    }
}
