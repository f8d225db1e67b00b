using System.Diagnostics;

namespace Intertwine.Benchmarks;

/// <summary>Radius graphs of random atoms at the density of a molecular liquid (0.1 per cubic Angstrom) with a cut-off of 5 Angstrom, and a Verlet list with a skin of 1 Angstrom over small random moves.</summary>
internal static class GraphBenchmark
{
    private const double Density = 0.1;
    private const double Cutoff = 5;
    private const double Skin = 1;
    private const int MovesPerList = 40;

    public static string[] Header { get; } = ["box", "atoms", "edges", "Graph.Radius, ms", "ns per edge", "Verlet list, ms per step", "builds in 40 steps"];

    public static IEnumerable<string[]> Run()
    {
        foreach (bool periodic in (bool[])[false, true])
        {
            foreach (int edges in (int[])[1_000, 10_000, 100_000, 1_000_000])
            {
                yield return Row(edges, periodic);
            }
        }
    }

    private static string[] Row(int edges, bool periodic)
    {
        // So many atoms that the edges are about as many: 4/3 π r³ density neighbours each in the bulk.
        int atoms = (int)(edges / (4.0 / 3 * Math.PI * Cutoff * Cutoff * Cutoff * Density));
        double side = Math.Cbrt(atoms / Density);
        var random = new Random(1);
        double[] positions = [.. Enumerable.Range(0, 3 * atoms).Select(_ => side * random.NextDouble())];
        Cell? cell = periodic ? Cell.Cubic(side) : null;
        int found = 0;
        double milliseconds = Median(() =>
        {
            using Graph graph = Graph.Radius(positions, Cutoff, cell);
            found = graph.EdgeCount;
        });

        using var list = new NeighbourList(Cutoff, Skin, cell);
        list.Update(positions);
        long start = Stopwatch.GetTimestamp();
        for (int step = 0; step < MovesPerList; step++)
        {
            for (int k = 0; k < positions.Length; k++)
            {
                positions[k] += 0.06 * (random.NextDouble() - 0.5);
            }

            list.Update(positions);
        }

        double perStep = Stopwatch.GetElapsedTime(start).TotalMilliseconds / MovesPerList;
        return [periodic ? "periodic" : "open", $"{atoms:n0}", $"{found:n0}", $"{milliseconds:f2}", $"{milliseconds * 1e6 / found:f0}", $"{perStep:f2}", $"{list.Builds - 1}"];
    }

    private static double Median(Action action)
    {
        action();
        double[] times = new double[7];
        for (int k = 0; k < times.Length; k++)
        {
            long start = Stopwatch.GetTimestamp();
            action();
            times[k] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        Array.Sort(times);
        return times[times.Length / 2];
    }
}
