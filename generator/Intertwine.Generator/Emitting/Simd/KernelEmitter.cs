using Intertwine.Generator.Kernels;

namespace Intertwine.Generator.Emitting.Simd;

/// <summary>Writes one loop as a kernel over tiles (docs/architecture.md, "Execution on the CPU").</summary>
internal sealed class KernelEmitter
{
    private const string Tile = "global::Intertwine.Kernels.Tile";

    private readonly LoopProgram _loops;
    private readonly KernelProgram _program;
    private readonly KernelLoop _loop;
    private readonly TilePlanner _plan;
    private readonly KernelLibrary _library;
    private readonly IndentedWriter _writer = new();
    private readonly List<int> _values = [];
    private readonly List<IndexMap> _maps = [];
    private readonly Dictionary<int, string> _tiles = [];
    private readonly HashSet<int> _inMemory;

    private KernelEmitter(LoopProgram loops, KernelLoop loop, KernelLibrary library)
    {
        _library = library;
        _loops = loops;
        _program = loops.Program;
        _loop = loop;
        _plan = TilePlanner.Plan(loops, loop);

        // A value that only loops like this one see lies in memory as a tile: the kernel works on it in place.
        _inMemory = [.. loop.Loads.Concat(loop.Stores).Where(id => loops.Layouts[id] == MemoryLayout.Private && Holder(id) == id)];
    }

    public static KernelText Emit(LoopProgram loops, KernelLoop loop, KernelLibrary library) => new KernelEmitter(loops, loop, library).Emit();

    private KernelText Emit()
    {
        (Dictionary<int, int> starts, int scratchRows) = TileAllocator.Assign(_plan.Steps, Holder, id => _inMemory.Contains(id) ? 0 : Rows(id));
        int transposition = OuterSumScratch(out string transpositionText);
        int partialLength = 0;
        var steps = new IndentedWriter();
        var pointwise = new PointwiseEmitter(_program, _plan, _library, Pointer, Argument);
        foreach (int id in _inMemory.OrderBy(id => id))
        {
            _tiles[id] = $"{Argument(id)} + (tile * {Rows(id) * TileItems})";
        }

        foreach (KeyValuePair<int, int> start in starts)
        {
            _tiles[start.Key] = start.Value == 0 ? "scratch" : $"scratch + {start.Value * TileItems}";
        }

        foreach (TileStep step in _plan.Steps)
        {
            steps.WriteLine();
            steps.WriteLine("// " + StepComment.Of(_program, _plan, step));
            switch (step)
            {
                case TileStep.Load load:
                    steps.WriteLine($"{Tile}.LoadRows<V, T>({Argument(load.Value)}, {Rows(load.Value)}, first, count, {Pointer(load.Value)});");
                    break;
                case TileStep.LinearSum sum:
                    EmitSum(steps, sum);
                    break;
                case TileStep.Pointwise group:
                    steps.WriteLine(pointwise.Emit(group));
                    break;
                case TileStep.Move move:
                    EmitMove(steps, move.Value);
                    break;
                case TileStep.Store store:
                    EmitStore(steps, store.Value);
                    break;
                case TileStep.Reduce reduce:
                    partialLength = EmitReduction(steps, reduce.Reduction, partialLength, scratchRows);
                    break;
            }
        }

        _writer.WriteLine("var launch = (global::Intertwine.Kernels.Launch<T>*)context;");
        for (int i = 0; i < _values.Count; i++)
        {
            _writer.WriteLine($"T* p{i} = launch->Values[{i}];");
        }

        for (int i = 0; i < _maps.Count; i++)
        {
            _writer.WriteLine($"global::Intertwine.Kernels.MapPointers m{i} = launch->Maps[{i}];");
        }

        if (partialLength > 0)
        {
            _writer.WriteLine("T* sums = launch->Partial(chunk);");
        }

        if (scratchRows > 0 || transposition > 0)
        {
            string transposed = transposition > 0 ? $" + {transpositionText}" : string.Empty;
            _writer.WriteLine($"T* scratch = (T*)global::Intertwine.Kernels.KernelScratch.Get((nuint)(({scratchRows * TileItems}{transposed}) * sizeof(T)));");
        }

        _writer.WriteLine("(long begin, long end) = launch->Tiles(chunk);");
        using (_writer.Block("for (long tile = begin; tile < end; tile++)", string.Empty))
        {
            _writer.WriteLine($"long first = tile * {TileItems};");
            _writer.WriteLine($"int count = (int)global::System.Math.Min({TileItems}, launch->Items - first);");
            _writer.WriteLine(steps.ToText());
        }

        return new KernelText(_writer.ToText(), _values, _maps, [.. _plan.Steps.OfType<TileStep.Reduce>().Select(r => r.Reduction)], partialLength);
    }

