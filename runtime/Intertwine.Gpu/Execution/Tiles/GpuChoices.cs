using System.ComponentModel;
using System.Numerics;
using ILGPU;

namespace Intertwine.Gpu;

/// <summary>Choices among the items that point at an item: positions within segments, what stands there, and the way back. One thread takes one number.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class GpuChoices
{
    /// <summary>
    /// <c>tile[r, t] = arg max over p of source[items[start[first + t] + p], r]</c>: the first of equals, a NaN before any number, -1 where nothing points at the target; 0 beyond the last item.
    /// </summary>
    /// <param name="order">The items that point at each target, target by target; not read where they stand in that order.</param>
    public static void ArgMax<T, R>(ArrayView<T> source, int rows, ArrayView<int> start, ArrayView<int> order, bool sorted, GpuItems items, GpuTile<T> tile)
        where T : unmanaged, INumber<T>
        where R : struct, IGpuReal<T>
    {
        for (int n = GpuGroup.Thread; n < rows * items.Width; n += GpuGroup.Threads)
        {
            int item = n / rows, row = n % rows;
            T best = T.Zero;
            if (item < items.Count)
            {
                int begin = start[items.First + item];
                int end = start[items.First + item + 1];
                best = R.Number(-1);
                T largest = T.Zero;
                T position = T.Zero;
                bool onlyNumbers = true;
                for (int k = begin; k < end; k++)
                {
                    T x = source[((sorted ? k : order[k]) * rows) + row];
                    bool isNumber = x <= T.Zero || x >= T.Zero;
                    bool wins = k == begin || x > largest || (!isNumber && onlyNumbers);
                    onlyNumbers = onlyNumbers && isNumber;
                    largest = wins ? x : largest;
                    best = wins ? position : best;
                    position += T.One;
                }
            }

            tile[row, item] = best;
        }
    }

    /// <summary><c>tile[r, t] = source[items[start[first + t] + which[r choices / rows, t]], r]</c>; 0 where the position is -1, and beyond the last item.</summary>
    public static void Pick<T, R>(ArrayView<T> source, int rows, GpuTile<T> which, int choices, ArrayView<int> start, ArrayView<int> order, bool sorted, GpuItems items, GpuTile<T> tile)
        where T : unmanaged, INumber<T>
        where R : struct, IGpuReal<T>
    {
        int shared = rows / choices;
        for (int n = GpuGroup.Thread; n < rows * items.Width; n += GpuGroup.Threads)
        {
            int item = n / rows, row = n % rows;
            T picked = T.Zero;
            if (item < items.Count)
            {
                int position = R.Position(which[row / shared, item]);
                if (position >= 0)
                {
                    int k = start[items.First + item] + position;
                    picked = source[((sorted ? k : order[k]) * rows) + row];
                }
            }

            tile[row, item] = picked;
        }
    }

    /// <summary>With j = index[first + t]: <c>tile[r, t] = source[j, r]</c> where <c>which[j, r choices / rows]</c> is the position of item first + t within the segment of j, and 0 elsewhere.</summary>
    public static void Place<T, R>(
        ArrayView<T> source, int rows, ArrayView<T> which, int choices, ArrayView<int> index, ArrayView<int> start, ArrayView<int> order, bool sorted, GpuItems items, GpuTile<T> tile)
        where T : unmanaged, INumber<T>
        where R : struct, IGpuReal<T>
    {
        int shared = rows / choices;
        for (int n = GpuGroup.Thread; n < rows * items.Width; n += GpuGroup.Threads)
        {
            int item = n / rows, row = n % rows;
            T placed = T.Zero;
            if (item < items.Count)
            {
                int target = index[items.First + item];
                int k = start[target] + R.Position(which[(target * choices) + (row / shared)]);
                if (k >= start[target] && (sorted ? k : order[k]) == items.First + item)
                {
                    placed = source[(target * rows) + row];
                }
            }

            tile[row, item] = placed;
        }
    }
}
