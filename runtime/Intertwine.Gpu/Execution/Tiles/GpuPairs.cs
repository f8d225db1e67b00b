using System.ComponentModel;
using System.Numerics;
using ILGPU;

namespace Intertwine.Gpu;

/// <summary>Attention over pairs: what lies at the ends of a pair is read where it lies, one number per pair and head is kept. Sums have a fixed order and need no atomics.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class GpuPairs
{
    /// <summary><c>tile[h, t] = sum of left[leftIndex[first + t], r] right[rightIndex[first + t], r]</c> over the rows r of head h; 0 beyond the last item. One thread per pair and head.</summary>
    public static void Product<T>(
        ArrayView<T> left, ArrayView<int> leftIndex, ArrayView<T> right, ArrayView<int> rightIndex, int rows, int heads, GpuItems items, GpuTile<T> tile)
        where T : unmanaged, INumber<T>
    {
        int rowsOfHead = rows / heads;
        for (int n = GpuGroup.Thread; n < heads * items.Width; n += GpuGroup.Threads)
        {
            int item = n / heads, head = n % heads;
            T sum = T.Zero;
            if (item < items.Count)
            {
                int x = (leftIndex[items.First + item] * rows) + (head * rowsOfHead);
                int y = (rightIndex[items.First + item] * rows) + (head * rowsOfHead);
                for (int r = 0; r < rowsOfHead; r++)
                {
                    sum += left[x + r] * right[y + r];
                }
            }

            tile[head, item] = sum;
        }
    }

    /// <summary><c>tile[r, t] = sum of weights[e, head of r] source[from[e], r]</c> over the pairs <c>e = order[k]</c>, start[first + t] ≤ k &lt; start[first + t + 1]; 0 beyond the last item.</summary>
    public static void Sum<T>(
        ArrayView<T> weights, int heads, ArrayView<int> from, ArrayView<T> source, int rows, ArrayView<int> start, ArrayView<int> order, bool sorted, GpuItems items, GpuTile<T> tile)
        where T : unmanaged, INumber<T>
    {
        int rowsOfHead = rows / heads;
        for (int n = GpuGroup.Thread; n < rows * items.Width; n += GpuGroup.Threads)
        {
            int item = n / rows, row = n % rows;
            int head = row / rowsOfHead;
            T sum = T.Zero;
            if (item < items.Count)
            {
                int end = start[items.First + item + 1];
                for (int k = start[items.First + item]; k < end; k++)
                {
                    int pair = sorted ? k : order[k];
                    sum += weights[(pair * heads) + head] * source[(from[pair] * rows) + row];
                }
            }

            tile[row, item] = sum;
        }
    }
}