    private const int TileItems = 64;

    private int Holder(int id) => id < 0 ? id : Place(id).Value;

    /// <summary>The value whose tile holds a value, seen through aliases and concatenations, and the row where it begins.</summary>
    private (int Value, int Row) Place(int id)
    {
        (int value, int row) = TilePlanner.Resolve(_program, _loop, id);
        while (_plan.Parts.TryGetValue(value, out (int Concat, int Row) part))
        {
            (value, row) = (part.Concat, row + part.Row);
        }

        return (value, row);
    }

    private Shape ShapeOf(int id) => _program[TilePlanner.InstructionOf(id)].Shape;

    private int Rows(int id) => ShapeOf(id).Rows;

    private int Lanes(int id) => TileItems * ShapeOf(id).Components;

    /// <summary>The kernel's argument that points at a value's memory.</summary>
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

    private string Map(IndexMap map)
    {
        int index = _maps.IndexOf(map);
        if (index < 0)
        {
            index = _maps.Count;
            _maps.Add(map);
        }

        return $"m{index}";
    }

    /// <summary>The segments of a map, as the kernels that walk them take them.</summary>
    private string Segments(IndexMap map)
    {
        string table = Map(map);
        return $"{table}.Start, {table}.Items, {table}.IsSorted";
    }

    /// <summary>Where a value's tile begins.</summary>
    private string Pointer(int id)
    {
        if (id < 0)
        {
            return _tiles[id];
        }

        (int value, int row) = Place(id);
        return row == 0 ? _tiles[value] : $"{_tiles[value]} + {row * TileItems}";
    }

    /// <summary>A block of a matrix on the unit domain: pointer and numbers per row.</summary>
    private (string Pointer, int Stride) Matrix(int id)
    {
        UnitView view = UnitView.Of(_program, id);
        string pointer = Argument(view.Base);
        return (view.Offset == 0 ? pointer : $"{pointer} + {view.Offset}", view.Stride);
    }

    private void EmitSum(IndentedWriter steps, TileStep.LinearSum sum)
    {
        string tile = Pointer(sum.Value);
        int rows = Rows(sum.Value);
        bool accumulate = false;
        string added = string.Empty;
        for (int i = 0; i < sum.Terms.Count; i++)
        {
            int term = sum.Terms[i];
            switch (_program[term])
            {
                case Instruction.Gather { Map.IsToUnit: true, Shape.Components: 1 } bias when i + 1 < sum.Terms.Count && _program[sum.Terms[i + 1]] is Instruction.Mix:
                    // The product that follows begins with it.
                    added = $", {Matrix(bias.Source).Pointer}";
                    continue;
                case Instruction.ScatterSum scatter:
                    steps.WriteLine($"{Tile}.SegmentSumRows<V, T>({Argument(scatter.Source)}, {rows}, {Segments(scatter.Map)}, first, count, {tile});");
                    break;
                case Instruction.Gather { Map.IsToUnit: true } bias:
                    steps.WriteLine($"{Tile}.BroadcastRows<V, T>({Matrix(bias.Source).Pointer}, {rows}, {tile});");
                    break;
                case Instruction.Gather gather:
                    steps.WriteLine($"{Tile}.{(accumulate ? "GatherAddRows" : "GatherRows")}<V, T>({Argument(gather.Source)}, {rows}, {Map(gather.Map)}.Index + first, count, {tile});");
                    break;
                case Instruction.Mix:
                    int next = i + 1;
                    while (next < sum.Terms.Count && _program[sum.Terms[next]] is Instruction.Mix)
                    {
                        next++;
                    }

                    string result = $"{Lanes(sum.Value)}, count, {(accumulate ? "true" : "false")}{added}";
                    Instruction.Mix[] products = [.. sum.Terms.Skip(i).Take(next - i).Select(t => (Instruction.Mix)_program[t])];
                    steps.WriteLine(products.Length == 1
                        ? $"{Tile}.Mix<V, T>({MixShape(products[0], withRowsOut: true)}, {Pointer(products[0].Source)}, {tile}, {result});"
                        : $"{Tile}.MixSum<V, T>([{string.Join(", ", products.Select(p => $"new({MixShape(p, withRowsOut: false)}, {Pointer(p.Source)})").ToArray())}], {ShapeOf(sum.Value).Channels}, {tile}, {result});");
                    added = string.Empty;
                    i = next - 1;
                    break;
            }

            accumulate = true;
        }
    }

