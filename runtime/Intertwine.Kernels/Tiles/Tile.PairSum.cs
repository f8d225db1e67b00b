using System.Numerics;
using System.Runtime.CompilerServices;

namespace Intertwine.Kernels;

public static unsafe partial class Tile
{
    /// <summary>Sums over the pairs that point at each target of a tile, weighted head by head: what attention gives.</summary>
    /// <param name="weights">[pairs][heads].</param>
    /// <param name="source">[items][rows]: what the other ends point at.</param>
    /// <param name="from">[pairs]: the other end of every pair.</param>
    /// <param name="start">[targets + 1]: where the pairs of each target begin (<see cref="IndexTable.Start"/>).</param>
    /// <param name="items">The pairs ordered by target (<see cref="IndexTable.Items"/>).</param>
    /// <param name="sorted">Whether <paramref name="items"/> is 0, 1, 2, …; it is not read then.</param>
    /// <param name="first">First target of the tile.</param>
    /// <remarks>
    /// <c>tile[r, t] = sum of weights[e * heads + head(r)] source[from[e] * rows + r]</c> over e = items[k], start[first + t] ≤ k &lt; start[first + t + 1], for t &lt; count, 0 for the other lanes.
    /// </remarks>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void PairSum<V, T>(T* weights, int heads, T* source, int rows, int* from, int* start, int* items, bool sorted, long first, int count, T* tile)
        where V : unmanaged, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var pairs = new PairList(from, start + first, sorted ? null : items);
        if (rows < V.Count)
        {
            SumNarrowRows<V, T>(weights, heads, source, rows, pairs, count, tile);
        }
        else if (rows / heads < V.Count)
        {
            SumShortHeads<V, T>(weights, heads, source, rows, pairs, count, tile);
        }
        else
        {
            SumLongHeads<V, T>(weights, heads, source, rows, pairs, count, tile);
        }

