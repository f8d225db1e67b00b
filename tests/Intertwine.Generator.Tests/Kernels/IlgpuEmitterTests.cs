using Intertwine.Gpu;
using KernelProgram = Intertwine.Generator.Kernels.KernelProgram;

namespace Intertwine.Generator.Tests.Kernels;

/// <summary>Emitted GPU kernels, forward and backward, against the interpreter of the differentiated program, on random programs. Compiling takes seconds on PoCL: few programs, of many instructions each.</summary>
public sealed class IlgpuEmitterTests
{
    [SkippableTheory]
    [InlineData(0, true, 1e-11)]
    [InlineData(3, false, 2e-3)]
    public void RandomPrograms_AgreeWithTheInterpreter(int seed, bool isDouble, double tolerance)
    {
        GpuDeviceInfo? info = GpuDevice.List().FirstOrDefault();
        Skip.If(info is null, "There is no OpenCL or CUDA device.");
        using GpuDevice device = GpuDevice.Open(info);
        var random = new Random(seed);
        KernelProgram program = RandomPrograms.Create(random, 6 + random.Next(26));
        TestWorld world = TestWorld.Random(random, 1 + random.Next(4), 1 + random.Next(150), 1 + random.Next(300));
        var data = new TestData(program, world, random);
        (Dictionary<string, double[]> outputs, Dictionary<string, double[]> gradients) = data.Expected();
        var kernels = CompiledGpuKernels.Compile(program);
        var actual = kernels.Run(device, isDouble, world, data.External, data.Cotangent);
        foreach ((string name, double[] expected) in outputs)
        {
            double distance = CompiledKernels.Distance(actual.Outputs[name], expected);
            Assert.True(distance < tolerance, $"seed {seed}, double {isDouble}: output {name} differs by {distance:g3}\n{kernels.Text}");
        }

        foreach ((string name, double[] expected) in gradients)
        {
            double distance = CompiledKernels.Distance(actual.Gradients[name], expected);
            Assert.True(distance < tolerance, $"seed {seed}, double {isDouble}: gradient {name} differs by {distance:g3}\n{kernels.Text}");
        }
    }
}
