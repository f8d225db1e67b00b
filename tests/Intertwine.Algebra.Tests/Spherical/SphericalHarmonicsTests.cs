using System.Numerics;
using FsCheck.Xunit;

namespace Intertwine.Algebra.Tests;

/// <summary>Real spherical harmonics: e3nn's values and gradients, exact sums at high degree, derivatives, and the written-out polynomials.</summary>
public sealed class SphericalHarmonicsTests
{
    private static readonly (SphericalNormalization Value, string Name)[] Normalizations =
        [(SphericalNormalization.Component, "component"), (SphericalNormalization.Integral, "integral"), (SphericalNormalization.Norm, "norm")];

    [Fact]
    public void Values_AreThoseOfE3nn()
    {
        var golden = GoldenTensors.Load("e3nn/spherical_harmonics");
        int degree = golden.Json("lmax").GetInt32();
        GoldenTensor points = golden["input/x"];
        for (int sample = 0; sample < points.Shape[0]; sample++)
        {
            double[] x = points.Part(sample);
            foreach ((SphericalNormalization normalization, string name) in Normalizations)
            {
                foreach (bool normalize in (bool[])[true, false])
                {
                    double[] expected = golden[$"output64/{name}_normalize{normalize}"].Part(sample);
                    double[] actual = SphericalHarmonics.Values(degree, x[0], x[1], x[2], normalization, normalize);
                    // Doubles were computed from the same float32 points.
                    AssertNear(expected, actual, 1e-13 * Math.Max(1, expected.Max(Math.Abs)));
                }
            }
        }
    }

    /// <summary>The gradient of the sum of all six outputs times their cotangents, in float32.</summary>
    [Fact]
    public void Gradients_AreThoseOfE3nn()
    {
        var golden = GoldenTensors.Load("e3nn/spherical_harmonics");
        int degree = golden.Json("lmax").GetInt32();
        GoldenTensor points = golden["input/x"];
        double largest = golden["grad/input/x"].Values.Max(Math.Abs);
        for (int sample = 0; sample < points.Shape[0]; sample++)
        {
            double[] x = points.Part(sample);
            double[] gradient = new double[3];
            foreach ((SphericalNormalization normalization, string name) in Normalizations)
            {
                foreach (bool normalize in (bool[])[true, false])
                {
                    HarmonicsJet jet = SphericalHarmonics.Jet(degree, x[0], x[1], x[2], normalization, normalize);
                    double[] cotangent = golden[$"cotangent/{name}_normalize{normalize}"].Part(sample);
                    for (int axis = 0; axis < 3; axis++)
                    {
                        gradient[axis] += jet.Gradient(axis).Zip(cotangent, (d, c) => d * c).Sum();
                    }
                }
            }

            AssertNear(golden["grad/input/x"].Part(sample), gradient, 2e-6 * largest);
        }
    }

    [Fact]
    public void ValuesToDegreeEight_AreThoseOfE3nn()
    {
        var golden = GoldenTensors.Load("e3nn/spherical_harmonics_f64");
        int degree = golden.Json("lmax").GetInt32();
        for (int sample = 0; sample < golden["input/x"].Shape[0]; sample++)
        {
            double[] x = golden["input/x"].Part(sample);
            (double alpha, double beta) = (golden["input/alpha"].Values[sample], golden["input/beta"].Values[sample]);
            double[] direction = [Math.Sin(beta) * Math.Sin(alpha), Math.Cos(beta), Math.Sin(beta) * Math.Cos(alpha)];
            AssertNear(golden["output/angles_to_xyz"].Part(sample), direction, 1e-15);
            for (int l = 0; l <= degree; l++)
            {
                AssertNear(golden[$"output/l{l}_integral"].Part(sample), SphericalHarmonics.OfDegree(l, x[0], x[1], x[2], SphericalNormalization.Integral), 1e-13);
                AssertNear(golden[$"output/alpha_beta_l{l}_component"].Part(sample), SphericalHarmonics.OfDegree(l, direction[0], direction[1], direction[2]), 1e-13);
            }
        }
    }

