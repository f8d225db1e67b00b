using System.Numerics;
using System.Runtime.CompilerServices;

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
            T* sums = stackalloc T[4 * MaxLanes * MaxLanes];
            T** pointers = stackalloc T*[MaxLanes];
            for (int k = 0; k < V.Count; k++)
            {
                pointers[k] = sums + (k * 4 * V.Count);
            }

            for (int t = 0; t < count; t += V.Count)
            {
                int targets = Math.Min(V.Count, count - t);
                int r = 0;
                for (; r + (4 * V.Count) <= rows; r += 4 * V.Count)
                {
                    for (int k = 0; k < targets; k++)
                    {
                        ReduceFourVectors<V, T, TReduction>(source + r, rows, items, sorted, start[t + k], start[t + k + 1], pointers[k]);
                    }

                    for (int c = 0; c < 4 * V.Count; c += V.Count)
                    {
                        V.Transpose(pointers, c, tile + ((nint)(r + c) * Items) + t, Items);
                    }
                }

                for (; r < rows; r += V.Count)
                {
                    int from = Math.Min(r, rows - V.Count);
                    for (int k = 0; k < targets; k++)
                    {
                        ReduceVector<V, T, TReduction>(source + from, rows, items, sorted, start[t + k], start[t + k + 1], pointers[k]);
                    }

                    V.Transpose(pointers, 0, tile + ((nint)from * Items) + t, Items);
                }
            }
        }

        ClearLanes<V, T>(tile, rows, count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void ReduceFourVectors<V, T, TReduction>(T* source, int rows, int* items, bool sorted, int begin, int end, T* result)
        where V : unmanaged, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TReduction : struct, ISegmentReduction<V, T>
    {
        V s0 = V.Zero, s1 = V.Zero, s2 = V.Zero, s3 = V.Zero;
        for (int k = begin; k < end; k++)
        {
            T* row = source + ((nint)(sorted ? k : items[k]) * rows);
            V x0 = V.Load(row), x1 = V.Load(row + V.Count), x2 = V.Load(row + (2 * V.Count)), x3 = V.Load(row + (3 * V.Count));
            bool isFirst = k == begin;
            s0 = TReduction.Combine(s0, x0, isFirst);
            s1 = TReduction.Combine(s1, x1, isFirst);
            s2 = TReduction.Combine(s2, x2, isFirst);
            s3 = TReduction.Combine(s3, x3, isFirst);
        }

        V.Store(s0, result);
        V.Store(s1, result + V.Count);
        V.Store(s2, result + (2 * V.Count));
        V.Store(s3, result + (3 * V.Count));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void ReduceVector<V, T, TReduction>(T* source, int rows, int* items, bool sorted, int begin, int end, T* result)
        where V : unmanaged, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TReduction : struct, ISegmentReduction<V, T>
    {
        V sum = V.Zero;
        for (int k = begin; k < end; k++)
        {
            sum = TReduction.Combine(sum, V.Load(source + ((nint)(sorted ? k : items[k]) * rows)), k == begin);
        }

        V.Store(sum, result);
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
