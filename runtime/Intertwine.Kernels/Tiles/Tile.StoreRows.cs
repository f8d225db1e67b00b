using System.Numerics;
using System.Runtime.CompilerServices;

namespace Intertwine.Kernels;

public static unsafe partial class Tile
{
    /// <summary>Stores the first <paramref name="count"/> items to row-major memory; nothing beyond them is written.</summary>
    /// <remarks><c>destination[(first + t) * rows + r] = tile[r, t]</c> for t &lt; count.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void StoreRows<V, T>(T* tile, int rows, T* destination, long first, int count)
        where V : unmanaged, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        destination += first * rows;
        int whole = rows < V.Count ? 0 : count / V.Count * V.Count;
        T** pointers = stackalloc T*[MaxLanes];
        for (int r = 0; r < rows && whole > 0; r += V.Count)
        {
            // The last block overlaps the one before: it writes some rows a second time instead of going row by row.
            int start = Math.Min(r, rows - V.Count);
            for (int k = 0; k < V.Count; k++)
            {
                pointers[k] = tile + ((nint)(start + k) * Items);
            }

            for (int t = 0; t < whole; t += V.Count)
            {
                V.Transpose(pointers, t, destination + ((nint)t * rows) + start, rows);
            }
        }

        for (int t = whole; t < count; t++)
        {
            T* row = destination + ((nint)t * rows);
            for (int r = 0; r < rows; r++)
            {
                row[r] = tile[((nint)r * Items) + t];
            }
        }
    }
}
