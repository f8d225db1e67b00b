namespace Intertwine.Generator.Kernels;

/// <summary>
/// Builds a <see cref="KernelProgram"/>. Equal instructions get one id (common subexpressions never arise), and neutral operations disappear as they are written.
/// A method checks its operands' domains and shapes: a wrong program is a defect of the caller and throws.
/// </summary>
/// <param name="capacity">How many instructions to expect.</param>
internal sealed partial class ProgramBuilder(int capacity = 64)
{
    private readonly List<Instruction> _instructions = new(capacity);
    private readonly Dictionary<Instruction, int> _ids = new(capacity);
    private readonly List<ProgramOutput> _outputs = [];

    public Instruction this[int id] => _instructions[id];

    public int Length => _instructions.Count;

    public int Emit(Instruction instruction)
    {
        if (!_ids.TryGetValue(instruction, out int id))
        {
            id = _instructions.Count;
            _instructions.Add(instruction);
            _ids.Add(instruction, id);
        }

        return id;
    }

    public void Output(string name, int value) => _outputs.Add(new ProgramOutput(name, value));

    public KernelProgram Build() => new(_instructions.ToEquatable(), _outputs.ToEquatable());

    public int Input(string name, Domain domain, Shape shape) => Emit(new Instruction.Input(name, domain, shape));

    public int Parameter(string name, Shape shape) => Emit(new Instruction.Parameter(name, shape));

    public int Constant(double value, Domain domain, Shape shape) => Emit(new Instruction.Constant(value, domain, shape));

    public int Count(IndexMap map) => Emit(new Instruction.Count(map));

    public int Gather(int source, IndexMap map)
    {
        Check(this[source].Domain == map.To, nameof(Gather), source);
        return this[source] is Instruction.Constant constant
            ? Constant(constant.Value, map.From, constant.Shape)
            : Emit(new Instruction.Gather(source, map, this[source].Shape));
    }

    public int ScatterSum(int source, IndexMap map)
    {
        Check(this[source].Domain == map.From, nameof(ScatterSum), source);
        return IsZero(source)
            ? Constant(0, map.To, this[source].Shape)
            : Emit(new Instruction.ScatterSum(source, map, this[source].Shape));
    }

    /// <summary>Mean over the items that point at each item; 0 where there are none.</summary>
    public int ScatterMean(int source, IndexMap map)
    {
        int count = Emit(new Instruction.Clamp(Count(map), 1, double.PositiveInfinity, map.To, new Shape(1, 1)));
        return Multiply(ScatterSum(source, map), Apply(ScalarFunction.Reciprocal, count));
    }

    public int SegmentMax(int source, IndexMap map)
    {
        Check(this[source].Domain == map.From, nameof(SegmentMax), source);
        return Emit(new Instruction.SegmentMax(source, map, this[source].Shape));
    }

    /// <summary>Positions of the largest within each segment.</summary>
    public int SegmentArgMax(int source, IndexMap map)
    {
        Check(this[source].Domain == map.From && !map.IsToUnit, nameof(SegmentArgMax), source);
        return Emit(new Instruction.SegmentArgMax(source, map, this[source].Shape));
    }

    /// <summary>What stands at positions within each segment.</summary>
    /// <param name="which">One position per entry, per channel, or for all channels.</param>
    public int SegmentPick(int source, int which, IndexMap map)
    {
        Check(this[source].Domain == map.From && !map.IsToUnit, nameof(SegmentPick), source);
        Check(this[which].Domain == map.To && IsChoice(this[which].Shape, this[source].Shape), nameof(SegmentPick), which);
        return IsZero(source)
            ? Constant(0, map.To, this[source].Shape)
            : Emit(new Instruction.SegmentPick(source, which, map, this[source].Shape));
    }

    /// <summary>The values of segments at positions within each, zeros elsewhere.</summary>
    /// <param name="which">One position per entry, per channel, or for all channels.</param>
    public int SegmentPlace(int source, int which, IndexMap map)
    {
        Check(this[source].Domain == map.To && !map.IsToUnit, nameof(SegmentPlace), source);
        Check(this[which].Domain == map.To && IsChoice(this[which].Shape, this[source].Shape), nameof(SegmentPlace), which);
        return IsZero(source)
            ? Constant(0, map.From, this[source].Shape)
            : Emit(new Instruction.SegmentPlace(source, which, map, this[source].Shape));
    }

