using ILGPU.Runtime;
using ILGPU.Runtime.OpenCL;

namespace Intertwine.Gpu;

/// <summary>A device that kernels run on: its accelerator, the stream that orders all work, and what it can do. Calls from several threads take turns through <see cref="Gate"/>.</summary>
public sealed partial class GpuDevice : IDisposable
{
    private GpuDevice(GpuDeviceInfo info)
    {
        Info = info;
        Accelerator = info.Device.CreateAccelerator(GpuPlatform.Context);
        Stream = Accelerator.DefaultStream;
        Kernels = new GpuKernelCache(Accelerator);
        Pool = new GpuMemoryPool(this);
    }

    public GpuDeviceInfo Info { get; }

    public string Name => Info.Name;

    public Accelerator Accelerator { get; }

    /// <summary>All copies and launches of the library go here, one after the other.</summary>
    public AcceleratorStream Stream { get; }

    /// <summary>Compiled kernels, by method.</summary>
    public GpuKernelCache Kernels { get; }

    /// <summary>Held while a call gives work to <see cref="Stream"/>: ILGPU's streams are not made for several threads.</summary>
    public Lock Gate { get; } = new();

    public bool IsCuda => Info.Kind == GpuKind.Cuda;

    public bool IsOpenCl => Info.Kind == GpuKind.OpenCl;

    /// <summary>ILGPU's emulation on the processor. PoCL is OpenCL.</summary>
    public bool IsCpu => Info.Kind == GpuKind.Cpu;

    /// <summary>Whether kernels run on the processor's cores, where barriers are costly (PoCL, ILGPU's emulation).</summary>
    public bool IsProcessor => Info.IsProcessor;

    /// <summary>Bytes of shared memory that one group may use.</summary>
    public int MaxSharedMemory => Accelerator.MaxSharedMemoryPerGroup;

    /// <summary>Threads that one group may have.</summary>
    public int MaxGroupSize => Accelerator.MaxNumThreadsPerGroup;

    /// <summary>Threads that run in step.</summary>
    public int WarpSize => Accelerator.WarpSize;

    /// <summary>Whether the threads of a warp can read each other's registers: always on CUDA, on OpenCL with the sub-group extension on a real GPU. Emulated warps gain nothing.</summary>
    public bool HasWarpShuffles => IsCuda || (Accelerator is CLAccelerator { Capabilities.SubGroups: true } && !IsProcessor);

    /// <summary>Whether kernels may compute with float64.</summary>
    public bool HasFloat64 => Accelerator is not CLAccelerator cl || cl.Capabilities.Float64;

    /// <summary>Scratch memory that calls rent.</summary>
    internal GpuMemoryPool Pool { get; }

    /// <summary>Waits until all work given to the device is done.</summary>
    public void Synchronize() => Stream.Synchronize();

    /// <summary>Memory for a number of bytes, not initialised.</summary>
    public GpuBuffer Allocate(long bytes) => new(this, bytes);

    /// <summary>Memory for a number of values, not initialised.</summary>
    public GpuBuffer Allocate<T>(long length)
        where T : unmanaged => new(this, checked(length * System.Runtime.CompilerServices.Unsafe.SizeOf<T>()));

    /// <summary>A copy of an array on the device.</summary>
    public GpuBuffer Upload<T>(ReadOnlySpan<T> values)
        where T : unmanaged
    {
        GpuBuffer buffer = Allocate<T>(values.Length);
        buffer.CopyFrom(values);
        return buffer;
    }

    /// <summary>Makes the device the one that this thread's driver calls go to; ends with the result. Other libraries on the thread (a CUDA build of libtorch) then find what they left.</summary>
    internal IDisposable Bind() => Accelerator.BindScoped();

    /// <summary>A clear message instead of a failed compilation.</summary>
    internal void RequireFloat64(bool needed)
    {
        if (needed && !HasFloat64)
        {
            throw new NotSupportedException($"{this} does not compute with float64 (its driver lacks the extension cl_khr_fp64); use float32.");
        }
    }

    /// <summary>Ends all work and frees what the device holds; buffers of it are gone. <see cref="Default"/> lives as long as the process and is not disposed.</summary>
    public void Dispose()
    {
        if (ReferenceEquals(this, shared))
        {
            return;
        }

        Accelerator.Dispose();
    }

    public override string ToString() => Info.ToString();
}
