using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Intertwine.Algebra.Tests.Clifford;

public sealed class CliffordAlgebraTests
{
    [Theory]
    [InlineData(new double[] { 0, 0, 0, 0 }, "0")]
    [InlineData(new double[] { 1, 0, 0, -2 }, "1 - 2 e12")]
    [InlineData(new double[] { 0, -1, 1, 0 }, "-e1 + e2")]
    [InlineData(new double[] { -1, 0.5, 0, 1 }, "-1 + 0.5 e1 + e12")]
    public void Format_IsASumOfBlades(double[] x, string expected) => Assert.Equal(expected, CliffordAlgebra.Of(2).Format(x));

    [Fact]
    public void Names_FollowTheBladeOrder()
    {
        Assert.Equal(["1", "e0", "e1", "e2", "e3", "e01", "e02", "e03", "e12", "e13", "e23", "e012", "e013", "e023", "e123", "e0123"], Enumerable.Range(0, 16).Select(CliffordAlgebra.Projective(3).BladeName));
        var bitmap = new CliffordAlgebra([1, 1, 0], BladeOrder.Bitmap);
        Assert.Equal(["1", "e1", "e2", "e12", "e3", "e13", "e23", "e123"], Enumerable.Range(0, 8).Select(bitmap.BladeName));
        Assert.Equal(6, bitmap.IndexOf("e23"));
        Assert.Equal("Cl(2,0,1)", bitmap.ToString());
    }

    /// <summary>Complex numbers, quaternions, split-complex and dual numbers.</summary>
    [Theory]
    [InlineData(0, 1, 0, -1)]
    [InlineData(1, 0, 0, 1)]
    [InlineData(0, 0, 1, 0)]
    public void SingleGenerator_SquaresToItsMetric(int positive, int negative, int @null, double square)
        => Assert.Equal([square, 0], CliffordAlgebra.Of(positive, negative, @null).Geometric.Apply([0, 1], [0, 1]));

    [Fact]
    public void EvenSubalgebraOfSpace_IsTheQuaternions()
    {
        CliffordAlgebra algebra = CliffordAlgebra.Of(3);
        double[] Even(double w, double x, double y, double z) => [w, 0, 0, 0, -z, y, -x, 0];
        // i j = k with i = -e23, j = e13, k = -e12.
        Assert.Equal(Even(0, 0, 0, 1), algebra.Geometric.Apply(Even(0, 1, 0, 0), Even(0, 0, 1, 0)));
        Assert.Equal(Even(-1, 0, 0, 0), algebra.Geometric.Apply(Even(0, 1, 0, 0), Even(0, 1, 0, 0)));
    }

    [Theory]
    [InlineData(new int[0], "1 to 8 generators, came 0")]
    [InlineData(new[] { 1, 1, 1, 1, 1, 1, 1, 1, 1 }, "came 9")]
    [InlineData(new[] { 1, 2 }, "came 2")]
    public void WrongMetric_IsRefused(int[] metric, string message) => Assert.Contains(message, Assert.Throws<ArgumentException>(() => new CliffordAlgebra(metric)).Message, StringComparison.Ordinal);

    [Fact]
    public void LargestAlgebra_HasOneTermPerPairOfBlades() => Assert.Equal(1 << 16, CliffordAlgebra.Of(4, 4).Geometric.Terms.Count);

    [Fact]
    public void WrongSize_IsRefused() => Assert.Contains("8 components, came 4", Assert.Throws<ArgumentException>(() => CliffordAlgebra.Of(3).Geometric.Apply(new double[8], new double[4])).Message, StringComparison.Ordinal);

    [Fact]
    public void VersorInverse_RefusesWhatIsNone()
        => Assert.Throws<ArgumentException>(() => CliffordAlgebra.Of(3).VersorInverse([1, 1, 0, 0, 0, 0, 0, 0]));

