using Intertwine.Analyzers.Rules;
using Intertwine.Analyzers.Tensors.Values;

namespace Intertwine.Analyzers.Tensors.Operations;

/// <summary>
/// The same numbers in the same order along other axes: view, reshape, flatten, unflatten. An axis of components that stays whole stays one; [C, 3] → [C * 3] is C copies in one axis; anything else mixes components with channels
/// (<see cref="Reshaping"/>).
/// </summary>
internal sealed class ReshapeRule : IOperationRule
{
    public IEnumerable<string> Names => ["view", "reshape", "view_as", "reshape_as", "flatten", "unflatten", "ravel"];

    public AbstractValue? Apply(OperationCall call) => call.First is not TensorValue { Type: var type } value ? null : call.Name switch
    {
        "flatten" => Flatten(call, type, call.Integer(0, "start_dim"), call.Integer(-1, "end_dim")),
        "ravel" => Flatten(call, type, 0, -1),
        "unflatten" => call.Integer(null, "dim") is { } dim && type.FromEnd(dim) is { } axis && call.Numbers("sizes", "unflattened_size") is { } sizes ? Part(call, type, axis, axis, sizes) : null,
        "view_as" or "reshape_as" => call.Tensor("other") is { } other ? As(call, type, other.Type) : null,
        _ => call.Value("shape") is ShapeValue { Tensor: TensorValue shaped } ? As(call, type, shaped.Type) : call.Numbers("shape") is { } shape ? View(call, value, shape) : null,
    };

    private static AbstractValue? View(OperationCall call, TensorValue value, IReadOnlyList<NumberValue> shape)
    {
        AbstractValue? result = Result(call, value.Type, Reshaping.Apply(value.Type.Last(), value.Type.Rank is null, shape), shape.Count);
        return result is TensorValue tensor ? tensor with { Entries = value.Entries } : result;
    }

    /// <summary>To the lengths of another tensor. Where its rank is not known, only what the last axes agree in.</summary>
    private static AbstractValue? As(OperationCall call, TensorType type, TensorType other)
    {
        NumberValue[] sizes = [.. other.Last().Select(axis => new NumberValue(axis.Size))];
        if (other.Rank is not null)
        {
            return Result(call, type, Reshaping.Apply(type.Last(), type.Rank is null, sizes), other.Rank);
        }

        List<TensorAxis> axes = type.Last();
        int first = axes.FindIndex(axis => axis.Components is not null);
        int count = first < 0 ? 0 : axes.Count - first;
        return Enumerable.Range(-count, count).All(axis => type[axis].Size is { } size && size == other[axis].Size) ? type.With(axes.Skip(axes.Count - count), null) : null;
    }

    private static AbstractValue? Flatten(OperationCall call, TensorType type, long? start, long? end)
    {
        if (start is not { } first || end is not { } last)
        {
            return null;
        }

        if (type.FromEnd(first) is { } from && type.FromEnd(last) is { } to)
        {
            return Part(call, type, from, to, [new NumberValue(-1)]);
        }

        // Of a tensor of any rank: everything, or all but the first axes.
        return type.Rank is null && last == -1
            ? Result(call, type, Reshaping.Apply(type.Last(), isOpen: true, [.. Enumerable.Repeat(new NumberValue(null), (int)first), new NumberValue(-1)]), (int)first + 1)
            : null;
    }

    /// <summary>The axes from one to another, counted from the end, laid out along others.</summary>
    private static AbstractValue? Part(OperationCall call, TensorType type, int from, int to, IReadOnlyList<NumberValue> sizes)
    {
        List<TensorAxis> axes = type.Last(-from);
        int start = axes.Count + from, count = to - from + 1;
        if (start < 0 || count < 1)
        {
            return null;
        }

        ReshapedAxes part = Reshaping.Apply(axes.GetRange(start, count), isOpen: false, sizes);
        return Result(call, type, part.Axes is null ? part : new ReshapedAxes([.. axes.Take(start), .. part.Axes, .. axes.Skip(start + count)], null), type.Rank - count + sizes.Count);
    }

    private static AbstractValue? Result(OperationCall call, TensorType type, ReshapedAxes axes, int? rank) =>
        axes.Axes is not null ? type.With(axes.Axes, rank)
        : axes.Destroyed is { } how && type.HasComponents() ? call.Broken(TensorRuleIds.AxisDestroyed, null, call.Name, type.ToString(), how)
        : null;
}
