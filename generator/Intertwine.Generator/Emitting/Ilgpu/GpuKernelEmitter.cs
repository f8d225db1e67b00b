using Intertwine.Generator.Emitting.Simd;
using Intertwine.Generator.Kernels;

namespace Intertwine.Generator.Emitting.Ilgpu;

/// <summary>Writes one loop as a kernel: a group of threads for every tile of items (docs/architecture.md, "Execution on a GPU").</summary>
internal sealed class GpuKernelEmitter
{
    private const string Gpu = "global::Intertwine.Gpu";
    private const string View = "global::ILGPU.ArrayView";

    private readonly LoopProgram _loops;
    private readonly KernelProgram _program;
    private readonly KernelLoop _loop;
    private readonly IReadOnlyList<IndexMap> _maps;
    private readonly TilePlanner _plan;
    private readonly TileMemory _memory;
    private readonly TileHazards _hazards = new();
    private readonly IndentedWriter _steps = new();
    private readonly List<int> _values = [];
    private readonly List<(string Field, int Map)> _tables = [];
    private readonly List<(string Field, int Index)> _numbers = [];
    private readonly Dictionary<(int, int), string> _tiles = [];
    private readonly List<string> _tileDeclarations = [];
    private readonly GpuPointwiseEmitter _pointwise;
    private readonly int _panel;
    private readonly int _channelSums;
    private bool _endsInNestedLoop;

    private GpuKernelEmitter(LoopProgram loops, KernelLoop loop, IReadOnlyList<IndexMap> maps)
    {
        _loops = loops;
        _program = loops.Program;
        _loop = loop;
        _maps = maps;
        _plan = TilePlanner.Plan(loops, loop);
        _pointwise = new GpuPointwiseEmitter(_program, _plan, _steps, Width, Tile, Argument);
        _panel = loop.Body.Any(id => _program[id] is Instruction.Mix mix && IsTiled(mix)) ? GpuLimits.Panel : 0;
        _channelSums = GpuPointwiseEmitter.ChannelSums(_program, _plan.Steps) * GpuLimits.ChannelSlices * Width;

        HashSet<int> inMemory = [.. loop.Loads.Concat(loop.Stores).Where(id => loops.Layouts[id] == MemoryLayout.Private && Holder(id) == id)];
        HashSet<int> factors = [.. _plan.Steps.Where(s => s is TileStep.LinearSum or TileStep.Reduce).SelectMany(s => s.Reads).Select(Holder)];
        int room = (GpuLimits.SharedNumbers - _panel - _channelSums) / SharedStride;
        _memory = TileMemory.Assign(_plan.Steps, Holder, Rows, inMemory, [.. loop.Loads.Where(factors.Contains)], room);
    }

    private int Width => WidthOf(_loop);

    /// <summary>The unit domain's one item needs no room for others.</summary>
    private int SharedStride => _loop.Domain.IsUnit ? 1 : GpuLimits.SharedStride;

    /// <summary>Items of a tile.</summary>
    public static int WidthOf(KernelLoop loop) => loop.Domain.IsUnit ? 1 : GpuLimits.TileItems;

    /// <summary>The kernel, its sums in the order of their blocks, and the rows of its tiles that have no place in shared memory.</summary>
    public static (GpuKernelText Text, IReadOnlyList<Reduction> Reductions, int PartialLength, int ScratchRows) Emit(LoopProgram loops, KernelLoop loop, IReadOnlyList<IndexMap> maps, ProgramSlots slots) =>
        new GpuKernelEmitter(loops, loop, maps).Emit(slots);

    private (GpuKernelText Text, IReadOnlyList<Reduction> Reductions, int PartialLength, int ScratchRows) Emit(ProgramSlots slots)
    {
        int partialLength = 0;
        foreach (TileStep step in _memory.Steps)
        {
            _steps.WriteLine();
            _steps.WriteLine("// " + StepComment.Of(_program, _plan, step));
            partialLength = EmitStep(step, partialLength);
        }

        int shared = _panel + _channelSums + (_memory.SharedRows * SharedStride);
        var parameters = new List<string>();
        var arguments = new List<string>();
        for (int i = 0; i < _values.Count; i++)
        {
            parameters.Add($"{View}<T> p{i}");
        }

        foreach ((string field, int map) in _tables)
        {
            parameters.Add($"{View}<int> {Table(field, map)}");
            arguments.Add($"frame.{field}({map})");
        }

        foreach ((string field, int index) in _numbers)
        {
            parameters.Add($"int {Table(field, index)}");
            arguments.Add($"frame.{field}({index})");
        }

        var body = new IndentedWriter();
        if (shared > 0)
        {
            body.WriteLine($"{View}<T> shared = global::ILGPU.SharedMemory.Allocate<T>({shared});");
        }

        if (_panel > 0)
        {
            body.WriteLine($"{View}<T> panel = shared.SubView({_channelSums + (_memory.SharedRows * SharedStride)}, {_panel});");
        }

        if (_channelSums > 0)
        {
            body.WriteLine($"{View}<T> slices = shared.SubView({_memory.SharedRows * SharedStride}, {_channelSums});");
        }

        if (_memory.ScratchRows > 0)
        {
            parameters.Add($"{View}<T> scratch");
            arguments.Add("frame.Scratch");
        }

        if (partialLength > 0)
        {
            parameters.Add($"{View}<T> partials");
            arguments.Add("frame.Partials");
            body.WriteLine($"{View}<T> sums = partials.SubView(global::ILGPU.Grid.IdxX * {partialLength}, {partialLength});");
            body.WriteLine($"{Gpu}.GpuReduction.Clear(sums, {partialLength});");
        }

        foreach (string constant in _pointwise.Constants)
        {
            body.WriteLine(constant);
        }

        using (body.Block($"for (int tile = global::ILGPU.Grid.IdxX; tile < launch.Tiles({Width}); tile += launch.Groups)", string.Empty))
        {
            body.WriteLine($"{Gpu}.GpuItems items = launch.Tile(tile, {Width});");
            foreach (string declaration in _tileDeclarations)
            {
                body.WriteLine(declaration);
            }

            body.WriteLine($"{Gpu}.GpuGroup.Barrier();");
            body.WriteLine(_steps.ToString().TrimEnd('\n'));
        }

        string[] values = [.. _values.Select(v => $"frame[{slots[v]}]")];
        return (
            new GpuKernelText(parameters, body.ToString(), [.. values, .. arguments]),
            [.. _memory.Steps.OfType<TileStep.Reduce>().Select(r => r.Reduction)],
            partialLength,
            _memory.ScratchRows);
    }

