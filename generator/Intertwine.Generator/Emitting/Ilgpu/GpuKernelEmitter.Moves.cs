using Intertwine.Generator.Kernels;

namespace Intertwine.Generator.Emitting.Ilgpu;

/// <summary>Values that are moved, chosen or counted: concatenations, maxima over segments, products of pairs.</summary>
internal sealed partial class GpuKernelEmitter
{
    private void EmitMove(int id)
    {
        string tile = Tile(id);
        int rows = Rows(id);
        switch (_program[id])
        {
            case Instruction.Constant constant:
                _steps.WriteLine($"{Gpu}.GpuRows.Fill({tile}, {rows}, {Width}, R.Number({IndentedWriter.Literal(constant.Value)}));");
                break;
            case Instruction.Gather gather:
                EmitBroadcast(gather, tile);
                break;
            case Instruction.Count { Map.IsToUnit: true } count:
                _steps.WriteLine($"{Gpu}.GpuRows.Fill({tile}, 1, {Width}, R.Count({Number("Count", _loops.Domains.IndexOf(count.Map.From))}));");
                break;
            case Instruction.Count count:
                _steps.WriteLine($"{Gpu}.GpuSegments.Count<T, R>({Table("Start", count.Map)}, items, {tile});");
                break;
            case Instruction.SegmentMax max:
                _steps.WriteLine($"{Gpu}.GpuSegments.Max({Segments(max.Source, rows, max.Map)}, items, {tile});");
                break;
            case Instruction.SegmentArgMax max:
                _steps.WriteLine($"{Gpu}.GpuChoices.ArgMax<T, R>({Segments(max.Source, rows, max.Map)}, items, {tile});");
                break;
            case Instruction.SegmentPick pick:
                _steps.WriteLine($"{Gpu}.GpuChoices.Pick<T, R>({Argument(pick.Source)}, {rows}, {Tile(pick.Which)}, {Rows(pick.Which)}, {Segments(pick.Map)}, items, {tile});");
                break;
            case Instruction.SegmentPlace place:
                _steps.WriteLine($"{Gpu}.GpuChoices.Place<T, R>({Argument(place.Source)}, {rows}, {Argument(place.Which)}, {Rows(place.Which)}, {Table("Index", place.Map)}, {Segments(place.Map)}, items, {tile});");
                break;
            case Instruction.Regroup regroup:
                _steps.WriteLine($"{Gpu}.GpuRows.Load({Argument(regroup.Source)}, {rows}, items, {tile});");
                break;
            case Instruction.PairProduct product:
                _steps.WriteLine($"{Gpu}.GpuPairs.Product({Argument(product.Left)}, {Table("Index", product.LeftMap)}, {Argument(product.Right)}, {Table("Index", product.RightMap)}, {Rows(product.Left)}, {product.Shape.Channels}, items, {tile});");
                break;
            case Instruction.PairSum sum:
                _steps.WriteLine($"{Gpu}.GpuPairs.Sum({Argument(sum.Weights)}, {Rows(sum.Weights)}, {Table("Index", sum.From)}, {Segments(sum.Source, rows, sum.To)}, items, {tile});");
                break;
            case Instruction.Concat concat:
                int channel = 0;
                foreach (int source in concat.Sources)
                {
                    EmitPlace(source, tile, concat.Shape.Components, channel, 0);
                    channel += _program[source].Shape.Channels;
                }

                break;
            case Instruction.Pad pad:
                _steps.WriteLine($"{Gpu}.GpuRows.Fill({tile}, {rows}, {Width}, T.Zero);");
                EmitBarrier();
                EmitPlace(pad.Source, tile, pad.Shape.Components, pad.FirstChannel, pad.FirstComponent);
                break;
            default:
                throw new InvalidOperationException($"{_program[id].GetType().Name} has no tile form.");
        }
    }

    private void EmitPlace(int source, string tile, int components, int channel, int component)
    {
        Shape shape = _program[source].Shape;
        _steps.WriteLine($"{Gpu}.GpuRows.Place({Tile(source)}, {shape.Channels}, {shape.Components}, {Width}, {tile}, {components}, {channel}, {component});");
    }
}
