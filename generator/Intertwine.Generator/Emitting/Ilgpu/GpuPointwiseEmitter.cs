using Intertwine.Generator.Emitting.Simd;
using Intertwine.Generator.Kernels;

namespace Intertwine.Generator.Emitting.Ilgpu;

/// <summary>Writes a group of pointwise instructions: one thread for every channel and item, all components in its registers.</summary>
internal sealed class GpuPointwiseEmitter(KernelProgram program, TilePlanner plan, IndentedWriter writer, int width, Func<int, int, string> tile, Func<int, string> argument)
{
    private const string Group = "global::Intertwine.Gpu.GpuGroup";

    private readonly KernelProgram _program = program;
    private readonly TilePlanner _plan = plan;
    private readonly IndentedWriter _writer = writer;
    private readonly int _width = width;
    private readonly Func<int, int, string> _tile = tile;
    private readonly Func<int, string> _argument = argument;
    private readonly Dictionary<double, string> _constants = [];

    /// <summary>Declarations of the constants that the passes use.</summary>
    public List<string> Constants { get; } = [];

    /// <summary>Rows of the largest set of sums over channels that a kernel computes in one pass.</summary>
    public static int ChannelSums(KernelProgram program, IReadOnlyList<TileStep> steps) =>
        steps.OfType<TileStep.Pointwise>().Select(g => SummedRows(program, g)).DefaultIfEmpty(0).Max();

    /// <summary>Rows that a pass sums over channels.</summary>
    public static int SummedRows(KernelProgram program, TileStep.Pointwise group) => group.Values.Where(v => SumsChannels(program, v)).Sum(v => program[v].Shape.Rows);

    public void Emit(TileStep.Pointwise group) => new Pass(this, group).Emit();

    private static bool SumsChannels(KernelProgram program, int id) => program[id] is Instruction.Sum sum && sum.Shape.Channels < program[sum.Source].Shape.Channels;

    private string Constant(double value)
    {
        if (!_constants.TryGetValue(value, out string? name))
        {
            name = $"k{_constants.Count}";
            _constants.Add(value, name);
            Constants.Add($"T {name} = R.Number({IndentedWriter.Literal(value)});");
        }

        return name;
    }

    /// <summary>One pass: names of its registers count from zero, so that equal passes are equal text.</summary>
    private sealed class Pass(GpuPointwiseEmitter emitter, TileStep.Pointwise group)
    {
        /// <summary>Terms of a tensor product in one statement: a nested expression of hundreds of terms is more than the C# compiler's stack holds.</summary>
        private const int LongestSum = 16;

        private readonly KernelProgram _program = emitter._program;
        private readonly Dictionary<int, string> _registers = [];
        private readonly List<string> _statements = [];
        private readonly List<string> _sums = [];
        private readonly HashSet<int> _inGroup = [.. group.Values];

        /// <summary>Components per channel where one thread takes a single entry instead of a channel; 0 where it takes a channel.</summary>
        private readonly int _entries = EntriesPerChannel(emitter, group);

        public void Emit()
        {
            foreach (int id in group.Values)
            {
                Compute(id);
                if (group.Stored.Contains(id) && !SumsChannels(_program, id))
                {
                    for (int d = 0; d < Components(id); d++)
                    {
                        _statements.Add($"{Place(id, 0, d)} = {Register(id, d)};");
                    }
                }
            }

            IndentedWriter writer = emitter._writer;
            int width = emitter._width;
            if (_sums.Count > 0)
            {
                EmitSliced(writer, width);
                return;
            }

            int channels = group.Channels * Math.Max(1, _entries);
            using (writer.Block($"for (int n = {Group}.Thread; n < {channels * width}; n += {Group}.Threads)", string.Empty))
            {
                if (channels > 1)
                {
                    writer.WriteLine($"int c = n / {width}, t = n % {width};");
                }
                else
                {
                    writer.WriteLine("int t = n;");
                }

                Write(_statements);
            }
        }

