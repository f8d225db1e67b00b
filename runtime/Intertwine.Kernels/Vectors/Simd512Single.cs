using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Intertwine.Kernels;

/// <summary>16 numbers in an AVX-512 register.</summary>
public readonly unsafe struct Simd512Single : ISimd<Simd512Single, float>
{
    private readonly Vector512<float> _value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Simd512Single(Vector512<float> value) => _value = value;

    public static int Count => 16;

    public static int Registers => 32;

    public static Simd512Single Zero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Vector512<float>.Zero);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512Single Load(float* source) => new(Vector512.Load(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Simd512Single value, float* destination) => Vector512.Store(value._value, destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512Single Broadcast(float value) => new(Vector512.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512Single Constant(double value) => new(Vector512.Create((float)value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512Single operator +(Simd512Single left, Simd512Single right) => new(left._value + right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512Single operator -(Simd512Single left, Simd512Single right) => new(left._value - right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512Single operator *(Simd512Single left, Simd512Single right) => new(left._value * right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512Single operator /(Simd512Single left, Simd512Single right) => new(left._value / right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512Single operator -(Simd512Single value) => new(-value._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512Single MultiplyAdd(Simd512Single a, Simd512Single b, Simd512Single c) => new(Avx512F.FusedMultiplyAdd(a._value, b._value, c._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512Single SubtractProduct(Simd512Single a, Simd512Single b, Simd512Single c) => new(Avx512F.FusedMultiplyAddNegated(a._value, b._value, c._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512Single Min(Simd512Single a, Simd512Single b) => new(Avx512F.Min(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512Single Max(Simd512Single a, Simd512Single b) => new(Avx512F.Max(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512Single Abs(Simd512Single value) => new(Vector512.Abs(value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512Single Sqrt(Simd512Single value) => new(Vector512.Sqrt(value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512Single Round(Simd512Single value) => new(Avx512F.RoundScale(value._value, 0));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512Single SelectGreater(Simd512Single a, Simd512Single b, Simd512Single ifTrue, Simd512Single ifFalse) =>
        new(Vector512.ConditionalSelect(Vector512.GreaterThan(a._value, b._value), ifTrue._value, ifFalse._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512Single SelectEqual(Simd512Single a, Simd512Single b, Simd512Single ifTrue, Simd512Single ifFalse) =>
        new(Vector512.ConditionalSelect(Vector512.Equals(a._value, b._value), ifTrue._value, ifFalse._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AnyGreater(Simd512Single a, Simd512Single b) => Vector512.GreaterThanAny(a._value, b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint GreaterMask(Simd512Single a, Simd512Single b) => (uint)Vector512.GreaterThan(a._value, b._value).ExtractMostSignificantBits();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512Single ScaleByPowerOfTwo(Simd512Single value, Simd512Single exponent) => new(Avx512F.Scale(value._value, exponent._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512Single Exponent(Simd512Single value) => new(Avx512F.GetExponent(value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512Single Mantissa(Simd512Single value) => new(Avx512F.GetMantissa(value._value, 0));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Simd512Single value) => Vector512.Sum(value._value);

    /// <remarks>16 x 16 in four rounds: pairs of numbers, pairs of pairs, then quarters of the registers twice.</remarks>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Transpose(float** rows, nint offset, float* destination, nint stride)
    {
        Vector512<float> a0 = Vector512.Load(rows[0] + offset);
        Vector512<float> a1 = Vector512.Load(rows[1] + offset);
        Vector512<float> a2 = Vector512.Load(rows[2] + offset);
        Vector512<float> a3 = Vector512.Load(rows[3] + offset);
        Vector512<float> a4 = Vector512.Load(rows[4] + offset);
        Vector512<float> a5 = Vector512.Load(rows[5] + offset);
        Vector512<float> a6 = Vector512.Load(rows[6] + offset);
        Vector512<float> a7 = Vector512.Load(rows[7] + offset);
        Vector512<float> a8 = Vector512.Load(rows[8] + offset);
        Vector512<float> a9 = Vector512.Load(rows[9] + offset);
        Vector512<float> a10 = Vector512.Load(rows[10] + offset);
        Vector512<float> a11 = Vector512.Load(rows[11] + offset);
        Vector512<float> a12 = Vector512.Load(rows[12] + offset);
        Vector512<float> a13 = Vector512.Load(rows[13] + offset);
        Vector512<float> a14 = Vector512.Load(rows[14] + offset);
        Vector512<float> a15 = Vector512.Load(rows[15] + offset);
        Vector512<float> b0 = Avx512F.UnpackLow(a0, a1);
        Vector512<float> b1 = Avx512F.UnpackHigh(a0, a1);
        Vector512<float> b2 = Avx512F.UnpackLow(a2, a3);
        Vector512<float> b3 = Avx512F.UnpackHigh(a2, a3);
        Vector512<float> b4 = Avx512F.UnpackLow(a4, a5);
        Vector512<float> b5 = Avx512F.UnpackHigh(a4, a5);
        Vector512<float> b6 = Avx512F.UnpackLow(a6, a7);
        Vector512<float> b7 = Avx512F.UnpackHigh(a6, a7);
        Vector512<float> b8 = Avx512F.UnpackLow(a8, a9);
        Vector512<float> b9 = Avx512F.UnpackHigh(a8, a9);
        Vector512<float> b10 = Avx512F.UnpackLow(a10, a11);
        Vector512<float> b11 = Avx512F.UnpackHigh(a10, a11);
        Vector512<float> b12 = Avx512F.UnpackLow(a12, a13);
        Vector512<float> b13 = Avx512F.UnpackHigh(a12, a13);
        Vector512<float> b14 = Avx512F.UnpackLow(a14, a15);
        Vector512<float> b15 = Avx512F.UnpackHigh(a14, a15);
        Vector512<float> c0 = Avx512F.UnpackLow(b0.AsDouble(), b2.AsDouble()).AsSingle();
        Vector512<float> c1 = Avx512F.UnpackHigh(b0.AsDouble(), b2.AsDouble()).AsSingle();
        Vector512<float> c2 = Avx512F.UnpackLow(b1.AsDouble(), b3.AsDouble()).AsSingle();
        Vector512<float> c3 = Avx512F.UnpackHigh(b1.AsDouble(), b3.AsDouble()).AsSingle();
        Vector512<float> c4 = Avx512F.UnpackLow(b4.AsDouble(), b6.AsDouble()).AsSingle();
        Vector512<float> c5 = Avx512F.UnpackHigh(b4.AsDouble(), b6.AsDouble()).AsSingle();
        Vector512<float> c6 = Avx512F.UnpackLow(b5.AsDouble(), b7.AsDouble()).AsSingle();
        Vector512<float> c7 = Avx512F.UnpackHigh(b5.AsDouble(), b7.AsDouble()).AsSingle();
        Vector512<float> c8 = Avx512F.UnpackLow(b8.AsDouble(), b10.AsDouble()).AsSingle();
        Vector512<float> c9 = Avx512F.UnpackHigh(b8.AsDouble(), b10.AsDouble()).AsSingle();
        Vector512<float> c10 = Avx512F.UnpackLow(b9.AsDouble(), b11.AsDouble()).AsSingle();
        Vector512<float> c11 = Avx512F.UnpackHigh(b9.AsDouble(), b11.AsDouble()).AsSingle();
        Vector512<float> c12 = Avx512F.UnpackLow(b12.AsDouble(), b14.AsDouble()).AsSingle();
        Vector512<float> c13 = Avx512F.UnpackHigh(b12.AsDouble(), b14.AsDouble()).AsSingle();
        Vector512<float> c14 = Avx512F.UnpackLow(b13.AsDouble(), b15.AsDouble()).AsSingle();
        Vector512<float> c15 = Avx512F.UnpackHigh(b13.AsDouble(), b15.AsDouble()).AsSingle();
        Vector512<float> d0 = Avx512F.Shuffle4x128(c0, c4, 0x88);
        Vector512<float> e0 = Avx512F.Shuffle4x128(c8, c12, 0x88);
        Vector512<float> f0 = Avx512F.Shuffle4x128(c0, c4, 0xDD);
        Vector512<float> g0 = Avx512F.Shuffle4x128(c8, c12, 0xDD);
        Vector512<float> d1 = Avx512F.Shuffle4x128(c1, c5, 0x88);
        Vector512<float> e1 = Avx512F.Shuffle4x128(c9, c13, 0x88);
        Vector512<float> f1 = Avx512F.Shuffle4x128(c1, c5, 0xDD);
        Vector512<float> g1 = Avx512F.Shuffle4x128(c9, c13, 0xDD);
        Vector512<float> d2 = Avx512F.Shuffle4x128(c2, c6, 0x88);
        Vector512<float> e2 = Avx512F.Shuffle4x128(c10, c14, 0x88);
        Vector512<float> f2 = Avx512F.Shuffle4x128(c2, c6, 0xDD);
        Vector512<float> g2 = Avx512F.Shuffle4x128(c10, c14, 0xDD);
        Vector512<float> d3 = Avx512F.Shuffle4x128(c3, c7, 0x88);
        Vector512<float> e3 = Avx512F.Shuffle4x128(c11, c15, 0x88);
        Vector512<float> f3 = Avx512F.Shuffle4x128(c3, c7, 0xDD);
        Vector512<float> g3 = Avx512F.Shuffle4x128(c11, c15, 0xDD);
        Vector512.Store(Avx512F.Shuffle4x128(d0, e0, 0x88), destination);
        Vector512.Store(Avx512F.Shuffle4x128(d1, e1, 0x88), destination + stride);
        Vector512.Store(Avx512F.Shuffle4x128(d2, e2, 0x88), destination + (2 * stride));
        Vector512.Store(Avx512F.Shuffle4x128(d3, e3, 0x88), destination + (3 * stride));
        Vector512.Store(Avx512F.Shuffle4x128(f0, g0, 0x88), destination + (4 * stride));
        Vector512.Store(Avx512F.Shuffle4x128(f1, g1, 0x88), destination + (5 * stride));
        Vector512.Store(Avx512F.Shuffle4x128(f2, g2, 0x88), destination + (6 * stride));
        Vector512.Store(Avx512F.Shuffle4x128(f3, g3, 0x88), destination + (7 * stride));
        Vector512.Store(Avx512F.Shuffle4x128(d0, e0, 0xDD), destination + (8 * stride));
        Vector512.Store(Avx512F.Shuffle4x128(d1, e1, 0xDD), destination + (9 * stride));
        Vector512.Store(Avx512F.Shuffle4x128(d2, e2, 0xDD), destination + (10 * stride));
        Vector512.Store(Avx512F.Shuffle4x128(d3, e3, 0xDD), destination + (11 * stride));
        Vector512.Store(Avx512F.Shuffle4x128(f0, g0, 0xDD), destination + (12 * stride));
        Vector512.Store(Avx512F.Shuffle4x128(f1, g1, 0xDD), destination + (13 * stride));
        Vector512.Store(Avx512F.Shuffle4x128(f2, g2, 0xDD), destination + (14 * stride));
        Vector512.Store(Avx512F.Shuffle4x128(f3, g3, 0xDD), destination + (15 * stride));
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void TransposeAdd(float** rows, nint offset, float* destination, nint stride)
    {
        Vector512<float> a0 = Vector512.Load(rows[0] + offset);
        Vector512<float> a1 = Vector512.Load(rows[1] + offset);
        Vector512<float> a2 = Vector512.Load(rows[2] + offset);
        Vector512<float> a3 = Vector512.Load(rows[3] + offset);
        Vector512<float> a4 = Vector512.Load(rows[4] + offset);
        Vector512<float> a5 = Vector512.Load(rows[5] + offset);
        Vector512<float> a6 = Vector512.Load(rows[6] + offset);
        Vector512<float> a7 = Vector512.Load(rows[7] + offset);
        Vector512<float> a8 = Vector512.Load(rows[8] + offset);
        Vector512<float> a9 = Vector512.Load(rows[9] + offset);
        Vector512<float> a10 = Vector512.Load(rows[10] + offset);
        Vector512<float> a11 = Vector512.Load(rows[11] + offset);
        Vector512<float> a12 = Vector512.Load(rows[12] + offset);
        Vector512<float> a13 = Vector512.Load(rows[13] + offset);
        Vector512<float> a14 = Vector512.Load(rows[14] + offset);
        Vector512<float> a15 = Vector512.Load(rows[15] + offset);
        Vector512<float> b0 = Avx512F.UnpackLow(a0, a1);
        Vector512<float> b1 = Avx512F.UnpackHigh(a0, a1);
        Vector512<float> b2 = Avx512F.UnpackLow(a2, a3);
        Vector512<float> b3 = Avx512F.UnpackHigh(a2, a3);
        Vector512<float> b4 = Avx512F.UnpackLow(a4, a5);
        Vector512<float> b5 = Avx512F.UnpackHigh(a4, a5);
        Vector512<float> b6 = Avx512F.UnpackLow(a6, a7);
        Vector512<float> b7 = Avx512F.UnpackHigh(a6, a7);
        Vector512<float> b8 = Avx512F.UnpackLow(a8, a9);
        Vector512<float> b9 = Avx512F.UnpackHigh(a8, a9);
        Vector512<float> b10 = Avx512F.UnpackLow(a10, a11);
        Vector512<float> b11 = Avx512F.UnpackHigh(a10, a11);
        Vector512<float> b12 = Avx512F.UnpackLow(a12, a13);
        Vector512<float> b13 = Avx512F.UnpackHigh(a12, a13);
        Vector512<float> b14 = Avx512F.UnpackLow(a14, a15);
        Vector512<float> b15 = Avx512F.UnpackHigh(a14, a15);
        Vector512<float> c0 = Avx512F.UnpackLow(b0.AsDouble(), b2.AsDouble()).AsSingle();
        Vector512<float> c1 = Avx512F.UnpackHigh(b0.AsDouble(), b2.AsDouble()).AsSingle();
        Vector512<float> c2 = Avx512F.UnpackLow(b1.AsDouble(), b3.AsDouble()).AsSingle();
        Vector512<float> c3 = Avx512F.UnpackHigh(b1.AsDouble(), b3.AsDouble()).AsSingle();
        Vector512<float> c4 = Avx512F.UnpackLow(b4.AsDouble(), b6.AsDouble()).AsSingle();
        Vector512<float> c5 = Avx512F.UnpackHigh(b4.AsDouble(), b6.AsDouble()).AsSingle();
        Vector512<float> c6 = Avx512F.UnpackLow(b5.AsDouble(), b7.AsDouble()).AsSingle();
        Vector512<float> c7 = Avx512F.UnpackHigh(b5.AsDouble(), b7.AsDouble()).AsSingle();
        Vector512<float> c8 = Avx512F.UnpackLow(b8.AsDouble(), b10.AsDouble()).AsSingle();
        Vector512<float> c9 = Avx512F.UnpackHigh(b8.AsDouble(), b10.AsDouble()).AsSingle();
        Vector512<float> c10 = Avx512F.UnpackLow(b9.AsDouble(), b11.AsDouble()).AsSingle();
        Vector512<float> c11 = Avx512F.UnpackHigh(b9.AsDouble(), b11.AsDouble()).AsSingle();
        Vector512<float> c12 = Avx512F.UnpackLow(b12.AsDouble(), b14.AsDouble()).AsSingle();
        Vector512<float> c13 = Avx512F.UnpackHigh(b12.AsDouble(), b14.AsDouble()).AsSingle();
        Vector512<float> c14 = Avx512F.UnpackLow(b13.AsDouble(), b15.AsDouble()).AsSingle();
        Vector512<float> c15 = Avx512F.UnpackHigh(b13.AsDouble(), b15.AsDouble()).AsSingle();
        Vector512<float> d0 = Avx512F.Shuffle4x128(c0, c4, 0x88);
        Vector512<float> e0 = Avx512F.Shuffle4x128(c8, c12, 0x88);
        Vector512<float> f0 = Avx512F.Shuffle4x128(c0, c4, 0xDD);
        Vector512<float> g0 = Avx512F.Shuffle4x128(c8, c12, 0xDD);
        Vector512<float> d1 = Avx512F.Shuffle4x128(c1, c5, 0x88);
        Vector512<float> e1 = Avx512F.Shuffle4x128(c9, c13, 0x88);
        Vector512<float> f1 = Avx512F.Shuffle4x128(c1, c5, 0xDD);
        Vector512<float> g1 = Avx512F.Shuffle4x128(c9, c13, 0xDD);
        Vector512<float> d2 = Avx512F.Shuffle4x128(c2, c6, 0x88);
        Vector512<float> e2 = Avx512F.Shuffle4x128(c10, c14, 0x88);
        Vector512<float> f2 = Avx512F.Shuffle4x128(c2, c6, 0xDD);
        Vector512<float> g2 = Avx512F.Shuffle4x128(c10, c14, 0xDD);
        Vector512<float> d3 = Avx512F.Shuffle4x128(c3, c7, 0x88);
        Vector512<float> e3 = Avx512F.Shuffle4x128(c11, c15, 0x88);
        Vector512<float> f3 = Avx512F.Shuffle4x128(c3, c7, 0xDD);
        Vector512<float> g3 = Avx512F.Shuffle4x128(c11, c15, 0xDD);
        Vector512.Store(Vector512.Load(destination) + Avx512F.Shuffle4x128(d0, e0, 0x88), destination);
        Vector512.Store(Vector512.Load(destination + stride) + Avx512F.Shuffle4x128(d1, e1, 0x88), destination + stride);
        Vector512.Store(Vector512.Load(destination + (2 * stride)) + Avx512F.Shuffle4x128(d2, e2, 0x88), destination + (2 * stride));
        Vector512.Store(Vector512.Load(destination + (3 * stride)) + Avx512F.Shuffle4x128(d3, e3, 0x88), destination + (3 * stride));
        Vector512.Store(Vector512.Load(destination + (4 * stride)) + Avx512F.Shuffle4x128(f0, g0, 0x88), destination + (4 * stride));
        Vector512.Store(Vector512.Load(destination + (5 * stride)) + Avx512F.Shuffle4x128(f1, g1, 0x88), destination + (5 * stride));
        Vector512.Store(Vector512.Load(destination + (6 * stride)) + Avx512F.Shuffle4x128(f2, g2, 0x88), destination + (6 * stride));
        Vector512.Store(Vector512.Load(destination + (7 * stride)) + Avx512F.Shuffle4x128(f3, g3, 0x88), destination + (7 * stride));
        Vector512.Store(Vector512.Load(destination + (8 * stride)) + Avx512F.Shuffle4x128(d0, e0, 0xDD), destination + (8 * stride));
        Vector512.Store(Vector512.Load(destination + (9 * stride)) + Avx512F.Shuffle4x128(d1, e1, 0xDD), destination + (9 * stride));
        Vector512.Store(Vector512.Load(destination + (10 * stride)) + Avx512F.Shuffle4x128(d2, e2, 0xDD), destination + (10 * stride));
        Vector512.Store(Vector512.Load(destination + (11 * stride)) + Avx512F.Shuffle4x128(d3, e3, 0xDD), destination + (11 * stride));
        Vector512.Store(Vector512.Load(destination + (12 * stride)) + Avx512F.Shuffle4x128(f0, g0, 0xDD), destination + (12 * stride));
        Vector512.Store(Vector512.Load(destination + (13 * stride)) + Avx512F.Shuffle4x128(f1, g1, 0xDD), destination + (13 * stride));
        Vector512.Store(Vector512.Load(destination + (14 * stride)) + Avx512F.Shuffle4x128(f2, g2, 0xDD), destination + (14 * stride));
        Vector512.Store(Vector512.Load(destination + (15 * stride)) + Avx512F.Shuffle4x128(f3, g3, 0xDD), destination + (15 * stride));
    }
}
