using Intertwine.Algebra;
using Intertwine.Analyzers.Rules;
using Intertwine.Analyzers.Tensors.Values;
using Intertwine.Generator;

namespace Intertwine.Analyzers.Tensors.Operations;

/// <summary>
/// Reading by positions, slices, new axes and an ellipsis: <c>x[.., ..16]</c>. Free axes may be cut anywhere; an axis of components where whole copies begin and end (<see cref="ComponentSelection"/>).
/// </summary>
internal sealed class IndexRule : IOperationRule
{
    public IEnumerable<string> Names => ["index"];

    public AbstractValue? Apply(OperationCall call)
    {
        if (call.First is not TensorValue { Type: var type } || Entries(call) is not { } entries)
        {
            return null;
        }

        int ellipsis = entries.FindIndex(entry => entry is IndexValue.Ellipsis);
        int taken = entries.Count(entry => entry is IndexValue.Position or IndexValue.Slice);
        int before = ellipsis < 0 ? taken : entries.Take(ellipsis).Count(entry => entry is IndexValue.Position or IndexValue.Slice);
        if ((type.Rank is null && before > 0) || taken > type.Rank)
        {
            return null;
        }

        // Without a known rank all entries stand behind the ellipsis, so that the last axes are all that matters.
        int count = type.Rank ?? Math.Max(type.Axes.Count, taken);
        List<TensorAxis> axes = [];
        Piece sign = type.Sign;
        int next = -count;
        foreach (IndexValue entry in ellipsis < 0 ? [.. entries, new IndexValue.Ellipsis()] : entries)
        {
            if (entry is IndexValue.NewAxis)
            {
                axes.Add(TensorAxis.One);
                continue;
            }

            if (entry is IndexValue.Ellipsis)
            {
                for (int kept = count - taken; kept > 0; kept--)
                {
                    axes.Add(type[next++]);
                }

                continue;
            }

            int axis = next++;
            if (type[axis].Components is not { } components)
            {
                if (entry is IndexValue.Slice slice)
                {
                    axes.Add(IsFull(slice) ? type[axis] : TensorAxis.Free);
                }

                continue;
            }

            if (entry is IndexValue.Slice full && IsFull(full))
            {
                axes.Add(type[axis]);
                continue;
            }

            if (Bounds(entry, type[axis].Size) is not var (start, stop))
            {
                return null;
            }

            switch (ComponentSelection.Part(components, start, stop, out Representation? part))
            {
                case PartKind.Broken:
                    return call.Broken(TensorRuleIds.ComponentSelected, null, "index", type.ToString(), axis.ToString(System.Globalization.CultureInfo.InvariantCulture));
                case PartKind.Unknown:
                    return null;
            }

            bool isTrivial = part!.IsTrivial;
            if (isTrivial && type.Translation != 0)
            {
                return null;
            }

            if (entry is IndexValue.Slice)
            {
                axes.Add(isTrivial ? new TensorAxis(part.Dimension, null) : TensorAxis.Of(part));
            }
            else if (!isTrivial)
            {
                if (!sign.IsTrivial)
                {
                    return null;
                }

                sign = part.Terms[0].Piece;
            }
        }

        return new TensorValue(type with
        {
            Axes = new EquatableArray<TensorAxis>([.. axes]),
            Rank = type.Rank - taken + entries.Count(entry => entry is IndexValue.Slice or IndexValue.NewAxis),
            Sign = sign,
        });
    }

    /// <summary>The entries of the indexer; null where one is a tensor or something unknown.</summary>
    private static List<IndexValue>? Entries(OperationCall call)
    {
        List<IndexValue> entries = [];
        foreach (AbstractValue value in call.Arguments.Skip(1).SelectMany(argument => argument.Value is SequenceValue { Items: { } items } ? items : (IEnumerable<AbstractValue>)[argument.Value]))
        {
            if (value is not IndexValue entry || entry is IndexValue.Tensor)
            {
                return null;
            }

            entries.Add(entry);
        }

        return entries.Count(entry => entry is IndexValue.Ellipsis) <= 1 ? entries : null;
    }

    private static bool IsFull(IndexValue.Slice slice) => slice is { IsConstant: true, Start: null or 0, Stop: null, Step: 1 };

    /// <summary>First component and the one behind the last, where both are known.</summary>
    private static (long Start, long Stop)? Bounds(IndexValue entry, int? size)
    {
        (long? start, long? stop) = entry switch
        {
            IndexValue.Position { At: { } at } => ((long?)at, at == -1 ? size : (long?)(at + 1)),
            IndexValue.Slice { IsConstant: true, Step: 1 } slice => (slice.Start ?? 0, slice.Stop ?? size),
            _ => ((long?)null, (long?)null),
        };
        start = start < 0 ? start + size : start;
        stop = stop < 0 ? stop + size : stop;
        return start is { } from && stop is { } to && from >= 0 && to > from && (size is null || to <= size) ? (from, to) : null;
    }
}
