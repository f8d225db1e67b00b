using Intertwine.Kernels;
using static TorchSharp.torch;

namespace Intertwine.Benchmarks;

/// <summary>A loop of a pass under the roofs.</summary>
/// <param name="Cost">What the compiler counted.</param>
/// <param name="Flops">Of one run.</param>
/// <param name="Bytes">Of one run.</param>
/// <param name="Seconds">Measured.</param>
/// <param name="Roof">Seconds at the roof.</param>
/// <param name="Bound">Which roof: operations, or a level of the memory.</param>
internal sealed record LoopTime(LoopCost Cost, double Flops, double Bytes, double Seconds, double Roof, string Bound);

/// <summary>A pass of a network under the roofs.</summary>
internal sealed record PassTime(Network Network, Pass Pass, double Seconds, IReadOnlyList<LoopTime> Loops)
{
    public double Flops => Loops.Sum(l => l.Flops);

    public double Bytes => Loops.Sum(l => l.Bytes);

    public double Intensity => Flops / Bytes;

    /// <summary>Seconds at the roof, loop by loop.</summary>
    public double Roof => Loops.Sum(l => l.Roof);

    /// <summary>Seconds within loops.</summary>
    public double InLoops => Loops.Sum(l => l.Seconds);
}

/// <summary>How near the kernels come to what the machine can do.</summary>
internal static class Roofline
{
    private const int Runs = 15;

    public static IReadOnlyList<string> Header { get; } = ["network", "pass", "loops", "GFLOP", "MB moved", "flop/byte", "ms at the roof", "ms in loops", "ms", "GFLOP/s", "of FMA peak", "target", "of roof"];

    public static IReadOnlyList<string> KernelHeader { get; } = ["network, pass", "kernel", "runs", "ms", "of the pass", "flop/byte", "bound by", "GFLOP/s", "GB/s", "of roof"];

    /// <summary>Times every loop of a pass.</summary>
    public static PassTime Measure(Network network, Pass pass, MachineRates rates, double seconds)
    {
        set_num_threads(1);
        IReadOnlyList<LoopCost> costs = pass.Work.Loops;
        double[] shortest = [.. costs.Select(_ => double.PositiveInfinity)];
        pass.Declared();
        for (int run = 0; run < Runs; run++)
        {
            IReadOnlyList<TimeSpan> times = KernelProfile.Of(pass.Declared);
            if (times.Count != costs.Count)
            {
                throw new InvalidOperationException($"{network.Title}, {pass.Name}: {times.Count} loops ran; the compiler lists {costs.Count}.");
            }

            for (int i = 0; i < shortest.Length; i++)
            {
                shortest[i] = Math.Min(shortest[i], times[i].TotalSeconds);
            }
        }

        return new PassTime(network, pass, seconds, [.. costs.Select((c, i) => TimeOf(c, pass.Work.Counts, shortest[i], rates))]);
    }

    public static string[] Row(PassTime time, MachineRates rates) =>
    [
        time.Network.Title, time.Pass.Name, $"{time.Loops.Count}", $"{time.Flops / 1e9:g3}", $"{time.Bytes / 1e6:g3}", $"{time.Intensity:f1}", $"{time.Roof * 1e3:f2}", $"{time.InLoops * 1e3:f2}", $"{time.Seconds * 1e3:f2}",
        $"{time.Flops / time.Seconds / 1e9:f0}", $"{time.Flops / time.Seconds / rates.Peak:p0}",
        time.Network.IsMatrixDominated ? NetworkBenchmark.Verdict("50 %", time.Flops / time.Seconds >= 0.5 * rates.Peak) : string.Empty,
        $"{time.Roof / time.Seconds:p0}",
    ];

    /// <summary>The kernels that take the most time.</summary>
    public static IEnumerable<string[]> SlowestKernels(PassTime time, int count)
    {
        var kernels = time.Loops.GroupBy(l => l.Cost.Kernel).Select(g => (Name: g.Key, Loops: g.ToList(), Seconds: g.Sum(l => l.Seconds))).OrderByDescending(k => k.Seconds).Take(count);
        foreach ((string name, List<LoopTime> loops, double seconds) in kernels)
        {
            double flops = loops.Sum(l => l.Flops);
            double bytes = loops.Sum(l => l.Bytes);
            yield return
            [
                $"{time.Network.Key}, {time.Pass.Name}", name, $"{loops.Count}", $"{seconds * 1e3:f3}", $"{seconds / time.InLoops:p0}", $"{flops / bytes:f1}", loops[0].Bound, $"{flops / seconds / 1e9:f0}", $"{bytes / seconds / 1e9:f0}",
                $"{loops.Sum(l => l.Roof) / seconds:p0}",
            ];
        }
    }

    private static LoopTime TimeOf(LoopCost cost, long[] counts, double seconds, MachineRates rates)
    {
        double flops = cost.FlopsOf(counts);
        double bytes = cost.BytesOf(counts, Work.NumberSize);
        (double roof, string bound) = rates.Roof(flops, bytes);
        return new LoopTime(cost, flops, bytes, seconds, roof, bound);
    }
}
