using Intertwine.Generator.Kernels;

namespace Intertwine.Generator.Tests.Kernels;

/// <summary>Gradients against central differences in float64, and gradients of gradients likewise.</summary>
public sealed class ReverseModeTests
{
    [Fact]
    public void RandomPrograms_AgreeWithFiniteDifferences()
    {
        for (int seed = 0; seed < 60; seed++)
        {
            var random = new Random(seed);
            KernelProgram program = RandomPrograms.Create(random, 4 + random.Next(20));
            CheckGradients(program, seed, random);
        }
    }

    [Fact]
    public void ProgramsWithChoices_AgreeWithFiniteDifferences()
    {
        for (int seed = 0; seed < 60; seed++)
        {
            var random = new Random(seed);
            KernelProgram program = RandomPrograms.Create(random, 4 + random.Next(16), choices: true);
            CheckGradients(program, seed, random);
            CheckGradients(RandomPrograms.WithGradients(program, random), seed, random);
        }
    }

    /// <summary>The derivative of a derivative needs no other rules: the primitives are closed.</summary>
    [Fact]
    public void DifferentiatedPrograms_AgreeWithFiniteDifferences()
    {
        for (int seed = 0; seed < 40; seed++)
        {
            var random = new Random(seed);
            KernelProgram program = TestData.Differentiated(RandomPrograms.Create(random, 3 + random.Next(10)));

            // Cotangents are inputs like others now; names must not clash with those of the next derivative.
            var renamed = new KernelProgram(
                program.Instructions.Select(i => i is Instruction.Input input ? input with { Name = input.Name.Replace(':', '_') } : i).ToEquatable(),
                program.Outputs.Select(o => o with { Name = o.Name.Replace(':', '_') }).ToEquatable());
            CheckGradients(renamed, seed, random);
        }
    }

    /// <summary>Gradients inside a program, differentiated once more.</summary>
    [Fact]
    public void ProgramsWithGradients_AgreeWithFiniteDifferences()
    {
        for (int seed = 0; seed < 40; seed++)
        {
            var random = new Random(seed);
            CheckGradients(RandomPrograms.WithGradients(RandomPrograms.Create(random, 3 + random.Next(10)), random), seed, random);
        }
    }

    private static void CheckGradients(KernelProgram program, int seed, Random random)
    {
        TestWorld world = TestWorld.Random(random, 2, 5, 9);
        var data = new TestData(program, world, random);
        (_, Dictionary<string, double[]> gradients) = data.Expected();
        foreach ((string name, double[] gradient) in gradients)
        {
            double[] values = data[name];
            if (values.Length == 0)
            {
                continue;
            }

            int k = random.Next(values.Length);
            double x = values[k];
            const double Step = 1e-5;
            values[k] = x + Step;
            double above = data.Loss();
            values[k] = x - Step;
            double below = data.Loss();
            values[k] = x;
            double expected = (above - below) / (2 * Step);
            double scale = Math.Max(1, Math.Abs(expected));
            Assert.True(Math.Abs(gradient[k] - expected) < 2e-5 * scale * (1 + Math.Abs(data.Loss())), $"seed {seed}: gradient by {name}[{k}] is {gradient[k]:g10}, expected {expected:g10}");
        }
    }
}
