using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using ILGPU.Runtime;

namespace Intertwine.Gpu;

/// <summary>Page-locked host memory that transfers go through: many small values in one copy, at the full speed of the bus. Pooled per device: locking pages is slow.</summary>
internal sealed unsafe class HostStaging
{
    private static readonly ConditionalWeakTable<GpuDevice, ConcurrentBag<HostStaging>> Pools = [];

    private readonly GpuDevice _device;
    private PageLockedArray1D<byte>? _bytes;

    private HostStaging(GpuDevice device) => _device = device;

    public byte* Start { get; private set; }

    public static HostStaging Rent(GpuDevice device) => Pools.GetOrCreateValue(device).TryTake(out HostStaging? pooled) ? pooled : new HostStaging(device);

    public void Return() => Pools.GetOrCreateValue(_device).Add(this);

    public void Require(long bytes)
    {
        if (_bytes is null || _bytes.Length < bytes)
        {
            Start = null;
            _bytes?.Dispose();
            _bytes = null;
            _bytes = _device.Accelerator.AllocatePageLocked1D<byte>(Math.Max(bytes, GpuBuffer.Alignment));
            Start = (byte*)Unsafe.AsPointer(ref _bytes[0L]);
        }
    }

    /// <summary>Starts a copy to the same place of a buffer. What was staged there must stay until the device has been synchronised.</summary>
    public void Upload(GpuBuffer buffer, HostBlock block)
    {
        if (block.End > block.Start)
        {
            long length = block.End - block.Start;
            buffer.View<byte>().SubView(block.Start, length).CopyFromCPUUnsafeAsync(_device.Stream, ref Start[block.Start], length);
        }
    }

    /// <summary>Copies back, after all work before; the values are there when this returns.</summary>
    public void Download(GpuBuffer buffer, HostBlock block)
    {
        if (block.End > block.Start)
        {
            long length = block.End - block.Start;
            buffer.View<byte>().SubView(block.Start, length).CopyToCPUUnsafeAsync(_device.Stream, ref Start[block.Start], length);
        }

        _device.Synchronize();
    }
}
