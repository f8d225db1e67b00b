using Intertwine.Generator.Kernels;

namespace Intertwine.Generator.Emitting.Simd;

/// <summary>Writes a group of pointwise instructions as one pass over channels and lanes, component by component in registers.</summary>
internal sealed class PointwiseEmitter(KernelProgram program, TilePlanner plan, IndentedWriter writer, Func<int, string> pointer, Func<int, string> argument)
{
    private const string MathClass = "global::Intertwine.Kernels.VectorMath<V, T>";

    private readonly KernelProgram _program = program;
    private readonly TilePlanner _plan = plan;
    private readonly IndentedWriter _writer = writer;
    private readonly Func<int, string> _pointer = pointer;
    private readonly Func<int, string> _argument = argument;
    private readonly Dictionary<double, string> _constants = [];

    /// <summary>Declarations of the constants that the passes use.</summary>
    public List<string> Constants { get; } = [];

    public void Emit(TileStep.Pointwise group) => new Pass(this, group).Emit();

    private string Constant(double value)
    {
        if (!_constants.TryGetValue(value, out string? name))
        {
            name = $"k{_constants.Count}";
            _constants.Add(value, name);
            Constants.Add($"V {name} = V.Constant({IndentedWriter.Literal(value)});");
        }

        return name;
    }

    private static bool SumsChannels(KernelProgram program, int id) => program[id] is Instruction.Sum sum && sum.Shape.Channels < program[sum.Source].Shape.Channels;

    /// <summary>One pass: names of its rows and registers count from zero, so that equal passes are equal text.</summary>
    private sealed class Pass(PointwiseEmitter emitter, TileStep.Pointwise group)
    {
        private const int TileItems = 64;

        private readonly KernelProgram _program = emitter._program;
        private readonly Dictionary<int, string> _registers = [];
        private readonly Dictionary<(int, bool), string> _rows = [];
        private readonly List<string> _rowDeclarations = [];
        private readonly List<string> _statements = [];
        private readonly List<string> _sumDeclarations = [];
        private readonly List<string> _sumStores = [];
        private readonly HashSet<int> _inGroup = [.. group.Values];
        private readonly bool _isFlat = IsFlat(emitter, group);

        public void Emit()
        {
            foreach (int id in group.Values)
            {
                Compute(id);
                if (group.Stored.Contains(id) && !SumsChannels(_program, id))
                {
                    Shape shape = _program[id].Shape;
                    string row = Row(id, id, shape);
                    for (int d = 0; d < shape.Components; d++)
                    {
                        _statements.Add($"V.Store({Register(id, d)}, {Lane(row, d)});");
                    }
                }
            }

            IndentedWriter writer = emitter._writer;
            bool loop = group.Channels > 1;
            if (_isFlat)
            {
                using (writer.Block())
                {
                    Write(_rowDeclarations);
                    using (writer.Block($"for (int t = 0; t < {group.Channels * TileItems}; t += V.Count)", string.Empty))
                    {
                        Write(_statements);
                    }
                }
            }
            else if (_sumDeclarations.Count == 0)
            {
                if (loop)
                {
                    writer.WriteLine($"for (int c = 0; c < {group.Channels}; c++)");
                }

                using (writer.Block())
                {
                    Write(_rowDeclarations);
                    using (writer.Block("for (int t = 0; t < 64; t += V.Count)", string.Empty))
                    {
                        Write(_statements);
                    }
                }
            }
            else
            {
                // Sums over channels stay in registers: the lanes are the outer loop.
                using (writer.Block("for (int t = 0; t < 64; t += V.Count)", string.Empty))
                {
                    Write(_sumDeclarations);
                    if (loop)
                    {
                        writer.WriteLine($"for (int c = 0; c < {group.Channels}; c++)");
                    }

                    using (writer.Block())
                    {
                        Write(_rowDeclarations);
                        Write(_statements);
                    }

                    Write(_sumStores);
                }
            }
        }

