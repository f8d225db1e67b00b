using Intertwine.Algebra;

namespace Intertwine.Benchmarks;

/// <summary>The mathematics of SO(3): what the first call in a process takes, compilation to machine code and tables included, and the median of many.</summary>
internal static class SphericalBenchmark
{
    private const int TableDegree = 11;

    public static IEnumerable<string[]> Run()
    {
        var rotation = Rotation.FromAngles(0.7, 1.9, -2.5);
        yield return Row($"3j table to l = {TableDegree}, exact", 20, () => Table());
        yield return Row($"3j tensors ({Wigner3j.MaximumCachedDegree + 1}, l2, l3), not cached", 5, () => Uncached());
        foreach (int l in (int[])[11, 64, 128])
        {
            yield return Row($"Wigner D, l = {l}", 200, () => WignerD.Real(l, rotation));
        }

        yield return Row("Wigner D, all l to 64", 20, () => WignerD.RealToDegree(64, rotation));
        foreach (int l in (int[])[3, 11, 128])
        {
            yield return Row($"harmonics to l = {l}", 200, () => SphericalHarmonics.Values(l, 0.3, -0.5, 0.8));
            yield return Row($"harmonics to l = {l} with gradient and Hessian", 200, () => SphericalHarmonics.Jet(l, 0.3, -0.5, 0.8));
        }

        yield return Row("harmonic polynomials to l = 11, exact", 20, () =>
        {
            for (int l = 0; l <= HarmonicPolynomial.MaximumDegree; l++)
            {
                for (int m = -l; m <= l; m++)
                {
                    _ = HarmonicPolynomial.Create(l, m);
                }
            }
        });
    }

    private static int Table()
    {
        int entries = 0;
        for (int l1 = 0; l1 <= TableDegree; l1++)
        {
            for (int l2 = 0; l2 <= TableDegree; l2++)
            {
                for (int l3 = Math.Abs(l1 - l2); l3 <= Math.Min(TableDegree, l1 + l2); l3++)
                {
                    entries += Wigner3j.Real(l1, l2, l3).Entries.Count;
                }
            }
        }

        return entries;
    }

    private static int Uncached()
    {
        int entries = 0;
        for (int l2 = 0; l2 <= Wigner3j.MaximumCachedDegree + 1; l2++)
        {
            for (int l3 = Wigner3j.MaximumCachedDegree + 1 - l2; l3 <= Wigner3j.MaximumCachedDegree + 1; l3++)
            {
                entries += Wigner3j.Real(Wigner3j.MaximumCachedDegree + 1, l2, l3).Entries.Count;
            }
        }

        return entries;
    }

    private static string[] Row(string name, int runs, Action action)
    {
        double first = Paired.Milliseconds(action);
        double again = Paired.Median([.. Enumerable.Range(0, runs).Select(_ => Paired.Milliseconds(action))]);
        return [name, $"{first:g3}", $"{again:g3}"];
    }
}
