using System.ComponentModel;
using System.Numerics;
using ILGPU;

namespace Intertwine.Gpu;

/// <summary>
/// Moves rows between tiles and memory that lies by items (<c>[items][rows]</c>). Threads take consecutive numbers of that memory, so that every access to it is coalesced; the transposition happens in shared memory.
/// All threads of a group call these together.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class GpuRows
{
    /// <summary><c>tile[r, t] = source[first + t, r]</c>; 0 beyond the last item.</summary>
    public static void Load<T>(ArrayView<T> source, int rows, GpuItems items, GpuTile<T> tile)
        where T : unmanaged, INumber<T>
    {
        int begin = items.First * rows;
        for (int n = GpuGroup.Thread; n < rows * items.Width; n += GpuGroup.Threads)
        {
            int item = n / rows;
            tile[n % rows, item] = item < items.Count ? source[begin + n] : T.Zero;
        }
    }

    /// <summary><c>target[first + t, r] = tile[r, t]</c>.</summary>
    public static void Store<T>(GpuTile<T> tile, int rows, GpuItems items, ArrayView<T> target)
        where T : unmanaged, INumber<T>
    {
        int begin = items.First * rows;
        for (int n = GpuGroup.Thread; n < rows * items.Count; n += GpuGroup.Threads)
        {
            target[begin + n] = tile[n % rows, n / rows];
        }
    }

    /// <summary><c>tile[r, t] = source[index[first + t], r]</c>; 0 beyond the last item.</summary>
    public static void Gather<T>(ArrayView<T> source, int rows, ArrayView<int> index, GpuItems items, GpuTile<T> tile)
        where T : unmanaged, INumber<T>
    {
        for (int n = GpuGroup.Thread; n < rows * items.Width; n += GpuGroup.Threads)
        {
            int item = n / rows, row = n % rows;
            tile[row, item] = item < items.Count ? source[(index[items.First + item] * rows) + row] : T.Zero;
        }
    }

    /// <summary><c>tile[r, t] += source[index[first + t], r]</c>.</summary>
    public static void GatherAdd<T>(ArrayView<T> source, int rows, ArrayView<int> index, GpuItems items, GpuTile<T> tile)
        where T : unmanaged, INumber<T>
    {
        for (int n = GpuGroup.Thread; n < rows * items.Count; n += GpuGroup.Threads)
        {
            int item = n / rows, row = n % rows;
            tile[row, item] += source[(index[items.First + item] * rows) + row];
        }
    }

    /// <summary><c>tile[c * components + d, t] = matrix[offset + c * stride + d]</c>: the same numbers for every item.</summary>
    public static void Broadcast<T>(ArrayView<T> matrix, int offset, int stride, int channels, int components, int width, GpuTile<T> tile)
        where T : unmanaged, INumber<T>
    {
        for (int n = GpuGroup.Thread; n < channels * components * width; n += GpuGroup.Threads)
        {
            int row = n / width;
            tile[row, n % width] = matrix[offset + ((row / components) * stride) + (row % components)];
        }
    }

    /// <summary>Sets rows <c>first … first + rows - 1</c> to one number.</summary>
    public static void Fill<T>(GpuTile<T> tile, int rows, int width, T number)
        where T : unmanaged, INumber<T>
    {
        for (int n = GpuGroup.Thread; n < rows * width; n += GpuGroup.Threads)
        {
            tile[n / width, n % width] = number;
        }
    }

    /// <summary>Copies a block of channels and components: <c>to[(c + channel) * toComponents + d + component, t] = from[c * components + d, t]</c>.</summary>
    public static void Place<T>(GpuTile<T> from, int channels, int components, int width, GpuTile<T> to, int toComponents, int channel, int component)
        where T : unmanaged, INumber<T>
    {
        for (int n = GpuGroup.Thread; n < channels * components * width; n += GpuGroup.Threads)
        {
            int row = n / width;
            to[((channel + (row / components)) * toComponents) + component + (row % components), n % width] = from[row, n % width];
        }
    }
}
