using Intertwine.Generator.Kernels;

namespace Intertwine.Generator.Tests.Kernels;

/// <summary>A program on edge sets that it makes itself.</summary>
internal static class SetPrograms
{
    /// <param name="near">Neighbours by an input.</param>
    /// <param name="alike">Neighbours by a choice among those.</param>
    /// <param name="pairs">All pairs of nodes.</param>
    public static KernelProgram Create(Domain near, Domain alike, Domain pairs)
    {
        var b = new ProgramBuilder();
        int x = b.Input("x", Domain.Nodes, new Shape(2, 3));
        b.Emit(new Instruction.Nearest(x, near));
        int there = b.Gather(x, IndexMap.Source(near));
        int between = b.Subtract(there, b.Gather(x, IndexMap.Target(near)));
        int bent = b.Apply(ScalarFunction.Tanh, b.Mix(b.Parameter("first", new Shape(5, 2)), between));
        int chosen = b.SegmentPick(bent, b.SegmentArgMax(bent, IndexMap.Target(near)), IndexMap.Target(near));
        b.Output("chosen", chosen);
        b.Output("sent", b.ScatterSum(bent, IndexMap.Source(near)));

        b.Emit(new Instruction.Nearest(chosen, alike));
        int second = b.ScatterSum(b.Multiply(b.Gather(chosen, IndexMap.Source(alike)), b.Gather(chosen, IndexMap.Target(alike))), IndexMap.Target(alike));
        b.Output("second", second);

        int all = b.Multiply(b.Gather(second, IndexMap.Source(pairs)), b.Gather(chosen, IndexMap.Target(pairs)));
        b.Output("pairs", b.ScatterMean(all, IndexMap.Target(pairs)));
        b.Output("graphs", b.ScatterSum(b.Apply(ScalarFunction.Sin, all), IndexMap.ToGraphs(pairs)));
        return b.Build();
    }
}
