using System.Numerics;
using Intertwine.Kernels;

namespace Intertwine.Gpu.Tests;

/// <summary>k nearest neighbours on a device against those of the CPU, and the edges by source that follow from them.</summary>
public sealed unsafe class GpuNeighboursTests
{
    /// <summary>Numbers per point below and above what shared memory holds of eight keys; graphs that are smaller than a group, and that do not end where one does.</summary>
    [SkippableTheory]
    [InlineData(3, 20, true)]
    [InlineData(3, 5, false)]
    [InlineData(63, 4, true)]
    [InlineData(130, 3, false)]
    public void Find_IsWhatTheCpuFinds(int rows, int k, bool includeSelf)
    {
        var random = new Random(rows);
        long[] nodeGraph = [.. Enumerable.Range(0, 230).Select(i => i < 170 ? 0L : i < 171 ? 1 : 3 + (i % 3))];
        double[] points = [.. Enumerable.Range(0, nodeGraph.Length * rows).Select(_ => (2 * random.NextDouble()) - 1)];

        // Equal points, and points at equal distances.
        Array.Copy(points, 0, points, 9 * rows, rows);
        Array.Copy(points, 0, points, 4 * rows, rows);
        for (int i = 30 * rows; i < 60 * rows; i++)
        {
            points[i] = Math.Round(points[i]);
        }

        Check<float>(GpuTest.Device, nodeGraph, points, rows, k, includeSelf);
        Check<double>(GpuTest.Device, nodeGraph, points, rows, k, includeSelf);
    }

    [Fact]
    public void Find_OnIlgpusEmulation_IsWhatTheCpuFinds()
    {
        using GpuDevice device = GpuDevice.Open("cpu");
        Check<float>(device, [0, 0, 1, 0, 1, 1], [0, 0, 0, 1, 5, 5, 1, 0, 5, 6, 7, 5], 2, 2, includeSelf: true);
    }

    private static void Check<T>(GpuDevice device, long[] nodeGraph, double[] points, int rows, int k, bool includeSelf)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        using var table = new IndexTable(nodeGraph, (int)nodeGraph.Max() + 2, "nodeGraph");
        long[] targets = new long[NearestNeighbours.Count(table, k, includeSelf)];
        NearestNeighbours.Targets(table, k, includeSelf, targets);
        using var target = new IndexTable(targets, table.From, "target");
        T[] numbers = [.. points.Select(T.CreateTruncating)];
        int[] expected = new int[targets.Length];
        fixed (T* p = numbers)
        fixed (int* e = expected)
        {
            NearestNeighbours.Find(p, rows, table, target.Start, k, includeSelf, e);
        }

        using GpuBuffer data = device.Upload<T>(numbers), source = device.Allocate<int>(expected.Length), start = device.Allocate<int>(table.From + 1), items = device.Allocate<int>(expected.Length);
        var graphs = GpuIndexTable.Of(device, table);
        var ends = GpuIndexTable.Of(device, target);
        GpuNeighbours.Find(device, data.View<T>(), rows, graphs, ends.Start.View<int>(), includeSelf, source.View<int>());
        Assert.Equal(expected, source.ToArray<int>());
        GpuInverse.Run(device, source.View<int>(), graphs, ends.Start.View<int>(), start.View<int>(), items.View<int>());
        using var inverse = new IndexTable([.. expected.Select(i => (long)i)], table.From, "source");
        Assert.Equal(new Span<int>(inverse.Start, table.From + 1).ToArray(), start.ToArray<int>());
        Assert.Equal(new Span<int>(inverse.Items, expected.Length).ToArray(), items.ToArray<int>());
    }
}
