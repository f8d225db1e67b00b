using System.Diagnostics;
using Intertwine.Gpu;

namespace Intertwine.Benchmarks;

/// <summary>Times the networks' GPU programs on the default device, without TorchSharp: forward, forward and backward, and a whole step of training. Every run waits for the device.</summary>
internal static class GpuBenchmark
{
    private const int WarmUp = 5;

    public static IReadOnlyList<string> Header { get; } = ["network", "pass", "ms", "GFLOP/s", "first run, ms"];

    /// <param name="only">Keys of networks; empty for all.</param>
    /// <param name="lines">A file for scripts/gpu-benchmark.sh: network, pass, implementation and milliseconds, separated by tabs; null for none.</param>
    public static IEnumerable<string[]> Run(int repeats, string[] only, FileInfo? lines)
    {
        GpuDevice device = GpuDevice.Default;
        using StreamWriter? file = lines is null ? null : new StreamWriter(lines.FullName, append: false);
        file?.WriteLine($"# Intertwine on {device}; float32; median of {repeats} runs, each with a synchronisation.");
        foreach (GpuNetwork network in GpuNetwork.All.Where(n => only.Length == 0 || only.Contains(n.Key)))
        {
            foreach ((string pass, double first, double milliseconds, double flops) in Measure(device, network, repeats))
            {
                file?.WriteLine($"{network.Title}\t{pass}\tIntertwine\t{milliseconds:f4}");
                yield return [network.Title, pass, $"{milliseconds:f3}", $"{flops / milliseconds / 1e6:f0}", $"{first:f0}"];
            }
        }
    }

    private static IEnumerable<(string Pass, double First, double Milliseconds, double Flops)> Measure(GpuDevice device, GpuNetwork network, int repeats)
    {
        using GpuModel model = new(device, network.Program);
        using GpuGraph graph = network.Graph();
        using GpuBatch batch = new(model, graph, network.Differentiated);
        Random random = new(1);
        foreach (string name in model.Signature.Parameters.Select(p => p.Name))
        {
            model.SetParameter<float>(name, Numbers(random, model.Parameter(name), 0.1f));
        }

        foreach (string name in model.Signature.Inputs.Select(i => i.Name))
        {
            batch.Input(name).CopyFrom<float>(Numbers(random, batch.Input(name), 1));
        }

        GpuBuffer[] goals = [.. model.Signature.Outputs.Select(o => device.Upload<float>(new float[batch.Output(o.Name).Bytes / sizeof(float)]))];
        using GpuAdam adam = GpuAdam.Create(model);
        using GpuTrainer trainer = new(adam);
        (double forward, double backward) = network.Flops(graph);
        (string Name, Action Run, double Flops)[] passes =
        [
            ("forward", () => model.Forward(batch, keepForBackward: false), forward),
            (
                "forward + backward",
                () =>
                {
                    model.Forward(batch);
                    model.Backward(batch);
                },
                forward + backward),
            ("training step", () => trainer.Step(batch, Loss), forward + backward),
        ];
        foreach ((string name, Action run, double flops) in passes)
        {
            double first = Time(run);
            for (int i = 0; i < WarmUp; i++)
            {
                run();
            }

            device.Synchronize();
            double[] times = [.. Enumerable.Range(0, repeats).Select(_ => Time(run)).Order()];
            yield return (name, first, times[times.Length / 2], flops);
        }

        foreach (GpuBuffer goal in goals)
        {
            goal.Dispose();
        }

        void Loss(GpuBatch b, GpuLoss loss)
        {
            for (int i = 0; i < goals.Length; i++)
            {
                string output = model.Signature.Outputs[i].Name;
                loss.MeanSquaredError(b.Output(output), goals[i], b.OutputGradient(output));
            }
        }

        double Time(Action run)
        {
            long start = Stopwatch.GetTimestamp();
            run();
            device.Synchronize();
            return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }
    }

    private static float[] Numbers(Random random, GpuBuffer buffer, float scale) => [.. Enumerable.Range(0, checked((int)(buffer.Bytes / sizeof(float)))).Select(_ => scale * ((2 * random.NextSingle()) - 1))];
}
