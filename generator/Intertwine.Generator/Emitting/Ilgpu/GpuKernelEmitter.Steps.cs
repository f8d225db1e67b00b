using Intertwine.Generator.Emitting.Simd;
using Intertwine.Generator.Kernels;

namespace Intertwine.Generator.Emitting.Ilgpu;

/// <summary>The steps of a tile one after the other, with barriers where one touches what another thread has written or still reads.</summary>
internal sealed partial class GpuKernelEmitter
{
    private int EmitStep(TileStep step, int partialLength)
    {
        List<TilePlace> reads = [.. step.Reads.Select(Holder).Distinct().Select(v => _memory[v])];
        List<TilePlace> writes = [.. step.Writes.Select(Holder).Distinct().Select(v => _memory[v])];
        if (step is TileStep.Pointwise sums && GpuPointwiseEmitter.SummedRows(_program, sums) > 0)
        {
            writes.Add(new TilePlace(TileSpace.Shared, 0, int.MinValue / 2, 1));
        }

        // A product that begins with a panel begins with a barrier.
        bool beginsWithBarrier = step is TileStep.LinearSum { Terms: var terms } && _program[terms[0]] is Instruction.Mix first && IsTiled(first);
        if (beginsWithBarrier)
        {
            _hazards.Clear();
        }
        else if (_endsInNestedLoop || _hazards.Before(reads, writes))
        {
            EmitBarrier();
        }

        switch (step)
        {
            case TileStep.Load load:
                EmitLoad(load.Value);
                break;
            case TileStep.LinearSum sum:
                EmitSum(sum);
                break;
            case TileStep.Pointwise group:
                _pointwise.Emit(group);
                break;
            case TileStep.Move move:
                EmitMove(move.Value);
                break;
            case TileStep.Store store:
                EmitStore(store.Value);
                break;
            case TileStep.Reduce reduce:
                partialLength = EmitReduction(reduce.Reduction, partialLength);
                break;
        }

        _hazards.Add(reads, writes);
        _endsInNestedLoop = HasNestedLoop(step);
        return partialLength;
    }

    /// <summary>
    /// Whether threads loop within their share of a step. PoCL 3.1 loses what such a loop wrote where another loop follows before the next barrier, so that these steps end with one; on a GPU it costs less than the step's first
    /// access to memory.
    /// </summary>
    private bool HasNestedLoop(TileStep step) => step switch
    {
        TileStep.LinearSum sum => HasNestedLoop(sum.Terms[sum.Terms.Count - 1]),
        TileStep.Move move => _program[move.Value] is Instruction.SegmentMax or Instruction.SegmentArgMax or Instruction.PairProduct or Instruction.PairSum,
        TileStep.Pointwise group => GpuPointwiseEmitter.SummedRows(_program, group) > 0,
        TileStep.Reduce => true,
        _ => false,
    };

    private bool HasNestedLoop(int term) => _program[term] is Instruction.Mix or Instruction.ScatterSum;

    private void EmitBarrier()
    {
        _steps.WriteLine($"{Gpu}.GpuGroup.Barrier();");
        _hazards.Clear();
    }

    private void EmitLoad(int id)
    {
        if (_loops.Layouts[id] == MemoryLayout.Rows)
        {
            _steps.WriteLine($"{Gpu}.GpuRows.Load({Argument(id)}, {Rows(id)}, items, {Tile(id)});");
        }
        else
        {
            string memory = $"new {Gpu}.GpuTile<T>({Argument(id)}, tile * {Rows(id) * Width}, {Width})";
            _steps.WriteLine($"{Gpu}.GpuRows.Place({memory}, {Rows(id)}, 1, {Width}, {Tile(id)}, 1, 0, 0);");
        }
    }

    private void EmitStore(int id)
    {
        if (_loops.Layouts[id] == MemoryLayout.Rows)
        {
            _steps.WriteLine($"{Gpu}.GpuRows.Store({Tile(id)}, {Rows(id)}, items, {Argument(id)});");
        }
        else
        {
            string memory = $"new {Gpu}.GpuTile<T>({Argument(id)}, tile * {Rows(id) * Width}, {Width})";
            _steps.WriteLine($"{Gpu}.GpuRows.Place({Tile(id)}, {Rows(id)}, 1, {Width}, {memory}, 1, 0, 0);");
        }
    }

    private int EmitReduction(Reduction reduction, int offset)
    {
        Shape shape = _program[reduction.Value].Shape;
        if (_program[reduction.Value] is Instruction.OuterSum outer)
        {
            string sum = shape.Rows <= GpuLimits.MostDirectSums ? "Direct" : "Outer";
            _steps.WriteLine($"{Gpu}.GpuReduction.{sum}({Tile(outer.Left)}, {shape.Channels}, {Tile(outer.Right)}, {shape.Components}, {ShapeOf(outer.Left).Components}, items, sums, {offset});");
        }
        else
        {
            _steps.WriteLine($"{Gpu}.GpuReduction.Rows({Tile(_program[reduction.Value].Operands[0])}, {shape.Rows}, items, sums, {offset});");
        }

        return offset + shape.Rows;
    }
}
