using System.Numerics;
using System.Runtime.CompilerServices;

namespace Intertwine.Kernels;

public static unsafe partial class Tile
{
    /// <summary>Stores the first <paramref name="count"/> items to row-major memory; nothing beyond them is written.</summary>
    /// <remarks><c>destination[(first + t) * rows + r] = tile[r, t]</c> for t &lt; count.</remarks>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void StoreRows<V, T>(T* tile, int rows, T* destination, long first, int count)
        where V : unmanaged, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        destination += first * rows;
        int whole = rows < V.Count ? 0 : count / V.Count * V.Count;
        T** pointers = stackalloc T*[MaxLanes];
        for (int k = 0; k < V.Count; k++)
        {
            pointers[k] = tile + (k * Items);
        }

        // Item by item: so many rows are written from their beginnings to their ends, each cache line of them at once.
        for (int t = 0; t < whole; t += V.Count)
        {
            for (int r = 0; r < rows; r += V.Count)
            {
                // The last block overlaps the one before: it writes some rows a second time instead of going row by row.
                int start = Math.Min(r, rows - V.Count);
                V.Transpose(pointers, ((nint)start * Items) + t, destination + ((nint)t * rows) + start, rows);
            }
        }

        nint stride = rows;
        for (int r = 0; r < rows; r++)
        {
            T* lane = tile + ((nint)r * Items);
            T* item = destination + (whole * stride) + r;
            int t = whole;
            if (rows == 1)
            {
                for (; t + V.Count <= count; t += V.Count)
                {
                    V.Store(V.Load(lane + t), item);
                    item += V.Count;
                }
            }

            for (; t + 4 <= count; t += 4)
            {
                item[0] = lane[t];
                item[stride] = lane[t + 1];
                item[2 * stride] = lane[t + 2];
                item[3 * stride] = lane[t + 3];
                item += 4 * stride;
            }

            for (; t < count; t++)
            {
                *item = lane[t];
                item += stride;
            }
        }
    }
}