        ClearLanes<V, T>(tile, rows, count);
    }

    /// <summary>The pairs of each target of a tile, and where their other ends point.</summary>
    private readonly struct PairList(int* from, int* start, int* items)
    {
        public int* From => from;

        public int* Start => start;

        /// <summary>Null where pairs stand in the order of their targets.</summary>
        public int* Items => items;
    }

    /// <summary>Heads of at least one vector: each is a weight in all lanes times its rows.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void SumLongHeads<V, T>(T* weights, int heads, T* source, int rows, PairList pairs, int count, T* tile)
        where V : unmanaged, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int block = rows / heads;
        T* sums = stackalloc T[4 * MaxLanes * MaxLanes];
        T** pointers = stackalloc T*[MaxLanes];
        for (int k = 0; k < V.Count; k++)
        {
            pointers[k] = sums + (k * 4 * V.Count);
        }

        for (int t = 0; t < count; t += V.Count)
        {
            int targets = Math.Min(V.Count, count - t);
            for (int h = 0; h < heads; h++)
            {
                int r = 0;
                for (; r + (4 * V.Count) <= block; r += 4 * V.Count)
                {
                    int row = (h * block) + r;
                    for (int k = 0; k < targets; k++)
                    {
                        SumFourVectors<V, T>(weights + h, heads, source + row, rows, pairs, t + k, pointers[k]);
                    }

                    for (int c = 0; c < 4 * V.Count; c += V.Count)
                    {
                        V.Transpose(pointers, c, tile + ((nint)(row + c) * Items) + t, Items);
                    }
                }

                // The last vectors of a head reach back over rows that are summed already: they come out the same.
                while (r < block)
                {
                    int vectors = r + V.Count < block && block >= 2 * V.Count ? 2 : 1;
                    int row = (h * block) + Math.Min(r, block - (vectors * V.Count));
                    for (int k = 0; k < targets; k++)
                    {
                        if (vectors == 2)
                        {
                            SumTwoVectors<V, T>(weights + h, heads, source + row, rows, pairs, t + k, pointers[k]);
                        }
                        else
                        {
                            SumVector<V, T>(weights + h, heads, source + row, rows, pairs, t + k, pointers[k]);
                        }
                    }

                    for (int c = 0; c < vectors * V.Count; c += V.Count)
                    {
                        V.Transpose(pointers, c, tile + ((nint)(row + c) * Items) + t, Items);
                    }

                    r += vectors * V.Count;
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void SumFourVectors<V, T>(T* weights, int heads, T* source, int rows, PairList pairs, int target, T* result)
        where V : unmanaged, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        V s0 = V.Zero, s1 = V.Zero, s2 = V.Zero, s3 = V.Zero;
        int end = pairs.Start[target + 1];
        for (int k = pairs.Start[target]; k < end; k++)
        {
            nint pair = pairs.Items is null ? k : pairs.Items[k];
            T* row = source + ((nint)pairs.From[pair] * rows);
            V weight = V.Broadcast(weights[pair * heads]);
            s0 = V.MultiplyAdd(weight, V.Load(row), s0);
            s1 = V.MultiplyAdd(weight, V.Load(row + V.Count), s1);
            s2 = V.MultiplyAdd(weight, V.Load(row + (2 * V.Count)), s2);
            s3 = V.MultiplyAdd(weight, V.Load(row + (3 * V.Count)), s3);
        }

        V.Store(s0, result);
        V.Store(s1, result + V.Count);
        V.Store(s2, result + (2 * V.Count));
        V.Store(s3, result + (3 * V.Count));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void SumTwoVectors<V, T>(T* weights, int heads, T* source, int rows, PairList pairs, int target, T* result)
        where V : unmanaged, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        V s0 = V.Zero, s1 = V.Zero;
        int end = pairs.Start[target + 1];
        for (int k = pairs.Start[target]; k < end; k++)
        {
            nint pair = pairs.Items is null ? k : pairs.Items[k];
            T* row = source + ((nint)pairs.From[pair] * rows);
            V weight = V.Broadcast(weights[pair * heads]);
            s0 = V.MultiplyAdd(weight, V.Load(row), s0);
            s1 = V.MultiplyAdd(weight, V.Load(row + V.Count), s1);
        }

        V.Store(s0, result);
        V.Store(s1, result + V.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void SumVector<V, T>(T* weights, int heads, T* source, int rows, PairList pairs, int target, T* result)
        where V : unmanaged, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        V sum = V.Zero;
        int end = pairs.Start[target + 1];
        for (int k = pairs.Start[target]; k < end; k++)
        {
            nint pair = pairs.Items is null ? k : pairs.Items[k];
            sum = V.MultiplyAdd(V.Broadcast(weights[pair * heads]), V.Load(source + ((nint)pairs.From[pair] * rows)), sum);
        }

        V.Store(sum, result);
    }

    /// <summary>Heads shorter than a vector: the weights of the heads that share one are put into their lanes.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void SumShortHeads<V, T>(T* weights, int heads, T* source, int rows, PairList pairs, int count, T* tile)
        where V : unmanaged, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int block = rows / heads;
        T* lanes = stackalloc T[MaxLanes * MaxLanes];
        T* sums = stackalloc T[MaxLanes * MaxLanes];
        T** pointers = stackalloc T*[MaxLanes];
        for (int k = 0; k < V.Count; k++)
        {
            pointers[k] = sums + (k * V.Count);
        }

        for (int r = 0; r < rows; r += V.Count)
        {
            int row = Math.Min(r, rows - V.Count);
            int head = row / block;
            int shared = ((row + V.Count - 1) / block) - head + 1;
            for (int h = 0; h < shared; h++)
            {
                for (int k = 0; k < V.Count; k++)
                {
                    lanes[(h * V.Count) + k] = (row + k) / block == head + h ? T.One : T.Zero;
                }
            }

            for (int t = 0; t < count; t += V.Count)
            {
                int targets = Math.Min(V.Count, count - t);
                for (int k = 0; k < targets; k++)
                {
                    V sum = V.Zero;
                    int end = pairs.Start[t + k + 1];
                    for (int p = pairs.Start[t + k]; p < end; p++)
                    {
                        nint pair = pairs.Items is null ? p : pairs.Items[p];
                        T* weight = weights + (pair * heads) + head;
                        V factor = V.Broadcast(weight[0]) * V.Load(lanes);
                        for (int h = 1; h < shared; h++)
                        {
                            factor = V.MultiplyAdd(V.Broadcast(weight[h]), V.Load(lanes + ((nint)h * V.Count)), factor);
                        }

                        sum = V.MultiplyAdd(factor, V.Load(source + ((nint)pairs.From[pair] * rows) + row), sum);
                    }

                    V.Store(sum, pointers[k]);
                }

                V.Transpose(pointers, 0, tile + ((nint)row * Items) + t, Items);
            }
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void SumNarrowRows<V, T>(T* weights, int heads, T* source, int rows, PairList pairs, int count, T* tile)
        where V : unmanaged, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int block = rows / heads;
        for (int t = 0; t < count; t++)
        {
            int end = pairs.Start[t + 1];
            for (int r = 0; r < rows; r++)
            {
                T sum = T.Zero;
                for (int k = pairs.Start[t]; k < end; k++)
                {
                    nint pair = pairs.Items is null ? k : pairs.Items[k];
                    sum += weights[(pair * heads) + (r / block)] * source[((nint)pairs.From[pair] * rows) + r];
                }

                tile[(r * Items) + t] = sum;
            }
        }
    }
}
