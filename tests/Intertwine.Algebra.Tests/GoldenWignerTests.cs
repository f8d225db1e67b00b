namespace Intertwine.Algebra.Tests;

/// <summary>Matrices computed by e3nn (float64): our irreps are in its basis, axes and signs, so that its weights carry over unchanged.</summary>
public sealed class GoldenWignerTests
{
    private static readonly GoldenTensors Golden = GoldenTensors.Load("e3nn/wigner_D");

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Generators_AreThoseOfE3nn(int degree)
    {
        double[] expected = Doubles($"const/so3_generators_l{degree}");
        double[] actual = [.. new SphericalIrrep(OrthogonalGroup.SO3, degree, Parity.None).InfinitesimalGenerators.SelectMany(matrix => matrix.ToArray())];
        AssertNear(expected, actual, 1e-14);
    }

    [Fact]
    public void Matrices_AreThoseOfE3nn()
    {
        (double[] alpha, double[] beta, double[] gamma) = (Doubles("input/alpha"), Doubles("input/beta"), Doubles("input/gamma"));
        for (int sample = 0; sample < alpha.Length; sample++)
        {
            GroupElement g = Rotation(OrthogonalGroup.SO3, alpha[sample], beta[sample], gamma[sample]);
            AssertNear(Sample("output/angles_to_matrix", sample), OrthogonalGroup.SO3.Vector.Represent(g).ToArray(), 1e-14);
            for (int degree = 0; degree <= 6; degree++)
            {
                AssertNear(Sample($"output/D{degree}", sample), new SphericalIrrep(OrthogonalGroup.SO3, degree, Parity.None).Represent(g).ToArray(), 1e-13);
            }
        }
    }

    [Fact]
    public void DirectSums_AreThoseOfE3nn()
    {
        (double[] alpha, double[] beta, double[] gamma) = (Doubles("input/alpha"), Doubles("input/beta"), Doubles("input/gamma"));
        double[] inversions = Doubles("input/k");
        const string Text = "2x0e+0o+1o+1e+2o+3e";
        Representation representation = Representation.Parse(OrthogonalGroup.O3, Text);
        for (int sample = 0; sample < alpha.Length; sample++)
        {
            GroupElement g = Rotation(OrthogonalGroup.O3, alpha[sample], beta[sample], gamma[sample]);
            for (int k = 0; k < inversions[sample]; k++)
            {
                g *= GroupElement.Discrete(OrthogonalGroup.O3, 0);
            }

            AssertNear(Sample("output/D_from_angles_" + Text, sample), representation.Action(g).Linear.ToArray(), 1e-13);
        }
    }

    /// <summary>R = R_y(alpha) R_x(beta) R_y(gamma).</summary>
    private static GroupElement Rotation(Group group, double alpha, double beta, double gamma)
        => GroupElement.Exponential(group, [0, alpha, 0]) * GroupElement.Exponential(group, [beta, 0, 0]) * GroupElement.Exponential(group, [0, gamma, 0]);

    private static void AssertNear(double[] expected, double[] actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.True(expected.Zip(actual, (x, y) => Math.Abs(x - y)).Max() < tolerance);
    }

    private static double[] Doubles(string name) => Golden[name].Values;

    private static double[] Sample(string name, int index) => Golden[name].Part(index);
}
