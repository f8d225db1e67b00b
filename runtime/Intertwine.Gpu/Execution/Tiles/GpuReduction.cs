using System.ComponentModel;
using System.Numerics;
using ILGPU;

namespace Intertwine.Gpu;

/// <summary>
/// Sums over all items of a loop, in two passes without atomics: every group adds the shares of its tiles to a block of its own; a second kernel adds up the blocks, in the order of the groups.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class GpuReduction
{
    /// <summary>Numbers of a block that a group of the second pass adds up together.</summary>
    private const int Entries = 16;

    /// <summary>Threads that share a number in the second pass, at most.</summary>
    private const int MostSlices = 16;

    /// <summary>Numbers of shared memory that the second pass needs.</summary>
    public const int RunsSize = Entries * MostSlices;

    /// <summary>Sets a group's block to zero.</summary>
    public static void Clear<T>(ArrayView<T> sums, int length)
        where T : unmanaged, INumber<T>
    {
        for (int n = GpuGroup.Thread; n < length; n += GpuGroup.Threads)
        {
            sums[n] = T.Zero;
        }
    }

    /// <summary><c>sums[start + o * columns + i] += sum over d and the tile's items t of left[o, d, t] right[i, d, t]</c>. Each thread keeps 4 times 4 of the sums in registers.</summary>
    /// <param name="rows">Channels of <paramref name="left"/>.</param>
    /// <param name="columns">Channels of <paramref name="right"/>.</param>
    public static void Outer<T>(GpuTile<T> left, int rows, GpuTile<T> right, int columns, int components, GpuItems items, ArrayView<T> sums, int start)
        where T : unmanaged, INumber<T>
    {
        int rowGroups = (rows + 3) / 4;
        int columnGroups = (columns + 3) / 4;
        for (int unit = GpuGroup.Thread; unit < rowGroups * columnGroups; unit += GpuGroup.Threads)
        {
            int o0 = unit / columnGroups;
            int o1 = Min(o0 + rowGroups, rows - 1), o2 = Min(o0 + (2 * rowGroups), rows - 1), o3 = Min(o0 + (3 * rowGroups), rows - 1);
            int i0 = unit % columnGroups;
            int i1 = Min(i0 + columnGroups, columns - 1), i2 = Min(i0 + (2 * columnGroups), columns - 1), i3 = Min(i0 + (3 * columnGroups), columns - 1);
            T s00 = T.Zero, s01 = T.Zero, s02 = T.Zero, s03 = T.Zero;
            T s10 = T.Zero, s11 = T.Zero, s12 = T.Zero, s13 = T.Zero;
            T s20 = T.Zero, s21 = T.Zero, s22 = T.Zero, s23 = T.Zero;
            T s30 = T.Zero, s31 = T.Zero, s32 = T.Zero, s33 = T.Zero;
            for (int d = 0; d < components; d++)
            {
                for (int t = 0; t < items.Count; t++)
                {
                    T a0 = left[(o0 * components) + d, t], a1 = left[(o1 * components) + d, t], a2 = left[(o2 * components) + d, t], a3 = left[(o3 * components) + d, t];
                    T b0 = right[(i0 * components) + d, t], b1 = right[(i1 * components) + d, t], b2 = right[(i2 * components) + d, t], b3 = right[(i3 * components) + d, t];
                    s00 += a0 * b0;
                    s01 += a0 * b1;
                    s02 += a0 * b2;
                    s03 += a0 * b3;
                    s10 += a1 * b0;
                    s11 += a1 * b1;
                    s12 += a1 * b2;
                    s13 += a1 * b3;
                    s20 += a2 * b0;
                    s21 += a2 * b1;
                    s22 += a2 * b2;
                    s23 += a2 * b3;
                    s30 += a3 * b0;
                    s31 += a3 * b1;
                    s32 += a3 * b2;
                    s33 += a3 * b3;
                }
            }

            AddRow(sums, start, o0, true, columns, i0, columnGroups, s00, s01, s02, s03);
            AddRow(sums, start, o1, o0 + rowGroups < rows, columns, i0, columnGroups, s10, s11, s12, s13);
            AddRow(sums, start, o2, o0 + (2 * rowGroups) < rows, columns, i0, columnGroups, s20, s21, s22, s23);
            AddRow(sums, start, o3, o0 + (3 * rowGroups) < rows, columns, i0, columnGroups, s30, s31, s32, s33);
        }
    }

    /// <summary>
    /// The sums of <see cref="Outer{T}"/>, in the same order, by one thread per number: 4 times 4 numbers per thread would leave most threads without work where there are few numbers. Threads next to each other read the same row of
    /// <paramref name="left"/>.
    /// </summary>
    /// <param name="rows">Channels of <paramref name="left"/>.</param>
    /// <param name="columns">Channels of <paramref name="right"/>.</param>
    public static void Direct<T>(GpuTile<T> left, int rows, GpuTile<T> right, int columns, int components, GpuItems items, ArrayView<T> sums, int start)
        where T : unmanaged, INumber<T>
    {
        for (int n = GpuGroup.Thread; n < rows * columns; n += GpuGroup.Threads)
        {
            int o = n / columns, i = n % columns;
            T sum = T.Zero;
            for (int d = 0; d < components; d++)
            {
                for (int t = 0; t < items.Count; t++)
                {
                    sum += left[(o * components) + d, t] * right[(i * components) + d, t];
                }
            }

            sums[start + n] += sum;
        }
    }

    /// <summary><c>sums[start + r] += sum over the tile's items t of x[r, t]</c>.</summary>
    public static void Rows<T>(GpuTile<T> x, int rows, GpuItems items, ArrayView<T> sums, int start)
        where T : unmanaged, INumber<T>
    {
        for (int row = GpuGroup.Thread; row < rows; row += GpuGroup.Threads)
        {
            T sum = T.Zero;
            for (int t = 0; t < items.Count; t++)
            {
                sum += x[row, t];
            }

            sums[start + row] += sum;
        }
    }

    /// <summary>
    /// The second pass: <c>target[offset + o * stride + i] (+)= sum over groups g, in order, of partials[g * length + start + o * columns + i]</c>. Sixteen numbers at a time; the groups are divided among
    /// the threads in equal runs, whose sums are added in order.
    /// </summary>
    /// <param name="accumulate">Whether to add to the target.</param>
    /// <param name="runs"><see cref="RunsSize"/> numbers of shared memory.</param>
    public static void Finish<T>(ArrayView<T> partials, int groups, int length, int start, int rows, int columns, ArrayView<T> target, int offset, int stride, bool accumulate, ArrayView<T> runs)
        where T : unmanaged, INumber<T>
    {
        int slices = Max(Min(GpuGroup.Threads / Entries, MostSlices), 1);
        for (int first = Grid.IdxX * Entries; first < rows * columns; first += Grid.DimX * Entries)
        {
            GpuGroup.Barrier();
            for (int n = GpuGroup.Thread; n < Entries * slices; n += GpuGroup.Threads)
            {
                int slice = n / Entries;
                int entry = first + (n % Entries);
                T sum = T.Zero;
                if (entry < rows * columns)
                {
                    for (int g = groups * slice / slices; g < groups * (slice + 1) / slices; g++)
                    {
                        sum += partials[(g * length) + start + entry];
                    }
                }

                runs[n] = sum;
            }

            GpuGroup.Barrier();
            for (int n = GpuGroup.Thread; n < Entries; n += GpuGroup.Threads)
            {
                int entry = first + n;
                if (entry < rows * columns)
                {
                    int place = offset + ((entry / columns) * stride) + (entry % columns);
                    T sum = accumulate ? target[place] : T.Zero;
                    for (int slice = 0; slice < slices; slice++)
                    {
                        sum += runs[(slice * Entries) + n];
                    }

                    target[place] = sum;
                }
            }
        }
    }

    /// <summary>Threads that share a sum over channels of a tile.</summary>
    public const int ChannelSlices = 4;

    /// <summary><c>tile[r, t] = sum over s of slices[((first + r) * <see cref="ChannelSlices"/> + s) * width + t]</c>: sums over channels whose channels were divided among threads.</summary>
    public static void Channels<T>(ArrayView<T> slices, int first, int rows, int width, GpuTile<T> tile)
        where T : unmanaged, INumber<T>
    {
        for (int n = GpuGroup.Thread; n < rows * width; n += GpuGroup.Threads)
        {
            int row = n / width, t = n % width;
            T sum = T.Zero;
            for (int s = 0; s < ChannelSlices; s++)
            {
                sum += slices[((((first + row) * ChannelSlices) + s) * width) + t];
            }

            tile[row, t] = sum;
        }
    }

    private static void AddRow<T>(ArrayView<T> sums, int start, int row, bool isRow, int columns, int i, int step, T s0, T s1, T s2, T s3)
        where T : unmanaged, INumber<T>
    {
        if (isRow)
        {
            int first = start + (row * columns);
            sums[first + i] += s0;
            AddWithin(sums, first, i + step, columns, s1);
            AddWithin(sums, first, i + (2 * step), columns, s2);
            AddWithin(sums, first, i + (3 * step), columns, s3);
        }
    }

    private static void AddWithin<T>(ArrayView<T> sums, int first, int i, int columns, T value)
        where T : unmanaged, INumber<T>
    {
        if (i < columns)
        {
            sums[first + i] += value;
        }
    }

    private static int Min(int a, int b) => a < b ? a : b;

    private static int Max(int a, int b) => a > b ? a : b;
}
