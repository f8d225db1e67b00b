using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Intertwine.Kernels;

/// <summary>The squared distance that decides who is nearest.</summary>
public static unsafe class PointDistance
{
    private const int Parts = 8;

    /// <summary>
    /// |a - b|² in double precision, the same on every machine: eight partial sums, of the rows r with the same r mod 8, each product rounded before it is added; then
    /// ((s0 + s4) + (s2 + s6)) + ((s1 + s5) + (s3 + s7)).
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Squared<T>(T* a, T* b, int rows)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (rows < Parts)
        {
            return ((Square(a, b, 0, rows) + Square(a, b, 4, rows)) + (Square(a, b, 2, rows) + Square(a, b, 6, rows)))
                + ((Square(a, b, 1, rows) + Square(a, b, 5, rows)) + (Square(a, b, 3, rows) + 0));
        }

        Vector256<double> low = Vector256<double>.Zero, high = Vector256<double>.Zero;
        int row = 0;
        for (; row + Parts <= rows; row += Parts)
        {
            Load(a + row, out Vector256<double> a0, out Vector256<double> a1);
            Load(b + row, out Vector256<double> b0, out Vector256<double> b1);
            a0 -= b0;
            a1 -= b1;
            low += a0 * a0;
            high += a1 * a1;
        }

        if (row < rows)
        {
            // What stands behind the last row counts as equal.
            T* rest = stackalloc T[2 * Parts];
            new Span<T>(rest, 2 * Parts).Clear();
            for (int r = 0; r < rows - row; r++)
            {
                rest[r] = a[row + r];
                rest[Parts + r] = b[row + r];
            }

            Load(rest, out Vector256<double> a0, out Vector256<double> a1);
            Load(rest + Parts, out Vector256<double> b0, out Vector256<double> b1);
            a0 -= b0;
            a1 -= b1;
            low += a0 * a0;
            high += a1 * a1;
        }

        Vector256<double> four = low + high;
        Vector128<double> two = four.GetLower() + four.GetUpper();
        return two.ToScalar() + two.GetElement(1);
    }

    /// <summary>(a_r - b_r)², 0 behind the last row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Square<T>(T* a, T* b, int row, int rows)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (row >= rows)
        {
            return 0;
        }

        double difference = double.CreateTruncating(a[row]) - double.CreateTruncating(b[row]);
        return difference * difference;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Load<T>(T* from, out Vector256<double> low, out Vector256<double> high)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(float))
        {
            (low, high) = Vector256.Widen(Vector256.Load((float*)from));
        }
        else
        {
            low = Vector256.Load((double*)from);
            high = Vector256.Load((double*)from + 4);
        }
    }
}
