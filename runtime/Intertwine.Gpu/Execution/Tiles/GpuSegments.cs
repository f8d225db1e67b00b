using System.ComponentModel;
using System.Numerics;
using ILGPU;

namespace Intertwine.Gpu;

/// <summary>
/// Reductions over the items that point at each item of a tile. One thread walks the segment of one number, so that no sum needs atomics and every sum has a fixed order; neighbouring threads read neighbouring numbers.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class GpuSegments
{
    /// <summary><c>tile[r, t] = sum of source[items[k], r] over start[first + t] ≤ k &lt; start[first + t + 1]</c>; 0 beyond the last item.</summary>
    /// <param name="order">The items that point at each target, target by target; not read where they stand in that order.</param>
    public static void Sum<T>(ArrayView<T> source, int rows, ArrayView<int> start, ArrayView<int> order, bool sorted, GpuItems items, GpuTile<T> tile)
        where T : unmanaged, INumber<T>
    {
        for (int n = GpuGroup.Thread; n < rows * items.Width; n += GpuGroup.Threads)
        {
            int item = n / rows, row = n % rows;
            T sum = T.Zero;
            if (item < items.Count)
            {
                int end = start[items.First + item + 1];
                for (int k = start[items.First + item]; k < end; k++)
                {
                    sum += source[((sorted ? k : order[k]) * rows) + row];
                }
            }

            tile[row, item] = sum;
        }
    }

    /// <summary>As <see cref="Sum"/> with the maximum instead of the sum, and 0 where nothing points at the target.</summary>
    public static void Max<T>(ArrayView<T> source, int rows, ArrayView<int> start, ArrayView<int> order, bool sorted, GpuItems items, GpuTile<T> tile)
        where T : unmanaged, INumber<T>
    {
        for (int n = GpuGroup.Thread; n < rows * items.Width; n += GpuGroup.Threads)
        {
            int item = n / rows, row = n % rows;
            T largest = T.Zero;
            if (item < items.Count)
            {
                int begin = start[items.First + item];
                int end = start[items.First + item + 1];
                for (int k = begin; k < end; k++)
                {
                    T x = source[((sorted ? k : order[k]) * rows) + row];
                    largest = k == begin || x > largest ? x : largest;
                }
            }

            tile[row, item] = largest;
        }
    }

    /// <summary>How many items point at every item of the tile.</summary>
    public static void Count<T, R>(ArrayView<int> start, GpuItems items, GpuTile<T> tile)
        where T : unmanaged, INumber<T>
        where R : struct, IGpuReal<T>
    {
        for (int t = GpuGroup.Thread; t < items.Width; t += GpuGroup.Threads)
        {
            tile[0, t] = t < items.Count ? R.Count(start[items.First + t + 1] - start[items.First + t]) : T.Zero;
        }
    }
}
