using Intertwine.Algebra;
using Intertwine.Analyzers.Tensors.Values;
using Intertwine.Generator;

namespace Intertwine.Analyzers.Tensors.Operations;

/// <summary>What an indexer takes out of a tensor.</summary>
/// <param name="Type">The part; null where it is not known.</param>
/// <param name="BrokenAxis">The axis of components that is torn apart, where one is.</param>
/// <param name="Sources">For each axis of the part the axis of the tensor that it comes from, as far as it is one of them whole or in part.</param>
internal sealed record IndexedTensor(TensorType? Type, int? BrokenAxis, IReadOnlyList<int?> Sources);

/// <summary>The entries of an indexer, applied to the axes of a tensor.</summary>
internal static class IndexEntries
{
    /// <summary>The entries; null where one is unknown, or where there are several ellipses.</summary>
    public static IReadOnlyList<IndexValue>? Read(IEnumerable<AbstractValue> values)
    {
        List<IndexValue> entries = [];
        foreach (AbstractValue value in values.SelectMany(value => value is SequenceValue { Items: { } items } ? items : (IEnumerable<AbstractValue>)[value]))
        {
            IndexValue? entry = value switch
            {
                IndexValue known => known,
                TensorValue tensor => new IndexValue.Tensor(tensor),
                NumberValue number => new IndexValue.Position((long?)number.Constant),
                _ => null,
            };
            if (entry is null or IndexValue.Tensor { Indices: not TensorValue { Type.IsInvariant: true } })
            {
                return null;
            }

            entries.Add(entry);
        }

        return entries.Count(entry => entry is IndexValue.Ellipsis) <= 1 ? entries : null;
    }

    /// <summary>Null where it cannot be told which axes are meant.</summary>
    public static IndexedTensor? Resolve(TensorType type, IReadOnlyList<IndexValue> entries)
    {
        int ellipsis = entries.ToList().FindIndex(entry => entry is IndexValue.Ellipsis);
        int taken = entries.Count(Takes);
        int before = ellipsis < 0 ? taken : entries.Take(ellipsis).Count(Takes);
        if (type.Rank is null && before > 0)
        {
            // Items taken by indices, a mask or a slice from a tensor of any rank: the axes behind the first stay as they are, counted from the end.
            return entries.Count == 1 && (entries[0] is IndexValue.Tensor or IndexValue.Slice) ? new IndexedTensor(type, null, [.. Enumerable.Range(-type.Axes.Count, type.Axes.Count).Select(axis => (int?)axis)]) : null;
        }

        if (taken > type.Rank)
        {
            return null;
        }

        // Without a known rank all entries stand behind the ellipsis, so that the last axes are all that matters.
        int count = type.Rank ?? Math.Max(type.Axes.Count, taken);
        List<(TensorAxis Axis, int? Source)> axes = [];
        List<(int Place, int? Rank)> tensors = [];
        Piece sign = type.Sign;
        int next = -count;
        foreach (IndexValue entry in ellipsis < 0 ? [.. entries, new IndexValue.Ellipsis()] : entries)
        {
            switch (entry)
            {
                case IndexValue.NewAxis:
                    axes.Add((TensorAxis.One, null));
                    continue;
                case IndexValue.Ellipsis:
                    for (int kept = count - taken; kept > 0; kept--, next++)
                    {
                        axes.Add((type[next], next));
                    }

                    continue;
                case IndexValue.Tensor { Indices: TensorValue indices }:
                    if (type[next].Components is { } components)
                    {
                        return components is { HasWildcard: false, Multiplicity: 1 } && components.Terms[0].Piece is Irrep { Dimension: > 1 } ? new IndexedTensor(null, next, []) : null;
                    }

                    tensors.Add((axes.Count, indices.Type.Rank));
                    next++;
                    continue;
            }

            SelectedAxis selected = AxisSelection.Select(type, next, entry);
            if (selected.Outcome != PartKind.Whole || (selected.Sign is not null && !sign.IsTrivial))
            {
                return selected.Outcome == PartKind.Broken ? new IndexedTensor(null, next, []) : null;
            }

            sign = selected.Sign ?? sign;
            if (selected.Axis is { } axis)
            {
                axes.Add((axis, next));
            }

            next++;
        }

        int? rank = type.Rank is null ? null : axes.Count;
        if (tensors.Count > 0)
        {
            // The axes of the indices come where the indices stand, or to the front where they do not stand together. A mask of one axis is as a list of positions; one of several axes takes as many, indices only one.
            int first = tensors[0].Place;
            bool isTogether = tensors.All(tensor => tensor.Place == first);
            int? added = tensors.All(tensor => tensor.Rank is 0 or 1) ? tensors.Max(tensor => tensor.Rank) : null;
            if (added is { } known && rank is not null)
            {
                axes.InsertRange(isTogether ? first : 0, Enumerable.Repeat((TensorAxis.Free, (int?)null), known));
                rank += known;
            }
            else
            {
                int place = isTogether ? first : 0;
                if (axes.Take(place).Any(axis => axis.Axis.Components is not null))
                {
                    return null;
                }

                axes.RemoveRange(0, place);
                rank = null;
            }
        }

        return new IndexedTensor(type.With(axes.Select(axis => axis.Axis), rank).Type with { Sign = sign }, null, [.. axes.Select(axis => axis.Source)]);
    }

    private static bool Takes(IndexValue entry) => entry is IndexValue.Position or IndexValue.Slice or IndexValue.Tensor;
}
