namespace Intertwine.Algebra.Tests;

public sealed class SpinIrrepTests
{
    private static readonly UnitaryGroup SU2 = new(2, IsSpecial: true);

    public static TheoryData<int> TwiceSpins => [1, 2, 3, 4, 5, 9, 10, 25, 63, 64, 127, 128];

    [Theory]
    [MemberData(nameof(TwiceSpins))]
    public void Generators_HaveTheCommutatorsAndTheCasimirOfTheSpin(int twice)
    {
        Irrep irrep = Spin(twice);
        IReadOnlyList<Matrix> a = irrep.InfinitesimalGenerators;
        double tolerance = 1e-13 * (twice + 1) * (twice + 1);
        // As A_0 A_1 = -A_2 for the units of spin 1/2.
        AssertNear(-2 * a[2], (a[0] * a[1]) - (a[1] * a[0]), tolerance);
        AssertNear(-2 * a[0], (a[1] * a[2]) - (a[2] * a[1]), tolerance);
        AssertNear(-2 * a[1], (a[2] * a[0]) - (a[0] * a[2]), tolerance);
        AssertNear(Matrix.Scalar(irrep.Dimension, -twice * (twice + 2)), (a[0] * a[0]) + (a[1] * a[1]) + (a[2] * a[2]), tolerance);
        Assert.Equal(twice % 2 == 0 ? (twice + 1, IrrepType.Real) : (2 * (twice + 1), IrrepType.Quaternionic), (irrep.Dimension, irrep.Type));
    }

    /// <summary>Spin 1/2 is the group itself.</summary>
    [Fact]
    public void Defining_HasTheMatricesOfTheGroup()
        => Assert.Equal(SU2.CreateGenerators().Infinitesimal, SU2.Defining.InfinitesimalGenerators);

    /// <summary>An element of SU(2) covers a rotation by twice its angle: the coefficients of J_x, J_z, J_y are those of the generators, doubled.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(32)]
    public void WholeSpins_AreTheMatricesOfTheRotations(int degree)
    {
        var random = new Random(degree);
        var rotations = new SphericalIrrep(OrthogonalGroup.SO3, degree, Parity.None);
        Assert.Equal((IReadOnlyList<Matrix>)[2 * rotations.InfinitesimalGenerators[0], 2 * rotations.InfinitesimalGenerators[2], 2 * rotations.InfinitesimalGenerators[1]], Spin(2 * degree).InfinitesimalGenerators);
        for (int sample = 0; sample < 3; sample++)
        {
            GroupElement g = SU2.Random(random);
            GroupElement covered = GroupElement.Identity(OrthogonalGroup.SO3);
            foreach (GroupFactor factor in g.Factors)
            {
                covered *= GroupElement.Exponential(OrthogonalGroup.SO3, [2 * factor.Coefficients![0], 2 * factor.Coefficients[2], 2 * factor.Coefficients[1]]);
            }

            AssertNear(rotations.Represent(covered), Spin(2 * degree).Represent(g), 1e-12);
            Assert.Equal(rotations.Character(covered), Spin(2 * degree).Character(g), 1e-11);
        }
    }

    /// <summary>One exponential of the whole word, or one after the other; the trace in closed form.</summary>
    [Theory]
    [MemberData(nameof(TwiceSpins))]
    public void Elements_AreTheExponentialsOfTheGenerators(int twice)
    {
        Irrep irrep = Spin(twice);
        var plain = new GeneratedPiece(SU2, "plain", irrep.Dimension, irrep.InfinitesimalGenerators, []);
        GroupElement g = SU2.Random(new Random(twice));
        Matrix matrix = irrep.Represent(g);
        AssertNear(plain.Represent(g), matrix, 1e-12 * (1 + twice));
        Assert.Equal(matrix.Trace(), irrep.Character(g), 1e-11 * (1 + twice));
    }

    [Theory]
    [MemberData(nameof(TwiceSpins))]
    public void Endomorphisms_AreQuaternions(int twice)
    {
        Irrep irrep = Spin(twice);
        IReadOnlyList<Matrix> units = irrep.Endomorphisms;
        Assert.Equal((int)irrep.Type, units.Count);
        foreach (Matrix unit in units)
        {
            Assert.All(irrep.InfinitesimalGenerators, generator => AssertNear(unit * generator, generator * unit, 0));
        }

        foreach (Matrix unit in units.Skip(1))
        {
            Assert.Equal(Matrix.Scalar(irrep.Dimension, -1), unit * unit);
        }

        if (units.Count == 4)
        {
            Assert.Equal(units[3], units[1] * units[2]);
            Assert.Equal(-1 * units[3], units[2] * units[1]);
        }
    }

