using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Intertwine.Kernels;

/// <summary>4 numbers in an AVX register; needs AVX2 and FMA.</summary>
public readonly unsafe struct Simd256Double : ISimd<Simd256Double, double>
{
    private readonly Vector256<double> _value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Simd256Double(Vector256<double> value) => _value = value;

    public static int Count => 4;

    public static int Registers => 16;

    public static Simd256Double Zero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Vector256<double>.Zero);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256Double Load(double* source) => new(Vector256.Load(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Simd256Double value, double* destination) => Vector256.Store(value._value, destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256Double Broadcast(double value) => new(Vector256.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256Double Constant(double value) => new(Vector256.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256Double operator +(Simd256Double left, Simd256Double right) => new(left._value + right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256Double operator -(Simd256Double left, Simd256Double right) => new(left._value - right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256Double operator *(Simd256Double left, Simd256Double right) => new(left._value * right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256Double operator /(Simd256Double left, Simd256Double right) => new(left._value / right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256Double operator -(Simd256Double value) => new(-value._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256Double MultiplyAdd(Simd256Double a, Simd256Double b, Simd256Double c) => new(Fma.MultiplyAdd(a._value, b._value, c._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256Double SubtractProduct(Simd256Double a, Simd256Double b, Simd256Double c) => new(Fma.MultiplyAddNegated(a._value, b._value, c._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256Double Min(Simd256Double a, Simd256Double b) => new(Avx.Min(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256Double Max(Simd256Double a, Simd256Double b) => new(Avx.Max(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256Double Abs(Simd256Double value) => new(Vector256.Abs(value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256Double Sqrt(Simd256Double value) => new(Vector256.Sqrt(value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256Double Round(Simd256Double value) => new(Avx.RoundToNearestInteger(value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256Double SelectGreater(Simd256Double a, Simd256Double b, Simd256Double ifTrue, Simd256Double ifFalse) =>
        new(Vector256.ConditionalSelect(Vector256.GreaterThan(a._value, b._value), ifTrue._value, ifFalse._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256Double SelectEqual(Simd256Double a, Simd256Double b, Simd256Double ifTrue, Simd256Double ifFalse) =>
        new(Vector256.ConditionalSelect(Vector256.Equals(a._value, b._value), ifTrue._value, ifFalse._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AnyGreater(Simd256Double a, Simd256Double b) => Vector256.GreaterThanAny(a._value, b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint GreaterMask(Simd256Double a, Simd256Double b) => Vector256.GreaterThan(a._value, b._value).ExtractMostSignificantBits();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256Double ScaleByPowerOfTwo(Simd256Double value, Simd256Double exponent)
    {
        // Two factors: one alone could not be written for exponents beyond those of normal numbers.
        Vector256<long> n = Avx2.ConvertToVector256Int64(Avx.ConvertToVector128Int32(exponent._value));
        Vector256<long> half = Avx2.ConvertToVector256Int64(Avx.ConvertToVector128Int32(exponent._value) >> 1);
        Vector256<double> first = ((half + Vector256.Create(1023L)) << 52).AsDouble();
        Vector256<double> second = ((n - half + Vector256.Create(1023L)) << 52).AsDouble();
        return new(value._value * first * second);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256Double Exponent(Simd256Double value)
    {
        // The biased exponent e as the low bits of the number 2^52 + e.
        Vector256<double> shifted = ((value._value.AsInt64() >>> 52) | Vector256.Create(0x4330000000000000L)).AsDouble();
        return new(shifted - Vector256.Create(4503599627370496.0 + 1023.0));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256Double Mantissa(Simd256Double value) =>
        new(((value._value.AsInt64() & Vector256.Create(0xFFFFFFFFFFFFFL)) | Vector256.Create(0x3FF0000000000000L)).AsDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Sum(Simd256Double value) => Vector256.Sum(value._value);

    /// <remarks>4 x 4 in two rounds: pairs of numbers, halves of the registers.</remarks>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Transpose(double** rows, nint offset, double* destination, nint stride)
    {
        Vector256<double> a0 = Vector256.Load(rows[0] + offset);
        Vector256<double> a1 = Vector256.Load(rows[1] + offset);
        Vector256<double> a2 = Vector256.Load(rows[2] + offset);
        Vector256<double> a3 = Vector256.Load(rows[3] + offset);
        Vector256<double> b0 = Avx.UnpackLow(a0, a1);
        Vector256<double> b1 = Avx.UnpackHigh(a0, a1);
        Vector256<double> b2 = Avx.UnpackLow(a2, a3);
        Vector256<double> b3 = Avx.UnpackHigh(a2, a3);
        Vector256.Store(Avx.Permute2x128(b0, b2, 0x20), destination);
        Vector256.Store(Avx.Permute2x128(b1, b3, 0x20), destination + stride);
        Vector256.Store(Avx.Permute2x128(b0, b2, 0x31), destination + (2 * stride));
        Vector256.Store(Avx.Permute2x128(b1, b3, 0x31), destination + (3 * stride));
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void TransposeAdd(double** rows, nint offset, double* destination, nint stride)
    {
        Vector256<double> a0 = Vector256.Load(rows[0] + offset);
        Vector256<double> a1 = Vector256.Load(rows[1] + offset);
        Vector256<double> a2 = Vector256.Load(rows[2] + offset);
        Vector256<double> a3 = Vector256.Load(rows[3] + offset);
        Vector256<double> b0 = Avx.UnpackLow(a0, a1);
        Vector256<double> b1 = Avx.UnpackHigh(a0, a1);
        Vector256<double> b2 = Avx.UnpackLow(a2, a3);
        Vector256<double> b3 = Avx.UnpackHigh(a2, a3);
        Vector256.Store(Vector256.Load(destination) + Avx.Permute2x128(b0, b2, 0x20), destination);
        Vector256.Store(Vector256.Load(destination + stride) + Avx.Permute2x128(b1, b3, 0x20), destination + stride);
        Vector256.Store(Vector256.Load(destination + (2 * stride)) + Avx.Permute2x128(b0, b2, 0x31), destination + (2 * stride));
        Vector256.Store(Vector256.Load(destination + (3 * stride)) + Avx.Permute2x128(b1, b3, 0x31), destination + (3 * stride));
    }
}
