using ILGPU.Runtime;

namespace Intertwine.Gpu;

/// <summary>An array on the host whose pages stay where they are, so that a device copies from and to it while the host goes on.</summary>
public sealed class GpuHostArray<T> : IDisposable
    where T : unmanaged
{
    public GpuHostArray(GpuDevice device, int length)
    {
        ArgumentNullException.ThrowIfNull(device);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(length);
        Length = length;
        Memory = device.Accelerator.AllocatePageLocked1D<T>(length);
    }

    public int Length { get; }

    public Span<T> Span => Memory.Span;

    internal PageLockedArray1D<T> Memory { get; }

    public void Dispose() => Memory.Dispose();
}
