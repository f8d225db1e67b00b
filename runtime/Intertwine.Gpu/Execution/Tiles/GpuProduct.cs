using System.ComponentModel;
using System.Numerics;
using ILGPU;

namespace Intertwine.Gpu;

/// <summary>Products of a matrix with the channels of a tile: <c>y[o, d, t] = sum_i M[o, i] x[i, d, t]</c>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class GpuProduct
{
    /// <summary>Columns of the matrix that are in shared memory at a time.</summary>
    public const int PanelDepth = 16;

    /// <summary>Rows of the matrix that are in shared memory at a time.</summary>
    public const int PanelRows = 64;

    /// <summary>Numbers of shared memory that a product needs. A column is one number longer than it has rows: threads that write along a row meet different banks.</summary>
    public const int PanelSize = PanelDepth * PanelStride;

    private const int PanelStride = PanelRows + 1;

    /// <summary>
    /// The product by panels of 64 rows and 16 columns of the matrix, staged in shared memory; each thread keeps 4 rows times 4 columns of the result in registers, where the columns are the components and items of the tile.
    /// Begins with a barrier.
    /// </summary>
    /// <param name="matrix">Entry [o, i] is number <c>offset + o * rowStep + i * columnStep</c>; one of the steps is 1.</param>
    /// <param name="rows">Channels of the result.</param>
    /// <param name="inner">Channels of <paramref name="x"/>.</param>
    /// <param name="components">Of both.</param>
    /// <param name="accumulate">Whether to add to <paramref name="y"/>.</param>
    /// <param name="panel"><see cref="PanelSize"/> numbers of shared memory.</param>
    public static void Tiled<T>(
        ArrayView<T> matrix, int offset, int rowStep, int columnStep, int rows, int inner, GpuTile<T> x, GpuTile<T> y, int components, int width, bool accumulate, ArrayView<T> panel)
        where T : unmanaged, INumber<T>
    {
        int columns = components * width;
        int columnGroups = (columns + 3) / 4;
        for (int top = 0; top < rows; top += PanelRows)
        {
            int height = Min(rows - top, PanelRows);
            int rowGroups = (height + 3) / 4;
            for (int pass = 0; pass < rowGroups * columnGroups; pass += GpuGroup.Threads)
            {
                int unit = pass + GpuGroup.Thread;
                bool isActive = unit < rowGroups * columnGroups;
                int r = isActive ? unit / columnGroups : 0;
                int c0 = unit % columnGroups;
                int c1 = Min(c0 + columnGroups, columns - 1), c2 = Min(c0 + (2 * columnGroups), columns - 1), c3 = Min(c0 + (3 * columnGroups), columns - 1);
                int d0 = c0 / width, d1 = c1 / width, d2 = c2 / width, d3 = c3 / width;
                int t0 = c0 % width, t1 = c1 % width, t2 = c2 % width, t3 = c3 % width;
                T y00 = T.Zero, y01 = T.Zero, y02 = T.Zero, y03 = T.Zero;
                T y10 = T.Zero, y11 = T.Zero, y12 = T.Zero, y13 = T.Zero;
                T y20 = T.Zero, y21 = T.Zero, y22 = T.Zero, y23 = T.Zero;
                T y30 = T.Zero, y31 = T.Zero, y32 = T.Zero, y33 = T.Zero;
                for (int left = 0; left < inner; left += PanelDepth)
                {
                    int depth = Min(inner - left, PanelDepth);
                    GpuGroup.Barrier();
                    for (int n = GpuGroup.Thread; n < height * depth; n += GpuGroup.Threads)
                    {
                        // Along the direction in which the matrix lies in memory.
                        int row = rowStep == 1 ? n % height : n / depth;
                        int k = rowStep == 1 ? n / height : n % depth;
                        panel[(k * PanelStride) + row] = matrix[offset + ((top + row) * rowStep) + ((left + k) * columnStep)];
                    }

                    GpuGroup.Barrier();
                    for (int k = 0; k < depth; k++)
                    {
                        int column = (k * PanelStride) + r;
                        T m0 = panel[column], m1 = panel[column + rowGroups], m2 = panel[column + (2 * rowGroups)], m3 = panel[column + (3 * rowGroups)];
                        int i = (left + k) * components;
                        T x0 = x[i + d0, t0], x1 = x[i + d1, t1], x2 = x[i + d2, t2], x3 = x[i + d3, t3];
                        y00 += m0 * x0;
                        y01 += m0 * x1;
                        y02 += m0 * x2;
                        y03 += m0 * x3;
                        y10 += m1 * x0;
                        y11 += m1 * x1;
                        y12 += m1 * x2;
                        y13 += m1 * x3;
                        y20 += m2 * x0;
                        y21 += m2 * x1;
                        y22 += m2 * x2;
                        y23 += m2 * x3;
                        y30 += m3 * x0;
                        y31 += m3 * x1;
                        y32 += m3 * x2;
                        y33 += m3 * x3;
                    }
                }

                // Tiles of whole warps have no broken column groups: the compiler drops the tests.
                bool isWhole = columns % 4 == 0;
                bool has1 = isWhole || c0 + columnGroups < columns, has2 = isWhole || c0 + (2 * columnGroups) < columns, has3 = isWhole || c0 + (3 * columnGroups) < columns;
                if (isActive)
                {
                    int row = (top + r) * components;
                    int step = rowGroups * components;
                    PutRow(y, row, d0, t0, d1, t1, d2, t2, d3, t3, has1, has2, has3, y00, y01, y02, y03, accumulate);
                    if (r + rowGroups < height)
                    {
                        PutRow(y, row + step, d0, t0, d1, t1, d2, t2, d3, t3, has1, has2, has3, y10, y11, y12, y13, accumulate);
                    }

                    if (r + (2 * rowGroups) < height)
                    {
                        PutRow(y, row + (2 * step), d0, t0, d1, t1, d2, t2, d3, t3, has1, has2, has3, y20, y21, y22, y23, accumulate);
                    }

                    if (r + (3 * rowGroups) < height)
                    {
                        PutRow(y, row + (3 * step), d0, t0, d1, t1, d2, t2, d3, t3, has1, has2, has3, y30, y31, y32, y33, accumulate);
                    }
                }
            }
        }
    }

    /// <summary>The product for few rows: one thread per number of the result, the matrix read through the cache, where all threads of a warp ask for the same number. No barrier.</summary>
    public static void Direct<T>(
        ArrayView<T> matrix, int offset, int rowStep, int columnStep, int rows, int inner, GpuTile<T> x, GpuTile<T> y, int components, int width, bool accumulate)
        where T : unmanaged, INumber<T>
    {
        int columns = components * width;
        for (int n = GpuGroup.Thread; n < rows * columns; n += GpuGroup.Threads)
        {
            int o = n / columns;
            int d = (n % columns) / width;
            int t = n % width;
            T sum = T.Zero;
            for (int i = 0; i < inner; i++)
            {
                sum += matrix[offset + (o * rowStep) + (i * columnStep)] * x[(i * components) + d, t];
            }

            int row = (o * components) + d;
            y[row, t] = accumulate ? y[row, t] + sum : sum;
        }
    }

    private static void PutRow<T>(
        GpuTile<T> y, int row, int d0, int t0, int d1, int t1, int d2, int t2, int d3, int t3, bool has1, bool has2, bool has3, T v0, T v1, T v2, T v3, bool accumulate)
        where T : unmanaged, INumber<T>
    {
        Put(y, row + d0, t0, v0, accumulate);
        if (has1)
        {
            Put(y, row + d1, t1, v1, accumulate);
        }

        if (has2)
        {
            Put(y, row + d2, t2, v2, accumulate);
        }

        if (has3)
        {
            Put(y, row + d3, t3, v3, accumulate);
        }
    }

    private static void Put<T>(GpuTile<T> y, int row, int item, T value, bool accumulate)
        where T : unmanaged, INumber<T> =>
        y[row, item] = accumulate ? y[row, item] + value : value;

    private static int Min(int a, int b) => a < b ? a : b;
}
