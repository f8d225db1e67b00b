using Intertwine.Analyzers.Tensors.Values;
using Intertwine.Generator;

namespace Intertwine.Analyzers.Tensors.Operations;

/// <summary>Axes put in another order, added with length 1 or taken away: y[i_p(1), ..., i_p(n)] = x[i_1, ..., i_n]. No entry changes, so components stay components on the axis that they move to.</summary>
internal sealed class AxisOrderRule : IOperationRule
{
    public IEnumerable<string> Names => ["transpose", "swapaxes", "swapdims", "permute", "unsqueeze", "squeeze"];

    public AbstractValue? Apply(OperationCall call) => call.First is not TensorValue { Type: var type } ? null : call.Name switch
    {
        "permute" => Permute(call, type),
        "unsqueeze" => Unsqueeze(call, type),
        "squeeze" => Squeeze(call, type),
        _ => Swap(call, type),
    };

    private static AbstractValue? Permute(OperationCall call, TensorType type)
    {
        if (call.Arguments.Count != 2 || call.Arguments[1].Value is not SequenceValue { Items: { } items })
        {
            return null;
        }

        int rank = items.Count;
        int?[] order = [.. items.Select(item => item is NumberValue { Constant: { } at } ? (int?)(at < 0 ? at : at - rank) : null)];
        return type.Axes.Count <= rank && (type.Rank is null || type.Rank == rank) && order.All(axis => axis is { } at && at < 0 && at >= -rank) && order.Distinct().Count() == rank
            ? new TensorValue(type with { Axes = new EquatableArray<TensorAxis>([.. order.Select(axis => type[axis!.Value])]), Rank = rank })
            : null;
    }

    private static AbstractValue? Swap(OperationCall call, TensorType type)
    {
        if (Axis(call, 1) is not { } first || Axis(call, 2) is not { } second || type.FromEnd(first) is not { } a || type.FromEnd(second) is not { } b)
        {
            return null;
        }

        TensorAxis[] axes = Last(type, Math.Max(-a, -b));
        (axes[axes.Length + a], axes[axes.Length + b]) = (axes[axes.Length + b], axes[axes.Length + a]);
        return IsPossible(type, axes.Length) ? new TensorValue(type with { Axes = new EquatableArray<TensorAxis>(axes) }) : null;
    }

    private static AbstractValue? Unsqueeze(OperationCall call, TensorType type)
    {
        if (Axis(call, 1) is not { } axis)
        {
            return null;
        }

        if (type.Rank is null && axis == 0)
        {
            // In front of all others: nothing moves, counted from the end.
            return new TensorValue(type);
        }

        if ((axis < 0 ? (int)axis : type.Rank is { } rank && axis <= rank ? (int)axis - rank - 1 : (int?)null) is not { } at)
        {
            return null;
        }

        List<TensorAxis> axes = [.. Last(type, -at - 1)];
        if (!IsPossible(type, -at - 1))
        {
            return null;
        }

        axes.Insert(axes.Count + at + 1, TensorAxis.One);
        return new TensorValue(type with { Axes = new EquatableArray<TensorAxis>([.. axes]), Rank = type.Rank + 1 });
    }

    private static AbstractValue? Squeeze(OperationCall call, TensorType type)
    {
        if (Axis(call, 1) is not { } axis || type.FromEnd(axis) is not { } at || type[at] is not { Size: { } size, Components: null })
        {
            return null;
        }

        List<TensorAxis> axes = [.. type.Axes];
        if (size == 1)
        {
            axes.RemoveAt(axes.Count + at);
        }

        return new TensorValue(type with { Axes = new EquatableArray<TensorAxis>([.. axes]), Rank = size == 1 ? type.Rank - 1 : type.Rank });
    }

    private static long? Axis(OperationCall call, int argument) => call.Arguments.Count > argument && call.Arguments[argument].Value is NumberValue { Constant: { } axis } ? (long)axis : null;

    private static bool IsPossible(TensorType type, int axes) => type.Rank is not { } rank || axes <= rank;

    /// <summary>The last axes, those known and at least <paramref name="count"/>.</summary>
    private static TensorAxis[] Last(TensorType type, int count)
    {
        int length = Math.Max(type.Axes.Count, count);
        return [.. Enumerable.Range(-length, length).Select(axis => type[axis])];
    }
}
