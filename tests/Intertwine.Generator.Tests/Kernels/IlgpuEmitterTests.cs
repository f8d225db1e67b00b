using Intertwine.Generator.Kernels;
using Intertwine.Gpu;

namespace Intertwine.Generator.Tests.Kernels;

/// <summary>The GPU kernels, on the best device there is. Compiling one takes tenths of a second on PoCL: few programs, of many instructions each.</summary>
public sealed class IlgpuEmitterTests : EmittedProgramTests
{
    private static readonly Lazy<GpuDevice?> Device = new(() => GpuDevice.List() is [GpuDeviceInfo first, ..] ? GpuDevice.Open(first) : null);
    private static readonly Dictionary<string, IEmittedKernels> Compiled = [];

    private protected override IReadOnlyList<int> Seeds => [1, 7];

    private protected override IEmittedKernels Compile(KernelProgram program)
    {
        Skip.If(Device.Value is null, "There is no CUDA and no OpenCL device (install PoCL: pocl-opencl-icd and ocl-icd-opencl-dev).");

        // The same program in several tests is compiled once.
        string key = string.Join("\n", program.Instructions);
        if (!Compiled.TryGetValue(key, out IEmittedKernels? kernels))
        {
            Compiled.Add(key, kernels = CompiledGpuKernels.Compile(Device.Value, program));
        }

        return kernels;
    }

    /// <summary>ILGPU's emulation, which every machine has: a few items, because it starts a thread of the system for each thread of a group.</summary>
    [Fact]
    public void Emulation_AgreesWithTheInterpreter()
    {
        using GpuDevice device = GpuDevice.Open("cpu");
        var random = new Random(11);
        KernelProgram program = RandomPrograms.Create(random, 8);
        Check(CompiledGpuKernels.Compile(device, program), program, TestWorld.Random(random, 1, 3, 5), random, "emulation");
    }
}
