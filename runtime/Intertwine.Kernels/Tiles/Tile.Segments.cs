using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Intertwine.Kernels;

public static unsafe partial class Tile
{
    /// <summary>
    /// Sums, for every target item of the tile, the rows of the items that point at it: the reduction of edges to nodes. The order of a sum is that of
    /// <paramref name="items"/>, whoever computes it.
    /// </summary>
    /// <param name="start">[targets + 1]: where the items of each target begin (<see cref="IndexTable.Start"/>).</param>
    /// <param name="items">The items ordered by target (<see cref="IndexTable.Items"/>).</param>
    /// <param name="sorted">Whether <paramref name="items"/> is 0, 1, 2, …; it is not read then.</param>
    /// <param name="first">First target of the tile.</param>
    /// <remarks><c>tile[r, t] = sum of source[items[k] * rows + r] over start[first + t] ≤ k &lt; start[first + t + 1]</c> for t &lt; count, 0 for the other lanes.</remarks>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void SegmentSumRows<V, T>(T* source, int rows, int* start, int* items, bool sorted, long first, int count, T* tile)
        where V : unmanaged, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        => SegmentReduceRows<V, T, SegmentSum<V, T>>(source, rows, start, items, sorted, first, count, tile);

    /// <summary>As <see cref="SegmentSumRows"/> with the maximum instead of the sum, and 0 where nothing points at the target.</summary>
    /// <remarks>
    /// <c>tile[r, t] = max of source[items[k] * rows + r] over start[first + t] ≤ k &lt; start[first + t + 1]</c> for t &lt; count, 0 for the other lanes.
    /// </remarks>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void SegmentMaxRows<V, T>(T* source, int rows, int* start, int* items, bool sorted, long first, int count, T* tile)
        where V : unmanaged, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        => SegmentReduceRows<V, T, SegmentMax<V, T>>(source, rows, start, items, sorted, first, count, tile);

    /// <summary>How many items point at every target of the tile.</summary>
    /// <remarks><c>tile[t] = start[first + t + 1] - start[first + t]</c> for t &lt; count, 0 for the other lanes. One row.</remarks>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void SegmentCount<V, T>(int* start, long first, int count, T* tile)
        where V : unmanaged, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        start += first;
        for (int t = 0; t < count; t++)
        {
            tile[t] = T.CreateTruncating(start[t + 1] - start[t]);
        }

        ClearLanes<V, T>(tile, 1, count);
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void SegmentReduceRows<V, T, TReduction>(T* source, int rows, int* start, int* items, bool sorted, long first, int count, T* tile)
        where V : unmanaged, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TReduction : struct, ISegmentReduction<V, T>
    {
        start += first;
        if (rows < V.Count)
        {
            ReduceNarrowRows<V, T, TReduction>(source, rows, start, items, sorted, count, tile);
        }
        else
        {
            // Row-major sums of as many targets as a vector has lanes, then transposed into the tile.
            T* sums = stackalloc T[SegmentVectors * MaxLanes * MaxLanes];
            T** pointers = stackalloc T*[MaxLanes];
            for (int k = 0; k < V.Count; k++)
            {
                pointers[k] = sums + (k * SegmentVectors * V.Count);
            }

            int* offsets = stackalloc int[SegmentVectors];
            int last = start[count] - 1;
            for (int t = 0; t < count; t += V.Count)
            {
                int targets = Math.Min(V.Count, count - t);
                for (int r = 0; r < rows; r += SegmentVectors * V.Count)
                {
                    int vectors = SegmentOffsets(rows, r, V.Count, offsets);
                    for (int k = 0; k < targets; k++)
                    {
                        if (vectors > 4)
                        {
                            ReduceEightVectors<V, T, TReduction>(source, rows, items, sorted, start[t + k], start[t + k + 1], last, offsets, pointers[k]);
                        }
                        else if (vectors > 2)
                        {
                            ReduceFourVectors<V, T, TReduction>(source, rows, items, sorted, start[t + k], start[t + k + 1], last, offsets, pointers[k]);
                        }
                        else
                        {
                            ReduceTwoVectors<V, T, TReduction>(source, rows, items, sorted, start[t + k], start[t + k + 1], last, offsets, pointers[k]);
                        }
                    }

                    for (int v = 0; v < vectors; v++)
                    {
                        V.Transpose(pointers, v * V.Count, tile + ((nint)offsets[v] * Items) + t, Items);
                    }
                }
            }
        }

        ClearLanes<V, T>(tile, rows, count);
    }