    /// <summary>At (2, 3, 6) / 7 everything is rational but the square root in front; the sums are done in integers.</summary>
    [Theory]
    [InlineData(5)]
    [InlineData(40)]
    [InlineData(128)]
    public void Values_AreTheSumsInIntegers(int l)
    {
        double[] actual = SphericalHarmonics.OfDegree(l, 2 / 7.0, 3 / 7.0, 6 / 7.0, SphericalNormalization.Norm, normalize: false);
        double worst = 0;
        for (int order = -l; order <= l; order++)
        {
            int m = Math.Abs(order);
            (BigInteger re, BigInteger im) = (1, 0);
            for (int i = 0; i < m; i++)
            {
                (re, im) = ((6 * re) - (2 * im), (2 * re) + (6 * im));
            }

            // 14^l P_l^(m)(3/7) / 7^m.
            BigInteger sum = 0;
            for (int k = 0; (2 * k) + m <= l; k++)
            {
                BigInteger term = Factorial((2 * l) - (2 * k)) / (Factorial(k) * Factorial(l - k) * Factorial(l - (2 * k) - m)) * BigInteger.Pow(3, l - (2 * k) - m) * BigInteger.Pow(7, 2 * k);
                sum += k % 2 == 0 ? term : -term;
            }

            sum *= order < 0 ? im : re;
            // The square is sum^2 (1 or 2) (l - m)! / ((l + m)! 14^2l).
            BigInteger numerator = sum * sum * (m == 0 ? 1 : 2) * Factorial(l - m);
            BigInteger denominator = Factorial(l + m) * BigInteger.Pow(196, l);
            double square = (double)((numerator << 200) / denominator) * Math.Pow(2, -200);
            worst = Math.Max(worst, Math.Abs(actual[l + order] - (sum.Sign * Math.Sqrt(square))));
        }

        Assert.True(worst < 2e-14, $"{worst:E1}");
    }

    /// <summary>Y_l(x) . Y_l(x') = P_l(x . x').</summary>
    [Property(MaxTest = 30)]
    public void Products_AreLegendrePolynomials(int seed)
    {
        var random = new Random(seed);
        (double[] x, double[] y) = (Direction(random), Direction(random));
        double[] left = SphericalHarmonics.Values(128, x[0], x[1], x[2], SphericalNormalization.Norm);
        double[] right = SphericalHarmonics.Values(128, y[0], y[1], y[2], SphericalNormalization.Norm);
        double t = x.Zip(y, (a, b) => a * b).Sum();
        (double previous, double legendre) = (0, 1);
        for (int l = 0; l <= 128; l++)
        {
            double product = 0;
            for (int i = l * l; i < (l + 1) * (l + 1); i++)
            {
                product += left[i] * right[i];
            }

            Assert.Equal(legendre, product, 1e-12);
            (previous, legendre) = (legendre, ((((2 * l) + 1) * t * legendre) - (l * previous)) / (l + 1));
        }
    }

    [Fact]
    public void Polynomials_AreTheRecursion()
    {
        var random = new Random(3);
        foreach ((SphericalNormalization normalization, _) in Normalizations)
        {
            double[] x = [random.NextDouble() - 0.5, random.NextDouble() + 0.3, random.NextDouble() - 1];
            double[] values = SphericalHarmonics.Values(HarmonicPolynomial.MaximumDegree, x[0], x[1], x[2], normalization, normalize: false);
            for (int l = 0; l <= HarmonicPolynomial.MaximumDegree; l++)
            {
                for (int m = -l; m <= l; m++)
                {
                    HarmonicPolynomial polynomial = HarmonicPolynomial.Create(l, m, normalization);
                    Assert.Equal(values[SphericalHarmonics.Index(l, m)], polynomial.Evaluate(x[0], x[1], x[2]), 1e-12 * Math.Pow(1.5, l));
                    Assert.All(polynomial.Terms, term => Assert.Equal(l, term.X + term.Y + term.Z));
                    Assert.Equal(normalization != SphericalNormalization.Integral, polynomial.Terms.All(term => term.Coefficient.Exact is not null));
                    Assert.All(polynomial.Terms, term => Assert.Equal(term.Factor * polynomial.Scale.Value, term.Coefficient.Value, 1e-12 * Math.Abs(term.Coefficient.Value)));
                }
            }
        }
    }