    private int Holder(int id) => id < 0 ? id : TilePlanner.Resolve(_program, _loop, id).Value;

    private Shape ShapeOf(int id) => _program[TilePlanner.InstructionOf(id)].Shape;

    private int Rows(int id) => ShapeOf(id).Rows;

    private bool IsTiled(Instruction.Mix mix) =>
        mix.Shape.Channels >= GpuLimits.FewestPanelRows && _program[mix.Source].Shape.Channels >= GpuLimits.FewestPanelRows && mix.Shape.Components * Width >= GpuLimits.TileItems;

    /// <summary>The kernel's parameter for a value's memory.</summary>
    private string Argument(int id)
    {
        int index = _values.IndexOf(id);
        if (index < 0)
        {
            index = _values.Count;
            _values.Add(id);
        }

        return $"p{index}";
    }

    private static string Table(string field, int map) => $"{char.ToLowerInvariant(field[0])}{field.Substring(1)}{map}";

    /// <summary>The kernel's parameter for a part of an index table.</summary>
    private string Table(string field, IndexMap map)
    {
        int index = IndexOf(map);
        if (!_tables.Contains((field, index)))
        {
            _tables.Add((field, index));
        }

        return Table(field, index);
    }

    /// <summary>The kernel's parameter for a number that is known at the launch.</summary>
    private string Number(string field, int index)
    {
        if (!_numbers.Contains((field, index)))
        {
            _numbers.Add((field, index));
        }

        return Table(field, index);
    }

    private int IndexOf(IndexMap map)
    {
        for (int i = 0; i < _maps.Count; i++)
        {
            if (_maps[i] == map)
            {
                return i;
            }
        }

        throw new InvalidOperationException($"The map {map} is not in the signature.");
    }

    /// <summary>The variable for a value's tile, from a row on.</summary>
    private string Tile(int id, int row)
    {
        int value = id;
        if (id >= 0)
        {
            (value, int first) = TilePlanner.Resolve(_program, _loop, id);
            row += first;
        }

        if (!_tiles.TryGetValue((value, row), out string? name))
        {
            name = $"t{_tiles.Count}";
            _tiles.Add((value, row), name);
            TilePlace place = _memory[value];
            string start = place.Space switch
            {
                TileSpace.Shared => $"shared, {(place.Start + row) * SharedStride}, {SharedStride}",
                TileSpace.Scratch => $"scratch, (global::ILGPU.Grid.IdxX * {_memory.ScratchRows * Width}) + {(place.Start + row) * Width}, {Width}",
                _ => $"{Argument(value)}, (tile * {place.Rows * Width}){(row == 0 ? string.Empty : $" + {row * Width}")}, {Width}",
            };
            _tileDeclarations.Add($"var {name} = new {Gpu}.GpuTile<T>({start});");
        }

        return name;
    }

    private string Tile(int id) => Tile(id, 0);

    /// <summary>A block of a matrix on the unit domain: memory, where it begins, numbers per row.</summary>
    private (string Memory, int Offset, int Stride) Matrix(int id)
    {
        UnitView view = UnitView.Of(_program, id);
        return (Argument(view.Base), view.Offset, view.Stride);
    }

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

    private string Segments(int source, int rows, IndexMap map) => $"{Argument(source)}, {rows}, {Segments(map)}";

    private string Segments(IndexMap map) => $"{Table("Start", map)}, {Table("Order", map)}, {Number("Sorted", IndexOf(map))} != 0";

    private void EmitBroadcast(Instruction.Gather gather, string tile)
    {
        (string matrix, int offset, int stride) = Matrix(gather.Source);
        _steps.WriteLine($"{Gpu}.GpuRows.Broadcast({matrix}, {offset}, {stride}, {gather.Shape.Channels}, {gather.Shape.Components}, {Width}, {tile});");
    }

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
            _steps.WriteLine($"{Gpu}.GpuReduction.Outer({Tile(outer.Left)}, {shape.Channels}, {Tile(outer.Right)}, {shape.Components}, {ShapeOf(outer.Left).Components}, items, sums, {offset});");
        }
        else
        {
            _steps.WriteLine($"{Gpu}.GpuReduction.Rows({Tile(_program[reduction.Value].Operands[0])}, {shape.Rows}, items, sums, {offset});");
        }

        return offset + shape.Rows;
    }
}