        /// <summary>Sums over channels: the channels are divided among a few threads per item, whose sums meet in shared memory.</summary>
        private void EmitSliced(IndentedWriter writer, int width)
        {
            using (writer.Block($"for (int n = {Group}.Thread; n < {GpuLimits.ChannelSlices * width}; n += {Group}.Threads)", string.Empty))
            {
                writer.WriteLine($"int slice = n / {width}, t = n % {width};");
                foreach (string sum in _sums)
                {
                    writer.WriteLine($"T {sum} = T.Zero;");
                }

                using (writer.Block($"for (int c = slice; c < {group.Channels}; c += {GpuLimits.ChannelSlices})", string.Empty))
                {
                    Write(_statements);
                }

                for (int k = 0; k < _sums.Count; k++)
                {
                    writer.WriteLine($"slices[({k * GpuLimits.ChannelSlices * width}) + n] = {_sums[k]};");
                }
            }

            writer.WriteLine($"{Group}.Barrier();");
            int row = 0;
            foreach (int id in group.Values.Where(v => SumsChannels(_program, v)))
            {
                writer.WriteLine($"global::Intertwine.Gpu.GpuReduction.Channels(slices, {row}, {_program[id].Shape.Rows}, {width}, {emitter._tile(id, 0)});");
                row += _program[id].Shape.Rows;
            }
        }

        /// <summary>Whether every value and operand has the same shape and nothing mixes components: then any thread can take any entry.</summary>
        private static int EntriesPerChannel(GpuPointwiseEmitter emitter, TileStep.Pointwise group)
        {
            Shape shape = emitter._program[group.Values[0]].Shape;
            bool isEntrywise = shape.Components > 1 && shape.Channels == group.Channels && group.Values.All(v =>
                emitter._program[v] is Instruction.Apply or Instruction.Affine or Instruction.Clamp or Instruction.Add or Instruction.Multiply
                && emitter._program[v].Shape == shape
                && emitter._plan.Operands(v).All(o => o >= 0 && emitter._plan.IsImmediate(o)
                    ? emitter._program[o] is Instruction.Constant
                    : emitter._program[TilePlanner.InstructionOf(o)].Shape == shape));
            return isEntrywise ? shape.Components : 0;
        }

        private void Write(List<string> lines)
        {
            foreach (string line in lines)
            {
                emitter._writer.WriteLine(line);
            }
        }

        private Shape ShapeOf(int id) => _program[TilePlanner.InstructionOf(id)].Shape;

        /// <summary>Components that one thread computes.</summary>
        private int Components(int id) => _entries > 0 ? 1 : ShapeOf(id).Components;

        private string Register(int id, int component)
        {
            if (!_registers.TryGetValue(id, out string? name))
            {
                name = $"x{_registers.Count}";
                _registers.Add(id, name);
            }

            return Components(id) == 1 ? name : $"{name}_{component}";
        }

        /// <summary>The number of a tile that belongs to the thread's channel and item.</summary>
        private string Place(int id, int firstRow, int component)
        {
            Shape shape = ShapeOf(id);
            string row = _entries > 0 ? "c"
                : shape.Channels == 1 || group.Channels == 1 ? $"{component}"
                : shape.Components == 1 ? "c"
                : component == 0 ? $"c * {shape.Components}"
                : $"(c * {shape.Components}) + {component}";
            return $"{emitter._tile(id, firstRow)}[{row}, t]";
        }

