using System.Numerics;
using FsCheck.Xunit;
using Xunit.Abstractions;

namespace Intertwine.Algebra.Tests;

/// <summary>Invariant tensors of three irreps: e3nn's, exact, orthogonal, invariant.</summary>
public sealed class Wigner3jTests(ITestOutputHelper output)
{
    private const int ExactDegree = 11;

    [Fact]
    public void Tensors_AreThoseOfE3nn()
    {
        var golden = GoldenTensors.Load("e3nn/wigner_3j");
        int count = 0;
        foreach (string name in golden.Names)
        {
            int[] degrees = [.. name["w3j/".Length..].Split('_').Select(int.Parse)];
            double[] actual = Wigner3j.Real(degrees[0], degrees[1], degrees[2]).ToArray();
            double[] expected = golden[name].Values;
            Assert.Equal(expected.Length, actual.Length);
            Assert.True(expected.Zip(actual, (x, y) => Math.Abs(x - y)).Max() < 1e-14, name);
            count++;
        }

        Assert.True(count >= 34);
    }

    [Fact]
    public void Entries_AreExactToDegreeEleven()
    {
        int entries = 0;
        foreach ((int l1, int l2, int l3) in Triples(ExactDegree))
        {
            SparseTensor3 tensor = Wigner3j.Real(l1, l2, l3);
            Assert.True(tensor.IsExact);
            Assert.True(IsOne(tensor.Entries.Select(entry => entry.Coefficient.Exact!.Value)), $"The squares of {l1}, {l2}, {l3} do not add up to 1.");
            entries += tensor.Entries.Count;
        }

        output.WriteLine($"{entries} non-zero entries");
    }