        /// <summary>Whether every value has one component per channel: then the rows of all channels are one run of lanes, and the pass is a single loop.</summary>
        private static bool IsFlat(PointwiseEmitter emitter, TileStep.Pointwise group)
        {
            var rows = new Shape(group.Channels, 1);
            return group.Channels > 1 && group.Values.All(v => emitter._program[v] is not (Instruction.Slice or Instruction.Sum) && emitter._program[v].Shape == rows
                && emitter._plan.Operands(v).All(o => IsUniform(emitter, o) || emitter._program[TilePlanner.InstructionOf(o)].Shape == rows && !(o >= 0 && emitter._plan.IsImmediate(o))));
        }

        private static bool IsUniform(PointwiseEmitter emitter, int id) => id >= 0 && emitter._program[id] is Instruction.Constant;

        private void Write(List<string> lines)
        {
            foreach (string line in lines)
            {
                emitter._writer.WriteLine(line);
            }
        }

        /// <summary>Terms of a tensor product in one statement.</summary>
        private const int LongestSum = 16;

        private static string Lane(string row, int component) => component == 0 ? $"{row} + t" : $"{row} + {component * TileItems} + t";

        private string Name(int id)
        {
            if (!_registers.TryGetValue(id, out string? name))
            {
                name = $"x{_registers.Count}";
                _registers.Add(id, name);
            }

            return name;
        }

        private string Register(int id, int component) => _program[TilePlanner.InstructionOf(id)].Shape.Components == 1 ? Name(id) : $"{Name(id)}_{component}";

        /// <summary>A pointer to the first component of the channel at hand.</summary>
        private string Row(int id, int tile, Shape shape, int firstChannel = 0, int firstComponent = 0)
        {
            bool perChannel = shape.Channels > 1 && group.Channels > 1 && !_isFlat;
            if (!_rows.TryGetValue((id, perChannel), out string? row))
            {
                row = $"r{_rows.Count}";
                _rows.Add((id, perChannel), row);
                string start = emitter._pointer(tile);
                int offset = ((firstChannel * shape.Components) + firstComponent) * TileItems;
                string text = offset == 0 ? start : $"{start} + {offset}";
                _rowDeclarations.Add($"T* {row} = {text}{(perChannel ? $" + (c * {shape.Components * TileItems})" : string.Empty)};");
            }

            return row;
        }

        /// <summary>Component d of an operand as an expression; a tile is loaded once per pass.</summary>
        private string Operand(int id, int component)
        {
            Shape shape = _program[TilePlanner.InstructionOf(id)].Shape;
            int d = shape.Components == 1 ? 0 : component;
            if (id >= 0 && emitter._plan.IsImmediate(id))
            {
                return Immediate(id, shape, d);
            }

            bool fused = _inGroup.Contains(id);
            if (!fused && !_registers.ContainsKey(id))
            {
                string row = Row(id, id, shape);
                for (int k = 0; k < shape.Components; k++)
                {
                    _statements.Add($"V {Register(id, k)} = V.Load({Lane(row, k)});");
                }
            }

            return Register(id, d);
        }

        private string Immediate(int id, Shape shape, int component)
        {
            if (_program[id] is Instruction.Constant constant)
            {
                return emitter.Constant(constant.Value);
            }

            UnitView view = UnitView.Of(_program, ((Instruction.Gather)_program[id]).Source);
            string vector = emitter._argument(view.Base);
            int offset = view.Offset + component;
            string index = shape.Channels == 1 ? $"{offset}" : offset == 0 ? $"c * {view.Stride}" : $"(c * {view.Stride}) + {offset}";
            return $"V.Broadcast({vector}[{index}])";
        }

