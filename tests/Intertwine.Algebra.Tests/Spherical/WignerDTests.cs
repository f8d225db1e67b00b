using System.Numerics;
using FsCheck.Xunit;
using Xunit.Abstractions;

namespace Intertwine.Algebra.Tests;

/// <summary>Wigner matrices: e3nn's, exact sums at degree 128, homomorphism, orthogonality, character, action on harmonics.</summary>
public sealed class WignerDTests(ITestOutputHelper output)
{
    [Fact]
    public void RealMatrices_AreThoseOfE3nn()
    {
        var golden = GoldenTensors.Load("e3nn/wigner_D");
        for (int sample = 0; sample < golden["input/alpha"].Values.Length; sample++)
        {
            (double alpha, double beta, double gamma) = (golden["input/alpha"].Values[sample], golden["input/beta"].Values[sample], golden["input/gamma"].Values[sample]);
            int degree = golden.Json("lmax").GetInt32();
            IReadOnlyList<Matrix> all = WignerD.RealToDegree(degree, Rotation.FromAngles(alpha, beta, gamma));
            for (int l = 0; l <= degree; l++)
            {
                AssertNear(golden[$"output/D{l}"].Part(sample), WignerD.Real(l, alpha, beta, gamma).ToArray(), 3e-14);
                Assert.Equal(0, (all[l] - WignerD.Real(l, alpha, beta, gamma)).MaximumNorm());
            }
        }
    }

    /// <summary>At cos(beta/2) = p / r, sin(beta/2) = q / r everything but the root in front is rational; the sums (Wigner's formula) are done in integers.</summary>
    [Theory]
    [InlineData(7, 4, 3, 5, 1)]
    [InlineData(64, 3, 4, 5, 7)]
    [InlineData(128, 4, 3, 5, 9)]
    [InlineData(128, 5, 12, 13, 9)]
    [InlineData(128, 399, 40, 401, 11)]
    [InlineData(128, 40, 399, 401, 11)]
    public void SmallMatrices_AreTheSumsInIntegers(int l, int p, int q, int r, int step)
    {
        SmallWigner small = SmallWigner.Create(l, (double)p / r, (double)q / r);
        BigInteger[] factorials = new BigInteger[(2 * l) + 1];
        BigInteger[] cosines = new BigInteger[(2 * l) + 1];
        BigInteger[] sines = new BigInteger[(2 * l) + 1];
        (factorials[0], cosines[0], sines[0]) = (1, 1, 1);
        for (int i = 1; i <= 2 * l; i++)
        {
            (factorials[i], cosines[i], sines[i]) = (i * factorials[i - 1], p * cosines[i - 1], q * sines[i - 1]);
        }

        double worst = 0;
        for (int m = -l; m <= l; m += step)
        {
            for (int n = -l; n <= l; n += step)
            {
                // d_mn = sqrt((l+m)! (l-m)! / ((l+n)! (l-n)!)) sum_k (-1)^(m-n+k) (l+n over k)(l-n over l-m-k) c^(2l+n-m-2k) s^(m-n+2k).
                BigInteger sum = 0;
                for (int k = Math.Max(0, n - m); k <= Math.Min(l + n, l - m); k++)
                {
                    BigInteger term = factorials[l + n] / (factorials[k] * factorials[l + n - k]) * (factorials[l - n] / (factorials[l - m - k] * factorials[m - n + k]))
                        * cosines[(2 * l) + n - m - (2 * k)] * sines[m - n + (2 * k)];
                    sum += (m - n + k) % 2 == 0 ? term : -term;
                }

                BigInteger numerator = sum * sum * factorials[l + m] * factorials[l - m];
                BigInteger denominator = factorials[l + n] * factorials[l - n] * BigInteger.Pow(r, 4 * l);
                double expected = sum.Sign * Math.Sqrt((double)((numerator << 200) / denominator) * Math.Pow(2, -200));
                worst = Math.Max(worst, Math.Abs(expected - small.Quantum(m, n)));
            }
        }

        output.WriteLine($"l = {l}: {worst:E1}");
        Assert.True(worst < 1e-13, $"{worst:E1}");
    }

