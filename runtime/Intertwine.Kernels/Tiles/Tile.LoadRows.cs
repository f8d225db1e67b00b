using System.Numerics;
using System.Runtime.CompilerServices;

namespace Intertwine.Kernels;

public static unsafe partial class Tile
{
    /// <summary>Loads <paramref name="count"/> consecutive items from row-major memory.</summary>
    /// <remarks><c>tile[r, t] = source[(first + t) * rows + r]</c> for t &lt; count, 0 for the other lanes.</remarks>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void LoadRows<V, T>(T* source, int rows, long first, int count, T* tile)
        where V : unmanaged, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T* row = source + (first * rows);
        if (rows < V.Count)
        {
            LoadNarrowRows<V, T>(row, rows, count, tile);
            return;
        }

        T** pointers = stackalloc T*[Items];
        for (int t = 0; t < count; t++)
        {
            pointers[t] = row;
            row += rows;
        }

        TransposeRows<V, T>(pointers, rows, count, tile);
    }

    /// <summary>Gathers the rows of items that an index names.</summary>
    /// <param name="index">The entry of the tile's first item.</param>
    /// <remarks><c>tile[r, t] = source[index[t] * rows + r]</c> for t &lt; count, 0 for the other lanes.</remarks>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void GatherRows<V, T>(T* source, int rows, int* index, int count, T* tile)
        where V : unmanaged, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T** pointers = stackalloc T*[Items];
        for (int t = 0; t < count; t++)
        {
            pointers[t] = source + ((nint)index[t] * rows);
        }

        TransposeRows<V, T>(pointers, rows, count, tile);
    }

    /// <summary>Gathers the rows of items that an index names, and adds them to what the tile holds.</summary>
    /// <param name="index">The entry of the tile's first item.</param>
    /// <remarks><c>tile[r, t] += source[index[t] * rows + r]</c> for t &lt; count; the other lanes stay as they are.</remarks>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void GatherAddRows<V, T>(T* source, int rows, int* index, int count, T* tile)
        where V : unmanaged, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T** pointers = stackalloc T*[Items];
        for (int t = 0; t < count; t++)
        {
            pointers[t] = source + ((nint)index[t] * rows);
        }

        int whole = rows < V.Count ? 0 : count / V.Count * V.Count;
        int blocks = rows / V.Count * V.Count;
        T* block = stackalloc T[MaxLanes * MaxLanes];
        for (int t = 0; t < whole; t += V.Count)
        {
            for (int r = 0; r < blocks; r += V.Count)
            {
                V.TransposeAdd(pointers + t, r, tile + ((nint)r * Items) + t, Items);
            }

            if (blocks < rows)
            {
                // The last block reaches back over rows that have been added already: only its new rows are.
                V.Transpose(pointers + t, rows - V.Count, block, V.Count);
                for (int r = blocks; r < rows; r++)
                {
                    T* destination = tile + ((nint)r * Items) + t;
                    V.Store(V.Load(destination) + V.Load(block + ((r - rows + V.Count) * V.Count)), destination);
                }
            }
        }

        for (int r = 0; r < rows; r++)
        {
            T* lane = tile + ((nint)r * Items);
            for (int t = whole; t < count; t++)
            {
                lane[t] += pointers[t][r];
            }
        }
    }

    /// <summary><see cref="LoadRows"/> for items with fewer rows than a vector has lanes.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void LoadNarrowRows<V, T>(T* source, int rows, int count, T* tile)
        where V : unmanaged, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        nint stride = rows;
        for (int r = 0; r < rows; r++)
        {
            T* item = source + r;
            T* lane = tile + (r * Items);
            int t = 0;
            if (rows == 1)
            {
                for (; t + V.Count <= count; t += V.Count)
                {
                    V.Store(V.Load(item + t), lane + t);
                }

                item += t;
            }

            for (; t + 4 <= count; t += 4)
            {
                T x0 = item[0], x1 = item[stride], x2 = item[2 * stride], x3 = item[3 * stride];
                lane[t] = x0;
                lane[t + 1] = x1;
                lane[t + 2] = x2;
                lane[t + 3] = x3;
                item += 4 * stride;
            }

            for (; t < count; t++)
            {
                lane[t] = *item;
                item += stride;
            }
        }

        ClearLanes<V, T>(tile, rows, count);
    }

    /// <summary><c>tile[r, t] = pointers[t][r]</c> for t &lt; count, 0 for the other lanes.</summary>
    /// <param name="pointers">Room for <see cref="Items"/> pointers; those beyond <paramref name="count"/> are overwritten.</param>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void TransposeRows<V, T>(T** pointers, int rows, int count, T* tile)
        where V : unmanaged, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (rows < V.Count)
        {
            for (int r = 0; r < rows; r++)
            {
                T* lane = tile + (r * Items);
                int t = 0;
                for (; t + 4 <= count; t += 4)
                {
                    T x0 = pointers[t][r], x1 = pointers[t + 1][r], x2 = pointers[t + 2][r], x3 = pointers[t + 3][r];
                    lane[t] = x0;
                    lane[t + 1] = x1;
                    lane[t + 2] = x2;
                    lane[t + 3] = x3;
                }

                for (; t < count; t++)
                {
                    lane[t] = pointers[t][r];
                }
            }
        }
        else if (count > 0)
        {
            // Lanes without an item repeat the first one and are cleared below: a block is always transposed whole.
            int whole = RoundUp(count, V.Count);
            for (int t = count; t < whole; t++)
            {
                pointers[t] = pointers[0];
            }

            for (int t = 0; t < whole; t += V.Count)
            {
                for (int r = 0; r < rows; r += V.Count)
                {
                    // The last block overlaps the one before: it writes some rows a second time instead of going row by row.
                    int start = Math.Min(r, rows - V.Count);
                    V.Transpose(pointers + t, start, tile + ((nint)start * Items) + t, Items);
                }
            }
        }

        ClearLanes<V, T>(tile, rows, count);
    }
}
