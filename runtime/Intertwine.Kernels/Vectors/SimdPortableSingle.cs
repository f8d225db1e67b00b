using System.Numerics;
using System.Runtime.CompilerServices;

namespace Intertwine.Kernels;

/// <summary>As many numbers as <see cref="Vector{T}"/> holds: right on every machine, whatever its vector instructions.</summary>
public readonly unsafe struct SimdPortableSingle : ISimd<SimdPortableSingle, float>
{
    private readonly Vector<float> _value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private SimdPortableSingle(Vector<float> value) => _value = value;

    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector<float>.Count;
    }

    public static int Registers => 16;

    public static SimdPortableSingle Zero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Vector<float>.Zero);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdPortableSingle Load(float* source) => new(Vector.Load(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(SimdPortableSingle value, float* destination) => Vector.Store(value._value, destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdPortableSingle Broadcast(float value) => new(new Vector<float>(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdPortableSingle Constant(double value) => new(new Vector<float>((float)value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdPortableSingle operator +(SimdPortableSingle left, SimdPortableSingle right) => new(left._value + right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdPortableSingle operator -(SimdPortableSingle left, SimdPortableSingle right) => new(left._value - right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdPortableSingle operator *(SimdPortableSingle left, SimdPortableSingle right) => new(left._value * right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdPortableSingle operator /(SimdPortableSingle left, SimdPortableSingle right) => new(left._value / right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdPortableSingle operator -(SimdPortableSingle value) => new(-value._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdPortableSingle MultiplyAdd(SimdPortableSingle a, SimdPortableSingle b, SimdPortableSingle c) => new(Vector.MultiplyAddEstimate(a._value, b._value, c._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdPortableSingle SubtractProduct(SimdPortableSingle a, SimdPortableSingle b, SimdPortableSingle c) => new(Vector.MultiplyAddEstimate(-a._value, b._value, c._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdPortableSingle Min(SimdPortableSingle a, SimdPortableSingle b) => SelectGreater(b, a, a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdPortableSingle Max(SimdPortableSingle a, SimdPortableSingle b) => SelectGreater(a, b, a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdPortableSingle Abs(SimdPortableSingle value) => new(Vector.Abs(value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdPortableSingle Sqrt(SimdPortableSingle value) => new(Vector.SquareRoot(value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdPortableSingle Round(SimdPortableSingle value) => new(Vector.Round(value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdPortableSingle SelectGreater(SimdPortableSingle a, SimdPortableSingle b, SimdPortableSingle ifTrue, SimdPortableSingle ifFalse) =>
        new(Vector.ConditionalSelect(Vector.GreaterThan(a._value, b._value), ifTrue._value, ifFalse._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdPortableSingle SelectEqual(SimdPortableSingle a, SimdPortableSingle b, SimdPortableSingle ifTrue, SimdPortableSingle ifFalse) =>
        new(Vector.ConditionalSelect(Vector.Equals(a._value, b._value), ifTrue._value, ifFalse._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AnyGreater(SimdPortableSingle a, SimdPortableSingle b) => Vector.GreaterThanAny(a._value, b._value);

    public static uint GreaterMask(SimdPortableSingle a, SimdPortableSingle b)
    {
        Vector<int> greater = Vector.GreaterThan(a._value, b._value);
        uint mask = 0;
        for (int lane = 0; lane < Vector<int>.Count; lane++)
        {
            mask |= greater[lane] != 0 ? 1u << lane : 0;
        }

        return mask;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdPortableSingle ScaleByPowerOfTwo(SimdPortableSingle value, SimdPortableSingle exponent)
    {
        // Two factors: one alone could not be written for exponents beyond those of normal numbers.
        Vector<int> n = Vector.ConvertToInt32(exponent._value);
        Vector<int> half = n >> 1;
        Vector<float> first = Vector.As<int, float>((half + new Vector<int>(127)) << 23);
        Vector<float> second = Vector.As<int, float>((n - half + new Vector<int>(127)) << 23);
        return new(value._value * first * second);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdPortableSingle Exponent(SimdPortableSingle value) =>
        new(Vector.ConvertToSingle((Vector.As<float, int>(value._value) >>> 23) - new Vector<int>(127)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdPortableSingle Mantissa(SimdPortableSingle value) =>
        new(Vector.As<int, float>((Vector.As<float, int>(value._value) & new Vector<int>(0x7FFFFF)) | new Vector<int>(0x3F800000)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(SimdPortableSingle value) => Vector.Sum(value._value);

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Transpose(float** rows, nint offset, float* destination, nint stride)
    {
        for (int r = 0; r < Vector<float>.Count; r++)
        {
            float* row = rows[r] + offset;
            for (int c = 0; c < Vector<float>.Count; c++)
            {
                destination[(c * stride) + r] = row[c];
            }
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void TransposeAdd(float** rows, nint offset, float* destination, nint stride)
    {
        for (int r = 0; r < Vector<float>.Count; r++)
        {
            float* row = rows[r] + offset;
            for (int c = 0; c < Vector<float>.Count; c++)
            {
                destination[(c * stride) + r] += row[c];
            }
        }
    }
}
