using Intertwine.Generator.Emitting.Simd;
using Intertwine.Generator.Kernels;

namespace Intertwine.Generator.Emitting.Ilgpu;

/// <summary>Linear sums: products with matrices, values gathered and summed over segments, biases, added up in the tile of the result.</summary>
internal sealed partial class GpuKernelEmitter
{
    /// <summary>Which numbers of a tile a thread writes: what it wrote itself it may read without a barrier.</summary>
    private enum Division
    {
        None,
        ByItem,
        ByRow,
        ByPanel,
    }

    private void EmitSum(TileStep.LinearSum sum)
    {
        string tile = Tile(sum.Value);
        int rows = Rows(sum.Value);
        Division before = Division.None;
        int last = -1;
        foreach (int term in sum.Terms)
        {
            Division division = _program[term] switch
            {
                Instruction.Mix mix => IsTiled(mix) ? Division.ByPanel : Division.ByRow,
                Instruction.Gather { Map.IsToUnit: true } => Division.ByRow,
                _ => Division.ByItem,
            };
            bool isOther = before != Division.None && (before != division || HasNestedLoop(last));
            if (isOther && division != Division.ByPanel)
            {
                EmitBarrier();
            }

            EmitTerm(term, tile, rows, before != Division.None);
            (before, last) = (division, term);
        }
    }

    private void EmitTerm(int term, string tile, int rows, bool accumulate)
    {
        switch (_program[term])
        {
            case Instruction.ScatterSum scatter:
                _steps.WriteLine($"{Gpu}.GpuSegments.Sum({Segments(scatter.Source, rows, scatter.Map)}, items, {tile});");
                break;
            case Instruction.Gather { Map.IsToUnit: true } bias:
                EmitBroadcast(bias, tile);
                break;
            case Instruction.Gather gather:
                _steps.WriteLine($"{Gpu}.GpuRows.Gather{(accumulate ? "Add" : string.Empty)}({Argument(gather.Source)}, {rows}, {Table("Index", gather.Map)}, items, {tile});");
                break;
            case Instruction.Mix mix:
                (string matrix, int offset, int stride) = Matrix(mix.Matrix);
                Shape m = _program[mix.Matrix].Shape;
                string entries = mix.Transpose ? $"{matrix}, {offset}, 1, {stride}, {m.Components}, {m.Channels}" : $"{matrix}, {offset}, {stride}, 1, {m.Channels}, {m.Components}";
                bool isTiled = IsTiled(mix);
                _steps.WriteLine($"{Gpu}.GpuProduct.{(isTiled ? "Tiled" : "Direct")}({entries}, {Tile(mix.Source)}, {tile}, {mix.Shape.Components}, {Width}, {(accumulate ? "true" : "false")}{(isTiled ? ", panel" : string.Empty)});");
                break;
        }
    }

    private void EmitBroadcast(Instruction.Gather gather, string tile)
    {
        (string matrix, int offset, int stride) = Matrix(gather.Source);
        _steps.WriteLine($"{Gpu}.GpuRows.Broadcast({matrix}, {offset}, {stride}, {gather.Shape.Channels}, {gather.Shape.Components}, {Width}, {tile});");
    }
}
