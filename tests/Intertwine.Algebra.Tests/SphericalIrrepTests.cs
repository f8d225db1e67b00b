namespace Intertwine.Algebra.Tests;

public sealed class SphericalIrrepTests
{
    public static TheoryData<int> Degrees => [0, 1, 2, 3, 4, 5, 8, 11, 16];

    [Theory]
    [MemberData(nameof(Degrees))]
    public void Generators_SatisfyTheCommutationRelations(int degree)
    {
        IReadOnlyList<Matrix> j = new SphericalIrrep(OrthogonalGroup.SO3, degree, Parity.None).InfinitesimalGenerators;
        for (int a = 0; a < 3; a++)
        {
            Matrix commutator = (j[a] * j[(a + 1) % 3]) - (j[(a + 1) % 3] * j[a]);
            Assert.True((commutator - j[(a + 2) % 3]).MaximumNorm() < 1e-12 * (degree + 1));
            Assert.True((j[a] + j[a].Transpose()).MaximumNorm() == 0);
        }

        // Casimir operator: J_x^2 + J_y^2 + J_z^2 = -l (l + 1).
        Matrix casimir = (j[0] * j[0]) + (j[1] * j[1]) + (j[2] * j[2]);
        Assert.True((casimir + Matrix.Scalar((2 * degree) + 1, degree * (degree + 1))).MaximumNorm() < 1e-11 * (degree + 1));
    }

    [Fact]
    public void DegreeOne_IsTheRotationItself()
    {
        Assert.Equal(OrthogonalGroup.SO3.InfinitesimalGenerators, Representation.Parse(OrthogonalGroup.SO3, "1").Terms[0].Piece.InfinitesimalGenerators);
        Matrix quarterAboutZ = OrthogonalGroup.SO3.Vector.Represent(GroupElement.Exponential(OrthogonalGroup.SO3, [0, 0, Math.PI / 2]));
        double[] image = quarterAboutZ.Apply([1, 0, 0]);
        Assert.Equal(0, image[0], 14);
        Assert.Equal(1, image[1], 14);
        Assert.Equal(0, image[2], 14);
    }

    /// <summary>Y_l(R x) = D_l(R) Y_l(x) for the harmonics as e3nn writes them out (up to a common factor): fixes basis order, axes and signs.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Matrices_TransformTheHarmonicsOfE3nn(int degree)
    {
        var random = new Random(degree);
        var irrep = new SphericalIrrep(OrthogonalGroup.SO3, degree, Parity.None);
        for (int trial = 0; trial < 20; trial++)
        {
            GroupElement g = GroupElements.Random(OrthogonalGroup.SO3, random);
            double[] x = [random.NextDouble() - 0.5, random.NextDouble() - 0.5, random.NextDouble() - 0.5];
            double[] rotated = OrthogonalGroup.SO3.Vector.Represent(g).Apply(x);
            double[] expected = Harmonics(degree, rotated);
            double[] actual = irrep.Represent(g).Apply(Harmonics(degree, x));
            for (int i = 0; i < expected.Length; i++)
            {
                Assert.Equal(expected[i], actual[i], 12);
            }
        }
    }

    [Fact]
    public void Character_IsTheTrace()
    {
        foreach (int degree in (int[])[0, 1, 2, 5])
        {
            var irrep = new SphericalIrrep(OrthogonalGroup.O3, degree, Parity.Odd);
            GroupElement rotation = GroupElement.Exponential(OrthogonalGroup.O3, [0.3, -0.4, 1.2]);
            double trace = Trace(irrep.Represent(GroupElement.Discrete(OrthogonalGroup.O3, 0) * rotation));
            Assert.Equal(irrep.Character(1.3, inverted: true), trace, 12);
            Assert.Equal(irrep.Character(1.3, inverted: false), Trace(irrep.Represent(rotation)), 12);
        }
    }

    private static double Trace(Matrix matrix) => Enumerable.Range(0, matrix.Rows).Sum(i => matrix[i, i]);

    private static double[] Harmonics(int degree, double[] v)
    {
        (double x, double y, double z) = (v[0], v[1], v[2]);
        double r2 = (x * x) + (z * z);
        double[] two = [Math.Sqrt(3) * x * z, Math.Sqrt(3) * x * y, (y * y) - (r2 / 2), Math.Sqrt(3) * y * z, Math.Sqrt(3) / 2 * ((z * z) - (x * x))];
        return degree switch
        {
            1 => [x, y, z],
            2 => two,
            _ =>
            [
                Math.Sqrt(5.0 / 6) * ((two[0] * z) + (two[4] * x)),
                Math.Sqrt(5) * two[0] * y,
                Math.Sqrt(3.0 / 8) * ((4 * y * y) - r2) * x,
                y * ((2 * y * y) - (3 * r2)) / 2,
                Math.Sqrt(3.0 / 8) * ((4 * y * y) - r2) * z,
                Math.Sqrt(5) * two[4] * y,
                Math.Sqrt(5.0 / 6) * ((two[4] * z) - (two[0] * x)),
            ],
        };
    }
}