    /// <summary>The largest over each segment, with a derivative: that of the first of equals. 0 where there is none.</summary>
    public int SegmentLargest(int source, IndexMap map) => SegmentPick(source, SegmentArgMax(source, map), map);

    /// <summary>The same numbers as items of another domain, which has as many times more items as <paramref name="shape"/> has fewer rows, or the other way.</summary>
    public int Regroup(int source, Domain domain, Shape shape)
    {
        Shape x = this[source].Shape;
        Check(!domain.IsUnit && !this[source].Domain.IsUnit && (x.Rows % shape.Rows == 0 || shape.Rows % x.Rows == 0), nameof(Regroup), source);
        return domain == this[source].Domain ? Reshape(source, shape)
            : this[source] is Instruction.Regroup inner ? Regroup(inner.Source, domain, shape)
            : this[source] is Instruction.Constant c ? Constant(c.Value, domain, shape)
            : Emit(new Instruction.Regroup(source, domain, shape));
    }

    public int Mix(int matrix, int source, bool transpose = false)
    {
        Shape m = this[matrix].Shape;
        Shape x = this[source].Shape;
        Check(this[matrix].Domain.IsUnit, nameof(Mix), matrix);
        Check(x.Channels == (transpose ? m.Channels : m.Components), nameof(Mix), source);
        return Emit(new Instruction.Mix(matrix, source, transpose, this[source].Domain, new Shape(transpose ? m.Components : m.Channels, x.Components)));
    }

    public int OuterSum(int left, int right)
    {
        Check(this[left].Domain == this[right].Domain && this[left].Shape.Components == this[right].Shape.Components, nameof(OuterSum), left);
        return Emit(new Instruction.OuterSum(left, right, new Shape(this[left].Shape.Channels, this[right].Shape.Channels)));
    }

    public int Contract(int left, int right, SparseTensor tensor)
    {
        Shape x = this[left].Shape;
        Shape y = this[right].Shape;
        Check(this[left].Domain == this[right].Domain && x.Components == tensor.Left && y.Components == tensor.Right, nameof(Contract), left);
        Check(x.Channels == y.Channels || x.Channels == 1 || y.Channels == 1, nameof(Contract), right);
        var shape = new Shape(Math.Max(x.Channels, y.Channels), tensor.Out);
        return this[left] is Instruction.Constant a ? BroadcastTo(MapComponents(right, tensor.SwapArguments().AtRight(a.Value)), shape)
            : this[right] is Instruction.Constant c ? BroadcastTo(MapComponents(left, tensor.AtRight(c.Value)), shape)
            : (tensor.IsProductWithRight(out double factor) && factor == 1) || (tensor.SwapArguments().IsProductWithRight(out factor) && factor == 1) ? Multiply(left, right)
            : Emit(new Instruction.Contract(left, right, tensor, this[left].Domain, shape));
    }

    public int MapComponents(int source, SparseTensor tensor)
    {
        Check(this[source].Shape.Components == tensor.Left && tensor.Right == 1, nameof(MapComponents), source);
        return tensor.IsProductWithRight(out double factor) ? Affine(source, factor)
            : tensor.Entries.Count == 0 || IsZero(source) ? Constant(0, this[source].Domain, new Shape(this[source].Shape.Channels, tensor.Out))
            : Emit(new Instruction.MapComponents(source, tensor, this[source].Domain, new Shape(this[source].Shape.Channels, tensor.Out)));
    }

    public int Apply(ScalarFunction function, int source) => Emit(new Instruction.Apply(function, source, this[source].Domain, this[source].Shape));

    public int Affine(int source, double factor, double shift = 0)
    {
        Instruction x = this[source];
        return (factor, shift, x) switch
        {
            (1, 0, _) => source,
            (0, _, _) => Constant(shift, x.Domain, x.Shape),
            (_, _, Instruction.Constant c) => Constant((factor * c.Value) + shift, x.Domain, x.Shape),
            (_, _, Instruction.Affine a) => Affine(a.Source, factor * a.Factor, (factor * a.Shift) + shift),
            _ => Emit(new Instruction.Affine(source, factor, shift, x.Domain, x.Shape)),
        };
    }

