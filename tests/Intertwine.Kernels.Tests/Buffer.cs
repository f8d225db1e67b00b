using System.Numerics;
using System.Runtime.InteropServices;

namespace Intertwine.Kernels.Tests;

/// <summary>64-byte aligned memory between two guard zones; an operation that writes outside fails the test on <see cref="Dispose"/>.</summary>
internal sealed unsafe class Buffer<T> : IDisposable
    where T : unmanaged, INumber<T>
{
    private const int Guard = 64;
    private static readonly T Canary = T.CreateTruncating(-7777);
    private readonly T* _memory;

    public Buffer(int length)
    {
        Length = length;
        _memory = (T*)NativeMemory.AlignedAlloc((nuint)((length + (2 * Guard)) * sizeof(T)), 64);
        new Span<T>(_memory, length + (2 * Guard)).Fill(Canary);
        Span.Clear();
    }

    public Buffer(ReadOnlySpan<T> values)
        : this(values.Length) => values.CopyTo(Span);

    public int Length { get; }

    public T* Pointer => _memory + Guard;

    public Span<T> Span => new(Pointer, Length);

    public T this[int i] => Span[i];

    /// <summary>Multiples of 1/8 between -8 and 8: sums and products of some thousands of them are exact in single precision, so results can be compared for equality.</summary>
    public static Buffer<T> Exact(int length, Random random)
    {
        var buffer = new Buffer<T>(length);
        foreach (ref T value in buffer.Span)
        {
            value = T.CreateTruncating(random.Next(-64, 65)) / T.CreateTruncating(8);
        }

        return buffer;
    }

    /// <summary>Values that betray a lane that is read although it is not valid.</summary>
    public static Buffer<T> Filled(int length, T value)
    {
        var buffer = new Buffer<T>(length);
        buffer.Span.Fill(value);
        return buffer;
    }

    public T[] ToArray() => Span.ToArray();

    public void Dispose()
    {
        bool intact = !new Span<T>(_memory, Guard).ContainsAnyExcept(Canary) && !new Span<T>(_memory + Guard + Length, Guard).ContainsAnyExcept(Canary);
        NativeMemory.AlignedFree(_memory);
        Assert.True(intact, $"Memory outside of a buffer of {Length} numbers was written.");
    }
}
