using Intertwine.Analyzers.Tensors.Values;

namespace Intertwine.Analyzers.Tensors.Operations;

/// <summary>Axes put in another order, added with length 1 or taken away: y[i_p(1), ..., i_p(n)] = x[i_1, ..., i_n]. No entry changes, so components stay components on the axis that they move to.</summary>
internal sealed class AxisOrderRule : IOperationRule
{
    public IEnumerable<string> Names =>
    [
        "transpose", "swapaxes", "swapdims", "permute", "unsqueeze", "squeeze", "movedim", "moveaxis", "T", "mT", "t", "H", "mH", "adjoint", "atleast_1d", "real",
    ];

    public AbstractValue? Apply(OperationCall call) => call.First is not TensorValue { Type: var type } value ? null : call.Name switch
    {
        "permute" => Permute(call, type),
        "unsqueeze" => Axis(call, 1) is { } axis ? Insert(type, axis) is { } inserted ? new TensorValue(inserted) : null : null,
        "squeeze" => call.Arguments.Count < 2 || call.Arguments[1].IsDefault ? SqueezeAll(type) : Squeeze(call, type),
        "movedim" or "moveaxis" => Move(call, type),
        "T" or "t" or "H" => type.Rank is { } rank ? type.With(type.Last().AsEnumerable().Reverse(), rank) : null,
        "mT" or "mH" or "adjoint" => Swap(type, -2, -1),
        "atleast_1d" or "real" => value,
        _ => Axis(call, 1) is { } first && Axis(call, 2) is { } second && type.FromEnd(first) is { } a && type.FromEnd(second) is { } b ? Swap(type, a, b) : null,
    };

    /// <summary>With a new axis of length 1 at a place of the result; null where that needs a rank which is not known.</summary>
    public static TensorType? Insert(TensorType type, long axis)
    {
        if (type.Rank is null && axis == 0)
        {
            // In front of all others: nothing moves, counted from the end.
            return type;
        }

        if (type.Rank is null && axis > 0)
        {
            return BeforeComponents(type, axis);
        }

        if ((axis < 0 ? (int)axis : type.Rank is { } rank && axis <= rank ? (int)axis - rank - 1 : (int?)null) is not { } at || !IsPossible(type, -at - 1))
        {
            return null;
        }

        List<TensorAxis> axes = type.Last(-at - 1);
        axes.Insert(axes.Count + at + 1, TensorAxis.One);
        return type.With(axes, type.Rank + 1).Type;
    }

    /// <summary>What is left of a tensor of any rank where an axis, counted from the front, comes or goes before those of components: these, counted from the end. One axis at least stands before them; null where that does not do.</summary>
    private static TensorType? BeforeComponents(TensorType type, long axis)
    {
        List<TensorAxis> axes = type.Last();
        int first = axes.FindIndex(own => own.Components is not null);
        int count = first < 0 ? 0 : axes.Count - first;
        return first < 0 || axis <= Math.Max(axes.Count, count + 1) - count ? type.With(axes.Skip(axes.Count - count), null).Type : null;
    }

    private static AbstractValue? Permute(OperationCall call, TensorType type)
    {
        if (call.Arguments.Count != 2 || call.Arguments[1].Value is not SequenceValue { Items: { } items })
        {
            return null;
        }

        int rank = items.Count;
        int?[] order = [.. items.Select(item => item is NumberValue { Constant: { } at } ? (int?)(at < 0 ? at : at - rank) : null)];
        return type.Axes.Count <= rank && (type.Rank is null || type.Rank == rank) && order.All(axis => axis is { } at && at < 0 && at >= -rank) && order.Distinct().Count() == rank
            ? type.With(order.Select(axis => type[axis!.Value]), rank)
            : null;
    }

    private static TensorValue? Swap(TensorType type, int a, int b)
    {
        List<TensorAxis> axes = type.Last(Math.Max(-a, -b));
        (axes[axes.Count + a], axes[axes.Count + b]) = (axes[axes.Count + b], axes[axes.Count + a]);
        return IsPossible(type, axes.Count) ? type.With(axes, type.Rank) : null;
    }

    private static TensorValue? Move(OperationCall call, TensorType type)
    {
        if (type.Rank is not { } rank || call.Integers("source") is not { } source || call.Integers("destination") is not { } destination || source.Count != destination.Count)
        {
            return null;
        }

        int[] from = [.. source.Select(axis => (int)(axis < 0 ? axis + rank : axis))];
        int[] to = [.. destination.Select(axis => (int)(axis < 0 ? axis + rank : axis))];
        if (from.Concat(to).Any(axis => axis < 0 || axis >= rank) || from.Distinct().Count() != from.Length || to.Distinct().Count() != to.Length)
        {
            return null;
        }

        var order = new int?[rank];
        for (int i = 0; i < from.Length; i++)
        {
            order[to[i]] = from[i];
        }

        var others = new Queue<int>(Enumerable.Range(0, rank).Except(from));
        return type.With(order.Select(axis => type[(axis ?? others.Dequeue()) - rank]).ToArray(), rank);
    }

    private static TensorValue? Squeeze(OperationCall call, TensorType type) =>
        Axis(call, 1) is not { } axis ? null
        : type.FromEnd(axis) is not { } at ? BeforeComponents(type, axis + 1) is { } rest ? new TensorValue(rest) : null
        : type[at] is { Size: { } size, Components: null } ? new TensorValue(size == 1 ? type.Without(at) : type)
        : type[at].Components is null && BeforeComponents(type with { Rank = null }, (type.Rank ?? 0) + at + 1) is { } last && type.Rank is not null ? new TensorValue(last)
        : null;

    /// <summary>All axes of length 1 go. The last ones must have known lengths, as far as the components are counted from the end.</summary>
    private static TensorValue? SqueezeAll(TensorType type)
    {
        List<TensorAxis> axes = type.Last();
        int first = axes.FindIndex(axis => axis.Components is not null);
        bool isKnown = type.Rank is not null && axes.All(axis => axis.Size is not null || axis.Components is not null);
        return isKnown ? type.With(axes.Where(axis => axis.Size != 1), axes.Count(axis => axis.Size != 1))
            : first >= 0 && axes.Skip(first).All(axis => axis.Size is not null || axis.Components is not null) ? type.With(axes.Skip(first).Where(axis => axis.Size != 1), null)
            : first < 0 ? type.With([], null)
            : null;
    }

    private static long? Axis(OperationCall call, int argument) => call.Arguments.Count > argument && call.Arguments[argument].Value is NumberValue { Constant: { } axis } ? (long)axis : null;

    private static bool IsPossible(TensorType type, int axes) => type.Rank is not { } rank || axes <= rank;
}