    public int Negate(int source) => Affine(source, -1);

    public int Clamp(int source, double low, double high) => Emit(new Instruction.Clamp(source, low, high, this[source].Domain, this[source].Shape));

    public int Add(int left, int right)
    {
        Shape shape = Joined(left, right, nameof(Add));
        if (IsZero(left) && this[right].Shape == shape)
        {
            return right;
        }

        if (left == right)
        {
            return Affine(left, 2);
        }

        (left, right) = WithoutBroadcasts(left, right, shape);
        return IsZero(right) && this[left].Shape == shape ? left : Emit(new Instruction.Add(Math.Min(left, right), Math.Max(left, right), this[left].Domain, shape));
    }

    public int Subtract(int left, int right) => Add(left, Negate(right));

    public int Multiply(int left, int right)
    {
        Shape shape = Joined(left, right, nameof(Multiply));
        if (IsZero(left) || IsZero(right))
        {
            return Constant(0, this[left].Domain, shape);
        }

        if (this[left] is Instruction.Constant x && this[right].Shape == shape)
        {
            return Affine(right, x.Value);
        }

        if (this[right] is Instruction.Constant y && this[left].Shape == shape)
        {
            return Affine(left, y.Value);
        }

        (left, right) = WithoutBroadcasts(left, right, shape);
        return Emit(new Instruction.Multiply(Math.Min(left, right), Math.Max(left, right), this[left].Domain, shape));
    }

    /// <summary>Sums to one channel and/or one component, as <paramref name="shape"/> says.</summary>
    public int SumTo(int source, Shape shape)
    {
        Shape x = this[source].Shape;
        Check((shape.Channels == x.Channels || shape.Channels == 1) && (shape.Components == x.Components || shape.Components == 1), nameof(SumTo), source);
        return shape == x ? source
            : IsZero(source) ? Constant(0, this[source].Domain, shape)
            : this[source] is Instruction.Sum inner ? SumTo(inner.Source, shape)
            : this[source] is Instruction.Broadcast broadcast && this[broadcast.Source].Shape == shape ? Affine(broadcast.Source, (double)x.Rows / shape.Rows)
            : Emit(new Instruction.Sum(source, this[source].Domain, shape));
    }

    public int SumComponents(int source) => SumTo(source, new Shape(this[source].Shape.Channels, 1));

    public int SumChannels(int source) => SumTo(source, new Shape(1, this[source].Shape.Components));

    public int BroadcastTo(int source, Shape shape)
    {
        Shape x = this[source].Shape;
        Check((shape.Channels == x.Channels || x.Channels == 1) && (shape.Components == x.Components || x.Components == 1), nameof(BroadcastTo), source);
        return shape == x ? source
            : this[source] is Instruction.Constant c ? Constant(c.Value, c.Domain, shape)
            : Emit(new Instruction.Broadcast(source, this[source].Domain, shape));
    }

    public int Concat(params IReadOnlyList<int> sources)
    {
        Check(sources.Count > 0 && sources.All(s => this[s].Domain == this[sources[0]].Domain && this[s].Shape.Components == this[sources[0]].Shape.Components), nameof(Concat), sources[0]);
        sources = Joined(sources);
        return sources.Count == 1
            ? sources[0]
            : Emit(new Instruction.Concat(sources.ToEquatable(), this[sources[0]].Domain, new Shape(sources.Sum(s => this[s].Shape.Channels), this[sources[0]].Shape.Components)));
    }

    public int Slice(int source, int firstChannel, int channels, int firstComponent, int components)
    {
        Shape x = this[source].Shape;
        Check(firstChannel >= 0 && firstComponent >= 0 && firstChannel + channels <= x.Channels && firstComponent + components <= x.Components, nameof(Slice), source);
        var shape = new Shape(channels, components);
        return shape == x ? source
            : this[source] is Instruction.Slice inner ? Slice(inner.Source, inner.FirstChannel + firstChannel, channels, inner.FirstComponent + firstComponent, components)
            : this[source] is Instruction.Constant c ? Constant(c.Value, c.Domain, shape)
            : this[source] is Instruction.Concat concat && PartWith(concat, firstChannel, channels) is (int part, int offset) ? Slice(part, firstChannel - offset, channels, firstComponent, components)
            : this[source] is Instruction.Pad pad && BlockIn(pad, firstChannel, channels, firstComponent, components) is int block ? block
            : this[source] is Instruction.Gather { Map.IsToUnit: true } g ? Gather(Slice(g.Source, firstChannel, channels, firstComponent, components), g.Map)
            : Emit(new Instruction.Slice(source, firstChannel, firstComponent, this[source].Domain, shape));
    }

