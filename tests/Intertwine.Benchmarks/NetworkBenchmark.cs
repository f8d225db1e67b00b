using TorchSharp;
using static TorchSharp.torch;

namespace Intertwine.Benchmarks;

/// <summary>A pass of a network against the same in eager TorchSharp.</summary>
internal static class NetworkBenchmark
{
    public static IReadOnlyList<string> Header { get; } = ["network", "pass", "Intertwine, ms", "eager TorchSharp, ms", "faster", "target"];

    /// <summary>The threads belong to whoever computes: those of libtorch spin for a while after their work, and would take the cores from our kernels.</summary>
    public static Paired Measure(Pass pass, int threads) => Paired.Measure(pass.Declared, pass.Eager, () => set_num_threads(1), () => set_num_threads(threads));

    public static string[] Row(Network network, Pass pass, Paired times) =>
        [network.Title, pass.Name, $"{times.First:f2}", $"{times.Second:f2}", $"{times.Ratio:f1}x", pass.Target is { } wanted ? Verdict($"{wanted:g}x", times.Ratio >= wanted) : string.Empty];

    public static string Verdict(string target, bool reached) => $"{target}: {(reached ? "reached" : "missed")}";
}
