using System.Diagnostics;
using Intertwine.Kernels;
using NBody;
using TorchSharp;
using static TorchSharp.torch;

namespace Intertwine.Benchmarks;

/// <summary>How the cost of the declared networks depends on edges, threads and number type, and what a step allocates.</summary>
internal static class Scaling
{
    /// <summary>One forward pass, and forward with backward, over more and more edges.</summary>
    public static IEnumerable<string[]> Edges(bool quick)
    {
        set_num_threads(1);
        using var nbody = new NBodyNet(Backend.Simd);
        using var potential = new EnergyNet(Backend.Simd);
        foreach (int edges in quick ? [1_000, 10_000, 100_000] : (int[])[1_000, 10_000, 100_000, 1_000_000])
        {
            // 5 nodes of 4 neighbours, and 20 atoms of 10 neighbours, as in the other tables.
            (double forward, double training) = NBody(nbody, edges);
            string steerable = "";
            string perEdge = "";
            if (AvailableMemory() > 16_000.0 * edges)
            {
                double time = Potential(potential, edges);
                steerable = Number(time);
                perEdge = $"{time * 1e9 / edges:f0}";
            }

            yield return [$"{edges:n0}", Number(forward), $"{forward * 1e9 / edges:f0}", Number(training), $"{training * 1e9 / edges:f0}", steerable, perEdge];
        }

        static string Number(double seconds) => $"{seconds * 1e3:g3}";
    }

    public static IReadOnlyList<string> ThreadHeader(int threads) =>
        ["network", "pass", "1 thread, ms", $"{threads} threads, ms", "faster", "kernels alone, 1 thread, ms", $"{threads} threads, ms", "faster", $"target {0.9 * threads:g2}x"];

    /// <summary>All threads against one: a pass as it is called, with what libtorch does around the kernels on one thread (a loss and its gradient, memory, the autograd node), and the kernels without that.</summary>
    public static IEnumerable<string[]> Threads(IReadOnlyList<Network> networks, int threads)
    {
        foreach (Network network in networks)
        {
            foreach (Pass pass in network.Passes)
            {
                using var kernels = new DirectCall(pass.Work.Program, network.Graph, pass.Work.Counts, isDouble: false, pass.Work.Passes);
                Paired whole = Paired.Measure(pass.Declared, pass.Declared, () => Use(threads), () => Use(1));
                Paired alone = Paired.Measure(kernels.Run, kernels.Run, () => Use(threads), () => Use(1));
                yield return
                [
                    network.Title, pass.Name, $"{whole.Second:f2}", $"{whole.First:f2}", $"{whole.Ratio:f2}x", $"{alone.Second:f2}", $"{alone.First:f2}", $"{alone.Ratio:f2}x",
                    Verdict(whole.Ratio, alone.Ratio, 0.9 * threads),
                ];
            }
        }

        Use(threads);

        static void Use(int count)
        {
            set_num_threads(1);
            KernelThreads.Count = count;
        }
    }

    private static string Verdict(double whole, double kernels, double wanted) => whole >= wanted ? "reached" : kernels >= wanted ? "by the kernels" : "missed";

    /// <summary>Managed bytes of a step of training, forward and backward, without TorchSharp and with it; and double precision against single.</summary>
    public static IEnumerable<string[]> Steps(IReadOnlyList<Network> networks)
    {
        foreach (Network network in networks)
        {
            using var single = new DirectCall(network.ProgramOf(ScalarType.Float32), network.Graph, network.Counts, isDouble: false, ProgramPass.ForwardAndSave, ProgramPass.BackwardToParameters);
            using var twice = new DirectCall(network.ProgramOf(ScalarType.Float64), network.Graph, network.Counts, isDouble: true, ProgramPass.ForwardAndSave, ProgramPass.BackwardToParameters);
            Paired times = Paired.Measure(single.Run, twice.Run, () => set_num_threads(1), () => set_num_threads(1));
            long kernels = BytesOf(single.Run);
            yield return [network.Title, $"{kernels}", kernels == 0 ? "reached" : "missed", $"{BytesOf(network.Passes[^1].Declared):n0}", $"{times.First:f2}", $"{times.Second:f2}", $"{times.Ratio:f1}x"];
        }
    }

    /// <summary>Managed bytes of one call, all threads together; the least of several, for the runtime allocates now and then too.</summary>
    private static long BytesOf(Action action)
    {
        action();
        action();
        long least = long.MaxValue;
        for (int i = 0; i < 5; i++)
        {
            long before = GC.GetTotalAllocatedBytes(precise: true);
            action();
            least = Math.Min(least, GC.GetTotalAllocatedBytes(precise: true) - before);
        }

        return least;
    }

    private static (double Forward, double Training) NBody(NBodyNet network, int edges)
    {
        int graphs = edges / 20;
        using DisposeScope scope = NewDisposeScope();
        using Graph graph = Graph.FullyConnected(graphs, 5);
        Tensor speed = rand(graphs * 5, 1);
        Tensor x = randn(graphs * 5, 3);
        Tensor v = randn(graphs * 5, 3);
        Tensor q = randn(edges, 2);
        double forward = Shortest(() =>
        {
            using (no_grad())
            using (NewDisposeScope())
            {
                network.forward(graph, speed, x, v, q);
            }
        });
        double training = Shortest(() =>
        {
            using DisposeScope inner = NewDisposeScope();
            network.zero_grad();
            network.forward(graph, speed, x, v, q).square().mean().backward();
        });
        return (forward, training);
    }

    private static double Potential(EnergyNet network, int edges)
    {
        int molecules = edges / 200;
        using DisposeScope scope = NewDisposeScope();
        using Graph graph = PotentialNetwork.RingGraph(molecules, 20, 10);
        Tensor species = nn.functional.one_hot(arange(molecules * 20) % 3, 3).to(ScalarType.Float32);
        Tensor x = randn(molecules * 20, 3) * 1.5;
        return Shortest(() =>
        {
            using (no_grad())
            using (NewDisposeScope())
            {
                network.forward(graph, species, x);
            }
        });
    }

    /// <summary>The shortest of as many runs as fit into a second, three at least.</summary>
    private static double Shortest(Action action)
    {
        action();
        double best = double.PositiveInfinity;
        long start = Stopwatch.GetTimestamp();
        for (int run = 0; run < 3 || (run < 50 && Stopwatch.GetElapsedTime(start).TotalSeconds < 1); run++)
        {
            best = Math.Min(best, Paired.Milliseconds(action) / 1e3);
        }

        return best;
    }

    /// <summary>Bytes that the system can still give.</summary>
    private static double AvailableMemory() => GC.GetGCMemoryInfo().TotalAvailableMemoryBytes - Environment.WorkingSet;
}
