using Intertwine.Generator.Kernels;

namespace Intertwine.Generator.Tests.Kernels;

/// <summary>Linear layers on sums of gathered values run where there are fewer items.</summary>
public sealed class HoistLinearTests
{
    private static readonly IndexMap Source = IndexMap.Source(Domain.Edges);
    private static readonly IndexMap Target = IndexMap.Target(Domain.Edges);

    [Fact]
    public void EdgeFeatures_CostTwoProductsPerNode()
    {
        var b = new ProgramBuilder();
        int x = b.Input("x", Domain.Nodes, new Shape(16, 3));
        int w = b.Parameter("w", new Shape(12, 32));
        int j = b.Gather(x, Source);
        int i = b.Gather(x, Target);
        b.Output("y", b.Mix(w, b.Concat(b.Subtract(j, i), i)));

        KernelProgram hoisted = HoistLinearPass.Run(b.Build());

        Assert.All(hoisted.Instructions.OfType<Instruction.Mix>(), mix => Assert.Equal(Domain.Nodes, mix.Domain));
        Assert.Equal(2, hoisted.Instructions.Count(instruction => instruction is Instruction.Mix));
        Assert.Equal([Source, Target], hoisted.Instructions.OfType<Instruction.Gather>().Select(gather => gather.Map));
    }

    /// <summary>Three channels that become many: moving the result costs more than the product.</summary>
    [Fact]
    public void NarrowFeatures_StayOnTheEdges_InOneProduct()
    {
        var b = new ProgramBuilder();
        int x = b.Input("x", Domain.Nodes, new Shape(1, 3));
        int j = b.Gather(x, Source);
        int i = b.Gather(x, Target);
        b.Output("y", b.Mix(b.Parameter("w", new Shape(21, 2)), b.Concat(b.Subtract(j, i), i)));

        KernelProgram hoisted = HoistLinearPass.Run(b.Build());

        Assert.Equal(Domain.Edges, Assert.Single(hoisted.Instructions.OfType<Instruction.Mix>()).Domain);
    }
}
