using Intertwine.Generator.Kernels;

namespace Intertwine.Generator.Emitting.Simd;

/// <summary>
/// The body of one pass. Names of its rows and registers count from zero, so that equal passes are equal text. Products that only a sum takes are accumulated in the sum's register: a product of tensors summed over
/// channels, or added to others, is a chain of multiply-adds.
/// </summary>
internal sealed class PointwisePass
{
    private const int TileItems = 64;
    private const string MathClass = "global::Intertwine.Kernels.VectorMath<V, T>";

    /// <summary>So many rows of a tile, 16 KiB in single precision, stay in the first-level cache while a pass runs over the channels.</summary>
    private const int MostSharedRows = 64;

    /// <summary>Terms of a sum in one statement: a nested expression of hundreds of terms is more than the C# compiler's stack holds.</summary>
    private const int LongestSum = 16;

    private readonly KernelProgram _program;
    private readonly TilePlanner _plan;
    private readonly TileStep.Pointwise _group;
    private readonly Func<int, string> _pointer;
    private readonly Func<int, string> _argument;
    private readonly HashSet<int> _inGroup;
    private readonly HashSet<int> _deferred;
    private readonly bool _isFlat;
    private readonly bool _lanesOutside;
    private readonly Dictionary<(int, int), int> _reads = [];
    private readonly Dictionary<int, string> _registers = [];
    private readonly HashSet<(int, int)> _loaded = [];
    private readonly Dictionary<int, string> _rows = [];
    private readonly Dictionary<double, string> _constants = [];
    private readonly SortedSet<int> _strides = [];
    private readonly List<string> _constantDeclarations = [];
    private readonly List<string> _statements = [];
    private readonly List<string> _sumDeclarations = [];
    private readonly List<string> _sumStores = [];
    private bool _isCounting;

    public PointwisePass(KernelProgram program, TilePlanner plan, TileStep.Pointwise group, Func<int, string> pointer, Func<int, string> argument)
    {
        _program = program;
        _plan = plan;
        _group = group;
        _pointer = pointer;
        _argument = argument;
        _inGroup = [.. group.Values];
        _isFlat = IsFlat();
        _deferred = FindDeferred();
        _lanesOutside = group.Values.Any(v => SumsChannels(v)) || (group.Channels > 1 && SharedRows() > MostSharedRows);
    }

    /// <summary>What the caller passes for a0, a1, ….</summary>
    public List<string> Parameters { get; } = [];

    public string Write()
    {
        // What is read once is read where it is used, as an operand from memory; the first run counts.
        _isCounting = true;
        Compute();
        _isCounting = false;
        _registers.Clear();
        _rows.Clear();
        _constants.Clear();
        _constantDeclarations.Clear();
        _statements.Clear();
        _sumDeclarations.Clear();
        _sumStores.Clear();
        _loaded.Clear();
        Parameters.Clear();
        Compute();

        var writer = new IndentedWriter();
        Write(writer, _constantDeclarations);
        string channels = $"for (nint c = 0; c < {_group.Channels}; c++)";
        string lanes = $"for (nint t = 0; t < {(_isFlat ? $"{_group.Channels * TileItems}" : "count")}; t += V.Count)";
        bool loop = _group.Channels > 1 && !_isFlat;
        if (_lanesOutside)
        {
            // Sums over channels stay in registers, and many rows that all channels read in the first-level cache: the lanes are the outer loop. Else the channels are, and each row is read and written from end to end.
            using (writer.Block(lanes, string.Empty))
            {
                Write(writer, _sumDeclarations);
                if (loop)
                {
                    using (writer.Block(channels, string.Empty))
                    {
                        WriteInner(writer);
                    }
                }
                else
                {
                    WriteInner(writer);
                }

                Write(writer, _sumStores);
            }
        }
        else if (loop)
        {
            using (writer.Block(channels, string.Empty))
            using (writer.Block(lanes, string.Empty))
            {
                WriteInner(writer);
            }
        }
        else
        {
            using (writer.Block(lanes, string.Empty))
            {
                WriteInner(writer);
            }
        }

        return writer.ToText();
    }

