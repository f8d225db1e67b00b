using Intertwine.Generator.Kernels;
using Intertwine.Kernels;
using KernelProgram = Intertwine.Generator.Kernels.KernelProgram;

namespace Intertwine.Generator.Tests.Kernels;

/// <summary>A step after the first one makes no garbage: everything that a program needs is native memory, kept from step to step.</summary>
public sealed class AllocationTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void StepsAfterTheFirst_AllocateNothing(int threads)
    {
        var b = new ProgramBuilder();
        var source = new IndexMap("source", Domain.Edges, Domain.Nodes);
        var target = new IndexMap("target", Domain.Edges, Domain.Nodes);
        int x = b.Input("x", Domain.Nodes, new Shape(8, 3));
        int y = b.Input("y", Domain.Edges, new Shape(1, 3));
        int message = b.Contract(b.Gather(b.Mix(b.Parameter("first", new Shape(8, 8)), x), source), y, Cross);
        int mixed = b.AddBias(b.Mix(b.Parameter("second", new Shape(6, 8)), b.SumComponents(b.Multiply(message, message))), b.Parameter("bias", new Shape(6, 1)));
        b.Output("z", b.ScatterSum(b.Apply(ScalarFunction.Silu, mixed), target));
        KernelProgram program = b.Build();
        var random = new Random(3);
        TestWorld world = TestWorld.Random(random, 1, 300, 900);
        var data = new TestData(program, world, random);
        CompiledKernels kernels = CompiledKernels.Compile(program);

        // A region takes another way while one of a test beside this one runs; neither may allocate.
        int before = KernelThreads.Count;
        KernelThreads.Count = threads;
        try
        {
            foreach (bool wantInputs in new[] { false, true })
            {
                Assert.Equal(0, kernels.AllocatedBytes(world, data.External, data.Cotangent, wantInputs, steps: 20));
            }
        }
        finally
        {
            KernelThreads.Count = before;
        }
    }

    /// <summary>Edges that are found anew in every step, by what a loop before computed.</summary>
    [Fact]
    public void StepsThatFindTheirEdges_AllocateNothing()
    {
        const int Neighbours = 7;
        var random = new Random(5);
        TestWorld plain = TestWorld.Random(random, 3, 200, 1);
        var set = new Intertwine.Kernels.ItemSet.Nearest(Neighbours, true);
        using var nodeGraph = new IndexTable([.. plain.Maps["nodeGraph"].Select(g => (long)g)], 3, "nodeGraph");
        int[] target = set.Places(SetMap.Target, nodeGraph);
        TestWorld world = new(
            new Dictionary<string, int>(plain.Counts) { ["Near"] = target.Length },
            new Dictionary<string, int[]>(plain.Maps) { ["Near.source"] = new int[target.Length], ["Near.target"] = target });
        var b = new ProgramBuilder();
        Domain near = Domain.Nearest("Near", Neighbours, includeSelf: true);
        int x = b.Input("x", Domain.Nodes, new Shape(8, 3));
        int mixed = b.Mix(b.Parameter("first", new Shape(4, 8)), x);
        b.Emit(new Instruction.Nearest(mixed, near));
        int message = b.Apply(ScalarFunction.Tanh, b.Mix(b.Parameter("second", new Shape(5, 4)), b.Gather(mixed, IndexMap.Source(near))));
        b.Output("z", b.ScatterSum(message, IndexMap.Target(near)));
        KernelProgram program = b.Build();
        var data = new TestData(program, world, random);
        CompiledKernels kernels = CompiledKernels.Compile(program);
        Assert.Equal(0, kernels.AllocatedBytes(world, data.External, data.Cotangent, inputs: true, steps: 20));
    }

    private static SparseTensor Cross { get; } = new(3, 3, 3, new TensorEntry[]
    {
        new(0, 1, 2, 1), new(0, 2, 1, -1), new(1, 2, 0, 1), new(1, 0, 2, -1), new(2, 0, 1, 1), new(2, 1, 0, -1),
    }.ToEquatable());
}
