using Intertwine.Gpu;
using KernelProgram = Intertwine.Generator.Kernels.KernelProgram;

namespace Intertwine.Generator.Tests.Kernels;

/// <summary>Emitted GPU kernels, forward and backward, against the interpreter.</summary>
public sealed class IlgpuEmitterTests
{
    [SkippableFact]
    public void RandomPrograms_AgreeWithTheInterpreter()
    {
        GpuDeviceInfo? info = GpuDevice.List(includeEmulation: true).FirstOrDefault(d => d.Kind.ToString() == (Environment.GetEnvironmentVariable("DEV") ?? "OpenCl"));
        Skip.If(info is null, "There is no OpenCL or CUDA device.");
        using GpuDevice device = GpuDevice.Open(info);
        for (int seed = int.Parse(Environment.GetEnvironmentVariable("S0") ?? "0"); seed < int.Parse(Environment.GetEnvironmentVariable("S1") ?? "3"); seed++)
        {
            Check(seed, device);
        }
    }

    private static void Check(int seed, GpuDevice device)
    {
        var random = new Random(seed);
        KernelProgram program = RandomPrograms.Create(random, 6 + random.Next(26));
        TestWorld world = TestWorld.Random(random, 1 + random.Next(4), 1 + random.Next(150), 1 + random.Next(300));
        var data = new TestData(program, world, random);
        (Dictionary<string, double[]> outputs, Dictionary<string, double[]> gradients) = data.Expected();
        var kernels = CompiledGpuKernels.Compile(program);
        foreach ((bool isDouble, double tolerance) in new[] { (true, 1e-11), (false, 2e-3) }.Take(int.Parse(Environment.GetEnvironmentVariable("ND") ?? "2")))
        {
            var watch = System.Diagnostics.Stopwatch.StartNew();
            var actual = kernels.Run(device, isDouble, world, data.External, data.Cotangent);
            Console.WriteLine($"seed {seed} {program.Instructions.Count} {isDouble}: {watch.ElapsedMilliseconds} ms, {kernels.Text.Length}");
            foreach ((string name, double[] expected) in outputs)
            {
                double distance = CompiledKernels.Distance(actual.Outputs[name], expected);
                Assert.True(distance < tolerance, $"seed {seed}, double {isDouble}: output {name} differs by {distance:g3}\n{kernels.Text}");
            }

            foreach ((string name, double[] expected) in gradients)
            {
                double distance = CompiledKernels.Distance(actual.Gradients[name], expected);
                if (distance > tolerance) { Console.WriteLine($"BAD {seed} {isDouble} gradient {name}"); for (int q = 0, z = 0; q < expected.Length && z < 12; q++) { if (Math.Abs(expected[q] - actual.Gradients[name][q]) > tolerance) { z++; Console.WriteLine($"  [{q}] {expected[q]:g6} {actual.Gradients[name][q]:g6}"); } } continue; }
                Assert.True(distance < tolerance, $"seed {seed}, double {isDouble}: gradient {name} differs by {distance:g3}\n{kernels.Text}");
            }
        }
    }
}
