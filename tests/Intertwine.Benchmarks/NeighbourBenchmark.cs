using Intertwine.Kernels;
using TorchSharp;
using static TorchSharp.torch;

namespace Intertwine.Benchmarks;

/// <summary>
/// The 20 nearest neighbours in 8 clouds of 1024 points, against what the published vector neurons do in eager TorchSharp: all squared distances by a product of matrices, then <c>topk</c>. Points in space and
/// features of DGCNN, all different and with half of the points dropped onto the first.
/// </summary>
internal static unsafe class NeighbourBenchmark
{
    private const int Clouds = 8;
    private const int Points = 1024;
    private const int K = 20;

    public static string[] Header { get; } = ["numbers per point", "points", "Intertwine, ms", "GFLOP/s of all products", "of peak", "TorchSharp, ms", "faster", "neighbours as near as theirs"];

    public static IEnumerable<string[]> Run(int threads)
    {
        var rates = MachineRates.Measure(threads);
        foreach (int rows in (int[])[3, 63, 255])
        {
            foreach (bool dropout in (bool[])[false, true])
            {
                yield return Row(rows, dropout, rates);
            }
        }
    }

    private static string[] Row(int rows, bool dropout, MachineRates rates)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor points = randn(Clouds, Points, rows);
        if (dropout)
        {
            points = where(rand(Clouds, Points, 1) < 0.5, points[.., 0..1], points).contiguous();
        }

        Tensor columns = points.transpose(2, 1).contiguous();
        using var nodeGraph = new IndexTable([.. Enumerable.Range(0, Clouds * Points).Select(i => (long)(i / Points))], Clouds, "nodeGraph");
        long[] targets = new long[NearestNeighbours.Count(nodeGraph, K, includeSelf: true)];
        NearestNeighbours.Targets(nodeGraph, K, includeSelf: true, targets);
        using var target = new IndexTable(targets, Clouds * Points, "target");
        int[] source = new int[targets.Length];
        var data = (float*)PointerOf(points);
        Paired times = Paired.Measure(Find, () => EagerGraphFeature.Nearest(columns, K).Dispose(), () => { }, () => { });
        long[] theirs = EagerGraphFeature.Nearest(columns, K).data<long>().ToArray();
        int asNear = 0;
        for (int edge = 0; edge < source.Length; edge++)
        {
            // Among equal distances topk takes any.
            float* own = data + (targets[edge] * rows);
            double theirDistance = PointDistance.Squared(own, data + (((targets[edge] / Points * Points) + theirs[edge]) * rows), rows);
            asNear += PointDistance.Squared(own, data + ((long)source[edge] * rows), rows) <= theirDistance ? 1 : 0;
        }

        double flops = 2.0 * Clouds * Points * Points * rows / times.First * 1e3;
        return
        [
            $"{rows}", dropout ? "half dropped" : "different", $"{times.First:f2}", $"{flops / 1e9:f0}", $"{flops / rates.Peak:p0}", $"{times.Second:f1}", $"{times.Ratio:f1}x", $"{(double)asNear / source.Length:p2}",
        ];

        void Find()
        {
            fixed (int* edges = source)
            {
                NearestNeighbours.Find(data, rows, nodeGraph, target.Start, K, includeSelf: true, edges);
            }
        }
    }

    private static nint PointerOf(Tensor tensor)
    {
        // The numbers of a contiguous tensor in the memory of the CPU.
        fixed (byte* bytes = tensor.bytes)
        {
            return (nint)bytes;
        }
    }
}
