using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Intertwine.Generator.Kernels;
using Intertwine.Kernels;
using KernelProgram = Intertwine.Generator.Kernels.KernelProgram;

namespace Intertwine.Generator.Tests.Kernels;

/// <summary>The CPU kernels, on vectors of every width.</summary>
public sealed class SimdEmitterTests : EmittedProgramTests
{
    private protected override IReadOnlyList<int> Seeds => [6, 7, 8];

    [Theory]
    [InlineData(SimdLevel.Portable)]
    [InlineData(SimdLevel.Avx2)]
    [InlineData(SimdLevel.Avx512)]
    public void RandomPrograms_AgreeOnVectorsOfEveryWidth(SimdLevel level)
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

    private protected override IEmittedKernels Compile(KernelProgram program) => new Kernels(CompiledKernels.Compile(program), SimdLevels.Best);

    /// <summary>A constant that edges read from memory has one row there, however many channels the values beside it have.</summary>
    [Fact]
    public void StoredConstant_HasItsOwnRows()
    {
        var builder = new ProgramBuilder();
        int constant = builder.Constant(2, Domain.Nodes, new Shape(1, 1));
        int x = builder.Input("x", Domain.Nodes, new Shape(3, 1));
        builder.Output("constant", constant);
        builder.Output("sum", builder.Add(x, constant));
        Check(7, SimdLevels.Best, _ => builder.Build());
    }

    private static void Check(int seed, SimdLevel level) => Check(seed, level, random =>
    {
        KernelProgram program = RandomPrograms.Create(random, 6 + random.Next(26), products: seed % 2 == 1, choices: seed % 3 == 1);
        return seed % 4 < 2 ? program : RandomPrograms.WithGradients(program, random);
    });

    private static void Check(int seed, SimdLevel level, Func<Random, KernelProgram> create)
    {
        var random = new Random(seed);
        KernelProgram program = create(random);
        TestWorld world = TestWorld.Random(random, 1 + random.Next(4), 1 + random.Next(150), 1 + random.Next(300));
        Check(new Kernels(CompiledKernels.Compile(program), level), program, world, random, $"seed {seed}, {level}");
    }

    private sealed class Kernels(CompiledKernels kernels, SimdLevel level) : IEmittedKernels
    {
        public string Text => kernels.Text;

        public (Dictionary<string, double[]> Outputs, Dictionary<string, double[]> Gradients) Run(
            bool isDouble, TestWorld world, Func<Instruction, double[]> external, Func<string, double[]> cotangent, bool inputs) =>
            kernels.Run(level, isDouble, world, external, cotangent, inputs);
    }
}
