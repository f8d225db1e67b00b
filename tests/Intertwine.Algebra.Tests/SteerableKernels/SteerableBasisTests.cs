namespace Intertwine.Algebra.Tests;

public sealed class SteerableBasisTests
{
    private static readonly RadialBasis Rings = RadialBasis.Rings(5, FrequencyLimits.Pixels(5));

    /// <summary>The table of solutions on the plane: out m, in n, c = cos(u phi), s = sin(u phi).</summary>
    [Fact]
    public void RotationsOfThePlane_HaveTheirFourSolutions()
    {
        var group = new OrthogonalGroup(2, IsSpecial: true, HasTranslations: false);
        (int m, int n) = (3, 1);
        AngularKernels[] degrees = [.. Enumerable.Range(0, 6).Select(degree => AngularSolver.Solve(
            EuclideanAction.Of(group), new FrequencyIrrep(group, n, Parity.None), new FrequencyIrrep(group, m, Parity.None), degree, CancellationToken.None).Value!)];
        Assert.Equal([0, 0, 2, 0, 2, 0], degrees.Select(degree => degree.Elements.Count));
        Assert.All(degrees, degree => Assert.Equal(0, degree.Residual));
        // [out, in, (c, s)]: A = [[c, -s], [s, c]] with u = m - n, C = [[c, s], [s, -c]] with u = m + n; then both with (c, s) → (s, -c).
        Assert.Equal([1, 0, 0, -1, 0, 1, 1, 0], degrees[2].Elements[0].ToArray());
        Assert.Equal([0, 1, 1, 0, -1, 0, 0, 1], degrees[2].Elements[1].ToArray());
        Assert.Equal([1, 0, 0, 1, 0, 1, -1, 0], degrees[4].Elements[0].ToArray());
        Assert.Equal([0, 1, -1, 0, -1, 0, 0, -1], degrees[4].Elements[1].ToArray());
    }

    [Theory]
    [InlineData("0e", "0e", 1)]
    [InlineData("0o", "0o", 1)]
    [InlineData("0e", "0o", 0)]
    [InlineData("0e", "2", 1)]
    [InlineData("0o", "2", 1)]
    [InlineData("1", "0o", 1)]
    [InlineData("1", "2", 2)]
    [InlineData("1", "1", 2)]
    public void ReflectionsOfThePlane_KeepTheirSolutions(string input, string output, int expected)
    {
        var group = new OrthogonalGroup(2, IsSpecial: false, HasTranslations: false);
        int count = Enumerable.Range(0, 8).Sum(degree => AngularSolver.Solve(
            EuclideanAction.Of(group), group.ParsePiece(input).OrThrow(), group.ParsePiece(output).OrThrow(), degree, CancellationToken.None).Value!.Elements.Count);
        Assert.Equal(expected, count);
    }

    [Fact]
    public void RotationsOfSpace_HaveTheClebschGordanCoefficients()
    {
        SteerableBasis basis = SteerableSolver.Solve(
            EuclideanAction.Of(OrthogonalGroup.SO3), new SphericalIrrep(OrthogonalGroup.SO3, 1, Parity.None), new SphericalIrrep(OrthogonalGroup.SO3, 2, Parity.None), new RadialBasis([new RadialShell(new GaussianRing(1, 1), 4)])).Value!;
        Assert.Equal([1, 2, 3], basis.Elements.Select(element => element.Degree));
        Assert.All(basis.Elements, element => Assert.True(basis.Tensor(element).IsExact));
        Assert.True(basis.Residual < 1e-15);
    }

    [Fact]
    public void CompositePieces_FallApartIntoIrreps()
    {
        Group group = Group.Parse("D_4").OrThrow();
        var action = EuclideanAction.Of(group);
        Piece product = Representation.Parse(group, "V*V").Terms[0].Piece;
        SteerableBasis basis = SteerableSolver.Solve(action, group.Trivial, product, Rings).Value!;
        Assert.Equal(4, basis.OutIrreps);
        var random = new Random(3);
        foreach (GroupElement g in group.Elements)
        {
            double[] x = [random.NextDouble(), random.NextDouble()];
            for (int i = 0; i < basis.Dimension; i++)
            {
                Assert.True((basis.Evaluate(i, action.Represent(g).Apply(x)) - (product.Represent(g) * basis.Evaluate(i, x))).MaximumNorm() < 1e-12);
            }
        }
    }