    /// <summary>The matrix of a product: pointer, strides, with or without the channels of the result, and channels of the source.</summary>
    private string MixShape(Instruction.Mix mix, bool withRowsOut)
    {
        (string matrix, int stride) = Matrix(mix.Matrix);
        Shape shape = _program[mix.Matrix].Shape;
        (int rowsOut, int rowsIn) = mix.Transpose ? (shape.Components, shape.Channels) : (shape.Channels, shape.Components);
        return $"{matrix}, {(mix.Transpose ? $"1, {stride}" : $"{stride}, 1")}, {(withRowsOut ? $"{rowsOut}, " : string.Empty)}{rowsIn}";
    }

    private void EmitMove(IndentedWriter steps, int id)
    {
        string tile = Pointer(id);
        int rows = Rows(id);
        switch (_program[id])
        {
            case Instruction.Constant constant:
                steps.WriteLine($"{Tile}.Fill<V, T>({tile}, {rows}, T.CreateTruncating({IndentedWriter.Literal(constant.Value)}));");
                break;
            case Instruction.Gather gather:
                (string vector, int stride) = Matrix(gather.Source);
                for (int c = 0; c < (stride == gather.Shape.Components ? 1 : gather.Shape.Channels); c++)
                {
                    int length = stride == gather.Shape.Components ? rows : gather.Shape.Components;
                    steps.WriteLine($"{Tile}.BroadcastRows<V, T>({vector} + {c * stride}, {length}, {tile} + {c * gather.Shape.Components * TileItems});");
                }

                break;
            case Instruction.Count { Map.IsToUnit: true } count:
                // The domains' order is that of the signature; the program emitter replaces the name by its index.
                steps.WriteLine($"{Tile}.Fill<V, T>({tile}, 1, T.CreateTruncating(launch->Counts[{_loops.Domains.IndexOf(count.Map.From)}]));");
                break;
            case Instruction.Count count:
                steps.WriteLine($"{Tile}.SegmentCount<V, T>({Map(count.Map)}.Start, first, count, {tile});");
                break;
            case Instruction.SegmentMax max:
                steps.WriteLine($"{Tile}.SegmentMaxRows<V, T>({Argument(max.Source)}, {rows}, {Segments(max.Map)}, first, count, {tile});");
                break;
            case Instruction.SegmentArgMax max:
                steps.WriteLine($"{Tile}.SegmentArgMaxRows<V, T>({Argument(max.Source)}, {rows}, {Segments(max.Map)}, first, count, {tile});");
                break;
            case Instruction.SegmentPick pick:
                steps.WriteLine($"{Tile}.SegmentPickRows<V, T>({Argument(pick.Source)}, {rows}, {Pointer(pick.Which)}, {Rows(pick.Which)}, {Segments(pick.Map)}, first, count, {tile});");
                break;
            case Instruction.SegmentPlace place:
                steps.WriteLine($"{Tile}.SegmentPlaceRows<V, T>({Argument(place.Source)}, {rows}, {Argument(place.Which)}, {Rows(place.Which)}, {Map(place.Map)}.Index, {Segments(place.Map)}, first, count, {tile});");
                break;
            case Instruction.Regroup regroup:
                steps.WriteLine($"{Tile}.LoadRows<V, T>({Argument(regroup.Source)}, {rows}, first, count, {tile});");
                break;
            case Instruction.PairProduct product:
                steps.WriteLine($"{Tile}.PairProduct<V, T>({Argument(product.Left)}, {Map(product.LeftMap)}.Index + first, {Argument(product.Right)}, {Map(product.RightMap)}.Index + first, {Rows(product.Left)}, {product.Shape.Channels}, count, {tile});");
                break;
            case Instruction.PairSum sum:
                string pairs = Map(sum.To);
                steps.WriteLine($"{Tile}.PairSum<V, T>({Argument(sum.Weights)}, {Rows(sum.Weights)}, {Argument(sum.Source)}, {rows}, {Map(sum.From)}.Index, {pairs}.Start, {pairs}.Items, {pairs}.IsSorted, first, count, {tile});");
                break;
            case Instruction.Concat concat:
                int row = 0;
                foreach (int source in concat.Sources)
                {
                    int value = TilePlanner.Resolve(_program, _loop, source).Value;
                    if (!_plan.Parts.TryGetValue(value, out (int Concat, int Row) part) || part != (id, row))
                    {
                        steps.WriteLine($"{Tile}.Copy<V, T>({Pointer(source)}, {Rows(source)}, {tile} + {row * TileItems});");
                    }

                    row += Rows(source);
                }

                break;
            case Instruction.Pad pad:
                steps.WriteLine($"{Tile}.Fill<V, T>({tile}, {rows}, T.Zero);");
                Shape x = _program[pad.Source].Shape;
                if (x.Components == pad.Shape.Components)
                {
                    steps.WriteLine($"{Tile}.Copy<V, T>({Pointer(pad.Source)}, {x.Rows}, {tile} + {pad.FirstChannel * x.Components * TileItems});");
                }
                else
                {
                    using (steps.Block($"for (int c = 0; c < {x.Channels}; c++)", string.Empty))
                    {
                        steps.WriteLine($"{Tile}.Copy<V, T>({Pointer(pad.Source)} + (c * {x.Components * TileItems}), {x.Components}, {tile} + ((((c + {pad.FirstChannel}) * {pad.Shape.Components}) + {pad.FirstComponent}) * {TileItems}));");
                    }
                }

                break;
            default:
                throw new InvalidOperationException($"{_program[id].GetType().Name} has no tile form.");
        }
    }