    [Property(MaxTest = 60)]
    public Property GeometricProduct_IsAssociativeAndReversedByReversal() => Prop.ForAll(Algebras.Any, Algebras.Seeds, (algebra, seed) =>
    {
        (double[] x, double[] y, double[] z) = Three(algebra, seed);
        return Near(algebra.Geometric.Apply(algebra.Geometric.Apply(x, y), z), algebra.Geometric.Apply(x, algebra.Geometric.Apply(y, z)))
            && Near(algebra.Outer.Apply(algebra.Outer.Apply(x, y), z), algebra.Outer.Apply(x, algebra.Outer.Apply(y, z)))
            && Near(algebra.Regressive.Apply(algebra.Regressive.Apply(x, y), z), algebra.Regressive.Apply(x, algebra.Regressive.Apply(y, z)))
            && Near(algebra.Reversal.Apply(algebra.Geometric.Apply(x, y)), algebra.Geometric.Apply(algebra.Reversal.Apply(y), algebra.Reversal.Apply(x)))
            && Near(algebra.GradeInvolution.Apply(algebra.Geometric.Apply(x, y)), algebra.Geometric.Apply(algebra.GradeInvolution.Apply(x), algebra.GradeInvolution.Apply(y)));
    });

    [Property(MaxTest = 60)]
    public Property Vectors_SquareToTheQuadraticForm() => Prop.ForAll(Algebras.Any, Algebras.Seeds, (algebra, seed) =>
    {
        double[] v = algebra.Project(Three(algebra, seed).X, 1);
        double[] square = algebra.Geometric.Apply(v, v);
        return Math.Abs(square[0] - algebra.QuadraticForm(v)) < 1e-12 * algebra.Size && square.Skip(1).All(value => Math.Abs(value) < 1e-12);
    });

    /// <summary>The contractions are the adjoints of the outer product, and the parts of lower grade of the geometric product of a vector.</summary>
    [Property(MaxTest = 60)]
    public Property Contractions_AreAdjointToTheOuterProduct() => Prop.ForAll(Algebras.Any, Algebras.Seeds, (algebra, seed) =>
    {
        (double[] x, double[] y, double[] z) = Three(algebra, seed);
        double left = algebra.InnerProduct(algebra.Reversal.Apply(algebra.Outer.Apply(y, x)), z);
        double right = algebra.InnerProduct(algebra.Reversal.Apply(y), algebra.LeftContraction.Apply(x, z));
        double[] v = algebra.Project(x, 1);
        double[] split = Sum(algebra.LeftContraction.Apply(v, y), algebra.Outer.Apply(v, y));
        return Math.Abs(left - right) < 1e-10 * algebra.Size && Near(algebra.Geometric.Apply(v, y), split)
            && Near(algebra.Reversal.Apply(algebra.RightContraction.Apply(x, y)), algebra.LeftContraction.Apply(algebra.Reversal.Apply(y), algebra.Reversal.Apply(x)));
    });

    [Property(MaxTest = 60)]
    public Property Dual_CompletesEveryBladeToThePseudoscalar() => Prop.ForAll(Algebras.Any, Algebras.Seeds, (algebra, seed) =>
    {
        (double[] x, double[] y, _) = Three(algebra, seed);
        bool complements = Enumerable.Range(0, algebra.Size).All(i =>
        {
            double[] blade = new double[algebra.Size];
            blade[i] = 1;
            double[] top = algebra.Outer.Apply(blade, algebra.Dual.Apply(blade));
            return top[algebra.IndexOf(new Blade(algebra.Size - 1))] == 1 && top.Sum(Math.Abs) == 1;
        });
        double[] meet = algebra.Undual.Apply(algebra.Outer.Apply(algebra.Dual.Apply(x), algebra.Dual.Apply(y)));
        return complements && Near(x, algebra.Undual.Apply(algebra.Dual.Apply(x))) && Near(meet, algebra.Regressive.Apply(x, y));
    });

