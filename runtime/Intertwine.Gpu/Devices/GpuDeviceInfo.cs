using ILGPU.Runtime;

namespace Intertwine.Gpu;

/// <summary>A device that this machine offers; nothing is started on it yet.</summary>
public sealed class GpuDeviceInfo
{
    internal GpuDeviceInfo(Device device, GpuKind kind, bool isProcessor)
    {
        Device = device;
        Kind = kind;
        IsProcessor = isProcessor;
    }

    /// <summary>As its driver gives it.</summary>
    public string Name => Device.Name;

    public GpuKind Kind { get; }

    /// <summary>Whether kernels run on the processor's cores (PoCL, ILGPU's emulation).</summary>
    public bool IsProcessor { get; }

    /// <summary>Bytes of device memory.</summary>
    public long MemorySize => Device.MemorySize;

    internal Device Device { get; }

    public override string ToString() => $"{Name} ({Kind}{(IsProcessor ? ", processor" : string.Empty)})";
}
