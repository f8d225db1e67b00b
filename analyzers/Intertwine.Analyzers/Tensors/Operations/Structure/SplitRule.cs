using Intertwine.Analyzers.Tensors.Values;

namespace Intertwine.Analyzers.Tensors.Operations;

/// <summary>A tensor taken apart along an axis: split, chunk, unbind. A free axis may be cut anywhere; an axis of components where whole copies begin and end (<see cref="AxisSelection"/>).</summary>
internal sealed class SplitRule : IOperationRule
{
    /// <summary>Parts beyond which only their kind is known.</summary>
    private const int MaximumParts = 64;

    public IEnumerable<string> Names => ["split", "chunk", "unbind", "tensor_split", "hsplit", "vsplit", "dsplit"];

    public AbstractValue? Apply(OperationCall call)
    {
        if (call.First is not TensorValue { Type: var type })
        {
            return null;
        }

        long dim = call.Name switch { "vsplit" => 0, "hsplit" => type.Rank == 1 ? 0 : 1, "dsplit" => 2, _ => 0 };
        if (call.Integer(dim, "dim", "dimension") is not { } at || type.FromEndOrItems(at) is not { } axis)
        {
            return null;
        }

        if (call.Name == "unbind")
        {
            return Unbind(call, type, axis);
        }

        if (Bounds(call, type.At(axis).Size) is not { } bounds)
        {
            return type.At(axis).Components is null ? new SequenceValue(null, new TensorValue(type.WithAxis(axis, TensorAxis.Free))) : null;
        }

        List<AbstractValue> parts = [];
        foreach ((long start, long? stop) in bounds)
        {
            AbstractValue? part = AxisSelection.Take(call, type, axis, new IndexValue.Slice(start, stop, 1, IsConstant: true));
            if (part is null or UnknownValue)
            {
                return part;
            }

            parts.Add(part);
        }

        return SequenceValue.Of([.. parts]);
    }

    private static AbstractValue? Unbind(OperationCall call, TensorType type, int axis)
    {
        TensorAxis own = type.At(axis);
        if (own.Components is null)
        {
            AbstractValue part = new TensorValue(type.Without(axis));
            return own.Size is { } size and <= MaximumParts and > 0 ? SequenceValue.Of([.. Enumerable.Repeat(part, size)]) : new SequenceValue(null, part);
        }

        return own.Size is { } count and <= MaximumParts ? Items(Enumerable.Range(0, count).Select(i => AxisSelection.Take(call, type, axis, new IndexValue.Position(i)))) : null;
    }

    private static AbstractValue? Items(IEnumerable<AbstractValue?> parts)
    {
        List<AbstractValue> items = [];
        foreach (AbstractValue? part in parts)
        {
            if (part is null or UnknownValue)
            {
                return part;
            }

            items.Add(part);
        }

        return SequenceValue.Of([.. items]);
    }

    /// <summary>Where the parts begin and end; null where that is not known. The end of the last may be.</summary>
    private static IReadOnlyList<(long Start, long? Stop)>? Bounds(OperationCall call, int? size)
    {
        List<(long, long?)> bounds = [];
        if (call.Name != "chunk" && call.Value("sizes", "split_size_or_sections") is SequenceValue)
        {
            if (call.Integers("sizes", "split_size_or_sections") is not { Count: > 0 and <= MaximumParts } sizes)
            {
                return null;
            }

            long at = 0;
            if (call.Name == "split")
            {
                foreach (long length in sizes)
                {
                    bounds.Add((at, at + length));
                    at += length;
                }

                return bounds;
            }

            // Positions where to cut.
            foreach (long next in sizes)
            {
                bounds.Add((at, next));
                at = next;
            }

            bounds.Add((at, size));
            return bounds;
        }

        if (size is not { } total || call.Integer(null, "size", "split_size_or_sections", "chunks") is not { } count || count <= 0)
        {
            return null;
        }

        bool isSize = call.Name == "split";
        if (!isSize && call.Name != "chunk" && total % count != 0)
        {
            return null;
        }

        long step = isSize ? count : (total + count - 1) / count;
        if (step == 0 || total / step > MaximumParts)
        {
            return null;
        }

        for (long start = 0; start < total; start += step)
        {
            bounds.Add((start, Math.Min(start + step, total)));
        }

        return bounds;
    }
}
