namespace Intertwine.Generator.Kernels;

/// <summary>A block of a matrix on the unit domain that is read where it lies: <c>Base[FirstRow + r, FirstColumn + c]</c> with <paramref name="Stride"/> numbers per row of the base.</summary>
internal sealed record UnitView(int Base, int Offset, int Stride)
{
    /// <summary>Follows slices and reshapes down to a value that lies in memory.</summary>
    public static UnitView Of(KernelProgram program, int id)
    {
        switch (program[id])
        {
            case Instruction.Slice slice:
                UnitView view = Of(program, slice.Source);
                return view with { Offset = view.Offset + (slice.FirstChannel * view.Stride) + slice.FirstComponent };
            case Instruction.Reshape reshape when program[reshape.Source] is not (Instruction.Slice or Instruction.Reshape):
                return new UnitView(reshape.Source, 0, reshape.Shape.Components);
            case Instruction.StopGradient stop:
                return Of(program, stop.Source);
            default:
                return new UnitView(id, 0, program[id].Shape.Components);
        }
    }
}

/// <summary>Operands that an instruction reads from memory and not from the item at hand, so that they have to be complete before its loop begins.</summary>
internal static class RemoteOperands
{
    /// <summary>The remote operands of one instruction.</summary>
    public static IEnumerable<int> Of(KernelProgram program, int id) => program[id] switch
    {
        Instruction.Gather { Map.IsToUnit: true } gather => [UnitView.Of(program, gather.Source).Base],
        Instruction.Gather gather => [gather.Source],
        Instruction.ScatterSum { Map.IsToUnit: false } scatter => [scatter.Source],
        Instruction.SegmentMax { Map.IsToUnit: false } max => [max.Source],
        Instruction.SegmentArgMax max => [max.Source],
        Instruction.SegmentPick pick => [pick.Source],
        Instruction.SegmentPlace place => [place.Source, place.Which],
        Instruction.Regroup regroup => [regroup.Source],
        Instruction.Nearest nearest => [nearest.Source],
        Instruction.Mix mix => [UnitView.Of(program, mix.Matrix).Base],
        Instruction.PairProduct or Instruction.PairSum => program[id].Operands,
        _ => [],
    };

    /// <summary>Operands that the instruction reads for the item at hand.</summary>
    public static EquatableArray<int> LocalOf(KernelProgram program, int id) => program[id] switch
    {
        Instruction.Gather or Instruction.ScatterSum { Map.IsToUnit: false } or Instruction.SegmentMax { Map.IsToUnit: false } => EquatableArray<int>.Empty,
        Instruction.SegmentArgMax or Instruction.SegmentPlace or Instruction.Regroup or Instruction.Nearest => EquatableArray<int>.Empty,
        Instruction.SegmentPick pick => new([pick.Which]),
        Instruction.Mix mix => new([mix.Source]),
        Instruction.PairProduct or Instruction.PairSum => EquatableArray<int>.Empty,
        Instruction instruction => instruction.Operands,
    };

    /// <summary>Values of items (not parameters) that some live instruction of a program reads remotely.</summary>
    public static IEnumerable<int> Of(KernelProgram program)
    {
        bool[] live = LiveInstructions.Of(program);
        return Enumerable.Range(0, live.Length).Where(id => live[id]).SelectMany(id => Of(program, id)).Where(id => !program[id].Domain.IsUnit);
    }
}
