namespace Intertwine.Generator.Kernels;

/// <summary>
/// Floating-point operations that a loop program really executes per item of each domain, recomputation included: two per multiply-add of a matrix product, one per entry of anything pointwise
/// (also of an exponential: what a function costs is the machine's affair), sums over segments not counted, weighted sums over pairs counted on the pairs.
/// </summary>
internal static class FlopCount
{
    public static long Of(LoopProgram loops, Domain domain) =>
        loops.Loops.Sum(l => (l.Domain == domain ? Of(loops, l) : 0) + l.Body.Sum(id => loops.Program[id] is Instruction.PairSum sum && sum.To.From == domain ? 2L * sum.Shape.Rows : 0));

    /// <summary>Of one loop, per item that it runs over.</summary>
    public static long Of(LoopProgram loops, KernelLoop loop) => loop.Body.Sum(id => Of(loops.Program, id));

    private static long Of(KernelProgram program, int id) => program[id] switch
    {
        Instruction.Mix mix => 2L * mix.Shape.Rows * program[mix.Source].Shape.Channels,
        Instruction.OuterSum outer => 2L * outer.Shape.Rows * program[outer.Left].Shape.Components,
        Instruction.Contract contract => 2L * contract.Shape.Channels * contract.Tensor.Entries.Count,
        Instruction.MapComponents map => 2L * map.Shape.Channels * map.Tensor.Entries.Count,
        Instruction.PairProduct product => 2L * program[product.Left].Shape.Rows,
        Instruction.Sum sum => program[sum.Source].Shape.Rows,
        Instruction.Apply or Instruction.Affine or Instruction.Clamp or Instruction.Add or Instruction.Multiply => program[id].Shape.Rows,
        _ => 0,
    };
}
