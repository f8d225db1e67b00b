using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Intertwine.Kernels;

/// <summary>8 numbers in an AVX register; needs AVX2 and FMA.</summary>
public readonly unsafe struct Simd256Single : ISimd<Simd256Single, float>
{
    private readonly Vector256<float> _value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Simd256Single(Vector256<float> value) => _value = value;

    public static int Count => 8;

    public static int Registers => 16;

    public static Simd256Single Zero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Vector256<float>.Zero);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256Single Load(float* source) => new(Vector256.Load(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Simd256Single value, float* destination) => Vector256.Store(value._value, destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256Single Broadcast(float value) => new(Vector256.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256Single Constant(double value) => new(Vector256.Create((float)value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256Single operator +(Simd256Single left, Simd256Single right) => new(left._value + right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256Single operator -(Simd256Single left, Simd256Single right) => new(left._value - right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256Single operator *(Simd256Single left, Simd256Single right) => new(left._value * right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256Single operator /(Simd256Single left, Simd256Single right) => new(left._value / right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256Single operator -(Simd256Single value) => new(-value._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256Single MultiplyAdd(Simd256Single a, Simd256Single b, Simd256Single c) => new(Fma.MultiplyAdd(a._value, b._value, c._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256Single SubtractProduct(Simd256Single a, Simd256Single b, Simd256Single c) => new(Fma.MultiplyAddNegated(a._value, b._value, c._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256Single Min(Simd256Single a, Simd256Single b) => new(Avx.Min(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256Single Max(Simd256Single a, Simd256Single b) => new(Avx.Max(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256Single Abs(Simd256Single value) => new(Vector256.Abs(value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256Single Sqrt(Simd256Single value) => new(Vector256.Sqrt(value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256Single Round(Simd256Single value) => new(Avx.RoundToNearestInteger(value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256Single SelectGreater(Simd256Single a, Simd256Single b, Simd256Single ifTrue, Simd256Single ifFalse) =>
        new(Vector256.ConditionalSelect(Vector256.GreaterThan(a._value, b._value), ifTrue._value, ifFalse._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256Single SelectEqual(Simd256Single a, Simd256Single b, Simd256Single ifTrue, Simd256Single ifFalse) =>
        new(Vector256.ConditionalSelect(Vector256.Equals(a._value, b._value), ifTrue._value, ifFalse._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AnyGreater(Simd256Single a, Simd256Single b) => Vector256.GreaterThanAny(a._value, b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint GreaterMask(Simd256Single a, Simd256Single b) => Vector256.GreaterThan(a._value, b._value).ExtractMostSignificantBits();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256Single ScaleByPowerOfTwo(Simd256Single value, Simd256Single exponent)
    {
        // Two factors: one alone could not be written for exponents beyond those of normal numbers.
        Vector256<int> n = Avx.ConvertToVector256Int32(exponent._value);
        Vector256<int> half = n >> 1;
        Vector256<float> first = ((half + Vector256.Create(127)) << 23).AsSingle();
        Vector256<float> second = ((n - half + Vector256.Create(127)) << 23).AsSingle();
        return new(value._value * first * second);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256Single Exponent(Simd256Single value) => new(Avx.ConvertToVector256Single((value._value.AsInt32() >>> 23) - Vector256.Create(127)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256Single Mantissa(Simd256Single value) =>
        new(((value._value.AsInt32() & Vector256.Create(0x7FFFFF)) | Vector256.Create(0x3F800000)).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Simd256Single value) => Vector256.Sum(value._value);

    /// <remarks>8 x 8 in three rounds: pairs of numbers, pairs of pairs, halves of the registers.</remarks>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Transpose(float** rows, nint offset, float* destination, nint stride)
    {
        Vector256<float> a0 = Vector256.Load(rows[0] + offset);
        Vector256<float> a1 = Vector256.Load(rows[1] + offset);
        Vector256<float> a2 = Vector256.Load(rows[2] + offset);
        Vector256<float> a3 = Vector256.Load(rows[3] + offset);
        Vector256<float> a4 = Vector256.Load(rows[4] + offset);
        Vector256<float> a5 = Vector256.Load(rows[5] + offset);
        Vector256<float> a6 = Vector256.Load(rows[6] + offset);
        Vector256<float> a7 = Vector256.Load(rows[7] + offset);
        Vector256<float> b0 = Avx.UnpackLow(a0, a1);
        Vector256<float> b1 = Avx.UnpackHigh(a0, a1);
        Vector256<float> b2 = Avx.UnpackLow(a2, a3);
        Vector256<float> b3 = Avx.UnpackHigh(a2, a3);
        Vector256<float> b4 = Avx.UnpackLow(a4, a5);
        Vector256<float> b5 = Avx.UnpackHigh(a4, a5);
        Vector256<float> b6 = Avx.UnpackLow(a6, a7);
        Vector256<float> b7 = Avx.UnpackHigh(a6, a7);
        Vector256<float> c0 = Avx.UnpackLow(b0.AsDouble(), b2.AsDouble()).AsSingle();
        Vector256<float> c1 = Avx.UnpackHigh(b0.AsDouble(), b2.AsDouble()).AsSingle();
        Vector256<float> c2 = Avx.UnpackLow(b1.AsDouble(), b3.AsDouble()).AsSingle();
        Vector256<float> c3 = Avx.UnpackHigh(b1.AsDouble(), b3.AsDouble()).AsSingle();
        Vector256<float> c4 = Avx.UnpackLow(b4.AsDouble(), b6.AsDouble()).AsSingle();
        Vector256<float> c5 = Avx.UnpackHigh(b4.AsDouble(), b6.AsDouble()).AsSingle();
        Vector256<float> c6 = Avx.UnpackLow(b5.AsDouble(), b7.AsDouble()).AsSingle();
        Vector256<float> c7 = Avx.UnpackHigh(b5.AsDouble(), b7.AsDouble()).AsSingle();
        Vector256.Store(Avx.Permute2x128(c0, c4, 0x20), destination);
        Vector256.Store(Avx.Permute2x128(c1, c5, 0x20), destination + stride);
        Vector256.Store(Avx.Permute2x128(c2, c6, 0x20), destination + (2 * stride));
        Vector256.Store(Avx.Permute2x128(c3, c7, 0x20), destination + (3 * stride));
        Vector256.Store(Avx.Permute2x128(c0, c4, 0x31), destination + (4 * stride));
        Vector256.Store(Avx.Permute2x128(c1, c5, 0x31), destination + (5 * stride));
        Vector256.Store(Avx.Permute2x128(c2, c6, 0x31), destination + (6 * stride));
        Vector256.Store(Avx.Permute2x128(c3, c7, 0x31), destination + (7 * stride));
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void TransposeAdd(float** rows, nint offset, float* destination, nint stride)
    {
        Vector256<float> a0 = Vector256.Load(rows[0] + offset);
        Vector256<float> a1 = Vector256.Load(rows[1] + offset);
        Vector256<float> a2 = Vector256.Load(rows[2] + offset);
        Vector256<float> a3 = Vector256.Load(rows[3] + offset);
        Vector256<float> a4 = Vector256.Load(rows[4] + offset);
        Vector256<float> a5 = Vector256.Load(rows[5] + offset);
        Vector256<float> a6 = Vector256.Load(rows[6] + offset);
        Vector256<float> a7 = Vector256.Load(rows[7] + offset);
        Vector256<float> b0 = Avx.UnpackLow(a0, a1);
        Vector256<float> b1 = Avx.UnpackHigh(a0, a1);
        Vector256<float> b2 = Avx.UnpackLow(a2, a3);
        Vector256<float> b3 = Avx.UnpackHigh(a2, a3);
        Vector256<float> b4 = Avx.UnpackLow(a4, a5);
        Vector256<float> b5 = Avx.UnpackHigh(a4, a5);
        Vector256<float> b6 = Avx.UnpackLow(a6, a7);
        Vector256<float> b7 = Avx.UnpackHigh(a6, a7);
        Vector256<float> c0 = Avx.UnpackLow(b0.AsDouble(), b2.AsDouble()).AsSingle();
        Vector256<float> c1 = Avx.UnpackHigh(b0.AsDouble(), b2.AsDouble()).AsSingle();
        Vector256<float> c2 = Avx.UnpackLow(b1.AsDouble(), b3.AsDouble()).AsSingle();
        Vector256<float> c3 = Avx.UnpackHigh(b1.AsDouble(), b3.AsDouble()).AsSingle();
        Vector256<float> c4 = Avx.UnpackLow(b4.AsDouble(), b6.AsDouble()).AsSingle();
        Vector256<float> c5 = Avx.UnpackHigh(b4.AsDouble(), b6.AsDouble()).AsSingle();
        Vector256<float> c6 = Avx.UnpackLow(b5.AsDouble(), b7.AsDouble()).AsSingle();
        Vector256<float> c7 = Avx.UnpackHigh(b5.AsDouble(), b7.AsDouble()).AsSingle();
        Vector256.Store(Vector256.Load(destination) + Avx.Permute2x128(c0, c4, 0x20), destination);
        Vector256.Store(Vector256.Load(destination + stride) + Avx.Permute2x128(c1, c5, 0x20), destination + stride);
        Vector256.Store(Vector256.Load(destination + (2 * stride)) + Avx.Permute2x128(c2, c6, 0x20), destination + (2 * stride));
        Vector256.Store(Vector256.Load(destination + (3 * stride)) + Avx.Permute2x128(c3, c7, 0x20), destination + (3 * stride));
        Vector256.Store(Vector256.Load(destination + (4 * stride)) + Avx.Permute2x128(c0, c4, 0x31), destination + (4 * stride));
        Vector256.Store(Vector256.Load(destination + (5 * stride)) + Avx.Permute2x128(c1, c5, 0x31), destination + (5 * stride));
        Vector256.Store(Vector256.Load(destination + (6 * stride)) + Avx.Permute2x128(c2, c6, 0x31), destination + (6 * stride));
        Vector256.Store(Vector256.Load(destination + (7 * stride)) + Avx.Permute2x128(c3, c7, 0x31), destination + (7 * stride));
    }
}
