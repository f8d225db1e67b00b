using System.Numerics;
using ILGPU;
using ILGPU.Runtime;
using Intertwine.Kernels;

namespace Intertwine.Gpu;

/// <summary>
/// The k nearest neighbours of every node on a device, as <see cref="NearestNeighbours"/> finds them on the CPU: all distances are taken directly from the points, in float64 where the device has it, and of equal distances the
/// lower node is first.
/// </summary>
internal static class GpuNeighbours
{
    private const int MostThreads = 128;

    /// <summary>Numbers of keys that are in shared memory at a time.</summary>
    internal const int StageSize = 1024;

    /// <summary>Keys that a thread adds up distances to at a time.</summary>
    internal const int KeysAtOnce = 8;

    /// <summary>Finds the neighbours; the work is ordered on the device's stream.</summary>
    /// <param name="points">[nodes, <paramref name="rows"/>].</param>
    /// <param name="nodeGraph">The graph of every node.</param>
    /// <param name="start">[nodes + 1]: where the edges into each node begin.</param>
    /// <param name="source">[edges]: the neighbours of node i from <c>source[start[i]]</c> on, the nearest first.</param>
    public static void Find<T>(GpuDevice device, ArrayView<T> points, int rows, GpuIndexTable nodeGraph, ArrayView<int> start, bool includeSelf, ArrayView<int> source)
        where T : unmanaged
    {
        if (typeof(T) == typeof(double))
        {
            Find<double, double, GpuDoubleInDouble>(device, points.Cast<double>(), rows, nodeGraph, start, includeSelf, source);
        }
        else if (device.HasFloat64)
        {
            Find<float, double, GpuSingleInDouble>(device, points.Cast<float>(), rows, nodeGraph, start, includeSelf, source);
        }
        else
        {
            Find<float, float, GpuSingleInSingle>(device, points.Cast<float>(), rows, nodeGraph, start, includeSelf, source);
        }
    }

    private static void Find<T, A, W>(GpuDevice device, ArrayView<T> points, int rows, GpuIndexTable nodeGraph, ArrayView<int> start, bool includeSelf, ArrayView<int> source)
        where T : unmanaged
        where A : unmanaged, INumber<A>
        where W : struct, IGpuWide<T, A>
    {
        if (source.Length == 0)
        {
            return;
        }

        GpuMemory memory = GpuMemory.Rent(device);
        try
        {
            // The list of distances beside that of neighbours; the stream is done with it before the next call writes it.
            memory.Require(source.Length * Interop.SizeOf<A>());
            int threads = Math.Min(MostThreads, device.MaxGroupSize);
            int keys = Math.Max(KeysAtOnce, Math.Min(StageSize / rows, MostThreads) / KeysAtOnce * KeysAtOnce);
            int depth = Math.Min(rows, StageSize / keys);
            var config = new KernelConfig((nodeGraph.From + threads - 1) / threads, threads);
            GpuKernels.Get<SearchLauncher<T, A, W>>(device, typeof(GpuNeighbours<T, A, W>), nameof(GpuNeighbours<,,>.Search))(
                device.Stream,
                config,
                points,
                nodeGraph.Index.View<int>(),
                nodeGraph.Start.View<int>(),
                nodeGraph.Items.View<int>(),
                start,
                source,
                memory.Buffer.View<A>().SubView(0, source.Length),
                nodeGraph.From,
                rows,
                keys,
                depth,
                includeSelf ? 1 : 0);
        }
        finally
        {
            memory.Return();
        }
    }

    internal delegate void SearchLauncher<T, A, W>(
        AcceleratorStream stream,
        KernelConfig config,
        ArrayView<T> points,
        ArrayView<int> graphs,
        ArrayView<int> graphStart,
        ArrayView<int> members,
        ArrayView<int> start,
        ArrayView<int> source,
        ArrayView<A> distances,
        int nodes,
        int rows,
        int keys,
        int stagedRows,
        int includesSelf)
        where T : unmanaged
        where A : unmanaged;
}