    [Theory]
    [InlineData(0, 0, "1 * (1)")]
    [InlineData(1, -1, "sqrt(3) * (x)")]
    [InlineData(2, -2, "sqrt(15) * (x z)")]
    [InlineData(2, 0, "sqrt(5)/2 * (-x^2 + 2 y^2 - z^2)")]
    [InlineData(2, 2, "sqrt(15)/2 * (-x^2 + z^2)")]
    public void Polynomials_ReadAsInTables(int l, int m, string expected) => Assert.Equal(expected, HarmonicPolynomial.Create(l, m).ToString());

    /// <summary>In integers: the factors of the second derivatives cancel.</summary>
    [Fact]
    public void Polynomials_AreHarmonic()
    {
        for (int l = 0; l <= HarmonicPolynomial.MaximumDegree; l++)
        {
            for (int m = -l; m <= l; m++)
            {
                HarmonicPolynomial polynomial = HarmonicPolynomial.Create(l, m);
                var laplacian = new Dictionary<(int, int, int), BigInteger>();
                foreach (HarmonicTerm term in polynomial.Terms)
                {
                    Add((term.X - 2, term.Y, term.Z), term.X * (term.X - 1));
                    Add((term.X, term.Y - 2, term.Z), term.Y * (term.Y - 1));
                    Add((term.X, term.Y, term.Z - 2), term.Z * (term.Z - 1));

                    void Add((int, int, int) key, int factor) => laplacian[key] = laplacian.GetValueOrDefault(key) + ((BigInteger)factor * term.Factor);
                }

                Assert.All(laplacian.Values, value => Assert.True(value.IsZero));
            }
        }
    }

    [Fact]
    public void DerivativesOfPolynomials_AreTheGradient()
    {
        double[] x = [0.3, -0.7, 0.9];
        HarmonicsJet jet = SphericalHarmonics.Jet(HarmonicPolynomial.MaximumDegree, x[0], x[1], x[2], normalize: false);
        for (int l = 0; l <= HarmonicPolynomial.MaximumDegree; l++)
        {
            for (int m = -l; m <= l; m++)
            {
                HarmonicPolynomial polynomial = HarmonicPolynomial.Create(l, m);
                for (int a = 0; a < 3; a++)
                {
                    HarmonicPolynomial first = polynomial.Derivative(a);
                    Assert.Equal(first.Evaluate(x[0], x[1], x[2]), jet.Gradient(a)[SphericalHarmonics.Index(l, m)], 1e-10);
                    for (int b = 0; b < 3; b++)
                    {
                        Assert.Equal(first.Derivative(b).Evaluate(x[0], x[1], x[2]), jet.Hessian(a, b)[SphericalHarmonics.Index(l, m)], 1e-9);
                    }
                }
            }
        }
    }

    /// <summary>Differences extrapolated to step zero (Richardson), for gradient and Hessian, normalised or not.</summary>
    [Property(MaxTest = 40)]
    public void Derivatives_AreLimitsOfDifferences(int seed, bool normalize)
    {
        var random = new Random(seed);
        const int Degree = 12;
        double[] x = [.. Direction(random).Select(c => c * (0.6 + random.NextDouble()))];
        HarmonicsJet jet = SphericalHarmonics.Jet(Degree, x[0], x[1], x[2], normalize: normalize);
        for (int axis = 0; axis < 3; axis++)
        {
            double[] gradient = Difference(x, axis, p => SphericalHarmonics.Values(Degree, p[0], p[1], p[2], normalize: normalize));
            AssertNear(gradient, [.. jet.Gradient(axis)], 1e-9 * (1 + gradient.Max(Math.Abs)));
            for (int other = 0; other < 3; other++)
            {
                double[] second = Difference(x, axis, p => [.. SphericalHarmonics.Jet(Degree, p[0], p[1], p[2], normalize: normalize).Gradient(other)]);
                AssertNear(second, [.. jet.Hessian(axis, other)], 1e-9 * (1 + second.Max(Math.Abs)));
            }
        }
    }

    [Property(MaxTest = 20)]
    public void Laplacian_IsZeroToDegree128(int seed)
    {
        double[] x = Direction(new Random(seed));
        HarmonicsJet jet = SphericalHarmonics.Jet(128, x[0], x[1], x[2], SphericalNormalization.Norm, normalize: false);
        for (int l = 2; l <= 128; l++)
        {
            for (int i = l * l; i < (l + 1) * (l + 1); i++)
            {
                double laplacian = jet.Hessian(0, 0)[i] + jet.Hessian(1, 1)[i] + jet.Hessian(2, 2)[i];
                Assert.True(Math.Abs(laplacian) < 1e-13 * l * l);
            }
        }
    }

