using System.Numerics;
using System.Runtime.CompilerServices;

namespace Intertwine.Kernels;

public static unsafe partial class Tile
{
    /// <summary>
    /// For every target item of the tile the position, among the items that point at it in ascending order, of the largest entry: the first of equals, a NaN before any number, -1 where nothing points at the target.
    /// </summary>
    /// <param name="start">[targets + 1]: where the items of each target begin (<see cref="IndexTable.Start"/>).</param>
    /// <param name="items">The items ordered by target (<see cref="IndexTable.Items"/>).</param>
    /// <param name="sorted">Whether <paramref name="items"/> is 0, 1, 2, …; it is not read then.</param>
    /// <param name="first">First target of the tile.</param>
    /// <remarks>
    /// <c>tile[r, t] = arg max over 0 ≤ p &lt; start[first + t + 1] - start[first + t] of source[items[start[first + t] + p] * rows + r]</c> for t &lt; count, 0 for the other lanes. Positions are exact up to 2^24.
    /// </remarks>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void SegmentArgMaxRows<V, T>(T* source, int rows, int* start, int* items, bool sorted, long first, int count, T* tile)
        where V : unmanaged, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        start += first;
        if (rows < V.Count)
        {
            ArgMaxNarrowRows<V, T>(source, rows, start, items, sorted, count, tile);
        }
        else
        {
            // Row-major positions of as many targets as a vector has lanes, then transposed into the tile.
            T* positions = stackalloc T[SegmentVectors * MaxLanes * MaxLanes];
            T** pointers = stackalloc T*[MaxLanes];
            for (int k = 0; k < V.Count; k++)
            {
                pointers[k] = positions + (k * SegmentVectors * V.Count);
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
                        if (vectors > 2)
                        {
                            ArgMaxFourVectors<V, T>(source, rows, items, sorted, start[t + k], start[t + k + 1], last, offsets, pointers[k]);
                            if (vectors > 4)
                            {
                                ArgMaxFourVectors<V, T>(source, rows, items, sorted, start[t + k], start[t + k + 1], last, offsets + 4, pointers[k] + (4 * V.Count));
                            }
                        }
                        else
                        {
                            ArgMaxTwoVectors<V, T>(source, rows, items, sorted, start[t + k], start[t + k + 1], last, offsets, pointers[k]);
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

    /// <summary>What stands at positions within the segment of every target item of the tile.</summary>
    /// <param name="which">Tile of positions, of <paramref name="choices"/> rows: each serves <c>rows / choices</c> rows of the source.</param>
    /// <remarks>
    /// <c>tile[r, t] = source[items[start[first + t] + which[r * choices / rows, t]] * rows + r]</c> for t &lt; count, 0 where the position is -1 and for the other lanes.
    /// </remarks>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void SegmentPickRows<V, T>(T* source, int rows, T* which, int choices, int* start, int* items, bool sorted, long first, int count, T* tile)
        where V : unmanaged, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        start += first;
        int shared = rows / choices;

        // Lane by lane, so that the rows of one segment stay in the cache.
        for (int t = 0; t < count; t++)
        {
            int begin = start[t];
            if (sorted && t + 1 < count)
            {
                FetchSegment(source, rows, choices, start[t + 1], start[t + 2]);
            }

            T* choice = which + t;
            T* lane = tile + t;
            T* column = source;
            for (int c = 0; c < choices; c++)
            {
                int position = int.CreateTruncating(*choice);
                if (position >= 0)
                {
                    int k = begin + position;
                    T* row = column + ((nint)(sorted ? k : items[k]) * rows);
                    for (int d = 0; d < shared; d++)
                    {
                        lane[d * Items] = row[d];
                    }
                }
                else
                {
                    for (int d = 0; d < shared; d++)
                    {
                        lane[d * Items] = T.Zero;
                    }
                }

                choice += Items;
                lane += (nint)shared * Items;
                column += shared;
            }
        }

        ClearLanes<V, T>(tile, rows, count);
    }

    /// <summary>Fetches a segment into the cache of which most lines will be read, in an order that the processor does not guess.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void FetchSegment<T>(T* source, int rows, int choices, int begin, int end)
        where T : unmanaged
    {
        nint bytes = (nint)(end - begin) * rows * sizeof(T);
        if (end - begin <= 2 * choices && bytes <= FetchedSegment)
        {
            byte* segment = (byte*)(source + ((nint)begin * rows));
            for (nint line = 0; line < bytes; line += 64)
            {
                Fetch(segment + line);
            }
        }
    }

    /// <summary>Bytes of a segment that may be fetched as a whole.</summary>
    private const int FetchedSegment = 1 << 15;

    /// <summary>Every item of the tile takes those rows of its target that chose it.</summary>
    /// <param name="source">Row-major values of the targets.</param>
    /// <param name="which">Row-major positions, <paramref name="choices"/> per target: each serves <c>rows / choices</c> rows.</param>
    /// <param name="index">Where every item points (<see cref="IndexTable.Index"/>).</param>
    /// <param name="first">First item of the tile.</param>
    /// <remarks>
    /// With j = index[first + t]: <c>tile[r, t] = source[j * rows + r]</c> where <c>items[start[j] + which[j * choices + r * choices / rows]] = first + t</c>, and 0 elsewhere; 0 for lanes t ≥ count.
    /// </remarks>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void SegmentPlaceRows<V, T>(T* source, int rows, T* which, int choices, int* index, int* start, int* items, bool sorted, long first, int count, T* tile)
        where V : unmanaged, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int shared = rows / choices;
        T** sources = stackalloc T*[Items];
        T** chosen = stackalloc T*[Items];
        T* positions = stackalloc T[Items];
        for (int t = 0; t < count; t++)
        {
            int item = (int)first + t;
            int j = index[item];
            sources[t] = source + ((nint)j * rows);
            chosen[t] = which + ((nint)j * choices);
            int begin = start[j];
            positions[t] = T.CreateTruncating(sorted ? item - begin : new ReadOnlySpan<int>(items + begin, start[j + 1] - begin).BinarySearch(item));
        }

        // What is in the lanes behind the last item does not matter: they are cleared in the end.
        for (int t = count; t < Items; t++)
        {
            positions[t] = T.Zero;
        }

        TransposeRows<V, T>(sources, rows, count, tile);
        T* choice = stackalloc T[ChoiceRows * Items];
        for (int from = 0; from < choices; from += ChoiceRows)
        {
            int block = Math.Min(ChoiceRows, choices - from);
            TransposeRows<V, T>(chosen, block, count, choice);
            for (int c = 0; c < block; c++)
            {
                T* lane = tile + ((nint)(from + c) * shared * Items);
                for (int t = 0; t < Items; t += V.Count)
                {
                    V position = V.Load(positions + t), wanted = V.Load(choice + (c * Items) + t);
                    for (int d = 0; d < shared; d++)
                    {
                        T* entry = lane + ((nint)d * Items) + t;
                        V.Store(V.SelectEqual(position, wanted, V.Load(entry), V.Zero), entry);
                    }
                }
            }

            for (int t = 0; t < count; t++)
            {
                chosen[t] += block;
            }
        }

        ClearLanes<V, T>(tile, rows, count);
    }

    /// <summary>Rows of positions that are transposed at a time.</summary>
    private const int ChoiceRows = 32;

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void ArgMaxFourVectors<V, T>(T* source, int rows, int* items, bool sorted, int begin, int end, int last, int* offsets, T* result)
        where V : unmanaged, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int o0 = offsets[0], o1 = offsets[1], o2 = offsets[2], o3 = offsets[3];
        V x0 = V.Zero, x1 = V.Zero, x2 = V.Zero, x3 = V.Zero;
        V p0 = V.Constant(-1), p1 = p0, p2 = p0, p3 = p0, position = V.Zero, one = V.Constant(1);
        if (begin < end)
        {
            T* row = source + ((sorted ? begin : items[begin]) * (nint)rows);
            (x0, x1, x2, x3) = (V.Load(row + o0), V.Load(row + o1), V.Load(row + o2), V.Load(row + o3));
            (p0, p1, p2, p3) = (position, position, position, position);
        }

        for (int k = begin + 1; k < end; k++)
        {
            T* row = source + ((sorted ? k : items[k]) * (nint)rows);
            T* ahead = source + (Ahead(items, sorted, k, last) * rows);
            Fetch(ahead + o0);
            Fetch(ahead + o1);
            Fetch(ahead + o2);
            Fetch(ahead + o3);
            position += one;
            Take<V, T>(ref x0, ref p0, V.Load(row + o0), position);
            Take<V, T>(ref x1, ref p1, V.Load(row + o1), position);
            Take<V, T>(ref x2, ref p2, V.Load(row + o2), position);
            Take<V, T>(ref x3, ref p3, V.Load(row + o3), position);
        }

        V.Store(p0, result);
        V.Store(p1, result + V.Count);
        V.Store(p2, result + (2 * V.Count));
        V.Store(p3, result + (3 * V.Count));
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void ArgMaxTwoVectors<V, T>(T* source, int rows, int* items, bool sorted, int begin, int end, int last, int* offsets, T* result)
        where V : unmanaged, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int o0 = offsets[0], o1 = offsets[1];
        V x0 = V.Zero, x1 = V.Zero, p0 = V.Constant(-1), p1 = p0, position = V.Zero, one = V.Constant(1);
        if (begin < end)
        {
            T* row = source + ((sorted ? begin : items[begin]) * (nint)rows);
            (x0, x1, p0, p1) = (V.Load(row + o0), V.Load(row + o1), position, position);
        }

        for (int k = begin + 1; k < end; k++)
        {
            T* row = source + ((sorted ? k : items[k]) * (nint)rows);
            T* ahead = source + (Ahead(items, sorted, k, last) * rows);
            Fetch(ahead + o0);
            Fetch(ahead + o1);
            position += one;
            Take<V, T>(ref x0, ref p0, V.Load(row + o0), position);
            Take<V, T>(ref x1, ref p1, V.Load(row + o1), position);
        }

        V.Store(p0, result);
        V.Store(p1, result + V.Count);
    }

    /// <summary>Takes a number that is larger, or the first NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Take<V, T>(ref V largest, ref V best, V x, V position)
        where V : unmanaged, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // The maximum is x where either is NaN: that is a change where what was largest is a number, which is equal to itself.
        V winner = V.Max(largest, x);
        V changed = V.SelectEqual(winner, largest, best, position);
        best = V.SelectEqual(largest, largest, changed, best);
        largest = V.SelectEqual(largest, largest, winner, largest);
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void ArgMaxNarrowRows<V, T>(T* source, int rows, int* start, int* items, bool sorted, int count, T* tile)
        where V : unmanaged, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int t = 0; t < count; t++)
        {
            int begin = start[t], end = start[t + 1];
            for (int r = 0; r < rows; r++)
            {
                T largest = T.Zero;
                int best = -1;
                for (int k = begin; k < end; k++)
                {
                    T x = source[((nint)(sorted ? k : items[k]) * rows) + r];
                    if (best < 0 || x > largest || (T.IsNaN(x) && !T.IsNaN(largest)))
                    {
                        (largest, best) = (x, k - begin);
                    }
                }

                tile[(r * Items) + t] = T.CreateTruncating(best);
            }
        }
    }
}