    [Property(MaxTest = 60)]
    public Property Paths_AddUpToTheProduct() => Prop.ForAll(Algebras.Any, Algebras.Seeds, (algebra, seed) =>
    {
        (double[] x, double[] y, _) = Three(algebra, seed);
        double[] sum = new double[algebra.Size];
        foreach (GradePath path in algebra.Geometric.Paths)
        {
            double[] part = algebra.Project(algebra.Geometric.Apply(algebra.Project(x, path.Left), algebra.Project(y, path.Right)), path.Result);
            sum = Sum(sum, part);
        }

        return Near(algebra.Geometric.Apply(x, y), sum) && Near(algebra.Geometric.Apply(x, y), algebra.Geometric.ToTensor().Apply(x, y));
    });

    [Property(MaxTest = 60)]
    public Property Sandwich_IsAnAutomorphismThatKeepsGradesAndTheForm() => Prop.ForAll(Algebras.Nondegenerate, Algebras.Seeds, (algebra, seed) =>
    {
        var random = new System.Random(seed);
        (double[] x, double[] y, _) = Three(algebra, seed);
        double[] versor = [1, .. new double[algebra.Size - 1]];
        for (int factor = 0; factor < 1 + random.Next(3); factor++)
        {
            double[] vector = new double[algebra.Size];
            do
            {
                foreach (int index in algebra.OfGrade(1))
                {
                    vector[index] = (2 * random.NextDouble()) - 1;
                }
            }
            while (Math.Abs(algebra.QuadraticForm(vector)) < 0.3);

            versor = algebra.Geometric.Apply(versor, vector);
        }

        double[] product = algebra.Sandwich(versor, algebra.Geometric.Apply(x, y));
        return Near(product, algebra.Geometric.Apply(algebra.Sandwich(versor, x), algebra.Sandwich(versor, y)), 1e-8)
            && Near(algebra.Sandwich(versor, algebra.Project(x, 1)), algebra.Project(algebra.Sandwich(versor, x), 1), 1e-8)
            && Math.Abs(algebra.InnerProduct(x, y) - algebra.InnerProduct(algebra.Sandwich(versor, x), algebra.Sandwich(versor, y))) < 1e-7 * algebra.Size;
    });

    private static (double[] X, double[] Y, double[] Z) Three(CliffordAlgebra algebra, int seed)
    {
        var random = new System.Random(seed);
        double[] Draw() => [.. Enumerable.Range(0, algebra.Size).Select(_ => (2 * random.NextDouble()) - 1)];
        return (Draw(), Draw(), Draw());
    }

    private static double[] Sum(double[] x, double[] y) => [.. x.Zip(y, (a, b) => a + b)];

    private static bool Near(double[] expected, double[] actual, double tolerance = 1e-10)
    {
        double scale = Math.Max(1, expected.Max(Math.Abs));
        return expected.Zip(actual, (a, b) => Math.Abs(a - b)).Max() < tolerance * scale;
    }
}

internal static class Algebras
{
    public static Arbitrary<CliffordAlgebra> Any { get; } = Of(-1, 6);

    public static Arbitrary<CliffordAlgebra> Nondegenerate { get; } = (
        from n in Gen.Choose(1, 5)
        from signs in Gen.ArrayOf(Gen.Elements(-1, 1), n)
        select new CliffordAlgebra(signs)).ToArbitrary();

    public static Arbitrary<int> Seeds { get; } = Gen.Choose(0, int.MaxValue - 1).ToArbitrary();

    private static Arbitrary<CliffordAlgebra> Of(int lowest, int largest) => (
        from n in Gen.Choose(1, largest)
        from metric in Gen.ArrayOf(Gen.Choose(lowest, 1), n)
        from order in Gen.Elements(BladeOrder.ShortLexicographic, BladeOrder.Bitmap)
        select new CliffordAlgebra(metric, order)).ToArbitrary();
}
