using Intertwine.Kernels;

namespace Intertwine.Gpu;

/// <summary>Values that are transferred together: where each lies in a block of bytes.</summary>
internal sealed class HostBlock
{
    private readonly long[] _offsets;
    private readonly long[] _sizes;

    /// <param name="start">Where the block begins.</param>
    public HostBlock(IEnumerable<KernelValue> values, long[] counts, int elementSize, long start)
    {
        Start = start;
        _sizes = [.. values.Select(v => counts[v.Domain] * v.Rows * elementSize)];
        _offsets = new long[_sizes.Length];
        long next = start;
        for (int i = 0; i < _sizes.Length; i++)
        {
            _offsets[i] = next;
            next += GpuBuffer.Aligned(_sizes[i]);
        }

        End = next;
    }

    public long Start { get; }

    public long End { get; }

    /// <summary>Where a value lies, in bytes, and how many it has.</summary>
    public (long Offset, long Bytes) this[int value] => (_offsets[value], _sizes[value]);

    /// <summary>The values on the device.</summary>
    /// <param name="skip">Values before the first.</param>
    public GpuBuffer[] Slices(GpuBuffer memory, int skip, int count) => [.. Enumerable.Range(skip, count).Select(i => memory.Slice(_offsets[i], _sizes[i]))];

    /// <summary>Collects values of the host in the staging memory.</summary>
    public unsafe void Gather(byte* staging, ReadOnlySpan<nint> pointers, int skip)
    {
        for (int i = 0; i < pointers.Length; i++)
        {
            Buffer.MemoryCopy((void*)pointers[i], staging + _offsets[skip + i], _sizes[skip + i], _sizes[skip + i]);
        }
    }

    /// <summary>Distributes the staging memory to values of the host.</summary>
    public unsafe void Scatter(byte* staging, ReadOnlySpan<nint> pointers, int skip)
    {
        for (int i = 0; i < pointers.Length; i++)
        {
            Buffer.MemoryCopy(staging + _offsets[skip + i], (void*)pointers[i], _sizes[skip + i], _sizes[skip + i]);
        }
    }
}
