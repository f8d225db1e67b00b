using System.Numerics;

namespace Intertwine.Kernels;

/// <summary>
/// A hardware vector of <see cref="Count"/> numbers. Kernels are written once against this interface; the just-in-time compiler makes one version of them per implementation, in which
/// every member is one or a few machine instructions.
/// </summary>
/// <typeparam name="TSelf">The implementing structure, which wraps exactly one vector.</typeparam>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public unsafe interface ISimd<TSelf, T>
    where TSelf : unmanaged, ISimd<TSelf, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Lanes: a power of two, at most 16.</summary>
    static abstract int Count { get; }

    /// <summary>Vector registers of the instruction set, by which kernels choose how many accumulators they keep.</summary>
    static abstract int Registers { get; }

    static abstract TSelf Zero { get; }

    static abstract TSelf Load(T* source);

    static abstract void Store(TSelf value, T* destination);

    /// <summary>The same number in every lane.</summary>
    static abstract TSelf Broadcast(T value);

    /// <summary>A literal in every lane, rounded to <typeparamref name="T"/>; becomes a constant in the machine code.</summary>
    static abstract TSelf Constant(double value);

    static abstract TSelf operator +(TSelf left, TSelf right);

    static abstract TSelf operator -(TSelf left, TSelf right);

    static abstract TSelf operator *(TSelf left, TSelf right);

    static abstract TSelf operator /(TSelf left, TSelf right);

    static abstract TSelf operator -(TSelf value);

    /// <summary>a b + c, rounded once where the hardware can.</summary>
    static abstract TSelf MultiplyAdd(TSelf a, TSelf b, TSelf c);

    /// <summary>c - a b, rounded once where the hardware can.</summary>
    static abstract TSelf SubtractProduct(TSelf a, TSelf b, TSelf c);

    /// <summary>a &lt; b ? a : b, so b where either is NaN.</summary>
    static abstract TSelf Min(TSelf a, TSelf b);

    /// <summary>a &gt; b ? a : b, so b where either is NaN.</summary>
    static abstract TSelf Max(TSelf a, TSelf b);

    static abstract TSelf Abs(TSelf value);

    static abstract TSelf Sqrt(TSelf value);

    /// <summary>The nearest integer, ties to even.</summary>
    static abstract TSelf Round(TSelf value);

    /// <summary>a &gt; b ? ifTrue : ifFalse, so <paramref name="ifFalse"/> where a or b is NaN.</summary>
    static abstract TSelf SelectGreater(TSelf a, TSelf b, TSelf ifTrue, TSelf ifFalse);

    /// <summary>a == b ? ifTrue : ifFalse.</summary>
    static abstract TSelf SelectEqual(TSelf a, TSelf b, TSelf ifTrue, TSelf ifFalse);

    /// <summary>Whether a &gt; b in some lane.</summary>
    static abstract bool AnyGreater(TSelf a, TSelf b);

    /// <summary>Bit i is set where a &gt; b in lane i.</summary>
    static abstract uint GreaterMask(TSelf a, TSelf b);

    /// <summary>x 2^n for integral n between twice the smallest and twice the largest exponent of <typeparamref name="T"/>; overflows to infinity and underflows gradually.</summary>
    static abstract TSelf ScaleByPowerOfTwo(TSelf value, TSelf exponent);

    /// <summary>floor(log2 x) for normal, positive x.</summary>
    static abstract TSelf Exponent(TSelf value);

    /// <summary>x / 2^floor(log2 x), in [1, 2), for normal, positive x.</summary>
    static abstract TSelf Mantissa(TSelf value);

    /// <summary>The sum over the lanes.</summary>
    static abstract T Sum(TSelf value);

    /// <summary>
    /// Transposes a block of <see cref="Count"/> x <see cref="Count"/> numbers: <c>destination[c * stride + r] = rows[r][offset + c]</c>.
    /// </summary>
    static abstract void Transpose(T** rows, nint offset, T* destination, nint stride);

    /// <summary>As <see cref="Transpose"/>, adding to the destination.</summary>
    static abstract void TransposeAdd(T** rows, nint offset, T* destination, nint stride);
}