    [Fact]
    public void Products_ToSpinFive_AreExactOrthonormalAndComplete()
    {
        var random = new Random(3);
        for (int twice1 = 0; twice1 <= 10; twice1++)
        {
            for (int twice2 = 0; twice2 <= 10; twice2++)
            {
                TensorProduct product = TensorProducts.Paths(Spin(twice1), Spin(twice2)).OrThrow();
                Assert.Equal(product.Left.Dimension * product.Right.Dimension, product.Content.Dimension);
                foreach (TensorProductPath path in product.Paths)
                {
                    Assert.True(path.IsExact, path.ToString());
                    AssertEquivariant(path, random, 1e-11);
                    if (twice1 == twice2)
                    {
                        TensorProductChecks.AssertExchange(path);
                    }
                }
            }
        }
    }

    /// <summary>What the equations alone give has the same dimension, whether asked for one output or for all.</summary>
    [Theory]
    [InlineData("1/2", "1/2", "1", 4)]
    [InlineData("3/2", "1", "1/2", 4)]
    [InlineData("1", "3/2", "5/2", 4)]
    [InlineData("1/2", "3/2", "3", 0)]
    [InlineData("1", "2", "2", 1)]
    public void Paths_ToOneSpin_AreAllIntertwiners(string left, string right, string output, int count)
    {
        (Piece a, Piece b, Piece c) = (Parse(left), Parse(right), Parse(output));
        TensorProductPath path = TensorProducts.Paths(a, b, c).OrThrow();
        TensorProductChecks.AssertMaps(path, new Random(1));
        Assert.Equal(count, path.Tensors.Count);
        Assert.Equal(count, IntertwinerSolver.Solve(new TensorProductPiece(a, b), c).OrThrow().Dimension);
    }

    /// <summary>Beyond exact integers, coefficients come from a recursion in doubles.</summary>
    [Theory]
    [InlineData("1/2", "127/2")]
    [InlineData("125/2", "1")]
    public void LargeSpins_AreEquivariant(string left, string right)
    {
        TensorProduct product = TensorProducts.Paths((Irrep)Parse(left), (Irrep)Parse(right)).OrThrow();
        Assert.Equal(product.Left.Dimension * product.Right.Dimension, product.Content.Dimension);
        foreach (TensorProductPath path in product.Paths)
        {
            AssertEquivariant(path, new Random(2), 1e-9);
        }
    }

    [Fact]
    public void Limits_AreStated()
    {
        Assert.Contains("at most 64", RepresentationParser.Parse(SU2, "129/2").Error!.Expected, StringComparison.Ordinal);
        Assert.Equal(SolveFailureKind.TooLarge, TensorProducts.Paths(Spin(128), Spin(1)).Error!.Kind);
        Assert.Equal(129, SU2.Irreps.Count());
    }

    private static Irrep Spin(int twice) => SpinIrrep.Of(SU2, twice);

    private static Piece Parse(string name) => SU2.ParsePiece(name).OrThrow();

    /// <summary>Sparse: at one random pair of vectors, and norm 1.</summary>
    private static void AssertEquivariant(TensorProductPath path, Random random, double tolerance)
    {
        GroupElement g = SU2.Random(random);
        double[] x = TensorProductChecks.Normals(random, path.Left.Dimension);
        double[] y = TensorProductChecks.Normals(random, path.Right.Dimension);
        Matrix output = path.Output.Represent(g);
        (double[] movedX, double[] movedY) = (path.Left.Represent(g).Apply(x), path.Right.Represent(g).Apply(y));
        foreach (SparseTensor3 tensor in path.Tensors)
        {
            Assert.Equal(1, tensor.Entries.Sum(entry => entry.Value * entry.Value), 1e-12);
            TensorProductChecks.AssertNear(output.Apply(tensor.Apply(x, y)), tensor.Apply(movedX, movedY), tolerance, path.ToString());
        }
    }

    private static void AssertNear(Matrix expected, Matrix actual, double tolerance) => Assert.True((expected - actual).MaximumNorm() <= tolerance, $"difference {(expected - actual).MaximumNorm()}, allowed {tolerance}");
}
