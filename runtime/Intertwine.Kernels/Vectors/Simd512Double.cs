using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Intertwine.Kernels;

/// <summary>8 numbers in an AVX-512 register.</summary>
public readonly unsafe struct Simd512Double : ISimd<Simd512Double, double>
{
    private readonly Vector512<double> _value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Simd512Double(Vector512<double> value) => _value = value;

    public static int Count => 8;

    public static int Registers => 32;

    public static Simd512Double Zero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Vector512<double>.Zero);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512Double Load(double* source) => new(Vector512.Load(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Simd512Double value, double* destination) => Vector512.Store(value._value, destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512Double Broadcast(double value) => new(Vector512.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512Double Constant(double value) => new(Vector512.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512Double operator +(Simd512Double left, Simd512Double right) => new(left._value + right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512Double operator -(Simd512Double left, Simd512Double right) => new(left._value - right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512Double operator *(Simd512Double left, Simd512Double right) => new(left._value * right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512Double operator /(Simd512Double left, Simd512Double right) => new(left._value / right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512Double operator -(Simd512Double value) => new(-value._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512Double MultiplyAdd(Simd512Double a, Simd512Double b, Simd512Double c) => new(Avx512F.FusedMultiplyAdd(a._value, b._value, c._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512Double SubtractProduct(Simd512Double a, Simd512Double b, Simd512Double c) => new(Avx512F.FusedMultiplyAddNegated(a._value, b._value, c._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512Double Min(Simd512Double a, Simd512Double b) => new(Avx512F.Min(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512Double Max(Simd512Double a, Simd512Double b) => new(Avx512F.Max(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512Double Abs(Simd512Double value) => new(Vector512.Abs(value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512Double Sqrt(Simd512Double value) => new(Vector512.Sqrt(value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512Double Round(Simd512Double value) => new(Avx512F.RoundScale(value._value, 0));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512Double SelectGreater(Simd512Double a, Simd512Double b, Simd512Double ifTrue, Simd512Double ifFalse) =>
        new(Vector512.ConditionalSelect(Vector512.GreaterThan(a._value, b._value), ifTrue._value, ifFalse._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512Double SelectEqual(Simd512Double a, Simd512Double b, Simd512Double ifTrue, Simd512Double ifFalse) =>
        new(Vector512.ConditionalSelect(Vector512.Equals(a._value, b._value), ifTrue._value, ifFalse._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AnyGreater(Simd512Double a, Simd512Double b) => Vector512.GreaterThanAny(a._value, b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint GreaterMask(Simd512Double a, Simd512Double b) => (uint)Vector512.GreaterThan(a._value, b._value).ExtractMostSignificantBits();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512Double ScaleByPowerOfTwo(Simd512Double value, Simd512Double exponent) => new(Avx512F.Scale(value._value, exponent._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512Double Exponent(Simd512Double value) => new(Avx512F.GetExponent(value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512Double Mantissa(Simd512Double value) => new(Avx512F.GetMantissa(value._value, 0));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Sum(Simd512Double value) => Vector512.Sum(value._value);

    /// <remarks>8 x 8 in three rounds: pairs of numbers, then quarters of the registers twice.</remarks>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Transpose(double** rows, nint offset, double* destination, nint stride)
    {
        Vector512<double> a0 = Vector512.Load(rows[0] + offset);
        Vector512<double> a1 = Vector512.Load(rows[1] + offset);
        Vector512<double> a2 = Vector512.Load(rows[2] + offset);
        Vector512<double> a3 = Vector512.Load(rows[3] + offset);
        Vector512<double> a4 = Vector512.Load(rows[4] + offset);
        Vector512<double> a5 = Vector512.Load(rows[5] + offset);
        Vector512<double> a6 = Vector512.Load(rows[6] + offset);
        Vector512<double> a7 = Vector512.Load(rows[7] + offset);
        Vector512<double> b0 = Avx512F.UnpackLow(a0, a1);
        Vector512<double> b1 = Avx512F.UnpackHigh(a0, a1);
        Vector512<double> b2 = Avx512F.UnpackLow(a2, a3);
        Vector512<double> b3 = Avx512F.UnpackHigh(a2, a3);
        Vector512<double> b4 = Avx512F.UnpackLow(a4, a5);
        Vector512<double> b5 = Avx512F.UnpackHigh(a4, a5);
        Vector512<double> b6 = Avx512F.UnpackLow(a6, a7);
        Vector512<double> b7 = Avx512F.UnpackHigh(a6, a7);
        Vector512<double> c0 = Avx512F.Shuffle4x128(b0, b2, 0x88);
        Vector512<double> d0 = Avx512F.Shuffle4x128(b4, b6, 0x88);
        Vector512<double> e0 = Avx512F.Shuffle4x128(b0, b2, 0xDD);
        Vector512<double> f0 = Avx512F.Shuffle4x128(b4, b6, 0xDD);
        Vector512<double> c1 = Avx512F.Shuffle4x128(b1, b3, 0x88);
        Vector512<double> d1 = Avx512F.Shuffle4x128(b5, b7, 0x88);
        Vector512<double> e1 = Avx512F.Shuffle4x128(b1, b3, 0xDD);
        Vector512<double> f1 = Avx512F.Shuffle4x128(b5, b7, 0xDD);
        Vector512.Store(Avx512F.Shuffle4x128(c0, d0, 0x88), destination);
        Vector512.Store(Avx512F.Shuffle4x128(c1, d1, 0x88), destination + stride);
        Vector512.Store(Avx512F.Shuffle4x128(e0, f0, 0x88), destination + (2 * stride));
        Vector512.Store(Avx512F.Shuffle4x128(e1, f1, 0x88), destination + (3 * stride));
        Vector512.Store(Avx512F.Shuffle4x128(c0, d0, 0xDD), destination + (4 * stride));
        Vector512.Store(Avx512F.Shuffle4x128(c1, d1, 0xDD), destination + (5 * stride));
        Vector512.Store(Avx512F.Shuffle4x128(e0, f0, 0xDD), destination + (6 * stride));
        Vector512.Store(Avx512F.Shuffle4x128(e1, f1, 0xDD), destination + (7 * stride));
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void TransposeAdd(double** rows, nint offset, double* destination, nint stride)
    {
        Vector512<double> a0 = Vector512.Load(rows[0] + offset);
        Vector512<double> a1 = Vector512.Load(rows[1] + offset);
        Vector512<double> a2 = Vector512.Load(rows[2] + offset);
        Vector512<double> a3 = Vector512.Load(rows[3] + offset);
        Vector512<double> a4 = Vector512.Load(rows[4] + offset);
        Vector512<double> a5 = Vector512.Load(rows[5] + offset);
        Vector512<double> a6 = Vector512.Load(rows[6] + offset);
        Vector512<double> a7 = Vector512.Load(rows[7] + offset);
        Vector512<double> b0 = Avx512F.UnpackLow(a0, a1);
        Vector512<double> b1 = Avx512F.UnpackHigh(a0, a1);
        Vector512<double> b2 = Avx512F.UnpackLow(a2, a3);
        Vector512<double> b3 = Avx512F.UnpackHigh(a2, a3);
        Vector512<double> b4 = Avx512F.UnpackLow(a4, a5);
        Vector512<double> b5 = Avx512F.UnpackHigh(a4, a5);
        Vector512<double> b6 = Avx512F.UnpackLow(a6, a7);
        Vector512<double> b7 = Avx512F.UnpackHigh(a6, a7);
        Vector512<double> c0 = Avx512F.Shuffle4x128(b0, b2, 0x88);
        Vector512<double> d0 = Avx512F.Shuffle4x128(b4, b6, 0x88);
        Vector512<double> e0 = Avx512F.Shuffle4x128(b0, b2, 0xDD);
        Vector512<double> f0 = Avx512F.Shuffle4x128(b4, b6, 0xDD);
        Vector512<double> c1 = Avx512F.Shuffle4x128(b1, b3, 0x88);
        Vector512<double> d1 = Avx512F.Shuffle4x128(b5, b7, 0x88);
        Vector512<double> e1 = Avx512F.Shuffle4x128(b1, b3, 0xDD);
        Vector512<double> f1 = Avx512F.Shuffle4x128(b5, b7, 0xDD);
        Vector512.Store(Vector512.Load(destination) + Avx512F.Shuffle4x128(c0, d0, 0x88), destination);
        Vector512.Store(Vector512.Load(destination + stride) + Avx512F.Shuffle4x128(c1, d1, 0x88), destination + stride);
        Vector512.Store(Vector512.Load(destination + (2 * stride)) + Avx512F.Shuffle4x128(e0, f0, 0x88), destination + (2 * stride));
        Vector512.Store(Vector512.Load(destination + (3 * stride)) + Avx512F.Shuffle4x128(e1, f1, 0x88), destination + (3 * stride));
        Vector512.Store(Vector512.Load(destination + (4 * stride)) + Avx512F.Shuffle4x128(c0, d0, 0xDD), destination + (4 * stride));
        Vector512.Store(Vector512.Load(destination + (5 * stride)) + Avx512F.Shuffle4x128(c1, d1, 0xDD), destination + (5 * stride));
        Vector512.Store(Vector512.Load(destination + (6 * stride)) + Avx512F.Shuffle4x128(e0, f0, 0xDD), destination + (6 * stride));
        Vector512.Store(Vector512.Load(destination + (7 * stride)) + Avx512F.Shuffle4x128(e1, f1, 0xDD), destination + (7 * stride));
    }
}
