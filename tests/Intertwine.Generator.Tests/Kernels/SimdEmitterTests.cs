using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Intertwine.Generator.Kernels;
using Intertwine.Kernels;
using KernelProgram = Intertwine.Generator.Kernels.KernelProgram;

namespace Intertwine.Generator.Tests.Kernels;

/// <summary>Emitted kernels, forward and backward, against the interpreter of the differentiated program, on random programs.</summary>
public sealed class SimdEmitterTests
{
    [Theory]
    [InlineData(SimdLevel.Portable)]
    [InlineData(SimdLevel.Avx2)]
    [InlineData(SimdLevel.Avx512)]
    public void RandomPrograms_AgreeWithTheInterpreter(SimdLevel level)
    {
        if (level > SimdLevels.Best)
        {
            return;
        }

        for (int seed = 0; seed < 6; seed++)
        {
            Check(seed, level);
        }
    }

    [Property(MaxTest = 10)]
    public Property AnyProgram_AgreesWithTheInterpreter() =>
        Prop.ForAll(Gen.Choose(1000, 1_000_000).ToArbitrary(), seed => Check(seed, SimdLevels.Best));

    private static void Check(int seed, SimdLevel level)
    {
        var random = new Random(seed);
        KernelProgram program = RandomPrograms.Create(random, 6 + random.Next(26));
        TestWorld world = TestWorld.Random(random, 1 + random.Next(4), 1 + random.Next(150), 1 + random.Next(300));
        var data = new TestData(program, world, random);
        (Dictionary<string, double[]> outputs, Dictionary<string, double[]> gradients) = data.Expected();
        CompiledKernels kernels = CompiledKernels.Compile(program);
        foreach ((bool isDouble, double tolerance) in new[] { (true, 1e-11), (false, 2e-3) })
        {
            var actual = kernels.Run(level, isDouble, world, data.External, data.Cotangent);
            foreach ((string name, double[] expected) in outputs)
            {
                double distance = CompiledKernels.Distance(actual.Outputs[name], expected);
                Assert.True(distance < tolerance, $"seed {seed}, {level}, double {isDouble}: output {name} differs by {distance:g3}\n{kernels.Text}");
            }

            foreach ((string name, double[] expected) in gradients)
            {
                double distance = CompiledKernels.Distance(actual.Gradients[name], expected);
                Assert.True(distance < tolerance, $"seed {seed}, {level}, double {isDouble}: gradient {name} differs by {distance:g3}\n{kernels.Text}");
            }
        }
    }
}
