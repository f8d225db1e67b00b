using Xunit.Abstractions;

namespace Intertwine.Algebra.Tests;

/// <summary>EMLP's table of ranks and solutions: every row with the rank of the table and the span of its orthonormal basis.</summary>
public sealed class GoldenEmlpTests(ITestOutputHelper output)
{
    private static readonly GoldenTensors Golden = GoldenGroup.Golden;

    public static TheoryData<string> Groups => [.. EmlpTable.Rows().Select(row => row.Group).Distinct()];

    [Theory]
    [MemberData(nameof(Groups))]
    public void Solutions_AreThoseOfEmlp(string name)
    {
        var group = GoldenGroup.Load(name);
        Dictionary<string, int> ranks = EmlpTable.Rows().Where(row => row.Group == name && row.Rank is not null).ToDictionary(row => row.Text, row => row.Rank!.Value);
        foreach ((string _, string text, int? rank) in EmlpTable.Rows().Where(row => row.Group == name))
        {
            (Representation from, Representation to) = EmlpTable.Parse(group, text);
            IntertwinerBasis basis = IntertwinerSolver.Solve(from, to).OrThrow();
            int multiple = group.IsComplex ? 2 : 1;
            Assert.True((rank ?? Skipped(text, ranks, group)) * multiple == basis.Dimension, $"{name} {text}: {basis.Dimension} elements, expected {rank ?? Skipped(text, ranks, group)}");
            Assert.True(basis.Residual <= 1e-12, $"{name} {text}: residual {basis.Residual}");
            Assert.True(basis.Residual == 0 || name is "C3" or "D3", $"{name} {text} has rational generators: residual {basis.Residual}");
            int nonZeros = basis.Elements.Sum(element => element.Entries.Count);
            int support = basis.Elements.SelectMany(element => element.Entries.Select(entry => (entry.Row, entry.Column))).Distinct().Count();
            output.WriteLine($"{name} {text}: {basis.Dimension} elements, {nonZeros} non-zeros over {support} places");
            AssertSpan(name, text, group, basis);
        }
    }

    /// <summary>Both spaces have the same dimension, so it is enough that ours lies in theirs.</summary>
    private static void AssertSpan(string name, string text, GoldenGroup group, IntertwinerBasis basis)
    {
        string key = $"Q_{name}/{text}";
        if (!Golden.Contains(group.IsComplex ? key + "_re" : key))
        {
            return;
        }

        List<double[]> expected = group.IsComplex ? [.. Complex(Golden[key + "_re"], Golden[key + "_im"])] : [.. Columns(Golden[key])];
        foreach (SparseMatrix element in basis.Elements)
        {
            double[] rest = group.IsComplex ? ComplexEntries(element) : element.ToDense().ToArray();
            double scale = Math.Sqrt(rest.Sum(x => x * x));
            foreach (double[] q in expected)
            {
                double product = q.Zip(rest, (x, y) => x * y).Sum();
                for (int i = 0; i < rest.Length; i++)
                {
                    rest[i] -= product * q[i];
                }
            }

            Assert.True(Math.Sqrt(rest.Sum(x => x * x)) < 1e-10 * scale, $"{name} {text}: an element is not in the span.");
        }
    }

    private static IEnumerable<double[]> Columns(GoldenTensor tensor)
        => Enumerable.Range(0, tensor.Shape[1]).Select(column => Enumerable.Range(0, tensor.Shape[0]).Select(row => tensor[row, column]).ToArray());

    /// <summary>q and i q, on real parts, then imaginary parts.</summary>
    private static IEnumerable<double[]> Complex(GoldenTensor real, GoldenTensor imaginary)
        => Columns(real).Zip(Columns(imaginary), (re, im) => ((double[], double[]))([.. re, .. im], [.. im.Select(x => -x), .. re])).SelectMany(pair => new[] { pair.Item1, pair.Item2 });

    /// <summary>[[X, -Y], [Y, X]] is X + i Y: its left half, X before Y.</summary>
    private static double[] ComplexEntries(SparseMatrix element)
    {
        int columns = element.Columns / 2;
        return element.ToDense().Block(0, 0, element.Rows, columns).ToArray();
    }

    /// <summary>Ranks of rows that EMLP left out as too large: invariants c_k of T(k), where c_4 is from the mean of characters.</summary>
    private static int Skipped(string text, Dictionary<string, int> ranks, GoldenGroup group)
    {
        int[] c = [1, ranks["T1"], ranks["T2"], ranks["T3"], ranks.TryGetValue("T4", out int known) ? known : FourthPower(group)];
        return text == "T0+T1+T2>>T0+T1+T2" ? c[0] + (2 * c[1]) + (3 * c[2]) + (2 * c[3]) + c[4] : c[4];
    }

    /// <summary>Mean of chi^4: of a finite group over its elements; of SO(3) x S_2 on R^3 ⊗ R^2 it is 3 (isotropic tensors) times (2^4 + 0) / 2.</summary>
    private static int FourthPower(GoldenGroup group)
    {
        if (group.Group.InfinitesimalCount > 0)
        {
            Assert.Equal("SO3xS2", group.Group.Name);
            return 3 * 8;
        }

        List<Matrix> elements = [Matrix.Identity(group.Size)];
        for (int next = 0; next < elements.Count; next++)
        {
            foreach (Matrix step in group.Group.DiscreteGenerators)
            {
                Matrix product = step * elements[next];
                if (!elements.Contains(product))
                {
                    elements.Add(product);
                }
            }
        }

        return (int)Math.Round(elements.Average(element => Math.Pow(element.Trace(), 4)));
    }
}