    private static void Write(IndentedWriter writer, List<string> lines)
    {
        foreach (string line in lines)
        {
            writer.WriteLine(line);
        }
    }

    private void WriteInner(IndentedWriter writer)
    {
        foreach (int stride in _strides)
        {
            writer.WriteLine($"nint o{stride} = (c * {stride * TileItems}) + t;");
        }

        Write(writer, _statements);
    }

    private Shape ShapeOf(int id) => _program[TilePlanner.InstructionOf(id)].Shape;

    /// <summary>Rows of operands with one channel, which every channel reads.</summary>
    private int SharedRows() => _group.Operands.Select(ShapeOf).Where(s => s.Channels == 1).Sum(s => s.Components);

    private bool SumsChannels(int id) => _program[id] is Instruction.Sum sum && sum.Shape.Channels < _program[sum.Source].Shape.Channels;

    /// <summary>Whether every value has one component per channel: then the rows of all channels are one run of lanes, and the pass is a single loop. A constant that lies in memory has the rows that it has.</summary>
    private bool IsFlat()
    {
        var rows = new Shape(_group.Channels, 1);
        return _group.Channels > 1 && _group.Values.All(v => _program[v] is not (Instruction.Slice or Instruction.Sum) && _program[v].Shape == rows
            && _plan.Operands(v).All(o => (o >= 0 && _program[o] is Instruction.Constant && _plan.IsImmediate(o)) || (ShapeOf(o) == rows && !(o >= 0 && _plan.IsImmediate(o)))));
    }

    /// <summary>Products that one sum takes, and nothing else.</summary>
    private HashSet<int> FindDeferred()
    {
        var uses = new Dictionary<int, int>();
        foreach (int operand in _group.Values.SelectMany(_plan.Operands))
        {
            uses[operand] = uses.TryGetValue(operand, out int count) ? count + 1 : 1;
        }

        var deferred = new HashSet<int>();
        foreach (int id in _group.Values)
        {
            IEnumerable<int> products = _program[id] switch
            {
                Instruction.Sum sum => [sum.Source],
                Instruction.Add => _plan.Operands(id).Skip(1),
                _ => [],
            };
            deferred.UnionWith(products.Where(p => IsProduct(p) && uses[p] == 1 && !_group.Stored.Contains(p) && (_program[id] is Instruction.Sum || _program[p].Shape == _program[id].Shape)));
        }

        return deferred;
    }

    private bool IsProduct(int id) => id >= 0 && _inGroup.Contains(id) && _program[id] is Instruction.Contract or Instruction.MapComponents or Instruction.Multiply;

    private void Compute()
    {
        foreach (int id in _group.Values.Where(v => !_deferred.Contains(v)))
        {
            Compute(id);
            if (_group.Stored.Contains(id) && !SumsChannels(id))
            {
                for (int d = 0; d < _program[id].Shape.Components; d++)
                {
                    _statements.Add($"V.Store({Register(id, d)}, {Lane(id, id, _program[id].Shape, d)});");
                }
            }
        }
    }

    private void Compute(int id)
    {
        Shape shape = _program[id].Shape;
        switch (_program[id])
        {
            case Instruction.Sum sum:
                ComputeSum(id, sum);
                return;
            case Instruction.Contract or Instruction.MapComponents:
                for (int d = 0; d < shape.Components; d++)
                {
                    Chain(Register(id, d), null, Terms(id, d));
                }

                return;
            case Instruction.Add when _plan.Operands(id).Any(_deferred.Contains):
                int[] operands = [.. _plan.Operands(id)];
                for (int d = 0; d < shape.Components; d++)
                {
                    string start = string.Join(" + ", operands.Where(o => !_deferred.Contains(o)).Select(o => Operand(o, d)).ToArray());
                    Chain(Register(id, d), start, operands.Where(_deferred.Contains).SelectMany(o => Terms(o, d)));
                }

                return;
            case Instruction.Slice slice:
                for (int d = 0; d < shape.Components; d++)
                {
                    string lane = Lane(TilePlanner.PartialOf(id), slice.Source, _program[slice.Source].Shape, d, slice.FirstChannel, slice.FirstComponent);
                    _statements.Add($"V {Register(id, d)} = V.Load({lane});");
                }

                return;
        }

        for (int d = 0; d < shape.Components; d++)
        {
            string value = _program[id] switch
            {
                Instruction.Apply i => $"{MathClass}.{i.Function}({Operand(i.Source, d)})",
                Instruction.Affine i => Affine(Operand(i.Source, d), i.Factor, i.Shift),
                Instruction.Clamp i => Clamp(Operand(i.Source, d), i.Low, i.High),
                Instruction.Add => string.Join(" + ", _plan.Operands(id).Select(o => Operand(o, d)).ToArray()),
                Instruction.Multiply i => $"{Operand(i.Left, d)} * {Operand(i.Right, d)}",
                Instruction.Broadcast i => Operand(i.Source, d),
                _ => throw new InvalidOperationException($"{_program[id].GetType().Name} is not pointwise."),
            };
            _statements.Add($"V {Register(id, d)} = {value};");
        }
    }