    public int SliceChannels(int source, int first, int channels) => Slice(source, first, channels, 0, this[source].Shape.Components);

    public int Pad(int source, int firstChannel, int firstComponent, Shape shape)
    {
        Shape x = this[source].Shape;
        Check(firstChannel >= 0 && firstComponent >= 0 && firstChannel + x.Channels <= shape.Channels && firstComponent + x.Components <= shape.Components, nameof(Pad), source);
        return shape == x ? source
            : IsZero(source) ? Constant(0, this[source].Domain, shape)
            : this[source] is Instruction.Pad inner ? Pad(inner.Source, firstChannel + inner.FirstChannel, firstComponent + inner.FirstComponent, shape)
            : Emit(new Instruction.Pad(source, firstChannel, firstComponent, this[source].Domain, shape));
    }

    public int Reshape(int source, Shape shape)
    {
        Check(shape.Rows == this[source].Shape.Rows, nameof(Reshape), source);
        return shape == this[source].Shape ? source
            : this[source] is Instruction.Reshape inner ? Reshape(inner.Source, shape)
            : this[source] is Instruction.Constant c ? Constant(c.Value, c.Domain, shape)
            : this[source] is Instruction.Gather { Map.IsToUnit: true } g ? Gather(Reshape(g.Source, shape), g.Map)
            : Emit(new Instruction.Reshape(source, this[source].Domain, shape));
    }

    public int Variable(int source, string name) => Emit(new Instruction.Variable(source, name, this[source].Domain, this[source].Shape));

    public int StopGradient(int source) => Emit(new Instruction.StopGradient(source, this[source].Domain, this[source].Shape));

    /// <summary>M x + b with both parameters on the unit domain.</summary>
    public int AddBias(int source, int bias) => Add(source, Gather(bias, IndexMap.ToUnit(this[source].Domain)));

    /// <summary>Writes the same operation on other operands, simplified where these allow it.</summary>
    public int Rebuild(Instruction instruction, IReadOnlyList<int> operands) => instruction switch
    {
        Instruction.Gather i => Gather(operands[0], i.Map),
        Instruction.ScatterSum i => ScatterSum(operands[0], i.Map),
        Instruction.SegmentMax i => SegmentMax(operands[0], i.Map),
        Instruction.SegmentArgMax i => SegmentArgMax(operands[0], i.Map),
        Instruction.SegmentPick i => SegmentPick(operands[0], operands[1], i.Map),
        Instruction.SegmentPlace i => SegmentPlace(operands[0], operands[1], i.Map),
        Instruction.Regroup i => Regroup(operands[0], i.Domain, i.Shape),
        Instruction.PairProduct i => PairProduct(operands[0], i.LeftMap, operands[1], i.RightMap, i.Shape.Channels),
        Instruction.PairSum i => PairSum(operands[0], operands[1], i.From, i.To),
        Instruction.Mix i => Mix(operands[0], operands[1], i.Transpose),
        Instruction.OuterSum => OuterSum(operands[0], operands[1]),
        Instruction.Contract i => Contract(operands[0], operands[1], i.Tensor),
        Instruction.MapComponents i => MapComponents(operands[0], i.Tensor),
        Instruction.Apply i => Apply(i.Function, operands[0]),
        Instruction.Affine i => Affine(operands[0], i.Factor, i.Shift),
        Instruction.Clamp i => Clamp(operands[0], i.Low, i.High),
        Instruction.Add => Add(operands[0], operands[1]),
        Instruction.Multiply => Multiply(operands[0], operands[1]),
        Instruction.Sum i => SumTo(operands[0], i.Shape),
        Instruction.Broadcast i => BroadcastTo(operands[0], i.Shape),
        Instruction.Concat => Concat(operands),
        Instruction.Slice i => Slice(operands[0], i.FirstChannel, i.Shape.Channels, i.FirstComponent, i.Shape.Components),
        Instruction.Pad i => Pad(operands[0], i.FirstChannel, i.FirstComponent, i.Shape),
        Instruction.Reshape i => Reshape(operands[0], i.Shape),
        Instruction.Variable i => Variable(operands[0], i.Name),
        Instruction.StopGradient => StopGradient(operands[0]),
        Instruction.Nearest => Emit(instruction.WithOperands(operands)),
        _ => Emit(instruction),
    };

