using TorchSharp;
using static TorchSharp.torch;

namespace Intertwine.Benchmarks;

/// <summary>Every pass of a network against the same in eager TorchSharp.</summary>
internal static class NetworkBenchmark
{
    public static IReadOnlyList<string> Header { get; } = ["network", "pass", "Intertwine, ms", "eager TorchSharp, ms", "faster", "target", "GFLOP/s"];

    public static IEnumerable<string[]> Run(Network network, int threads)
    {
        network.Check();
        foreach (Pass pass in network.Passes)
        {
            // The threads belong to whoever computes: those of libtorch spin for a while after their work, and would take the cores from our kernels.
            Paired times = Paired.Measure(pass.Declared, pass.Eager, () => set_num_threads(1), () => set_num_threads(threads));
            string target = pass.Target is { } wanted ? $"{wanted:g}x: {(times.Ratio >= wanted ? "reached" : "missed")}" : string.Empty;
            yield return [network.Title, pass.Name, $"{times.First:f2}", $"{times.Second:f2}", $"{times.Ratio:f1}x", target, $"{pass.Flops / times.First / 1e6:f0}"];
        }
    }
}