    /// <summary>The tensor of derivatives is a multiple of the invariant tensor (l - 1, 1, l), and raises the degree.</summary>
    [Theory]
    [InlineData(SphericalNormalization.Component)]
    [InlineData(SphericalNormalization.Norm)]
    public void GradientTensor_IsInvariantAndRaisesTheDegree(SphericalNormalization normalization)
    {
        double[] x = [0.2, 0.5, -0.6];
        for (int l = 1; l <= 12; l++)
        {
            SparseTensor3 tensor = SphericalHarmonics.GradientTensor(l, normalization);
            SparseTensor3 invariant = Wigner3j.Real(l - 1, 1, l);
            Assert.True(tensor.IsExact);
            Assert.Equal(invariant.Entries.Select(entry => (entry.I, entry.J, entry.K)), tensor.Entries.Select(entry => (entry.I, entry.J, entry.K)));
            double factor = tensor.FrobeniusNorm();
            Assert.All(tensor.Entries.Zip(invariant.Entries), pair => Assert.Equal(factor * pair.Second.Value, pair.First.Value, 1e-12));
            double[] below = SphericalHarmonics.OfDegree(l - 1, x[0], x[1], x[2], normalization, normalize: false);
            double[] expected = SphericalHarmonics.OfDegree(l, x[0], x[1], x[2], normalization, normalize: false);
            AssertNear(expected, [.. tensor.Apply(below, x).Select(value => value / l)], 1e-14 * l);
        }
    }

    [Fact]
    public void Direction_DoesNotOverflow()
    {
        double[] expected = SphericalHarmonics.Values(6, 1, 2, -3);
        AssertNear(expected, SphericalHarmonics.Values(6, 1e300, 2e300, -3e300), 1e-14);
        AssertNear(expected, SphericalHarmonics.Values(6, 1e-300, 2e-300, -3e-300), 1e-14);
        Assert.Equal([1, 0, 0, 0], SphericalHarmonics.Values(1, 0, 0, 0));
    }

    [Fact]
    public void WrongDegrees_AreNamed()
        => Assert.Contains("Expected a degree from 0 to 128", Assert.Throws<ArgumentOutOfRangeException>(() => SphericalHarmonics.Values(129, 0, 1, 0)).Message);

    private static double[] Difference(double[] x, int axis, Func<double[], double[]> function)
    {
        // Romberg's table of central differences with halved steps.
        const int Levels = 5;
        double[][] table = new double[Levels][];
        double step = 0.02;
        for (int level = 0; level < Levels; level++, step /= 2)
        {
            double[] up = function(Shifted(step));
            double[] down = function(Shifted(-step));
            double[] next = [.. up.Zip(down, (a, b) => (a - b) / (2 * step))];
            for (int k = 0; k < level; k++)
            {
                double weight = Math.Pow(4, k + 1);
                double[] refined = [.. next.Zip(table[k], (fine, coarse) => ((weight * fine) - coarse) / (weight - 1))];
                (table[k], next) = (next, refined);
            }

            table[level] = next;
        }

        return table[Levels - 1];

        double[] Shifted(double by)
        {
            double[] shifted = [.. x];
            shifted[axis] += by;
            return shifted;
        }
    }

    private static double[] Direction(Random random)
    {
        double[] x = [random.NextDouble() - 0.5, random.NextDouble() - 0.5, random.NextDouble() - 0.5];
        double norm = Math.Sqrt(x.Sum(c => c * c));
        return [.. x.Select(c => c / norm)];
    }

    private static BigInteger Factorial(int n)
    {
        BigInteger result = 1;
        for (int i = 2; i <= n; i++)
        {
            result *= i;
        }

        return result;
    }

    private static void AssertNear(double[] expected, double[] actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        double worst = expected.Zip(actual, (x, y) => Math.Abs(x - y)).Max();
        Assert.True(worst <= tolerance, $"{worst:E2} > {tolerance:E2}");
    }
}