    private void ComputeSum(int id, Instruction.Sum sum)
    {
        Shape source = _program[sum.Source].Shape;
        bool overComponents = sum.Shape.Components < source.Components;
        bool overChannels = SumsChannels(id);
        for (int d = 0; d < sum.Shape.Components; d++)
        {
            IEnumerable<int> components = overComponents ? Enumerable.Range(0, source.Components) : [d];
            string register = Register(id, d);
            if (overChannels)
            {
                _sumDeclarations.Add($"V {register} = V.Zero;");
                _sumStores.Add($"V.Store({register}, {Lane(id, id, sum.Shape, d)});");
            }

            IEnumerable<Term> terms = _deferred.Contains(sum.Source) ? components.SelectMany(k => Terms(sum.Source, k)) : components.Select(k => new Term(1, Operand(sum.Source, k), null));
            Chain(register, overChannels ? register : null, terms, isDeclared: overChannels);
        }
    }

    /// <summary>The terms of one component of a product.</summary>
    private IEnumerable<Term> Terms(int id, int component) => _program[id] switch
    {
        Instruction.Contract i => i.Tensor.Entries.Where(e => e.Out == component).Select(e => new Term(e.Value, Operand(i.Left, e.Left), Operand(i.Right, e.Right))),
        Instruction.MapComponents i => i.Tensor.Entries.Where(e => e.Out == component).Select(e => new Term(e.Value, Operand(i.Source, e.Left), null)),
        Instruction.Multiply i => [new Term(1, Operand(i.Left, component), Operand(i.Right, component))],
        _ => throw new InvalidOperationException($"{_program[id].GetType().Name} is not a product."),
    };

    /// <summary>start + the sum of all terms, as multiply-adds.</summary>
    private void Chain(string register, string? start, IEnumerable<Term> terms, bool isDeclared = false)
    {
        if (_isCounting)
        {
            foreach (Term term in terms)
            {
                _ = term;
            }

            return;
        }

        string? sum = start;
        int length = 0;
        foreach (Term term in terms)
        {
            if (length == LongestSum)
            {
                _statements.Add($"{(isDeclared ? string.Empty : "V ")}{register} = {sum};");
                (sum, isDeclared, length) = (register, true, 0);
            }

            length++;
            (double factor, string left, string? right) = term;
            bool isUnit = Math.Abs(factor) == 1;
            string signed = isUnit ? left : $"{left} * {Constant(right is null ? factor : Math.Abs(factor))}";
            sum = (sum, right, isUnit) switch
            {
                (null, null, true) => factor < 0 ? $"-{left}" : left,
                (null, null, false) => signed,
                (null, _, _) => factor < 0 ? $"-({signed} * {right})" : $"{signed} * {right}",
                (_, null, true) => $"{sum} {(factor < 0 ? '-' : '+')} {left}",
                (_, null, false) => $"V.MultiplyAdd({left}, {Constant(factor)}, {sum})",
                (_, _, true) => $"V.{(factor < 0 ? "SubtractProduct" : "MultiplyAdd")}({left}, {right}, {sum})",
                _ => $"V.{(factor < 0 ? "SubtractProduct" : "MultiplyAdd")}({signed}, {right}, {sum})",
            };
        }

        if (!isDeclared || sum != register)
        {
            _statements.Add($"{(isDeclared ? string.Empty : "V ")}{register} = {sum ?? "V.Zero"};");
        }
    }