    [Fact]
    public void Normalisation_GivesEveryElementTheDimensionOfItsOutputIrrep()
    {
        var group = new CyclicGroup(8);
        SampledBasis sampled = SteerableSolver.Solve(EuclideanAction.Of(group), group.Regular, group.Regular, Rings).Value!.Sample(new PixelGrid(2, 5));
        int size = 8 * 8 * 25;
        for (int b = 0; b < sampled.Dimension; b++)
        {
            double sum = sampled.Values.Skip(b * size).Take(size).Sum(value => value * value);
            Assert.Equal(sampled.Elements[b].OutIrrep is 0 or 4 ? 1 : 2, sum, 1e-12);
        }
    }

    /// <summary>Rings between the points of a small grid and frequencies that its pixels cannot show leave nothing behind.</summary>
    [Fact]
    public void ElementsThatVanishOnTheGrid_AreDropped()
    {
        var group = new CyclicGroup(1);
        SteerableBasis basis = SteerableSolver.Solve(EuclideanAction.Of(group), group.Trivial, group.Trivial, Rings).Value!;
        Assert.Equal(11, basis.Sample(new PixelGrid(2, 5)).Dimension);
        // Without a point in the middle the ring of radius 0 is gone.
        Assert.Equal(10, basis.Sample(new PixelGrid(2, 4)).Dimension);
    }

    [Fact]
    public void OriginHasFrequencyZeroOnly()
    {
        var group = new OrthogonalGroup(2, IsSpecial: true, HasTranslations: false);
        SteerableBasis basis = SteerableSolver.Solve(EuclideanAction.Of(group), new FrequencyIrrep(group, 1, Parity.None), new FrequencyIrrep(group, 1, Parity.None), Rings).Value!;
        for (int i = 0; i < basis.Dimension; i++)
        {
            Assert.Equal(basis.Elements[i].Degree == 0 && basis.Elements[i].Shell == 0, basis.Evaluate(i, [0, 0]).MaximumNorm() > 0.5);
            Assert.True(basis.Elements[i].Degree == 0 || basis.Evaluate(i, [0, 0]).MaximumNorm() == 0);
        }
    }

    [Fact]
    public void Pixels_RunAlongXAndAgainstY()
    {
        var grid = new PixelGrid(2, 3, 2);
        Assert.Equal([-2, 2], grid.Point(0));
        Assert.Equal([0, 2], grid.Point(1));
        Assert.Equal([-2, 0], grid.Point(3));
        Assert.Equal([-1.5, 1.5, 1.5], new PixelGrid(3, 4).Point(0));
        Assert.Equal([1.5, 1.5, 1.5], new PixelGrid(3, 4).Point(3));
        Assert.All(Enumerable.Range(0, 64), index => Assert.Equal(index, new PixelGrid(3, 4, 3).IndexOf(new PixelGrid(3, 4, 3).Point(index))));
        Assert.Equal(-1, grid.IndexOf([1, 0]));
        Assert.Equal(-1, grid.IndexOf([4, 0]));
    }

    [Fact]
    public void OtherGroups_Fail()
        => Assert.Equal(
            SolveFailureKind.DifferentGroups,
            SteerableSolver.Solve(EuclideanAction.Of(new CyclicGroup(4)), new CyclicGroup(4).Trivial, new CyclicGroup(8).Trivial, Rings).Error!.Kind);

    [Fact]
    public void SecondSolve_IsTheSameObject()
    {
        var action = EuclideanAction.Of(new DihedralGroup(6));
        Piece regular = ((FiniteGroup)action.Group).Regular;
        Assert.Same(SteerableSolver.Solve(action, regular, regular, Rings).Value, SteerableSolver.Solve(EuclideanAction.Of(new DihedralGroup(6)), new DihedralGroup(6).Regular, regular, RadialBasis.Rings(5, FrequencyLimits.Pixels(5))).Value);
    }
}