    /// <summary>Vectors of a row that are reduced in one pass over a segment.</summary>
    private const int SegmentVectors = 8;

    /// <summary>How many items ahead rows are fetched into the cache: their order is known, and the processor does not guess it where segments are not sorted or rows are long.</summary>
    private const int FetchAhead = 12;

    /// <summary>The item that comes a few later, at most the one at <paramref name="last"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nint Ahead(int* items, bool sorted, int k, int last)
    {
        int ahead = Math.Min(k + FetchAhead, last);
        return sorted ? ahead : items[ahead];
    }

    /// <summary>Where the vectors from row <paramref name="first"/> on begin, at most <see cref="SegmentVectors"/>; the last one of all ends with the last row. Places without a vector repeat the last one.</summary>
    /// <returns>How many vectors there are.</returns>
    private static int SegmentOffsets(int rows, int first, int lanes, int* offsets)
    {
        int vectors = Math.Min(SegmentVectors, (rows - first + lanes - 1) / lanes);
        for (int v = 0; v < SegmentVectors; v++)
        {
            offsets[v] = Math.Min(first + (Math.Min(v, vectors - 1) * lanes), rows - lanes);
        }

        return vectors;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Fetch<T>(T* address)
        where T : unmanaged
    {
        if (Sse.IsSupported)
        {
            Sse.Prefetch0(address);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void ReduceEightVectors<V, T, TReduction>(T* source, int rows, int* items, bool sorted, int begin, int end, int last, int* offsets, T* result)
        where V : unmanaged, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TReduction : struct, ISegmentReduction<V, T>
    {
        int o0 = offsets[0], o4 = offsets[4], o5 = offsets[5], o6 = offsets[6], o7 = offsets[7];
        V s0 = V.Zero, s1 = V.Zero, s2 = V.Zero, s3 = V.Zero, s4 = V.Zero, s5 = V.Zero, s6 = V.Zero, s7 = V.Zero;
        for (int k = begin; k < end; k++)
        {
            T* row = source + ((sorted ? k : items[k]) * (nint)rows);
            T* ahead = source + (Ahead(items, sorted, k, last) * rows) + o0;
            for (int line = 0; line < SegmentVectors * V.Count * sizeof(T); line += 64)
            {
                Fetch((byte*)ahead + line);
            }

            T* first = row + o0;
            bool isFirst = k == begin;
            s0 = TReduction.Combine(s0, V.Load(first), isFirst);
            s1 = TReduction.Combine(s1, V.Load(first + V.Count), isFirst);
            s2 = TReduction.Combine(s2, V.Load(first + (2 * V.Count)), isFirst);
            s3 = TReduction.Combine(s3, V.Load(first + (3 * V.Count)), isFirst);
            s4 = TReduction.Combine(s4, V.Load(row + o4), isFirst);
            s5 = TReduction.Combine(s5, V.Load(row + o5), isFirst);
            s6 = TReduction.Combine(s6, V.Load(row + o6), isFirst);
            s7 = TReduction.Combine(s7, V.Load(row + o7), isFirst);
        }

        V.Store(s0, result);
        V.Store(s1, result + V.Count);
        V.Store(s2, result + (2 * V.Count));
        V.Store(s3, result + (3 * V.Count));
        V.Store(s4, result + (4 * V.Count));
        V.Store(s5, result + (5 * V.Count));
        V.Store(s6, result + (6 * V.Count));
        V.Store(s7, result + (7 * V.Count));
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void ReduceFourVectors<V, T, TReduction>(T* source, int rows, int* items, bool sorted, int begin, int end, int last, int* offsets, T* result)
        where V : unmanaged, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TReduction : struct, ISegmentReduction<V, T>
    {
        int o0 = offsets[0], o1 = offsets[1], o2 = offsets[2], o3 = offsets[3];
        V s0 = V.Zero, s1 = V.Zero, s2 = V.Zero, s3 = V.Zero;
        for (int k = begin; k < end; k++)
        {
            T* row = source + ((sorted ? k : items[k]) * (nint)rows);
            T* ahead = source + (Ahead(items, sorted, k, last) * rows);
            Fetch(ahead + o0);
            Fetch(ahead + o1);
            Fetch(ahead + o2);
            Fetch(ahead + o3);
            bool isFirst = k == begin;
            s0 = TReduction.Combine(s0, V.Load(row + o0), isFirst);
            s1 = TReduction.Combine(s1, V.Load(row + o1), isFirst);
            s2 = TReduction.Combine(s2, V.Load(row + o2), isFirst);
            s3 = TReduction.Combine(s3, V.Load(row + o3), isFirst);
        }

        V.Store(s0, result);
        V.Store(s1, result + V.Count);
        V.Store(s2, result + (2 * V.Count));
        V.Store(s3, result + (3 * V.Count));
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void ReduceTwoVectors<V, T, TReduction>(T* source, int rows, int* items, bool sorted, int begin, int end, int last, int* offsets, T* result)
        where V : unmanaged, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TReduction : struct, ISegmentReduction<V, T>
    {
        int o0 = offsets[0], o1 = offsets[1];
        V s0 = V.Zero, s1 = V.Zero;
        for (int k = begin; k < end; k++)
        {
            T* row = source + ((sorted ? k : items[k]) * (nint)rows);
            bool isFirst = k == begin;
            s0 = TReduction.Combine(s0, V.Load(row + o0), isFirst);
            s1 = TReduction.Combine(s1, V.Load(row + o1), isFirst);
        }

        V.Store(s0, result);
        V.Store(s1, result + V.Count);
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void ReduceNarrowRows<V, T, TReduction>(T* source, int rows, int* start, int* items, bool sorted, int count, T* tile)
        where V : unmanaged, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TReduction : struct, ISegmentReduction<V, T>
    {
        for (int t = 0; t < count; t++)
        {
            int begin = start[t], end = start[t + 1];
            int r = 0;
            for (; r + 3 <= rows; r += 3)
            {
                T s0 = T.Zero, s1 = T.Zero, s2 = T.Zero;
                for (int k = begin; k < end; k++)
                {
                    T* row = source + ((nint)(sorted ? k : items[k]) * rows) + r;
                    bool isFirst = k == begin;
                    s0 = TReduction.Combine(s0, row[0], isFirst);
                    s1 = TReduction.Combine(s1, row[1], isFirst);
                    s2 = TReduction.Combine(s2, row[2], isFirst);
                }

                T* lane = tile + (r * Items) + t;
                lane[0] = s0;
                lane[Items] = s1;
                lane[2 * Items] = s2;
            }

            for (; r < rows; r++)
            {
                T sum = T.Zero;
                for (int k = begin; k < end; k++)
                {
                    sum = TReduction.Combine(sum, source[((nint)(sorted ? k : items[k]) * rows) + r], k == begin);
                }

                tile[(r * Items) + t] = sum;
            }
        }
    }

    /// <summary>How the items of a segment are combined; the result of an empty segment is 0.</summary>
    private interface ISegmentReduction<V, T>
        where V : unmanaged, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        static abstract V Combine(V sum, V value, bool isFirst);

        static abstract T Combine(T sum, T value, bool isFirst);
    }

    private readonly struct SegmentSum<V, T> : ISegmentReduction<V, T>
        where V : unmanaged, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Combine(V sum, V value, bool isFirst) => sum + value;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Combine(T sum, T value, bool isFirst) => sum + value;
    }

    private readonly struct SegmentMax<V, T> : ISegmentReduction<V, T>
        where V : unmanaged, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Combine(V sum, V value, bool isFirst) => isFirst ? value : V.Max(sum, value);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Combine(T sum, T value, bool isFirst) => isFirst || value > sum ? value : sum;
    }
}