    public bool IsZero(int id) => this[id] is Instruction.Constant { Value: 0 };

    /// <summary>Whether positions of one shape choose among entries of another: entry by entry, channel by channel, or all together.</summary>
    private static bool IsChoice(Shape which, Shape source) =>
        which == source || which == new Shape(source.Channels, 1) || which == new Shape(1, 1);

    /// <summary>Operands that are repeated anyway need not be repeated before.</summary>
    private (int Left, int Right) WithoutBroadcasts(int left, int right, Shape shape)
    {
        while (this[left] is Instruction.Broadcast broadcast && this[right].Shape == shape)
        {
            left = broadcast.Source;
        }

        while (this[right] is Instruction.Broadcast broadcast && this[left].Shape == shape)
        {
            right = broadcast.Source;
        }

        return (left, right);
    }

    /// <summary>Neighbouring blocks of channels of one value as one block of it, neighbouring equal constants as one.</summary>
    private IReadOnlyList<int> Joined(IReadOnlyList<int> sources)
    {
        List<int> joined = [];
        foreach (int source in sources)
        {
            int last = joined.Count - 1;
            Instruction next = this[source];
            if (last >= 0 && next is Instruction.Slice b && this[joined[last]] is Instruction.Slice a && a.Source == b.Source && a.FirstComponent == b.FirstComponent && a.FirstChannel + a.Shape.Channels == b.FirstChannel)
            {
                joined[last] = Slice(a.Source, a.FirstChannel, a.Shape.Channels + b.Shape.Channels, a.FirstComponent, a.Shape.Components);
            }
            else if (last >= 0 && next is Instruction.Constant d && this[joined[last]] is Instruction.Constant c && c.Value.Equals(d.Value))
            {
                joined[last] = Constant(c.Value, c.Domain, c.Shape with { Channels = c.Shape.Channels + d.Shape.Channels });
            }
            else
            {
                joined.Add(source);
            }
        }

        return joined;
    }

    /// <summary>The part of a concatenation that holds a range of channels, and where it begins; null where the range crosses parts.</summary>
    private (int Part, int Offset)? PartWith(Instruction.Concat concat, int first, int channels)
    {
        int offset = 0;
        foreach (int part in concat.Sources)
        {
            int end = offset + this[part].Shape.Channels;
            if (first >= offset && first + channels <= end)
            {
                return (part, offset);
            }

            offset = end;
        }

        return null;
    }

    /// <summary>A slice that lies inside the block, or beside it; null where it crosses its border.</summary>
    private int? BlockIn(Instruction.Pad pad, int firstChannel, int channels, int firstComponent, int components)
    {
        Shape block = this[pad.Source].Shape;
        int channel = firstChannel - pad.FirstChannel;
        int component = firstComponent - pad.FirstComponent;
        bool beside = channel + channels <= 0 || channel >= block.Channels || component + components <= 0 || component >= block.Components;
        bool inside = channel >= 0 && channel + channels <= block.Channels && component >= 0 && component + components <= block.Components;
        return beside ? Constant(0, pad.Domain, new Shape(channels, components))
            : inside ? Slice(pad.Source, channel, channels, component, components)
            : null;
    }

    private Shape Joined(int left, int right, string operation)
    {
        Shape x = this[left].Shape;
        Shape y = this[right].Shape;
        Check(this[left].Domain == this[right].Domain, operation, left);
        Check(x.Channels == y.Channels || x.Channels == 1 || y.Channels == 1, operation, left);
        Check(x.Components == y.Components || x.Components == 1 || y.Components == 1, operation, right);
        return new Shape(Math.Max(x.Channels, y.Channels), Math.Max(x.Components, y.Components));
    }

    private void Check(bool condition, string operation, int operand)
    {
        if (!condition)
        {
            throw new InvalidOperationException($"{operation}: operand {operand} is {this[operand].Domain} {this[operand].Shape}, which does not fit.");
        }
    }
}
