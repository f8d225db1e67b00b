namespace Intertwine.Algebra.Tests;

public sealed class RadialBasisTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 1)]
    [InlineData(4, 1)]
    [InlineData(7, 1)]
    [InlineData(5, 2)]
    public void Rings_ReachFromTheCentreToTheBorder(int size, int dilation)
    {
        GaussianRing[] rings = [.. RadialBasis.Rings(size, FrequencyLimits.Pixels(size), dilation).Shells.Select(shell => (GaussianRing)shell.Profile)];
        Assert.Equal((size + 1) / 2, rings.Length);
        Assert.Equal((0, 0.005), (rings[0].Radius, rings[0].Sigma));
        Assert.Equal((size - 1) / 2 * dilation, rings[^1].Radius);
        Assert.Equal(size < 3 ? 0.005 : 0.4, rings[^1].Sigma);
    }

    [Fact]
    public void FrequencyLimits_AreThoseOfEscnn()
    {
        Assert.Equal([0, 2], RadialBasis.Rings(3, FrequencyLimits.Pixels(3)).Shells.Select(shell => shell.MaximumDegree));
        Assert.Equal([0, 2, 2], RadialBasis.Rings(5, FrequencyLimits.Pixels(5)).Shells.Select(shell => shell.MaximumDegree));
        Assert.Equal([0, 2, 3, 2], RadialBasis.Rings(7, FrequencyLimits.Pixels(7)).Shells.Select(shell => shell.MaximumDegree));
        Assert.Equal([0, 2], RadialBasis.Rings(3, FrequencyLimits.Voxels(3)).Shells.Select(shell => shell.MaximumDegree));
        Assert.Equal([0, 2, 2], RadialBasis.Rings(5, FrequencyLimits.Voxels(5)).Shells.Select(shell => shell.MaximumDegree));
        Assert.Equal([0, 2, 4], RadialBasis.Rings(5, FrequencyLimits.Proportional(2)).Shells.Select(shell => shell.MaximumDegree));
    }

    [Fact]
    public void BesselFunctions_AreOrthonormalAndVanishAtTheCutOff()
    {
        const double CutOff = 3.5;
        for (int n = 1; n <= 4; n++)
        {
            for (int m = 1; m <= n; m++)
            {
                var left = new BesselProfile(n, CutOff);
                var right = new BesselProfile(m, CutOff);
                const int Steps = 2000;
                double sum = 0;
                for (int i = 0; i < Steps; i++)
                {
                    double r = CutOff * (i + 0.5) / Steps;
                    sum += CutOff / Steps * r * r * left.Evaluate(r) * right.Evaluate(r);
                }

                Assert.Equal(n == m ? 1 : 0, sum, 1e-5);
            }

            Assert.Equal(0, new BesselProfile(n, CutOff).Evaluate(CutOff));
            Assert.Equal(new BesselProfile(n, CutOff).Evaluate(1e-3), new BesselProfile(n, CutOff).Evaluate(0), 1e-4);
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(6)]
    public void PolynomialCutOff_FallsFromOneToZeroSmoothly(int power)
    {
        var envelope = new PolynomialCutOff(2, power);
        Assert.Equal(1, envelope.Evaluate(0));
        Assert.Equal(0, envelope.Evaluate(2));
        const double Step = 1e-3;
        double slope = (envelope.Evaluate(2) - envelope.Evaluate(2 - Step)) / Step;
        double curvature = (envelope.Evaluate(2) - (2 * envelope.Evaluate(2 - Step)) + envelope.Evaluate(2 - (2 * Step))) / (Step * Step);
        Assert.True(Math.Abs(slope) < 1e-4 && Math.Abs(curvature) < 0.1, $"{slope} {curvature}");
        Assert.True(envelope.Evaluate(0.5) > envelope.Evaluate(1.5));
    }

    [Fact]
    public void BesselKernels_AreEquivariantAwayFromGrids()
    {
        var action = EuclideanAction.Of(OrthogonalGroup.O3);
        SteerableBasis basis = SteerableSolver.Solve(
            action, new SphericalIrrep(OrthogonalGroup.O3, 1, Parity.Odd), new SphericalIrrep(OrthogonalGroup.O3, 2, Parity.Even), RadialBasis.Bessel(3, 2.5, 3)).Value!;
        // Degrees 1 and 3, three profiles each.
        Assert.Equal(6, basis.Dimension);
        Assert.Equal(0, basis.Evaluate(5, [2.5, 0, 0]).MaximumNorm());
        Assert.True(basis.Evaluate(5, [0.5, 0.3, 0.1]).MaximumNorm() > 0.01);
    }

    [Fact]
    public void WidthsAndRadii_HaveToMatch() => Assert.Throws<ArgumentException>(() => RadialBasis.Rings([0, 1], [0.5], FrequencyLimits.Proportional(2)));
}
