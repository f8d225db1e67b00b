using System.Diagnostics;
using Intertwine.Algebra;
using Intertwine.Algebra.Tests;

namespace Intertwine.Benchmarks;

/// <summary>What the bases of the golden tables cost at build time: once, and from the cache.</summary>
internal static class SolverBenchmark
{
    private const int Runs = 5;

    public static IEnumerable<string[]> Run()
    {
        List<(string Name, double Declared, double Cold, double Cached)> rows = [];
        foreach ((string name, string text, _) in EmlpTable.Rows())
        {
            rows.Add(Measure($"{name} {text}", label => EmlpTable.Parse(GoldenGroup.Load(name, $"{name}, {label}"), text)));
        }

        yield return Line($"EMLP, {rows.Count} rows: groups declared, tensors, solution", rows, row => row.Declared, "ms");
        yield return Line($"EMLP, {rows.Count} rows: solution", rows, row => row.Cold, "ms");
        yield return Line($"EMLP, {rows.Count} rows: again", rows, row => row.Cached, "ns");
        foreach ((string title, string symmetry, string from, string to) in ((string, string, string, string)[])
            [
                ("escnn Linear_C8", "C_8", "regular + 0", "regular + 1"),
                ("escnn Linear_D4", "D_4", "regular", "regular"),
                ("O(12): V*V -> V*V, 20736 unknowns", "O(12)", "V*V", "V*V"),
                ("SO(3): 5*5 -> 6*6, 20449 unknowns", "SO(3)", "5*5", "6*6"),
                ("Sp(3): V*V -> V^4, 46656 unknowns", "Sp(3)", "V*V", "V^4"),
            ])
        {
            Algebra.Group group = Algebra.Group.Parse(symmetry).OrThrow();
            (string, double, double Cold, double Cached) row = Measure(title, _ => (Representation.Parse(group, from), Representation.Parse(group, to)));
            yield return [title, $"{row.Cold:f2} ms, again {row.Cached:f0} ns", "", "", ""];
        }
    }

    /// <summary>The best of a few runs: other work on the machine only adds.</summary>
    private static (string Name, double Declared, double Cold, double Cached) Measure(string name, Func<int, (Representation From, Representation To)> parse)
    {
        double declared = double.MaxValue;
        double cold = double.MaxValue;
        double cached = double.MaxValue;
        for (int run = 0; run < Runs; run++)
        {
            IntertwinerCache.Clear();
            long start = Stopwatch.GetTimestamp();
            (Representation from, Representation to) = parse(run);
            _ = IntertwinerSolver.Solve(from, to).OrThrow();
            declared = Math.Min(declared, Stopwatch.GetElapsedTime(start).TotalMilliseconds);

            IntertwinerCache.Clear();
            start = Stopwatch.GetTimestamp();
            _ = IntertwinerSolver.Solve(from, to).OrThrow();
            cold = Math.Min(cold, Stopwatch.GetElapsedTime(start).TotalMilliseconds);

            const int Count = 1000;
            start = Stopwatch.GetTimestamp();
            for (int i = 0; i < Count; i++)
            {
                _ = IntertwinerSolver.Solve(from, to);
            }

            cached = Math.Min(cached, Stopwatch.GetElapsedTime(start).TotalNanoseconds / Count);
        }

        return (name, declared, cold, cached);
    }

    private static string[] Line(string title, List<(string Name, double Declared, double Cold, double Cached)> rows, Func<(string Name, double Declared, double Cold, double Cached), double> value, string unit)
    {
        double[] values = [.. rows.Select(value)];
        string slowest = rows[Array.IndexOf(values, values.Max())].Name;
        return [title, $"{values.Max():f2} {unit}", slowest, $"{Paired.Median(values):f3} {unit}", $"{values.Sum():f0} {unit}"];
    }
}
