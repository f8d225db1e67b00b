namespace Intertwine.Generator.Kernels;

/// <summary>What is cheap enough to compute again where it is needed, rather than to write to memory and read back.</summary>
internal static class Recomputation
{
    /// <summary>
    /// Whether a value is dear: a product with a matrix, a sum over items, or a sum that has such a term. A choice within segments counts as well: made twice, from values that two loops round differently, it could be
    /// two different choices.
    /// </summary>
    public static bool IsWorthKeeping(KernelProgram program, int id) => program[id] switch
    {
        Instruction.Mix or Instruction.ScatterSum or Instruction.SegmentMax or Instruction.SegmentArgMax or Instruction.SegmentPick or Instruction.OuterSum or Instruction.PairProduct or Instruction.PairSum => true,
        Instruction.Add => program[id].Operands.Any(o => IsTerm(program, o)),
        _ => false,
    };

    /// <summary>Whether a value is at most a few pointwise steps away from values that are kept or given.</summary>
    public static bool IsNearby(KernelProgram program, int id, int steps = 4) =>
        program[id] is Instruction.Input or Instruction.Parameter or Instruction.Constant or Instruction.Gather { Map.IsToUnit: true }
        || IsWorthKeeping(program, id)
        || (steps > 0 && program[id] is Instruction.Apply or Instruction.Affine or Instruction.Multiply or Instruction.Add && program[id].Operands.All(o => IsNearby(program, o, steps - 1)));

    private static bool IsTerm(KernelProgram program, int id) => program[id] switch
    {
        Instruction.Gather gather => !gather.Map.IsToUnit,
        Instruction.Affine affine => IsTerm(program, affine.Source),
        Instruction.Multiply multiply => multiply.Operands.Any(o => IsWorthKeeping(program, o)),
        _ => IsWorthKeeping(program, id),
    };
}