    /// <summary>sum_ij w[i, j, k] w'[i, j, k'] = delta / (2 l3 + 1), and sum over l3 and k of (2 l3 + 1) w[i, j, k] w[i', j', k] = delta delta.</summary>
    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 3)]
    [InlineData(5, 4)]
    [InlineData(11, 11)]
    [InlineData(20, 19)]
    public void Products_AreOrthogonal(int l1, int l2)
    {
        int size = ((2 * l1) + 1) * ((2 * l2) + 1);
        // Rows are (l3, k): the squares of a square matrix are 1 both ways if they are one way; sparse, so both ways are cheap.
        var rows = new List<SparseEntry[]>();
        for (int l3 = Math.Abs(l1 - l2); l3 <= l1 + l2; l3++)
        {
            rows.AddRange(Wigner3j.Product(l1, l2, l3).ToMatrix().Entries.GroupBy(entry => entry.Row).Select(group => group.ToArray()));
        }

        Assert.Equal(size, rows.Count);
        var columns = new List<(int Row, double Value)>[size];
        for (int i = 0; i < size; i++)
        {
            columns[i] = [];
        }

        for (int row = 0; row < size; row++)
        {
            foreach (SparseEntry entry in rows[row])
            {
                columns[entry.Column].Add((row, entry.Value));
            }
        }

        Assert.True(Deviation(size, row => rows[row].Select(entry => (entry.Column, entry.Value)), columns) < 1e-13);
        var transposed = new List<(int Row, double Value)>[size];
        for (int i = 0; i < size; i++)
        {
            transposed[i] = [.. rows[i].Select(entry => (entry.Column, entry.Value))];
        }

        Assert.True(Deviation(size, column => columns[column], transposed) < 1e-13);
    }

    /// <summary>dD_l1(J) on the first index plus dD_l2(J) on the second plus dD_l3(J) on the third is zero for each generator J.</summary>
    [Theory]
    [InlineData(11, 1e-14)]
    public void Tensors_AreInvariant(int maximum, double tolerance)
    {
        foreach ((int l1, int l2, int l3) in Triples(maximum).Where(t => t.L1 % 3 == 2 || t.L3 % 5 == 1))
        {
            Assert.True(Residual(l1, l2, l3) < tolerance, $"{l1}, {l2}, {l3}");
        }
    }

    /// <summary>The product of rotated vectors is the rotated product, for random degrees and rotations.</summary>
    [Property(MaxTest = 40)]
    public void Products_CommuteWithRotations(int seed)
    {
        var random = new Random(seed);
        (int l1, int l2) = (random.Next(12), random.Next(12));
        int l3 = random.Next(Math.Abs(l1 - l2), l1 + l2 + 1);
        SparseTensor3 product = Wigner3j.Product(l1, l2, l3);
        var rotation = Rotation.Random(random);
        double[] x = [.. Enumerable.Range(0, product.Dim1).Select(_ => random.NextDouble() - 0.5)];
        double[] y = [.. Enumerable.Range(0, product.Dim2).Select(_ => random.NextDouble() - 0.5)];
        double[] expected = WignerD.Real(l3, rotation).Apply(product.Apply(x, y));
        double[] actual = product.Apply(WignerD.Real(l1, rotation).Apply(x), WignerD.Real(l2, rotation).Apply(y));
        Assert.True(expected.Zip(actual, (a, b) => Math.Abs(a - b)).Max() < 1e-12);
    }

    [Theory]
    [InlineData(25, 20, 16)]
    [InlineData(40, 3, 40)]
    [InlineData(21, 20, 41)]
    [InlineData(32, 32, 32)]
    [InlineData(64, 64, 128)]
    [InlineData(128, 4, 126)]
    public void TensorsOfHighDegrees_AreInvariant(int l1, int l2, int l3)
    {
        Assert.True(Residual(l1, l2, l3) < 1e-12, $"{Residual(l1, l2, l3)}");
        Assert.Equal(1, Wigner3j.Real(l1, l2, l3).FrobeniusNorm(), 12);
    }

    [Fact]
    public void Recursion_AgreesWithTheFormulaInIntegers()
    {
        double worst = 0;
        foreach ((int l1, int l2, int l3) in ((int, int, int)[])[(0, 0, 0), (1, 1, 1), (3, 2, 4), (11, 7, 9), (20, 20, 20), (16, 14, 30), (25, 10, 15), (30, 2, 28), (5, 20, 25)])
        {
            for (int m3 = -l3; m3 <= l3; m3++)
            {
                double[] vector = ClebschGordanVector.Create(l1, l2, l3, m3, out int lowest);
                for (int i = 0; i < vector.Length; i++)
                {
                    worst = Math.Max(worst, Math.Abs(vector[i] - ClebschGordan.Complex(l1, lowest + i, l2, m3 - lowest - i, l3, m3).Value));
                }
            }
        }

        output.WriteLine($"{worst:E1}");
        Assert.True(worst < 1e-13);
    }

    [Fact]
    public void KnownCoefficients_AreThoseOfTheTables()
    {
        Assert.Equal("sqrt(1/2)", ClebschGordan.Complex(1, 1, 1, 0, 2, 1).Exact.ToString());
        Assert.Equal("sqrt(2/3)", ClebschGordan.Complex(1, 0, 1, 0, 2, 0).Exact.ToString());
        Assert.Equal("-sqrt(1/2)", ClebschGordan.Complex(1, -1, 1, 1, 1, 0).Exact.ToString());
        Assert.Equal("-sqrt(3/10)", ClebschGordan.Complex(2, 1, 1, 0, 1, 1).Exact.ToString());
        Assert.Equal("-sqrt(2/7)", ClebschGordan.Complex(2, 0, 2, 0, 2, 0).Exact.ToString());
        // The cross product: e_x x e_y = e_z, over sqrt(6).
        Assert.Equal("sqrt(1/6)", Wigner3j.Real(1, 1, 1).Entries.Single(entry => entry is { I: 0, J: 1, K: 2 }).Coefficient.ToString());
    }

    [Fact]
    public void DegreesThatDoNotCouple_AreAnError()
    {
        Assert.Contains("Expected a degree from 1 to 3", Assert.Throws<ArgumentException>(() => Wigner3j.Real(1, 2, 4)).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => Wigner3j.Real(-1, 1, 1));
    }

    private static IEnumerable<(int L1, int L2, int L3)> Triples(int maximum)
        => from l1 in Enumerable.Range(0, maximum + 1)
           from l2 in Enumerable.Range(0, maximum + 1)
           from l3 in Enumerable.Range(0, maximum + 1)
           where ClebschGordan.IsAllowed(l1, l2, l3)
           select (l1, l2, l3);

    /// <summary>Whether the squares add up to 1, in integers.</summary>
    private static bool IsOne(IEnumerable<ExactNumber> numbers)
    {
        (BigInteger numerator, BigInteger denominator) = (0, 1);
        foreach (IGrouping<long, ExactNumber> group in numbers.GroupBy(number => number.Denominator))
        {
            BigInteger sum = group.Aggregate(BigInteger.Zero, (total, number) => total + number.Numerator);
            (numerator, denominator) = ((numerator * group.Key) + (sum * denominator), denominator * group.Key);
            BigInteger divisor = BigInteger.GreatestCommonDivisor(numerator, denominator);
            (numerator, denominator) = (numerator / divisor, denominator / divisor);
        }

        return numerator.IsOne && denominator.IsOne;
    }

    /// <summary>Largest entry of M M^T - 1 for a sparse M.</summary>
    private static double Deviation(int size, Func<int, IEnumerable<(int Index, double Value)>> rows, List<(int Row, double Value)>[] columns)
    {
        double worst = 0;
        double[] product = new double[size];
        for (int row = 0; row < size; row++)
        {
            Array.Clear(product);
            product[row] = -1;
            foreach ((int index, double value) in rows(row))
            {
                foreach ((int other, double factor) in columns[index])
                {
                    product[other] += value * factor;
                }
            }

            worst = Math.Max(worst, product.Max(Math.Abs));
        }

        return worst;
    }

    /// <summary>Largest violation of invariance under the generators, relative to the size of a generator.</summary>
    private static double Residual(int l1, int l2, int l3)
    {
        SparseTensor3 tensor = Wigner3j.Real(l1, l2, l3);
        var residual = new Dictionary<(int, int, int), double>();
        double worst = 0;
        for (int axis = 0; axis < 3; axis++)
        {
            residual.Clear();
            (int Row, double Value)[][] first = Columns(l1, axis);
            (int Row, double Value)[][] second = Columns(l2, axis);
            (int Row, double Value)[][] third = Columns(l3, axis);
            foreach (SparseEntry3 entry in tensor.Entries)
            {
                foreach ((int row, double value) in first[entry.I])
                {
                    Add((row, entry.J, entry.K), value * entry.Value);
                }

                foreach ((int row, double value) in second[entry.J])
                {
                    Add((entry.I, row, entry.K), value * entry.Value);
                }

                foreach ((int row, double value) in third[entry.K])
                {
                    Add((entry.I, entry.J, row), value * entry.Value);
                }
            }

            worst = Math.Max(worst, residual.Count == 0 ? 0 : residual.Values.Max(Math.Abs));
        }

        return worst / Math.Max(1, Math.Max(l1, Math.Max(l2, l3)));

        void Add((int, int, int) key, double value) => residual[key] = residual.GetValueOrDefault(key) + value;
    }

    private static (int Row, double Value)[][] Columns(int degree, int axis)
    {
        Matrix generator = new SphericalIrrep(OrthogonalGroup.SO3, degree, Parity.None).InfinitesimalGenerators[axis];
        return [.. Enumerable.Range(0, generator.Columns).Select(column
            => Enumerable.Range(0, generator.Rows).Where(row => generator[row, column] != 0).Select(row => (row, generator[row, column])).ToArray())];
    }
}
