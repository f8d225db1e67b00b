using System.Numerics;
using System.Runtime.CompilerServices;

namespace Intertwine.Kernels;

/// <summary>
/// The matrix product under <see cref="Tile.Mix"/> and <see cref="Tile.OuterSum"/>: up to 6 x 4 vectors of the result stay in registers while the sum runs. Each step loads
/// the vectors of one source row and multiplies them with one broadcast number per result row.
/// </summary>
internal static unsafe class MicroKernel
{
    /// <summary>Rows of the result that are held in registers.</summary>
    public const int Rows = 6;

    /// <summary>Vectors per row of the result held in registers: with six rows 24 of 32, or 12 of 16 registers are accumulators.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Vectors<V, T>()
        where V : unmanaged, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        => V.Registers >= 32 ? 4 : 2;

    /// <summary>
    /// A panel of the result, <paramref name="vectors"/> vectors wide: <c>destination[o, :] (+)= sum over terms and their k of matrix[o, k] * source[k * sourceStride + lane + :]</c>,
    /// plus <c>bias[o]</c> where there is a bias.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Panel<V, T>(
        int vectors, MixTerm<T>* terms, int number, int rows, nint lane, nint sourceStride, T* destination, nint destinationStride, bool accumulate, T* bias)
        where V : unmanaged, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        switch (vectors)
        {
            case 4:
                Panel<V, T, Four>(terms, number, rows, lane, sourceStride, destination, destinationStride, accumulate, bias);
                break;
            case 3:
                Panel<V, T, Three>(terms, number, rows, lane, sourceStride, destination, destinationStride, accumulate, bias);
                break;
            case 2:
                Panel<V, T, Two>(terms, number, rows, lane, sourceStride, destination, destinationStride, accumulate, bias);
                break;
            default:
                Panel<V, T, One>(terms, number, rows, lane, sourceStride, destination, destinationStride, accumulate, bias);
                break;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Panel<V, T, TVectors>(
        MixTerm<T>* terms, int number, int rows, nint lane, nint sourceStride, T* destination, nint destinationStride, bool accumulate, T* bias)
        where V : unmanaged, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TVectors : struct, IConstant
    {
        int row = 0;
        for (; row + Rows <= rows; row += Rows)
        {
            Block<V, T, Six, TVectors>(terms, number, row, lane, sourceStride, destination, destinationStride, accumulate, bias);
            destination += Rows * destinationStride;
            bias += bias == null ? 0 : Rows;
        }

        switch (rows - row)
        {
            case 5:
                Block<V, T, Five, TVectors>(terms, number, row, lane, sourceStride, destination, destinationStride, accumulate, bias);
                break;
            case 4:
                Block<V, T, Four, TVectors>(terms, number, row, lane, sourceStride, destination, destinationStride, accumulate, bias);
                break;
            case 3:
                Block<V, T, Three, TVectors>(terms, number, row, lane, sourceStride, destination, destinationStride, accumulate, bias);
                break;
            case 2:
                Block<V, T, Two, TVectors>(terms, number, row, lane, sourceStride, destination, destinationStride, accumulate, bias);
                break;
            case 1:
                Block<V, T, One, TVectors>(terms, number, row, lane, sourceStride, destination, destinationStride, accumulate, bias);
                break;
        }
    }

    /// <summary>TRows x TVectors vectors of the result. Branches on the two constants vanish in the machine code, and with them the accumulators that are not there.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Block<V, T, TRows, TVectors>(
        MixTerm<T>* terms, int number, nint row, nint lane, nint sourceStride, T* destination, nint destinationStride, bool accumulate, T* bias)
        where V : unmanaged, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TRows : struct, IConstant
        where TVectors : struct, IConstant
    {
        V s00 = V.Zero, s01 = V.Zero, s02 = V.Zero, s03 = V.Zero;
        V s10 = V.Zero, s11 = V.Zero, s12 = V.Zero, s13 = V.Zero;
        V s20 = V.Zero, s21 = V.Zero, s22 = V.Zero, s23 = V.Zero;
        V s30 = V.Zero, s31 = V.Zero, s32 = V.Zero, s33 = V.Zero;
        V s40 = V.Zero, s41 = V.Zero, s42 = V.Zero, s43 = V.Zero;
        V s50 = V.Zero, s51 = V.Zero, s52 = V.Zero, s53 = V.Zero;
        for (MixTerm<T>* end = terms + number; terms < end; terms++)
        {
            nint rowStride = terms->RowStride, columnStride = terms->ColumnStride;
            T* m0 = terms->Matrix + (row * rowStride), m1 = m0 + rowStride, m2 = m1 + rowStride, m3 = m2 + rowStride, m4 = m3 + rowStride, m5 = m4 + rowStride;
            T* source = terms->Source + lane;
            nint column = 0;
            int depth = terms->RowsIn;
            for (int k = 0; k < depth; k++)
            {
                V x0 = V.Load(source);
                V x1 = TVectors.Value > 1 ? V.Load(source + V.Count) : V.Zero;
                V x2 = TVectors.Value > 2 ? V.Load(source + (2 * V.Count)) : V.Zero;
                V x3 = TVectors.Value > 3 ? V.Load(source + (3 * V.Count)) : V.Zero;

                V first = V.Broadcast(m0[column]);
                s00 = V.MultiplyAdd(first, x0, s00);
                s01 = TVectors.Value > 1 ? V.MultiplyAdd(first, x1, s01) : s01;
                s02 = TVectors.Value > 2 ? V.MultiplyAdd(first, x2, s02) : s02;
                s03 = TVectors.Value > 3 ? V.MultiplyAdd(first, x3, s03) : s03;

                if (TRows.Value > 1)
                {
                    V m = V.Broadcast(m1[column]);
                    s10 = V.MultiplyAdd(m, x0, s10);
                    s11 = TVectors.Value > 1 ? V.MultiplyAdd(m, x1, s11) : s11;
                    s12 = TVectors.Value > 2 ? V.MultiplyAdd(m, x2, s12) : s12;
                    s13 = TVectors.Value > 3 ? V.MultiplyAdd(m, x3, s13) : s13;
                }

                if (TRows.Value > 2)
                {
                    V m = V.Broadcast(m2[column]);
                    s20 = V.MultiplyAdd(m, x0, s20);
                    s21 = TVectors.Value > 1 ? V.MultiplyAdd(m, x1, s21) : s21;
                    s22 = TVectors.Value > 2 ? V.MultiplyAdd(m, x2, s22) : s22;
                    s23 = TVectors.Value > 3 ? V.MultiplyAdd(m, x3, s23) : s23;
                }

                if (TRows.Value > 3)
                {
                    V m = V.Broadcast(m3[column]);
                    s30 = V.MultiplyAdd(m, x0, s30);
                    s31 = TVectors.Value > 1 ? V.MultiplyAdd(m, x1, s31) : s31;
                    s32 = TVectors.Value > 2 ? V.MultiplyAdd(m, x2, s32) : s32;
                    s33 = TVectors.Value > 3 ? V.MultiplyAdd(m, x3, s33) : s33;
                }

                if (TRows.Value > 4)
                {
                    V m = V.Broadcast(m4[column]);
                    s40 = V.MultiplyAdd(m, x0, s40);
                    s41 = TVectors.Value > 1 ? V.MultiplyAdd(m, x1, s41) : s41;
                    s42 = TVectors.Value > 2 ? V.MultiplyAdd(m, x2, s42) : s42;
                    s43 = TVectors.Value > 3 ? V.MultiplyAdd(m, x3, s43) : s43;
                }

                if (TRows.Value > 5)
                {
                    V m = V.Broadcast(m5[column]);
                    s50 = V.MultiplyAdd(m, x0, s50);
                    s51 = TVectors.Value > 1 ? V.MultiplyAdd(m, x1, s51) : s51;
                    s52 = TVectors.Value > 2 ? V.MultiplyAdd(m, x2, s52) : s52;
                    s53 = TVectors.Value > 3 ? V.MultiplyAdd(m, x3, s53) : s53;
                }

                source += sourceStride;
                column += columnStride;
            }
        }

        StoreRow<V, T, TVectors>(destination, s00, s01, s02, s03, accumulate, bias);

        if (TRows.Value > 1)
        {
            StoreRow<V, T, TVectors>(destination + destinationStride, s10, s11, s12, s13, accumulate, bias == null ? null : bias + 1);
        }

        if (TRows.Value > 2)
        {
            StoreRow<V, T, TVectors>(destination + (2 * destinationStride), s20, s21, s22, s23, accumulate, bias == null ? null : bias + 2);
        }

        if (TRows.Value > 3)
        {
            StoreRow<V, T, TVectors>(destination + (3 * destinationStride), s30, s31, s32, s33, accumulate, bias == null ? null : bias + 3);
        }

        if (TRows.Value > 4)
        {
            StoreRow<V, T, TVectors>(destination + (4 * destinationStride), s40, s41, s42, s43, accumulate, bias == null ? null : bias + 4);
        }

        if (TRows.Value > 5)
        {
            StoreRow<V, T, TVectors>(destination + (5 * destinationStride), s50, s51, s52, s53, accumulate, bias == null ? null : bias + 5);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreRow<V, T, TVectors>(T* destination, V s0, V s1, V s2, V s3, bool accumulate, T* bias)
        where V : unmanaged, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TVectors : struct, IConstant
    {
        if (accumulate)
        {
            s0 += V.Load(destination);
            s1 = TVectors.Value > 1 ? s1 + V.Load(destination + V.Count) : s1;
            s2 = TVectors.Value > 2 ? s2 + V.Load(destination + (2 * V.Count)) : s2;
            s3 = TVectors.Value > 3 ? s3 + V.Load(destination + (3 * V.Count)) : s3;
        }

        if (bias != null)
        {
            V b = V.Broadcast(*bias);
            s0 += b;
            s1 = TVectors.Value > 1 ? s1 + b : s1;
            s2 = TVectors.Value > 2 ? s2 + b : s2;
            s3 = TVectors.Value > 3 ? s3 + b : s3;
        }

        V.Store(s0, destination);
        if (TVectors.Value > 1)
        {
            V.Store(s1, destination + V.Count);
        }

        if (TVectors.Value > 2)
        {
            V.Store(s2, destination + (2 * V.Count));
        }

        if (TVectors.Value > 3)
        {
            V.Store(s3, destination + (3 * V.Count));
        }
    }

    /// <summary>A number known when the code is compiled for the machine: what depends on it is decided then.</summary>
    private interface IConstant
    {
        static abstract int Value { get; }
    }

    private readonly struct One : IConstant
    {
        public static int Value => 1;
    }

    private readonly struct Two : IConstant
    {
        public static int Value => 2;
    }

    private readonly struct Three : IConstant
    {
        public static int Value => 3;
    }

    private readonly struct Four : IConstant
    {
        public static int Value => 4;
    }

    private readonly struct Five : IConstant
    {
        public static int Value => 5;
    }

    private readonly struct Six : IConstant
    {
        public static int Value => 6;
    }
}
