using ILGPU;
using ILGPU.Runtime;

namespace Intertwine.Gpu;

/// <summary>
/// Turns the source of every edge into the edges from every node, on a device: what <see cref="GpuIndexTable.Start"/> and <see cref="GpuIndexTable.Items"/> are to a map that is found anew in every call. A thread looks
/// through the edges of its node's graph, so that they stand in ascending order without atomics.
/// </summary>
internal static class GpuInverse
{
    private const int MostThreads = 128;

    /// <summary>Fills both; the work is ordered on the device's stream.</summary>
    /// <param name="source">[edges]: the node that each edge comes from, in the same graph as its target.</param>
    /// <param name="target">[nodes + 1]: where the edges into each node begin.</param>
    /// <param name="start">[nodes + 1]: where the edges from each node begin in <paramref name="items"/>.</param>
    /// <param name="items">[edges]: the edges, ordered by source.</param>
    public static void Run(GpuDevice device, ArrayView<int> source, GpuIndexTable nodeGraph, ArrayView<int> target, ArrayView<int> start, ArrayView<int> items)
    {
        int threads = Math.Min(MostThreads, device.MaxGroupSize);
        var config = new KernelConfig(Math.Max(1, (nodeGraph.From + threads - 1) / threads), threads);
        ArrayView<int> graphs = nodeGraph.Index.View<int>(), graphStart = nodeGraph.Start.View<int>(), members = nodeGraph.Items.View<int>();
        GpuKernels.Get<CountLauncher>(device, typeof(GpuInverse), nameof(Count))(device.Stream, config, source, graphs, graphStart, members, target, start, nodeGraph.From);
        GpuKernels.Get<AddLauncher>(device, typeof(GpuInverse), nameof(Add))(device.Stream, new KernelConfig(1, threads), start, nodeGraph.From);
        GpuKernels.Get<FillLauncher>(device, typeof(GpuInverse), nameof(Fill))(device.Stream, config, source, graphs, graphStart, members, target, start, items, nodeGraph.From);
    }

    /// <summary>start[j + 1] = how many edges come from node j.</summary>
    private static void Count(ArrayView<int> source, ArrayView<int> graphs, ArrayView<int> graphStart, ArrayView<int> members, ArrayView<int> target, ArrayView<int> start, int nodes)
    {
        int node = (Grid.IdxX * Group.DimX) + Group.IdxX;
        if (node < nodes)
        {
            int count = 0;
            for (int place = graphStart[graphs[node]]; place < graphStart[graphs[node] + 1]; place++)
            {
                int end = target[members[place] + 1];
                for (int edge = target[members[place]]; edge < end; edge++)
                {
                    count += source[edge] == node ? 1 : 0;
                }
            }

            start[node + 1] = count;
        }

        if (node == 0)
        {
            start[0] = 0;
        }
    }

    /// <summary>Adds the counts up: each thread those of its share, then those of all shares before.</summary>
    private static void Add(ArrayView<int> start, int nodes)
    {
        ArrayView<int> sums = SharedMemory.Allocate<int>(MostThreads);
        int share = (nodes + Group.DimX - 1) / Group.DimX;
        int begin = Group.IdxX * share, end = begin + share < nodes ? begin + share : nodes;
        int sum = 0;
        for (int node = begin; node < end; node++)
        {
            sum += start[node + 1];
        }

        sums[Group.IdxX] = sum;
        GpuGroup.Barrier();
        int before = 0;
        for (int thread = 0; thread < Group.IdxX; thread++)
        {
            before += sums[thread];
        }

        GpuGroup.Barrier();
        for (int node = begin; node < end; node++)
        {
            before += start[node + 1];
            start[node + 1] = before;
        }
    }

    /// <summary>The edges from each node, ascending.</summary>
    private static void Fill(
        ArrayView<int> source, ArrayView<int> graphs, ArrayView<int> graphStart, ArrayView<int> members, ArrayView<int> target, ArrayView<int> start, ArrayView<int> items, int nodes)
    {
        int node = (Grid.IdxX * Group.DimX) + Group.IdxX;
        if (node < nodes)
        {
            int next = start[node];
            for (int place = graphStart[graphs[node]]; place < graphStart[graphs[node] + 1]; place++)
            {
                int end = target[members[place] + 1];
                for (int edge = target[members[place]]; edge < end; edge++)
                {
                    if (source[edge] == node)
                    {
                        items[next] = edge;
                        next++;
                    }
                }
            }
        }
    }

    private delegate void CountLauncher(
        AcceleratorStream stream,
        KernelConfig config,
        ArrayView<int> source,
        ArrayView<int> graphs,
        ArrayView<int> graphStart,
        ArrayView<int> members,
        ArrayView<int> target,
        ArrayView<int> start,
        int nodes);

    private delegate void AddLauncher(AcceleratorStream stream, KernelConfig config, ArrayView<int> start, int nodes);

    private delegate void FillLauncher(
        AcceleratorStream stream,
        KernelConfig config,
        ArrayView<int> source,
        ArrayView<int> graphs,
        ArrayView<int> graphStart,
        ArrayView<int> members,
        ArrayView<int> target,
        ArrayView<int> start,
        ArrayView<int> items,
        int nodes);
}