        private void Compute(int id)
        {
            Shape shape = _program[id].Shape;
            switch (_program[id])
            {
                case Instruction.Sum sum:
                    ComputeSum(id, sum);
                    return;
                case Instruction.Contract contract:
                    ComputeTensor(id, contract.Tensor, e => (Operand(contract.Left, e.Left), Operand(contract.Right, e.Right)));
                    return;
                case Instruction.MapComponents map:
                    ComputeTensor(id, map.Tensor, e => (Operand(map.Source, e.Left), null));
                    return;
                case Instruction.Slice slice:
                    Shape source = _program[slice.Source].Shape;
                    string row = Row(TilePlanner.PartialOf(id), slice.Source, source, slice.FirstChannel, slice.FirstComponent);
                    for (int d = 0; d < shape.Components; d++)
                    {
                        _statements.Add($"V {Register(id, d)} = V.Load({Lane(row, d)});");
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
                    Instruction.Add => string.Join(" + ", emitter._plan.Operands(id).Select(o => Operand(o, d)).ToArray()),
                    Instruction.Multiply i => $"{Operand(i.Left, d)} * {Operand(i.Right, d)}",
                    Instruction.Broadcast i => Operand(i.Source, d),
                    _ => throw new InvalidOperationException($"{_program[id].GetType().Name} is not pointwise."),
                };
                _statements.Add($"V {Register(id, d)} = {value};");
            }
        }

        private string Affine(string x, double factor, double shift) => (factor, shift) switch
        {
            (-1, 0) => $"-{x}",
            (1, _) => $"{x} + {emitter.Constant(shift)}",
            (-1, _) => $"{emitter.Constant(shift)} - {x}",
            (_, 0) => $"{x} * {emitter.Constant(factor)}",
            _ => $"V.MultiplyAdd({x}, {emitter.Constant(factor)}, {emitter.Constant(shift)})",
        };

        private string Clamp(string x, double low, double high)
        {
            string text = double.IsInfinity(low) ? x : $"V.Max({emitter.Constant(low)}, {x})";
            return double.IsInfinity(high) ? text : $"V.Min({emitter.Constant(high)}, {text})";
        }

        private void ComputeSum(int id, Instruction.Sum sum)
        {
            Shape source = _program[sum.Source].Shape;
            bool overComponents = sum.Shape.Components < source.Components;
            for (int d = 0; d < sum.Shape.Components; d++)
            {
                string term = overComponents
                    ? string.Join(" + ", Enumerable.Range(0, source.Components).Select(k => Operand(sum.Source, k)).ToArray())
                    : Operand(sum.Source, d);
                if (!SumsChannels(_program, id))
                {
                    _statements.Add($"V {Register(id, d)} = {term};");
                    continue;
                }

                string register = Register(id, d);
                _sumDeclarations.Add($"V {register} = V.Zero;");
                _statements.Add($"{register} += {term};");
                string start = emitter._pointer(id);
                _sumStores.Add($"V.Store({register}, {(d == 0 ? start : $"{start} + {d * TileItems}")} + t);");
            }
        }

        /// <summary>Component by component the sum of coefficient * left * right over the non-zeros of a tensor.</summary>
        private void ComputeTensor(int id, SparseTensor tensor, Func<TensorEntry, (string Left, string? Right)> factors)
        {
            ILookup<int, TensorEntry> entries = tensor.Entries.ToLookup(e => e.Out);
            for (int c = 0; c < tensor.Out; c++)
            {
                string? sum = null;
                bool isDeclared = false;
                int terms = 0;
                foreach (TensorEntry entry in entries[c])
                {
                    if (terms == LongestSum)
                    {
                        // A nested expression of hundreds of terms is more than the C# compiler's stack holds.
                        _statements.Add($"{(isDeclared ? string.Empty : "V ")}{Register(id, c)} = {sum};");
                        (sum, isDeclared, terms) = (Register(id, c), true, 0);
                    }

                    terms++;
                    (string left, string? right) = factors(entry);
                    string magnitude = Math.Abs(entry.Value) == 1 ? left : $"{left} * {emitter.Constant(Math.Abs(entry.Value))}";
                    string term = right is null ? magnitude : $"{magnitude} * {right}";
                    bool negative = entry.Value < 0;
                    sum = sum is null
                        ? negative ? $"-({term})" : term
                        : right is null || Math.Abs(entry.Value) != 1 ? $"{sum} {(negative ? '-' : '+')} ({term})"
                        : $"V.MultiplyAdd({(negative ? $"-{left}" : left)}, {right}, {sum})";
                }

                _statements.Add($"{(isDeclared ? string.Empty : "V ")}{Register(id, c)} = {sum ?? "V.Zero"};");
            }
        }
    }
}
