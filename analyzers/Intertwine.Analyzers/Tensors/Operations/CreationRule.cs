using Intertwine.Algebra;
using Intertwine.Analyzers.Tensors.Values;
using Intertwine.Generator;

namespace Intertwine.Analyzers.Tensors.Operations;

/// <summary>
/// Tensors that are made of numbers: constants are invariant, zeros transform in any way, c delta_ij commutes with everything. Random numbers are unknown: noise is no function of the input, and what is isotropic is equivariant in
/// distribution only.
/// </summary>
internal sealed class CreationRule : IOperationRule
{
    private static readonly HashSet<string> Random =
    [
        "rand", "randn", "randint", "randperm", "bernoulli", "poisson", "binomial", "rand_like", "randn_like", "randint_like", "rand_out", "randn_out", "randint_out", "randperm_out", "rand_float", "randn_float", "randint_int", "randint_bool", "randint_long", "multinomial",
    ];

    private static readonly HashSet<string> Zeros = ["zeros", "empty", "new_zeros", "new_empty", "zeros_like", "empty_like", "empty_strided"];

    private static readonly HashSet<string> SizeNames = ["size", "sizes", "rows", "columns", "dim0", "dim1", "dim2", "dim3"];

    private static readonly HashSet<string> Numbers =
        ["item", "ToScalar", "ToSingle", "ToDouble", "ToInt32", "ToInt64", "ToInt16", "ToByte", "ToSByte", "ToBoolean", "ToHalf", "ToBFloat16", "numel", "NumberOfElements"];

    public IEnumerable<string> Names =>
    [
        .. Random, .. Zeros, .. Numbers, "ones", "new_ones", "ones_like", "full", "new_full", "full_like", "eye", "tensor", "as_tensor", "from_array", "ToTensor", "arange", "linspace", "logspace", "FloatTensor",
        "DoubleTensor", "LongTensor", "IntTensor", "BoolTensor", "ShortTensor", "ByteTensor",
    ];

    public AbstractValue? Apply(OperationCall call)
    {
        if (Random.Contains(call.Name))
        {
            return call.IsOnce ? new TensorValue(Drawn(call)) : new UnknownValue("random numbers, which are no function of the input");
        }

        if (Numbers.Contains(call.Name))
        {
            return call.First is NumberValue ? call.First : call.First is TensorValue { Type: { IsInvariant: true } type } ? new NumberValue(type.IsZero ? 0 : null) : null;
        }

        switch (call.Name)
        {
            case "zeros_like" or "empty_like" or "ones_like" or "full_like":
                return Elementwise.TypeOf(call, call.First is PendingValue pending ? new TensorValue(pending.Type) : call.First) is { } like ? new TensorValue(Like(like, Value(call))) : null;
            case "eye":
                return new TensorValue(Eye(call));
            case "arange" or "linspace" or "logspace":
                return new TensorValue(new TensorType(new EquatableArray<TensorAxis>([TensorAxis.Free]), 1, call.Group.Trivial) { IsConstant = call.Arguments.All(argument => argument.Value is NumberValue { Constant: not null } || argument.IsDefault) });
            case "tensor" or "as_tensor" or "from_array" or "ToTensor" or "FloatTensor" or "DoubleTensor" or "LongTensor" or "IntTensor" or "BoolTensor" or "ShortTensor" or "ByteTensor":
                return Made(call);
            default:
                return new TensorValue(Filling.Uniform(call.Group, Sizes(call), Value(call)));
        }
    }

    /// <summary>The number that fills the tensor; null where it is not known.</summary>
    private static double? Value(OperationCall call) => Zeros.Contains(call.Name) ? 0 : call.Name is "ones" or "new_ones" or "ones_like" ? 1 : call.Number("value", double.NaN) is { } value && !double.IsNaN(value) ? value : null;

    /// <summary>Random numbers that stay as they are: of their shape only the lengths are known.</summary>
    private static TensorType Drawn(OperationCall call)
    {
        TensorType shape = Filling.Uniform(call.Group, Sizes(call), null);
        return shape with { Axes = new EquatableArray<TensorAxis>([.. shape.Axes.Select(axis => new TensorAxis(axis.Size, null))]), IsConstant = true };
    }

    private static TensorType Like(TensorType type, double? value) => Filling.Uniform(type.Sign.Group, [.. type.Axes.Select(axis => axis.Size)], value) with { Rank = type.Rank };

    private static TensorType Eye(OperationCall call)
    {
        int? rows = Size(call["rows"]?.Value), columns = call["columns"] is { IsDefault: false } stated ? Size(stated.Value) : rows;
        var axis = new TensorAxis(rows, null) { Pattern = rows == columns && (rows is not null || call["columns"] is null or { IsDefault: true }) ? AxisPattern.Identity : AxisPattern.Any };
        return new TensorType(new EquatableArray<TensorAxis>([axis, axis with { Size = columns }]), 2, call.Group.Trivial) { IsConstant = true };
    }

    /// <summary>From an array or a number, with lengths of its axes where they are stated.</summary>
    private static AbstractValue? Made(OperationCall call)
    {
        if (call.First is TensorValue or PendingValue)
        {
            return call.First;
        }

        if (call.First is not (NumberValue or SequenceValue) || Elementwise.TypeOf(call, call.First) is not { } type)
        {
            return null;
        }

        if (call["dimensions"] is { IsDefault: false, Value: SequenceValue { Items: { } items } })
        {
            return new TensorValue(Reshaped(type, [.. items.Select(Size)]));
        }

        return call["dimensions"] is not null ? new TensorValue(TensorType.Invariant(call.Group) with { IsConstant = type.IsConstant })
            : call["rows"] is not null || call["dim0"] is not null ? new TensorValue(Reshaped(type, Sizes(call) ?? []))
            : new TensorValue(type);
    }

    private static TensorType Reshaped(TensorType type, IReadOnlyList<int?> sizes)
    {
        bool isUniform = type.Axes.Count > 0 && type.Axes.All(axis => axis.IsUniform);
        return type with { Axes = new EquatableArray<TensorAxis>([.. sizes.Select(size => new TensorAxis(size, null) { IsUniform = isUniform })]), Rank = sizes.Count };
    }

    /// <summary>The lengths that a call states; null where their number is not known.</summary>
    private static IReadOnlyList<int?>? Sizes(OperationCall call)
    {
        List<int?> sizes = [];
        foreach (OperationArgument argument in call.Arguments.Where(argument => SizeNames.Contains(argument.Name)))
        {
            switch (argument.Value)
            {
                case NumberValue:
                    sizes.Add(Size(argument.Value));
                    break;
                case SequenceValue { Items: { } items }:
                    sizes.AddRange(items.Select(Size));
                    break;
                default:
                    return null;
            }
        }

        return sizes;
    }

    private static int? Size(AbstractValue? value) => value is NumberValue { Constant: >= 0 and <= int.MaxValue and var size } ? (int)size : null;
}
