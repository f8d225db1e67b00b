using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace Intertwine.Kernels;

/// <summary>
/// A block of native memory that one call of a program uses for its intermediate values, 64-byte aligned. Rented from a pool, so that a training loop allocates on its first step only.
/// </summary>
public sealed unsafe class KernelMemory
{
    private const nuint Alignment = 64;
    private static readonly ConcurrentBag<KernelMemory> Pool = [];

    private readonly List<IndexTable> _tables = [];
    private byte* _start;
    private nuint _capacity;
    private int _rented;

    private KernelMemory()
    {
    }

    ~KernelMemory() => NativeMemory.AlignedFree(_start);

    /// <summary>The block; valid until <see cref="Return"/> or the next <see cref="Require"/>.</summary>
    public void* Start => _start;

    /// <summary>What a program keeps elsewhere for the same call, on another device say; ended by <see cref="Return"/>.</summary>
    public IDisposable? Attachment { get; set; }

    /// <summary>A table of the call's own, filled while it runs; with its contents until <see cref="Return"/>, if it is asked for with the same sizes.</summary>
    /// <param name="number">Which of the call's tables, from 0.</param>
    public IndexTable Table(int number, int from, int to, string name)
    {
        while (_tables.Count <= number)
        {
            _tables.Add(new IndexTable(0, 0, name));
        }

        _tables[number].Resize(from, to, name);
        return _tables[number];
    }

    public static KernelMemory Rent()
    {
        KernelMemory memory = Pool.TryTake(out KernelMemory? pooled) ? pooled : new KernelMemory();
        Volatile.Write(ref memory._rented, 1);
        return memory;
    }

    /// <summary>Makes the block at least <paramref name="bytes"/> large. What it held is lost where it has to grow.</summary>
    public void Require(nuint bytes)
    {
        if (_capacity < bytes)
        {
            NativeMemory.AlignedFree(_start);
            _start = null; // What follows may throw; the finalizer must not free the block again.
            _capacity = 0;
            _start = (byte*)NativeMemory.AlignedAlloc(bytes, Alignment);
            _capacity = bytes;
        }
    }

    /// <summary>Gives the block back to the pool.</summary>
    /// <exception cref="InvalidOperationException">It was given back before: two calls would work in the same memory.</exception>
    public void Return()
    {
        if (Interlocked.Exchange(ref _rented, 0) == 0)
        {
            throw new InvalidOperationException($"A block of {nameof(KernelMemory)} was returned twice; expected one {nameof(Return)} for each {nameof(Rent)}.");
        }

        Attachment?.Dispose();
        Attachment = null;
        Pool.Add(this);
    }
}
