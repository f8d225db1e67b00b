using System.Numerics;
using System.Runtime.CompilerServices;

namespace Intertwine.Kernels;

/// <summary>As many numbers as <see cref="Vector{T}"/> holds: right on every machine, whatever its vector instructions.</summary>
public readonly unsafe struct SimdPortableDouble : ISimd<SimdPortableDouble, double>
{
    private readonly Vector<double> _value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private SimdPortableDouble(Vector<double> value) => _value = value;

    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector<double>.Count;
    }

    public static int Registers => 16;

    public static SimdPortableDouble Zero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Vector<double>.Zero);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdPortableDouble Load(double* source) => new(Vector.Load(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(SimdPortableDouble value, double* destination) => Vector.Store(value._value, destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdPortableDouble Broadcast(double value) => new(new Vector<double>(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdPortableDouble Constant(double value) => new(new Vector<double>(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdPortableDouble operator +(SimdPortableDouble left, SimdPortableDouble right) => new(left._value + right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdPortableDouble operator -(SimdPortableDouble left, SimdPortableDouble right) => new(left._value - right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdPortableDouble operator *(SimdPortableDouble left, SimdPortableDouble right) => new(left._value * right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdPortableDouble operator /(SimdPortableDouble left, SimdPortableDouble right) => new(left._value / right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdPortableDouble operator -(SimdPortableDouble value) => new(-value._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdPortableDouble MultiplyAdd(SimdPortableDouble a, SimdPortableDouble b, SimdPortableDouble c) => new(Vector.MultiplyAddEstimate(a._value, b._value, c._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdPortableDouble SubtractProduct(SimdPortableDouble a, SimdPortableDouble b, SimdPortableDouble c) => new(Vector.MultiplyAddEstimate(-a._value, b._value, c._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdPortableDouble Min(SimdPortableDouble a, SimdPortableDouble b) => SelectGreater(b, a, a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdPortableDouble Max(SimdPortableDouble a, SimdPortableDouble b) => SelectGreater(a, b, a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdPortableDouble Abs(SimdPortableDouble value) => new(Vector.Abs(value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdPortableDouble Sqrt(SimdPortableDouble value) => new(Vector.SquareRoot(value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdPortableDouble Round(SimdPortableDouble value) => new(Vector.Round(value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdPortableDouble SelectGreater(SimdPortableDouble a, SimdPortableDouble b, SimdPortableDouble ifTrue, SimdPortableDouble ifFalse) =>
        new(Vector.ConditionalSelect(Vector.GreaterThan(a._value, b._value), ifTrue._value, ifFalse._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdPortableDouble SelectEqual(SimdPortableDouble a, SimdPortableDouble b, SimdPortableDouble ifTrue, SimdPortableDouble ifFalse) =>
        new(Vector.ConditionalSelect(Vector.Equals(a._value, b._value), ifTrue._value, ifFalse._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AnyGreater(SimdPortableDouble a, SimdPortableDouble b) => Vector.GreaterThanAny(a._value, b._value);

    public static uint GreaterMask(SimdPortableDouble a, SimdPortableDouble b)
    {
        Vector<long> greater = Vector.GreaterThan(a._value, b._value);
        uint mask = 0;
        for (int lane = 0; lane < Vector<long>.Count; lane++)
        {
            mask |= greater[lane] != 0 ? 1u << lane : 0;
        }

        return mask;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdPortableDouble ScaleByPowerOfTwo(SimdPortableDouble value, SimdPortableDouble exponent)
    {
        // Two factors: one alone could not be written for exponents beyond those of normal numbers.
        Vector<long> n = Vector.ConvertToInt64(exponent._value);
        Vector<long> half = n >> 1;
        Vector<double> first = Vector.As<long, double>((half + new Vector<long>(1023L)) << 52);
        Vector<double> second = Vector.As<long, double>((n - half + new Vector<long>(1023L)) << 52);
        return new(value._value * first * second);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdPortableDouble Exponent(SimdPortableDouble value) =>
        new(Vector.ConvertToDouble((Vector.As<double, long>(value._value) >>> 52) - new Vector<long>(1023L)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdPortableDouble Mantissa(SimdPortableDouble value) =>
        new(Vector.As<long, double>((Vector.As<double, long>(value._value) & new Vector<long>(0xFFFFFFFFFFFFFL)) | new Vector<long>(0x3FF0000000000000L)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Sum(SimdPortableDouble value) => Vector.Sum(value._value);

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Transpose(double** rows, nint offset, double* destination, nint stride)
    {
        for (int r = 0; r < Vector<double>.Count; r++)
        {
            double* row = rows[r] + offset;
            for (int c = 0; c < Vector<double>.Count; c++)
            {
                destination[(c * stride) + r] = row[c];
            }
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void TransposeAdd(double** rows, nint offset, double* destination, nint stride)
    {
        for (int r = 0; r < Vector<double>.Count; r++)
        {
            double* row = rows[r] + offset;
            for (int c = 0; c < Vector<double>.Count; c++)
            {
                destination[(c * stride) + r] += row[c];
            }
        }
    }
}
