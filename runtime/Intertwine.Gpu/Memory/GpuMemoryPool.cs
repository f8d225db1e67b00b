using System.Collections.Concurrent;

namespace Intertwine.Gpu;

/// <summary>The blocks of a device's scratch memory.</summary>
internal sealed class GpuMemoryPool(GpuDevice device)
{
    /// <summary>Every block, used or not: the garbage collector must not end the memory of a block that a finalizer is about to give back.</summary>
    private readonly ConcurrentBag<GpuMemory> _all = [];

    private readonly ConcurrentBag<GpuMemory> _free = [];
    private long _allocations;

    /// <summary>How often a block had to grow.</summary>
    public long Allocations => Interlocked.Read(ref _allocations);

    public GpuMemory Take()
    {
        if (_free.TryTake(out GpuMemory? pooled))
        {
            return pooled;
        }

        GpuMemory made = new(device);
        _all.Add(made);
        return made;
    }

    public void Give(GpuMemory memory) => _free.Add(memory);

    public void CountAllocation() => Interlocked.Increment(ref _allocations);
}
