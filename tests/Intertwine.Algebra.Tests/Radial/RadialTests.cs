using FsCheck.Xunit;

namespace Intertwine.Algebra.Tests;

/// <summary>Radial functions: e3nn's values, derivatives against differences, and the properties they are made for.</summary>
public sealed class RadialTests
{
    private static readonly (SoftOneHotKind Kind, string Name)[] Kinds =
        [(SoftOneHotKind.Gaussian, "gaussian"), (SoftOneHotKind.Cosine, "cosine"), (SoftOneHotKind.SmoothFinite, "smooth_finite"), (SoftOneHotKind.Fourier, "fourier")];

    /// <summary>e3nn computed these in float32.</summary>
    [Fact]
    public void Bases_AreThoseOfE3nn()
    {
        var golden = GoldenTensors.Load("e3nn/radial");
        (double start, double end, int number) = (golden.Json("start").GetDouble(), golden.Json("end").GetDouble(), golden.Json("number").GetInt32());
        double[] points = golden["input/x"].Values;
        for (int sample = 0; sample < points.Length; sample++)
        {
            double x = points[sample];
            foreach ((SoftOneHotKind kind, string name) in Kinds)
            {
                foreach (bool cutOff in (bool[])[true, false])
                {
                    AssertNear(golden[$"output/{name}_cutoff{cutOff}"].Part(sample), new SoftOneHot(start, end, number, kind, cutOff).Evaluate(x), 3e-6);
                }
            }

            // The file has Bessel functions at max(x, 0.01), zero from the end on.
            double[] bessel = golden["output/bessel"].Part(sample);
            double radius = Math.Max(x, 0.01);
            AssertNear(bessel, new SoftOneHot(start, end, number, SoftOneHotKind.Bessel, CutOff: true).Evaluate(radius), 1e-5);
            AssertNear(bessel, [.. Enumerable.Range(1, number).Select(n => new BesselProfile(n, end - start).Evaluate(radius - start))], 1e-5);
            Assert.Equal(golden["output/soft_unit_step"].Values[sample], SoftUnitStep.Evaluate(x), 1e-6);
        }
    }

    [Property(MaxTest = 60)]
    public void Derivatives_AreLimitsOfDifferences(int seed)
    {
        var random = new Random(seed);
        double x = (3 * random.NextDouble()) + 0.003;
        List<RadialProfile> profiles = [new GaussianRing(0.8, 0.4), new BesselProfile(3, 2.1), new PolynomialCutOff(2.1), new PolynomialCutOff(1.7, 3)];
        profiles.Add(new RadialProduct(profiles[1], profiles[2]));
        foreach (SoftOneHotKind kind in Enum.GetValues<SoftOneHotKind>())
        {
            profiles.AddRange(new SoftOneHot(0.2, 2.4, 4, kind, CutOff: true).Functions);
            profiles.AddRange(new SoftOneHot(-0.1, 2, 5, kind, CutOff: false).Functions);
        }

        foreach (RadialProfile profile in profiles)
        {
            // A kink between x - 2h and x + 2h shows in differences of different widths, and a smaller step is taken.
            double expected = double.NaN;
            for (double step = 2e-3; step > 1e-6; step /= 4)
            {
                double wide = (profile.Evaluate(x + (2 * step)) - profile.Evaluate(x - (2 * step))) / (4 * step);
                double narrow = (profile.Evaluate(x + step) - profile.Evaluate(x - step)) / (2 * step);
                expected = ((4 * narrow) - wide) / 3;
                if (Math.Abs(narrow - wide) < 1e-3)
                {
                    break;
                }
            }

            double actual = profile.Derivative(x);
            Assert.True(Math.Abs(actual - expected) < 2e-5 * (1 + Math.Abs(expected)), $"{profile} at {x}: {actual} is not {expected}.");
        }
    }

    /// <summary>The integral of R_n R_m r^2 from 0 to the cut-off is the identity.</summary>
    [Fact]
    public void BesselFunctions_AreOrthonormal()
    {
        var rule = new GaussLegendre(40);
        const double CutOff = 1.7;
        for (int n = 1; n <= 5; n++)
        {
            for (int m = 1; m <= 5; m++)
            {
                double sum = 0;
                for (int i = 0; i < 40; i++)
                {
                    double r = CutOff * (rule.Nodes[i] + 1) / 2;
                    sum += CutOff / 2 * rule.Weights[i] * r * r * new BesselProfile(n, CutOff).Evaluate(r) * new BesselProfile(m, CutOff).Evaluate(r);
                }

                Assert.Equal(n == m ? 1 : 0, sum, 1e-13);
            }
        }
    }

    [Fact]
    public void BesselFunctions_HaveALimitAtZero()
    {
        var profile = new BesselProfile(2, 1.5);
        Assert.Equal(Math.Sqrt(2 / 1.5) * 2 * Math.PI / 1.5, profile.Evaluate(0), 1e-14);
        Assert.Equal(0, profile.Derivative(0));
        // On both sides of the series' end.
        double edge = 0.1 * 1.5 / (2 * Math.PI);
        Assert.Equal(profile.Evaluate(edge * 0.999999999), profile.Evaluate(edge * 1.000000001), 1e-8);
        Assert.Equal(profile.Derivative(edge * 0.999999999), profile.Derivative(edge * 1.000000001), 1e-7);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(6)]
    public void PolynomialCutOff_IsFlatAtTheEnd(int power)
    {
        var profile = new PolynomialCutOff(3, power);
        Assert.Equal(1, profile.Evaluate(0));
        // Value, first and second derivative vanish: the cube of the distance is left.
        Assert.Equal(0, profile.Evaluate(3 - 1e-4), 1e-11 * power * power * power);
        Assert.Equal(0, profile.Derivative(3 - 1e-4), 1e-8 * power * power * power);
        Assert.Equal(0, profile.Evaluate(3.1));
    }

    [Fact]
    public void WrongArguments_AreNamed()
    {
        Assert.Throws<ArgumentOutOfRangeException>("End", () => new SoftOneHot(1, 1, 3, SoftOneHotKind.Cosine, CutOff: true));
        Assert.Throws<ArgumentOutOfRangeException>("Number", () => new SoftOneHot(0, 1, 1, SoftOneHotKind.Cosine, CutOff: false));
        Assert.Throws<ArgumentOutOfRangeException>("Index", () => new SoftOneHotFunction(new SoftOneHot(0, 1, 2, SoftOneHotKind.Cosine, CutOff: false), 2));
        Assert.Throws<ArgumentOutOfRangeException>("Power", () => new PolynomialCutOff(1, 1));
    }

    private static void AssertNear(double[] expected, double[] actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        double worst = expected.Zip(actual, (x, y) => Math.Abs(x - y)).Max();
        Assert.True(worst <= tolerance, $"{worst:E2} > {tolerance:E2}");
    }
}
