using Intertwine.Generator.Kernels;
using Intertwine.Kernels;
using KernelProgram = Intertwine.Generator.Kernels.KernelProgram;

namespace Intertwine.Generator.Tests.Kernels;

/// <summary>Passes over products of many channels: what they keep (the values) and what they change (where the work is done).</summary>
public sealed class ProductPassesTests
{
    [Theory]
    [InlineData(8, 1, false)]
    [InlineData(1, 8, false)]
    [InlineData(8, 8, true)]
    [InlineData(8, 1, true)]
    public void FactoredProducts_KeepTheirValuesAndMeetCoefficientsOnce(int left, int right, bool isSummed)
    {
        var b = new ProgramBuilder();
        int x = b.Input("x", Domain.Nodes, new Shape(left, 3));
        int y = b.Input("y", Domain.Nodes, new Shape(right, 5));
        int z = b.Contract(x, y, Tensor(4, 3, 5));
        b.Output("z", isSummed ? b.SumChannels(z) : z);
        KernelProgram program = b.Build();
        KernelProgram factored = FactorProductsPass.Run(program);

        Assert.All(factored.Instructions.OfType<Instruction.Contract>().Where(i => i.Shape.Channels > 1), i => Assert.All(i.Tensor.Entries, e => Assert.Equal(1, Math.Abs(e.Value))));
        Assert.Contains(factored.Instructions, i => i is Instruction.MapComponents { Shape.Channels: 1 });
        CheckEqual(program, factored);
    }

    [Theory]
    [InlineData(SimdLevel.Portable)]
    [InlineData(SimdLevel.Avx2)]
    [InlineData(SimdLevel.Avx512)]
    public void ManyProductsOfOneOperand_AgreeWithTheInterpreterWhereTheyTakeSeveralPasses(SimdLevel level)
    {
        if (level > SimdLevels.Best)
        {
            return;
        }

        var random = new Random(7);
        var b = new ProgramBuilder();
        int x = b.Input("x", Domain.Edges, new Shape(6, 5));
        int y = b.Input("y", Domain.Edges, new Shape(1, 5));
        int weights = b.Input("w", Domain.Edges, new Shape(30, 1));
        int[] products = [.. Enumerable.Range(0, 5).Select(i => b.Multiply(b.Contract(x, y, Tensor(5, 5, 5, i + 1)), b.SliceChannels(weights, 6 * i, 6)))];
        b.Output("all", b.Concat(products));
        b.Output("sum", b.SumChannels(b.Contract(products[0], products[1], Tensor(3, 5, 5))));
        KernelProgram program = b.Build();
        TestWorld world = TestWorld.Random(random, 2, 40, 201);
        var data = new TestData(program, world, random);
        (Dictionary<string, double[]> outputs, Dictionary<string, double[]> gradients) = data.Expected();
        CompiledKernels kernels = CompiledKernels.Compile(program);

        Assert.Contains("Pass5(", kernels.Text, StringComparison.Ordinal);
        foreach ((bool isDouble, double tolerance) in new[] { (true, 1e-11), (false, 1e-3) })
        {
            var actual = kernels.Run(level, isDouble, world, data.External, data.Cotangent);
            Assert.All(outputs, o => Assert.True(CompiledKernels.Distance(actual.Outputs[o.Key], o.Value) < tolerance, o.Key));
            Assert.All(gradients, g => Assert.True(CompiledKernels.Distance(actual.Gradients[g.Key], g.Value) < tolerance, g.Key));
        }
    }

    private static SparseTensor Tensor(int rows, int left, int right, int seed = 1)
    {
        var random = new Random(seed);
        return new SparseTensor(rows, left, right, Enumerable.Range(0, rows * left * right)
            .Where(_ => random.Next(2) == 0)
            .Select(i => new TensorEntry(i / (left * right), i / right % left, i % right, random.Next(3) == 0 ? 1 : Math.Round(random.NextDouble() - 0.5, 3)))
            .ToEquatable());
    }

    private static void CheckEqual(KernelProgram program, KernelProgram changed)
    {
        var random = new Random(5);
        TestWorld world = TestWorld.Random(random, 1, 7, 3);
        var data = new TestData(program, world, random);
        double[][] expected = ProgramInterpreter.Run(program, world, data.External);
        double[][] actual = ProgramInterpreter.Run(changed, world, data.External);
        for (int i = 0; i < program.Outputs.Count; i++)
        {
            Assert.True(CompiledKernels.Distance(actual[changed.Outputs[i].Value], expected[program.Outputs[i].Value]) < 1e-12);
        }
    }
}
