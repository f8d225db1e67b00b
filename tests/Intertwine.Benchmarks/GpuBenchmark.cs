using static TorchSharp.torch;

namespace Intertwine.Benchmarks;

/// <summary>The same networks on the GPU, where there is one: tensors of the CPU go to the device and back, as <see cref="Backend.Gpu"/> does it.</summary>
internal static class GpuBenchmark
{
    /// <summary>A table of the networks that have GPU kernels and a device, or why there is none.</summary>
    public static string Run(IReadOnlyList<Network> networks)
    {
        List<string[]> rows = [];
        HashSet<string> reasons = [];
        foreach (Network network in networks)
        {
            try
            {
                Use(network, Backend.Gpu);
                network.Check();
                foreach (Pass pass in network.Passes)
                {
                    Paired times = Paired.Measure(pass.Declared, pass.Declared, () => Use(network, Backend.Gpu), () => Use(network, Backend.Simd));
                    rows.Add([network.Title, pass.Name, $"{times.First:f2}", $"{times.Second:f2}", $"{times.Ratio:f2}x"]);
                }
            }
            catch (NotSupportedException reason)
            {
                reasons.Add(reason.Message);
            }
            finally
            {
                Use(network, Backend.Simd);
            }
        }

        return rows.Count > 0 ? Report.Table(["network", "pass", "GPU, ms", "SIMD, ms", "faster"], rows) : string.Join("\n", reasons.Take(1));
    }

    private static void Use(Network network, Backend backend)
    {
        set_num_threads(1);
        foreach (EquivariantModel model in network.Models)
        {
            model.Backend = backend;
        }
    }
}