/// <summary>The kernel of <see cref="GpuNeighbours"/> for points of <typeparamref name="T"/> and distances of <typeparamref name="A"/>.</summary>
internal static class GpuNeighbours<T, A, W>
    where T : unmanaged
    where A : unmanaged, INumber<A>
    where W : struct, IGpuWide<T, A>
{
    /// <summary>
    /// A group takes as many nodes, graph by graph, as it has threads, and all keys of their graphs, which pass through shared memory. Each thread keeps the sorted list of its node's nearest, in device memory, where the
    /// neighbours are wanted.
    /// </summary>
    /// <param name="keys">Keys in shared memory at a time.</param>
    /// <param name="stagedRows">Rows of them in shared memory at a time: all, or there are no more keys than a thread adds up at a time.</param>
    public static void Search(
        ArrayView<T> points,
        ArrayView<int> graphs,
        ArrayView<int> graphStart,
        ArrayView<int> members,
        ArrayView<int> start,
        ArrayView<int> source,
        ArrayView<A> distances,
        int nodes,
        int rows,
        int keys,
        int stagedRows,
        int includesSelf)
    {
        ArrayView<A> stage = SharedMemory.Allocate<A>(GpuNeighbours.StageSize);
        int first = Grid.IdxX * GpuGroup.Threads;
        int last = Min(first + GpuGroup.Threads, nodes) - 1;
        int query = members[Min(first + GpuGroup.Thread, last)];
        int begin = graphStart[graphs[query]], end = graphStart[graphs[query] + 1];
        int slot = start[query];
        int degree = first + GpuGroup.Thread <= last ? start[query + 1] - slot : 0;
        int found = 0;
        int keyEnd = graphStart[graphs[members[last]] + 1];
        for (int key = graphStart[graphs[members[first]]]; key < keyEnd; key += keys)
        {
            int count = Min(keys, keyEnd - key);
            for (int step = 0; step < keys; step += GpuNeighbours.KeysAtOnce)
            {
                A d0 = A.Zero, d1 = A.Zero, d2 = A.Zero, d3 = A.Zero, d4 = A.Zero, d5 = A.Zero, d6 = A.Zero, d7 = A.Zero;
                for (int top = 0; top < rows; top += stagedRows)
                {
                    int depth = Min(stagedRows, rows - top);
                    if (step == 0)
                    {
                        GpuGroup.Barrier();
                        for (int n = GpuGroup.Thread; n < keys * depth; n += GpuGroup.Threads)
                        {
                            int k = n / depth, row = n % depth;
                            stage[(row * keys) + k] = W.Widen(points[(members[key + Min(k, count - 1)] * rows) + top + row]);
                        }

                        GpuGroup.Barrier();
                    }

                    for (int row = 0; row < depth; row++)
                    {
                        A x = W.Widen(points[(query * rows) + top + row]);
                        int at = (row * keys) + step;
                        A e0 = x - stage[at], e1 = x - stage[at + 1], e2 = x - stage[at + 2], e3 = x - stage[at + 3];
                        A e4 = x - stage[at + 4], e5 = x - stage[at + 5], e6 = x - stage[at + 6], e7 = x - stage[at + 7];
                        d0 += e0 * e0;
                        d1 += e1 * e1;
                        d2 += e2 * e2;
                        d3 += e3 * e3;
                        d4 += e4 * e4;
                        d5 += e5 * e5;
                        d6 += e6 * e6;
                        d7 += e7 * e7;
                    }
                }

                // Keys of the query's own graph, which end with the staged ones.
                for (int k = 0; k < GpuNeighbours.KeysAtOnce; k++)
                {
                    int place = key + step + k;
                    A distance = k == 0 ? d0 : k == 1 ? d1 : k == 2 ? d2 : k == 3 ? d3 : k == 4 ? d4 : k == 5 ? d5 : k == 6 ? d6 : d7;
                    if (degree > 0 && place >= begin && place < end)
                    {
                        int node = members[place];
                        if (node != query || includesSelf != 0)
                        {
                            found = Offer(distance, node, slot, degree, found, source, distances);
                        }
                    }
                }
            }
        }
    }

    /// <summary>Puts a node into the sorted list behind all that are as near.</summary>
    /// <returns>How many are in the list.</returns>
    private static int Offer(A distance, int node, int slot, int degree, int found, ArrayView<int> source, ArrayView<A> distances)
    {
        bool isFull = found == degree;
        if (isFull && !(distance < distances[slot + degree - 1]))
        {
            return found;
        }

        int place = slot + (isFull ? degree - 1 : found);
        while (place > slot && distances[place - 1] > distance)
        {
            distances[place] = distances[place - 1];
            source[place] = source[place - 1];
            place--;
        }

        distances[place] = distance;
        source[place] = node;
        return isFull ? found : found + 1;
    }

    private static int Min(int a, int b) => a < b ? a : b;
}
