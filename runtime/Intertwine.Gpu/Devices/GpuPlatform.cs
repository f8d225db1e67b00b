using System.Collections.Immutable;
using System.Reflection;
using ILGPU;
using ILGPU.Algorithms;
using ILGPU.Runtime;
using ILGPU.Runtime.CPU;
using ILGPU.Runtime.Cuda;
using ILGPU.Runtime.OpenCL;

namespace Intertwine.Gpu;

/// <summary>What there is on this machine: the ILGPU context of the process, and why an interface offers nothing.</summary>
internal static class GpuPlatform
{
    private static readonly Lazy<(Context Context, ImmutableArray<GpuDeviceInfo> Devices, ImmutableArray<string> Problems)> Found = new(Find);

    public static Context Context => Found.Value.Context;

    /// <summary>All devices: CUDA, OpenCL, the emulation last.</summary>
    public static ImmutableArray<GpuDeviceInfo> Devices => Found.Value.Devices;

    /// <summary>One line per interface that could not be asked.</summary>
    public static ImmutableArray<string> Problems => Found.Value.Problems;

    private static (Context Context, ImmutableArray<GpuDeviceInfo> Devices, ImmutableArray<string> Problems) Find()
    {
        PoclCompiler.Configure();
        ImmutableArray<string>.Builder problems = ImmutableArray.CreateBuilder<string>();
        Context context = Context.Create(builder =>
        {
            // O2 follows every pointer to its address space; below it, ILGPU writes pointers of the generic one, which PoCL refuses.
            builder.Optimize(OptimizationLevel.O2).EnableAlgorithms();
            builder.CPU(CPUDevice.Default);
            Ask(problems, "CUDA", () => builder.Cuda());
            Ask(problems, "OpenCL", () =>
            {
                OpenClBarrier.FenceSharedMemory();
                builder.OpenCL(AllowWithoutGenericAddressSpace);
            });
        });
        List<GpuDeviceInfo> devices = [];
        foreach (CudaDevice device in context.GetCudaDevices())
        {
            devices.Add(new GpuDeviceInfo(device, GpuKind.Cuda, isProcessor: false));
        }

        foreach (CLDevice device in context.GetCLDevices())
        {
            devices.Add(new GpuDeviceInfo(device, GpuKind.OpenCl, device.DeviceType.HasFlag(CLDeviceType.CL_DEVICE_TYPE_CPU)));
        }

        foreach (CPUDevice device in context.GetCPUDevices())
        {
            devices.Add(new GpuDeviceInfo(device, GpuKind.Cpu, isProcessor: true));
        }

        return (context, [.. devices], problems.ToImmutable());
    }

    /// <summary>A machine without a driver, or with a broken one, has no devices of that kind; that is an answer, not an error.</summary>
    private static void Ask(ImmutableArray<string>.Builder problems, string name, Action register)
    {
        try
        {
            register();
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException or TypeInitializationException or BadImageFormatException or NotSupportedException or CudaException or CLException)
        {
            problems.Add($"{name}: {e.GetBaseException().Message}");
        }
    }

    /// <summary>
    /// ILGPU refuses OpenCL devices that do not report a generic address space, which the kernels do not use at <see cref="OptimizationLevel.O2"/>. PoCL before version 4 is such a device. The capability has an internal setter, which is
    /// called before ILGPU makes an accelerator of the device.
    /// </summary>
    private static bool AllowWithoutGenericAddressSpace(CLDevice device)
    {
        if (!device.Capabilities.GenericAddressSpace)
        {
            PropertyInfo? capability = typeof(CLCapabilityContext).GetProperty(nameof(CLCapabilityContext.GenericAddressSpace));
            if (capability?.GetSetMethod(nonPublic: true) is not { } setter)
            {
                return false;
            }

            setter.Invoke(device.Capabilities, [true]);
        }

        return true;
    }
}