    [Fact]
    public void SmallMatrices_AreThoseOfTheTables()
    {
        const double Beta = 0.7;
        (double c, double s) = (Math.Cos(Beta), Math.Sin(Beta));
        Matrix one = WignerD.Small(1, Beta);
        double root = Math.Sqrt(2);
        AssertNear([(1 + c) / 2, s / root, (1 - c) / 2, -s / root, c, s / root, (1 - c) / 2, -s / root, (1 + c) / 2], one.ToArray(), 1e-15);
        Matrix two = WignerD.Small(2, Beta);
        // d^2_{2,1}, d^2_{1,0}, d^2_{0,0}, d^2_{2,-1}, d^2_{-1,-2}.
        Assert.Equal(-s * (1 + c) / 2, two[4, 3], 1e-15);
        Assert.Equal(-Math.Sqrt(1.5) * s * c, two[3, 2], 1e-15);
        Assert.Equal(((3 * c * c) - 1) / 2, two[2, 2], 1e-15);
        Assert.Equal(-s * (1 - c) / 2, two[4, 1], 1e-15);
        Assert.Equal(-s * (1 + c) / 2, two[1, 0], 1e-15);
    }

    /// <summary>d(-beta) and d(beta + pi): transposed; d_{m,n}(beta + pi) = (-1)^(l - n) d_{m,-n}(beta).</summary>
    [Fact]
    public void SmallMatrices_ContinueBeyondPi()
    {
        foreach (double beta in (double[])[0.3, 2.9, 4.1, 6.2, -1.4])
        {
            Assert.True((WignerD.Small(9, -beta) - WignerD.Small(9, beta).Transpose()).MaximumNorm() < 1e-14);
            Matrix shifted = WignerD.Small(9, beta + Math.PI);
            Matrix plain = WignerD.Small(9, beta);
            for (int m = -9; m <= 9; m++)
            {
                for (int n = -9; n <= 9; n++)
                {
                    Assert.Equal(((9 - n) % 2 == 0 ? 1 : -1) * plain[9 + m, 9 - n], shifted[9 + m, 9 + n], 1e-14);
                }
            }
        }
    }

    /// <summary>exp(-i m alpha) d exp(-i n gamma) is the complex form of the real matrix, with z polar: our axes are (x, y, z) where theirs are (y, z, x).</summary>
    [Fact]
    public void QuantumMatrices_AreTheComplexFormOfTheRealOnes()
    {
        const int L = 4;
        (double alpha, double beta, double gamma) = (0.4, 1.9, -2.2);
        Complex[,] quantum = WignerD.Quantum(L, alpha, beta, gamma);
        Matrix real = WignerD.Real(L, alpha, beta, gamma);
        // Y_m = (-1)^m (S_m + i S_-m) / sqrt2, Y_-m = (S_m - i S_-m) / sqrt2; Y(R x) = conj(D) Y(x).
        var change = new Complex[(2 * L) + 1, (2 * L) + 1];
        change[L, L] = 1;
        for (int m = 1; m <= L; m++)
        {
            double sign = (m % 2 == 0 ? 1 : -1) / Math.Sqrt(2);
            (change[L + m, L + m], change[L + m, L - m]) = (sign, new Complex(0, sign));
            (change[L - m, L + m], change[L - m, L - m]) = (1 / Math.Sqrt(2), new Complex(0, -1 / Math.Sqrt(2)));
        }

        for (int m = 0; m <= 2 * L; m++)
        {
            for (int k = 0; k <= 2 * L; k++)
            {
                Complex left = 0;
                Complex right = 0;
                for (int n = 0; n <= 2 * L; n++)
                {
                    left += Complex.Conjugate(quantum[m, n]) * change[n, k];
                    right += change[m, n] * real[n, k];
                }

                Assert.True(Complex.Abs(left - right) < 1e-14);
            }
        }
    }

    /// <summary>The exponential of the generators is an independent way to the same matrix.</summary>
    [Property(MaxTest = 20)]
    public void RealMatrices_AreExponentialsOfTheGenerators(int seed)
    {
        var random = new Random(seed);
        int l = random.Next(13);
        var rotation = Rotation.Random(random);
        IReadOnlyList<double> v = rotation.RotationVector;
        IReadOnlyList<Matrix> generators = new SphericalIrrep(OrthogonalGroup.SO3, l, Parity.None).InfinitesimalGenerators;
        Matrix exponential = ((v[0] * generators[0]) + (v[1] * generators[1]) + (v[2] * generators[2])).Exponential();
        Assert.True((exponential - WignerD.Real(l, rotation)).MaximumNorm() < 1e-12);
    }