    private void EmitStore(IndentedWriter steps, int id)
    {
        if (_loops.Layouts[id] == MemoryLayout.Rows)
        {
            steps.WriteLine($"{Tile}.StoreRows<V, T>({Pointer(id)}, {Rows(id)}, {Argument(id)}, first, count);");
        }
        else
        {
            steps.WriteLine($"{Tile}.Copy<V, T>({Pointer(id)}, {Rows(id)}, {Argument(id)} + (tile * {Rows(id) * TileItems}));");
        }
    }

    private int EmitReduction(IndentedWriter steps, Reduction reduction, int offset, int scratchRows)
    {
        string sums = offset == 0 ? "sums" : $"sums + {offset}";
        Shape shape = _program[reduction.Value].Shape;
        if (_program[reduction.Value] is Instruction.OuterSum outer)
        {
            string scratch = scratchRows == 0 ? "scratch" : $"scratch + {scratchRows * TileItems}";
            steps.WriteLine($"{Tile}.OuterSum<V, T>({Pointer(outer.Left)}, {shape.Channels}, {Pointer(outer.Right)}, {shape.Components}, {Lanes(outer.Left)}, {ShapeOf(outer.Left).Components}, count, {sums}, {shape.Components}, {scratch});");
        }
        else
        {
            steps.WriteLine($"{Tile}.RowSum<V, T>({Pointer(_program[reduction.Value].Operands[0])}, {shape.Rows}, count, {sums});");
        }

        return offset + shape.Rows;
    }

    /// <summary>Room for the transposed operand of the largest outer sum.</summary>
    private int OuterSumScratch(out string text)
    {
        int largest = 0;
        text = string.Empty;
        foreach (Reduction reduction in _loop.Reductions)
        {
            if (_program[reduction.Value] is Instruction.OuterSum outer)
            {
                Shape shape = outer.Shape;
                string call = $"{Tile}.OuterSumScratch({shape.Channels}, {shape.Components}, {ShapeOf(outer.Left).Components})";
                text = largest == 0 ? call : $"global::System.Math.Max({text}, {call})";
                largest++;
            }
        }

        return largest;
    }
}