        /// <summary>Component d of an operand as an expression; a tile is read once per pass.</summary>
        private string Operand(int id, int component)
        {
            Shape shape = ShapeOf(id);
            int d = Components(id) == 1 ? 0 : component;
            if (id >= 0 && emitter._plan.IsImmediate(id))
            {
                return Immediate(id, shape, shape.Components == 1 ? 0 : component);
            }

            if (!_inGroup.Contains(id) && !_registers.ContainsKey(id))
            {
                for (int k = 0; k < Components(id); k++)
                {
                    _statements.Add($"T {Register(id, k)} = {Place(id, 0, k)};");
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
            bool isFixed = shape.Channels == 1 || group.Channels == 1;
            return $"{vector}[{(isFixed ? $"{offset}" : offset == 0 ? $"c * {view.Stride}" : $"(c * {view.Stride}) + {offset}")}]";
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
                    int first = (slice.FirstChannel * _program[slice.Source].Shape.Components) + slice.FirstComponent;
                    for (int d = 0; d < shape.Components; d++)
                    {
                        _statements.Add($"T {Register(id, d)} = {SlicePlace(slice, first, d)};");
                    }

                    return;
            }

            for (int d = 0; d < Components(id); d++)
            {
                string value = _program[id] switch
                {
                    Instruction.Apply i => $"R.{i.Function}({Operand(i.Source, d)})",
                    Instruction.Affine i => Affine(Operand(i.Source, d), i.Factor, i.Shift),
                    Instruction.Clamp i => Clamp(Operand(i.Source, d), i.Low, i.High),
                    Instruction.Add => string.Join(" + ", emitter._plan.Operands(id).Select(o => Operand(o, d)).ToArray()),
                    Instruction.Multiply i => $"{Operand(i.Left, d)} * {Operand(i.Right, d)}",
                    Instruction.Broadcast i => Operand(i.Source, d),
                    _ => throw new InvalidOperationException($"{_program[id].GetType().Name} is not pointwise."),
                };
                _statements.Add($"T {Register(id, d)} = {value};");
            }
        }

        private string SlicePlace(Instruction.Slice slice, int firstRow, int component)
        {
            int components = _program[slice.Source].Shape.Components;
            string row = group.Channels == 1 || slice.Shape.Channels == 1 ? $"{component}" : component == 0 ? $"c * {components}" : $"(c * {components}) + {component}";
            return $"{emitter._tile(slice.Source, firstRow)}[{row}, t]";
        }

        private string Affine(string x, double factor, double shift) => (factor, shift) switch
        {
            (-1, 0) => $"-{x}",
            (1, _) => $"{x} + {emitter.Constant(shift)}",
            (-1, _) => $"{emitter.Constant(shift)} - {x}",
            (_, 0) => $"{x} * {emitter.Constant(factor)}",
            _ => $"({x} * {emitter.Constant(factor)}) + {emitter.Constant(shift)}",
        };

        private string Clamp(string x, double low, double high)
        {
            string text = double.IsInfinity(low) ? x : $"R.Max({emitter.Constant(low)}, {x})";
            return double.IsInfinity(high) ? text : $"R.Min({emitter.Constant(high)}, {text})";
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
                if (SumsChannels(_program, id))
                {
                    _sums.Add(Register(id, d));
                    _statements.Add($"{Register(id, d)} += {term};");
                }
                else
                {
                    _statements.Add($"T {Register(id, d)} = {term};");
                }
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
                        _statements.Add($"{(isDeclared ? string.Empty : "T ")}{Register(id, c)} = {sum};");
                        (sum, isDeclared, terms) = (Register(id, c), true, 0);
                    }

                    terms++;
                    (string left, string? right) = factors(entry);
                    string product = right is null ? left : $"{left} * {right}";
                    string term = Math.Abs(entry.Value) == 1 ? product : $"{emitter.Constant(Math.Abs(entry.Value))} * {product}";
                    sum = sum is null
                        ? entry.Value < 0 ? $"-({term})" : term
                        : $"{sum} {(entry.Value < 0 ? '-' : '+')} ({term})";
                }

                _statements.Add($"{(isDeclared ? string.Empty : "T ")}{Register(id, c)} = {sum ?? "T.Zero"};");
            }
        }
    }
}