    [Property(MaxTest = 10)]
    public void RealMatrices_AreAHomomorphism(int seed)
    {
        var random = new Random(seed);
        (Rotation a, Rotation b) = (Rotation.Random(random), Rotation.Random(random));
        foreach (int l in (int[])[1, 6, 33])
        {
            Assert.True(((WignerD.Real(l, a) * WignerD.Real(l, b)) - WignerD.Real(l, a * b)).MaximumNorm() < 1e-13 * Math.Max(4, l));
        }
    }

    [Property(MaxTest = 10)]
    public void Harmonics_AreCarriedByTheMatrices(int seed)
    {
        var random = new Random(seed);
        var rotation = Rotation.Random(random);
        double[] x = [random.NextDouble() - 0.5, random.NextDouble() - 0.5, random.NextDouble() - 0.5];
        double[] turned = rotation.Apply(x);
        foreach (int l in (int[])[1, 2, 5, 11, 40, 128])
        {
            double[] expected = SphericalHarmonics.OfDegree(l, turned[0], turned[1], turned[2]);
            AssertNear(expected, WignerD.Real(l, rotation).Apply(SphericalHarmonics.OfDegree(l, x[0], x[1], x[2])), 2e-13 * l);
        }
    }

    /// <summary>Also close to the rotations where Euler angles are singular.</summary>
    [Theory]
    [InlineData(0.7, 1.1, -2)]
    [InlineData(2.5, 1e-9, 0.3)]
    [InlineData(-1.5, Math.PI - 1e-9, 0.3)]
    [InlineData(1, Math.PI, 0.3)]
    [InlineData(1, 0, 0.3)]
    [InlineData(0.1, Math.PI / 2, 3)]
    public void Degree128_IsOrthogonalWithTheRightTrace(double alpha, double beta, double gamma)
    {
        const int L = 128;
        var rotation = Rotation.FromAngles(alpha, beta, gamma);
        Matrix matrix = WignerD.Real(L, rotation);
        // A part of the rows will do.
        Matrix rows = matrix.Block(0, 0, 20, (2 * L) + 1);
        Matrix middle = matrix.Block(L - 9, 0, 20, (2 * L) + 1);
        double deviation = Math.Max(
            Math.Max(((rows * rows.Transpose()) - Matrix.Identity(20)).MaximumNorm(), ((middle * middle.Transpose()) - Matrix.Identity(20)).MaximumNorm()),
            (rows * middle.Transpose()).MaximumNorm());
        double character = new SphericalIrrep(OrthogonalGroup.SO3, L, Parity.None).Character(rotation.Angle, inverted: false);
        output.WriteLine($"{deviation:E1} {matrix.Trace() - character:E1}");
        Assert.True(deviation < 1e-12);
        Assert.Equal(character, matrix.Trace(), 2e-11);
    }

    [Fact]
    public void Words_AreRepresentedWithTheirParity()
    {
        var irrep = new SphericalIrrep(OrthogonalGroup.O3, 3, Parity.Odd);
        GroupElement inversion = GroupElement.Discrete(OrthogonalGroup.O3, 0);
        GroupElement a = Rotation.FromAngles(1, 2, 3).ToElement(OrthogonalGroup.O3);
        GroupElement b = Rotation.FromAngles(-1, 0.2, 3).ToElement(OrthogonalGroup.O3);
        Matrix product = irrep.Represent(a) * irrep.Represent(b);
        Assert.True((irrep.Represent(a * inversion * b) + product).MaximumNorm() < 1e-14);
        Assert.True((irrep.Represent(inversion * a * b * inversion) - product).MaximumNorm() < 1e-14);
        Assert.Equal(Matrix.Identity(7), irrep.Represent(GroupElement.Identity(OrthogonalGroup.O3)));
    }

    private static void AssertNear(double[] expected, double[] actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        double worst = expected.Zip(actual, (x, y) => Math.Abs(x - y)).Max();
        Assert.True(worst <= tolerance, $"{worst:E2} > {tolerance:E2}");
    }
}