    private string Constant(double value)
    {
        if (!_constants.TryGetValue(value, out string? name))
        {
            name = $"k{_constants.Count}";
            _constants.Add(value, name);
            _constantDeclarations.Add($"V {name} = V.Constant({IndentedWriter.Literal(value)});");
        }

        return name;
    }

    private string Name(int id)
    {
        if (!_registers.TryGetValue(id, out string? name))
        {
            name = $"x{_registers.Count}";
            _registers.Add(id, name);
        }

        return name;
    }

    private string Register(int id, int component) => ShapeOf(id).Components == 1 ? Name(id) : $"{Name(id)}_{component}";

    /// <summary>Where the lanes at hand of a component lie.</summary>
    private string Lane(int key, int tile, Shape shape, int component, int firstChannel = 0, int firstComponent = 0)
    {
        if (!_rows.TryGetValue(key, out string? row))
        {
            int offset = ((firstChannel * shape.Components) + firstComponent) * TileItems;
            string start = _pointer(tile);
            row = Parameter(offset == 0 ? start : $"{start} + {offset}");
            _rows.Add(key, row);
        }

        string lane = "t";
        if (shape.Channels > 1 && _group.Channels > 1 && !_isFlat)
        {
            _strides.Add(shape.Components);
            lane = $"o{shape.Components}";
        }

        return component == 0 ? $"{row} + {lane}" : $"{row} + {lane} + {component * TileItems}";
    }

    private string Parameter(string argument)
    {
        Parameters.Add(argument);
        return $"a{Parameters.Count - 1}";
    }

    /// <summary>Component d of an operand as an expression.</summary>
    private string Operand(int id, int component)
    {
        Shape shape = ShapeOf(id);
        int d = shape.Components == 1 ? 0 : component;
        if (id >= 0 && _plan.IsImmediate(id))
        {
            return Immediate(id, shape, d);
        }

        if (_inGroup.Contains(id))
        {
            return Register(id, d);
        }

        if (_isCounting)
        {
            _reads[(id, d)] = _reads.TryGetValue((id, d), out int count) ? count + 1 : 1;
            return string.Empty;
        }

        if (_reads[(id, d)] == 1)
        {
            return $"V.Load({Lane(id, id, shape, d)})";
        }

        if (_loaded.Add((id, d)))
        {
            _statements.Add($"V {Register(id, d)} = V.Load({Lane(id, id, shape, d)});");
        }

        return Register(id, d);
    }

    private string Immediate(int id, Shape shape, int component)
    {
        if (_program[id] is Instruction.Constant constant)
        {
            return Constant(constant.Value);
        }

        UnitView view = UnitView.Of(_program, ((Instruction.Gather)_program[id]).Source);
        if (!_rows.TryGetValue(-1 - (_program.Instructions.Count + view.Base), out string? vector))
        {
            vector = Parameter(_argument(view.Base));
            _rows.Add(-1 - (_program.Instructions.Count + view.Base), vector);
        }

        int offset = view.Offset + component;
        string index = shape.Channels == 1 ? $"{offset}" : offset == 0 ? $"c * {view.Stride}" : $"(c * {view.Stride}) + {offset}";
        return $"V.Broadcast({vector}[{index}])";
    }

    private string Affine(string x, double factor, double shift) => (factor, shift) switch
    {
        (-1, 0) => $"-{x}",
        (1, _) => $"{x} + {Constant(shift)}",
        (-1, _) => $"{Constant(shift)} - {x}",
        (_, 0) => $"{x} * {Constant(factor)}",
        _ => $"V.MultiplyAdd({x}, {Constant(factor)}, {Constant(shift)})",
    };

    private string Clamp(string x, double low, double high)
    {
        string text = double.IsInfinity(low) ? x : $"V.Max({Constant(low)}, {x})";
        return double.IsInfinity(high) ? text : $"V.Min({Constant(high)}, {text})";
    }

    /// <summary>factor * left * right.</summary>
    private sealed record Term(double Factor, string Left, string? Right);
}
