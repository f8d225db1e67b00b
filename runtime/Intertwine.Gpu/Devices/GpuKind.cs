namespace Intertwine.Gpu;

/// <summary>The interface through which a device is driven.</summary>
public enum GpuKind
{
    /// <summary>NVIDIA's driver.</summary>
    Cuda,

    /// <summary>An OpenCL driver: a GPU of any maker, or a processor (PoCL).</summary>
    OpenCl,

    /// <summary>ILGPU's emulation on the processor: complete, and slower than the others by orders of magnitude. For tiny cases and debugging.</summary>
    Cpu,
}
