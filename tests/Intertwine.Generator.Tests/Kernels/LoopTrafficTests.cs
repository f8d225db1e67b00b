using Intertwine.Generator.Kernels;
using Intertwine.Kernels;
using KernelProgram = Intertwine.Generator.Kernels.KernelProgram;

namespace Intertwine.Generator.Tests.Kernels;

/// <summary>What the compiler counts against what a reader counts, and that the counts of a program name the loops that run.</summary>
public sealed class LoopTrafficTests
{
    private static readonly IndexMap Source = new("source", Domain.Edges, Domain.Nodes);
    private static readonly IndexMap Target = new("target", Domain.Edges, Domain.Nodes);

    [Fact]
    public void MessagePassing_IsCountedByHand()
    {
        LoopProgram loops = LoopScheduler.Run(MessagePassing(), _ => true);

        Assert.Equal([Domain.Edges, Domain.Nodes], loops.Loops.Select(l => l.Domain));
        KernelLoop message = loops.Loops[0];
        var traffic = LoopTraffic.Of(loops, message);

        // An edge gathers the 4 numbers of its source, multiplies them with 8 x 4 weights and takes 8 SiLUs.
        Assert.Equal((2 * 8 * 4) + 8, FlopCount.Of(loops, message));
        Assert.Equal((32, 0, 4), (traffic.Read(Domain.Unit), traffic.Read(Domain.Nodes), traffic.Read(Domain.Edges)));
        Assert.Equal((0, 8), (traffic.Written(Domain.Nodes), traffic.Written(Domain.Edges)));
        Assert.Equal((0, 1), (traffic.Indices(Domain.Nodes), traffic.Indices(Domain.Edges)));

        // A node adds up the 8 numbers of every edge that ends there, and writes 8.
        traffic = LoopTraffic.Of(loops, loops.Loops[1]);
        Assert.Equal((0, 0, 8), (traffic.Read(Domain.Unit), traffic.Read(Domain.Nodes), traffic.Read(Domain.Edges)));
        Assert.Equal((8, 0), (traffic.Written(Domain.Nodes), traffic.Written(Domain.Edges)));
        Assert.Equal((1, 1), (traffic.Indices(Domain.Nodes), traffic.Indices(Domain.Edges)));
    }

    [Fact]
    public void SumsOverItems_CountOnTheUnitDomain()
    {
        var b = new ProgramBuilder();
        int x = b.Input("x", Domain.Nodes, new Shape(4, 3));
        int y = b.Input("y", Domain.Nodes, new Shape(2, 3));
        b.Output("m", b.OuterSum(x, y));
        LoopProgram loops = LoopScheduler.Run(b.Build(), _ => true);

        KernelLoop loop = Assert.Single(loops.Loops);
        var traffic = LoopTraffic.Of(loops, loop);
        Assert.Equal(2 * 4 * 2 * 3, FlopCount.Of(loops, loop));
        Assert.Equal(12 + 6, traffic.Read(Domain.Nodes));
        Assert.Equal(8, traffic.Written(Domain.Unit));
    }

    [Fact]
    public void Costs_OfAProgram_AreThoseOfTheLoopsThatRun()
    {
        KernelProgram program = MessagePassing();
        var compiled = CompiledKernels.Compile(program);
        Intertwine.Kernels.KernelProgram kernels = compiled.Create(SimdLevel.Portable, isDouble: false);
        var random = new Random(1);
        TestWorld world = TestWorld.Random(random, 1, 70, 200);
        var data = new TestData(program, world, random);

        IReadOnlyList<TimeSpan> times = KernelProfile.Of(() => compiled.Run(SimdLevel.Portable, isDouble: false, world, data.External, data.Cotangent, inputs: false));

        // The run ends with a forward pass that keeps nothing.
        LoopCost[] expected = [.. kernels.Costs(ProgramPass.ForwardAndSave), .. kernels.Costs(ProgramPass.BackwardToParameters), .. kernels.Costs(ProgramPass.Infer)];
        Assert.Equal(expected.Length, times.Count);
        Assert.All(times, t => Assert.True(t > TimeSpan.Zero));

        // The product with the weights has moved to the nodes: 8 x 4 multiply-adds of 4 numbers, to 8.
        LoopCost product = kernels.Costs(ProgramPass.Infer)[0];
        Assert.Equal(2, product.Domain);
        Assert.Equal(64 * 70, product.FlopsOf([1, 1, 70, 200]));
        Assert.Equal(sizeof(float) * (32 + (70 * (4 + 8))), product.BytesOf([1, 1, 70, 200], sizeof(float)));
    }

    [Fact]
    public void Profile_WithinAProfile_IsRefused() =>
        Assert.Throws<InvalidOperationException>(() => KernelProfile.Of(() => KernelProfile.Of(() => { })));

    private static KernelProgram MessagePassing()
    {
        var b = new ProgramBuilder();
        int x = b.Input("x", Domain.Nodes, new Shape(4, 1));
        int weight = b.Parameter("w", new Shape(8, 4));
        int message = b.Apply(ScalarFunction.Silu, b.Mix(weight, b.Gather(x, Source)));
        b.Output("y", b.ScatterSum(message, Target));
        return b.Build();
    }
}
