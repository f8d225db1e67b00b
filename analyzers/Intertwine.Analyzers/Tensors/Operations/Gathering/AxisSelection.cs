using Intertwine.Algebra;
using Intertwine.Analyzers.Rules;
using Intertwine.Analyzers.Tensors.Values;

namespace Intertwine.Analyzers.Tensors.Operations;

/// <summary>What one entry of an indexer makes of one axis.</summary>
/// <param name="Axis">The axis of the result; null where it is gone.</param>
/// <param name="Sign">The pseudo-scalar that was taken out, where the axis is gone.</param>
/// <param name="Outcome">Whether the part transforms by itself.</param>
internal readonly record struct SelectedAxis(TensorAxis? Axis, Piece? Sign, PartKind Outcome);

/// <summary>Positions and slices along one axis: a free axis may be cut anywhere, an axis of components where whole copies begin and end (<see cref="ComponentSelection"/>).</summary>
internal static class AxisSelection
{
    public static SelectedAxis Select(TensorType type, int axis, IndexValue entry)
    {
        TensorAxis own = type.At(axis);
        var slice = entry as IndexValue.Slice;
        if (slice is { IsConstant: true, Start: null or 0, Step: 1 } && (slice.Stop is null || slice.Stop == own.Size))
        {
            return new SelectedAxis(own, null, PartKind.Whole);
        }

        (long Start, long Stop)? bounds = Bounds(entry, own.Size);
        if (own.Components is not { } components)
        {
            return new SelectedAxis(slice is null ? null : new TensorAxis(bounds is var (from, to) && own.Size is not null ? (int)(to - from) : null, null) { IsUniform = own.IsUniform }, null, PartKind.Whole);
        }

        if (bounds is not var (start, stop))
        {
            return entry is IndexValue.Position && components is { Multiplicity: 1 } && components.Terms[0].Piece is Irrep { Dimension: > 1 }
                ? new SelectedAxis(null, null, PartKind.Broken)
                : new SelectedAxis(null, null, PartKind.Unknown);
        }

        PartKind kind = ComponentSelection.Part(components, start, stop, out Representation? part);
        if (kind != PartKind.Whole || (part!.IsTrivial && type.Translation != 0))
        {
            return new SelectedAxis(null, null, kind == PartKind.Whole ? PartKind.Unknown : kind);
        }

        return slice is not null ? new SelectedAxis(part.IsTrivial ? new TensorAxis(part.Dimension, null) : TensorAxis.Of(part), null, kind) : new SelectedAxis(null, part.IsTrivial ? null : part.Terms[0].Piece, kind);
    }

    /// <summary>The tensor with one position or slice of one axis; null where it cannot be told.</summary>
    public static AbstractValue? Take(OperationCall call, TensorType type, int axis, IndexValue entry)
    {
        SelectedAxis selected = Select(type, axis, entry);
        if (selected.Outcome != PartKind.Whole)
        {
            return selected.Outcome == PartKind.Broken && !type.IsZero ? Broken(call, type, axis) : null;
        }

        if (selected.Sign is not null && !type.Sign.IsTrivial)
        {
            return null;
        }

        TensorType result = selected.Axis is { } kept ? type.WithAxis(axis, kept) : type.Without(axis);
        return new TensorValue(selected.Sign is { } sign ? result with { Sign = sign } : result);
    }

    public static AbstractValue Broken(OperationCall call, TensorType type, int axis) => call.Broken(TensorRuleIds.ComponentSelected, null, call.Name, type.ToString(), CallReading.Text(axis));

    /// <summary>First entry and the one behind the last, where both are known.</summary>
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
        stop = entry is IndexValue.Slice && stop > size ? size : stop;
        return start is { } from && stop is { } to && from >= 0 && to > from && (size is null || to <= size) ? (from, to) : null;
    }
}
