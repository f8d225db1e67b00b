using Intertwine.Gpu;
using Intertwine.Kernels;
using NBody;

namespace Intertwine.Benchmarks;

/// <summary>A network of the benchmark as a GPU program with its sizes.</summary>
/// <param name="Key">What scripts/gpu_baselines.py calls it.</param>
/// <param name="Title">With its sizes, as tables show it.</param>
/// <param name="Differentiated">Whether the inputs' gradients are computed too.</param>
internal sealed record GpuNetwork(string Key, string Title, GpuProgram Program, Func<GpuGraph> Graph, bool Differentiated)
{
    private const int ProductItems = 2000;

    public static IEnumerable<GpuNetwork> All { get; } =
    [
        new("nbody", "EGNN n-body (100 x 5, 4 x 64)", NBodyNetGpuKernels.For(isDouble: false, training: true), () => FullyConnected(100, 5), Differentiated: false),
        new("qm9", "EGNN QM9 (96 x 18, 7 x 128)", Qm9NetGpuKernels.For(isDouble: false, training: true), () => FullyConnected(96, 18), Differentiated: false),
        new("product", "tensor product uvw (2000, 32x0e+32x1o+32x2e)", ProductNetGpuKernels.For(isDouble: false, training: true), () => new GpuGraph([], [], ProductItems), Differentiated: true),
    ];

    /// <summary>Operations of a forward and of a backward pass.</summary>
    public (double Forward, double Backward) Flops(GpuGraph graph)
    {
        KernelSignature signature = Program.Signature;
        long[] counts = [.. signature.Domains.Select((d, i) => i == 0 ? 1 : graph.Items.GetValueOrDefault(d))];
        return (signature.ForwardFlops.Zip(counts, (f, n) => (double)f * n).Sum(), signature.BackwardFlops.Zip(counts, (f, n) => (double)f * n).Sum());
    }

    /// <summary>All different nodes of each graph joined, edges ordered by target.</summary>
    private static GpuGraph FullyConnected(int graphs, int nodes)
    {
        List<long> source = [];
        List<long> target = [];
        for (int graph = 0; graph < graphs; graph++)
        {
            for (int i = 0; i < nodes; i++)
            {
                foreach (int j in Enumerable.Range(0, nodes).Where(j => j != i))
                {
                    source.Add((graph * nodes) + j);
                    target.Add((graph * nodes) + i);
                }
            }
        }

        return new GpuGraph([.. source], [.. target], graphs * nodes, [.. Enumerable.Range(0, graphs * nodes).Select(n => (long)n / nodes)], graphs);
    }
}
