using Intertwine.Generator.Kernels;

namespace Intertwine.Generator.Emitting.Simd;

/// <summary>Says in a line what a step computes. Names no value of the program: kernels of equal layers have to stay equal to the letter.</summary>
internal static class StepComment
{
    public static string Of(KernelProgram program, TilePlanner plan, TileStep step) => step switch
    {
        TileStep.Load load => $"{Rows(program, load.Value)} of each item.",
        TileStep.LinearSum sum => string.Join(" + ", sum.Terms.Select(t => Term(program, t))) + ".",
        TileStep.Pointwise group => $"Pointwise over {Plural(group.Channels, "channel")}: {string.Join(", ", group.Values.Select(v => Operation(program, plan, v)).Distinct())}.",
        TileStep.Move move => Movement(program[move.Value]),
        TileStep.Store store => $"Results: {Rows(program, store.Value)} of each item.",
        TileStep.Reduce reduce => program[reduce.Reduction.Value] is Instruction.OuterSum outer
            ? $"Sum over items of left * right^T, [{outer.Shape.Channels}, {outer.Shape.Components}]: the gradient of a matrix."
            : $"Sum over items, [{program[reduce.Reduction.Value].Shape.Rows}].",
        _ => throw new InvalidOperationException($"{step.GetType().Name} has no comment."),
    };

    private static string Plural(int count, string noun) => count == 1 ? $"{count} {noun}" : $"{count} {noun}s";

    private static string Rows(KernelProgram program, int value)
    {
        Shape shape = program[TilePlanner.InstructionOf(value)].Shape;
        return shape.Components == 1 ? Plural(shape.Channels, "channel") : $"{Plural(shape.Channels, "channel")} of {shape.Components} components";
    }

    private static string Term(KernelProgram program, int term) => program[term] switch
    {
        Instruction.ScatterSum scatter => $"sum over {scatter.Map.From} at their {scatter.Map}",
        Instruction.Gather { Map.IsToUnit: true } => "bias",
        Instruction.Gather gather => $"value at the {gather.Map}",
        Instruction.Mix mix when mix.Transpose => $"W^T x, [{program[mix.Matrix].Shape.Components}, {program[mix.Matrix].Shape.Channels}]",
        Instruction.Mix mix => $"W x, [{program[mix.Matrix].Shape.Channels}, {program[mix.Matrix].Shape.Components}]",
        Instruction other => other.GetType().Name,
    };

    private static string Operation(KernelProgram program, TilePlanner plan, int value) => program[value] switch
    {
        Instruction.Apply apply => apply.Function.ToString(),
        Instruction.Sum sum => sum.Shape.Components < program[sum.Source].Shape.Components ? "sum over components" : "sum over channels",
        Instruction.Contract or Instruction.MapComponents => "tensor product",
        Instruction.Multiply => "product",
        Instruction.Add when plan.Rest.ContainsKey(value) => "sum with the rest",
        Instruction.Add => "sum",
        Instruction.Affine => "scale and shift",
        Instruction other => other.GetType().Name.ToLowerInvariant(),
    };

    private static string Movement(Instruction instruction) => instruction switch
    {
        Instruction.Constant constant => $"The number {IndentedWriter.Literal(constant.Value)}.",
        Instruction.Gather => "The same vector for every item.",
        Instruction.Count => "How many items point here.",
        Instruction.SegmentMax max => $"Largest over {max.Map.From} at their {max.Map}.",
        Instruction.SegmentArgMax max => $"Position of the largest among the {max.Map.From} at their {max.Map}.",
        Instruction.SegmentPick pick => $"What stands at positions among the {pick.Map.From} at their {pick.Map}.",
        Instruction.SegmentPlace place => $"The {place.Map}'s value where it chose this item.",
        Instruction.Regroup regroup => $"The same numbers as {regroup.Domain}.",
        Instruction.PairProduct product => $"Inner products of the {product.LeftMap} with the {product.RightMap}, {product.Shape.Channels} heads.",
        Instruction.PairSum sum => $"Weighted sum over {sum.To.From} at their {sum.To} of what is at the {sum.From}.",
        Instruction.Concat => "Channels side by side.",
        Instruction.Pad => "A block within zeros.",
        _ => instruction.GetType().Name + ".",
    };
}
