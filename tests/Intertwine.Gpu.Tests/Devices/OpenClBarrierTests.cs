using System.Reflection;
using ILGPU;
using ILGPU.Backends;
using ILGPU.Backends.EntryPoints;
using ILGPU.Backends.OpenCL;
using ILGPU.Runtime;

namespace Intertwine.Gpu.Tests;

public class OpenClBarrierTests
{
    /// <summary>In the text that the driver gets, every barrier names both memories.</summary>
    [SkippableFact]
    public void Barrier_OrdersSharedMemory()
    {
        GpuDevice device = GpuTest.Device;
        Skip.IfNot(device.IsOpenCl, $"{device} is no OpenCL device.");
        Assert.True(OpenClBarrier.FencesSharedMemory);
        MethodInfo kernel = typeof(OpenClBarrierTests).GetMethod(nameof(Reverse), BindingFlags.Static | BindingFlags.NonPublic)!;
        var compiled = (CLCompiledKernel)device.Accelerator.GetBackend().Compile(EntryPointDescription.FromExplicitlyGroupedKernel(kernel), default);
        string[] barriers = [.. compiled.Source.Split('\n').Where(line => line.Contains("barrier", StringComparison.Ordinal))];
        Assert.True(barriers.Length > 0, compiled.Source);
        Assert.All(barriers, line => Assert.Contains("CLK_GLOBAL_MEM_FENCE | CLK_LOCAL_MEM_FENCE", line, StringComparison.Ordinal));
    }

    private static void Reverse(ArrayView<int> values)
    {
        ArrayView<int> shared = SharedMemory.Allocate<int>(128);
        shared[GpuGroup.Thread] = values[GpuGroup.Thread];
        GpuGroup.Barrier();
        values[GpuGroup.Thread] = shared[GpuGroup.Threads - 1 - GpuGroup.Thread];
    }
}
