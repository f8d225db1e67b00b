using System.Globalization;
using Intertwine.Algebra;
using Intertwine.Analyzers.Rules;
using Intertwine.Analyzers.Tensors.Values;

namespace Intertwine.Analyzers.Tensors.Operations;

/// <summary>
/// Copies along axes. <c>expand</c> and <c>broadcast_to</c> lengthen axes of length 1: y[i, ...] = x[0, ...]. <c>repeat</c> and <c>tile</c> put n copies one after the other: on an axis of components that is n copies of the
/// representation. <c>repeat_interleave</c> repeats each entry: of an axis of components it makes (x, x, y, y, z, z), which are no copies.
/// </summary>
internal sealed class ExpandRule : IOperationRule
{
    public IEnumerable<string> Names => ["expand", "expand_as", "broadcast_to", "repeat", "tile", "repeat_interleave"];

    public AbstractValue? Apply(OperationCall call) => call.First is not TensorValue { Type: var type } ? null : call.Name switch
    {
        "expand_as" => call.Tensor("other") is { } other ? Expand(type, [.. other.Type.Last().Select(axis => new NumberValue(axis.Size))], other.Type.Rank) : null,
        "repeat" => call.Numbers("sizes") is { } sizes ? Repeat(type, sizes, isPadded: false) : null,
        "tile" => call.Numbers("reps", "dims") is { } sizes ? Repeat(type, sizes, isPadded: true) : null,
        "repeat_interleave" => Interleave(call, type),
        _ => call.Value("sizes", "shape") is ShapeValue { Tensor: TensorValue shaped } ? Expand(type, [.. shaped.Type.Last().Select(axis => new NumberValue(axis.Size))], shaped.Type.Rank)
            : call.Numbers("sizes", "shape") is { } sizes ? Expand(type, sizes, sizes.Count)
            : null,
    };

    private static AbstractValue? Expand(TensorType type, IReadOnlyList<NumberValue> sizes, int? rank)
    {
        if (type.Axes.Count > rank)
        {
            return null;
        }

        var axes = new TensorAxis[Math.Max(sizes.Count, rank is null ? type.Axes.Count : 0)];
        for (int axis = -axes.Length; axis < 0; axis++)
        {
            NumberValue size = -axis <= sizes.Count ? sizes[sizes.Count + axis] : new NumberValue(null);
            int? length = size.Constant is { } known && known >= 0 ? (int)known : null;
            bool isNew = type.Rank is { } old && -axis > old;
            axes[axes.Length + axis] = type[axis] switch
            {
                { Components: not null } kept => kept,
                { Size: not null and not 1 } kept => kept,
                { Size: 1 } when size.Constant == -1 => TensorAxis.One,
                { IsUniform: true } => new TensorAxis(length, null) { IsUniform = true },
                _ when isNew => new TensorAxis(length, null) { IsUniform = true },
                _ => new TensorAxis(length, null),
            };
        }

        return type.With(axes, rank);
    }

    private static AbstractValue? Repeat(TensorType type, IReadOnlyList<NumberValue> counts, bool isPadded)
    {
        int known = Math.Max(counts.Count, type.Axes.Count);
        if (type.Axes.Count > counts.Count && !isPadded)
        {
            return null;
        }

        var axes = new TensorAxis[known];
        for (int axis = -known; axis < 0; axis++)
        {
            double? count = -axis <= counts.Count ? counts[counts.Count + axis].Constant : 1;
            TensorAxis old = type[axis];
            bool isUniform = old.IsUniform || (type.Rank is { } rank && -axis > rank);
            if (old.Components is not { } components)
            {
                int? size = type.Rank is { } all && -axis > all ? 1 : old.Size;
                axes[known + axis] = count == 1 ? old : new TensorAxis((int?)(size * count), null) { IsUniform = isUniform };
            }
            else if ((count is { } copies ? copies < 1 ? null : components.Copies((long)copies) : components.AnyCopies()) is { } repeated)
            {
                axes[known + axis] = TensorAxis.Of(repeated);
            }
            else
            {
                return null;
            }
        }

        return type.With(axes, isPadded ? type.Rank is { } former ? Math.Max(former, counts.Count) : null : counts.Count);
    }

    private static AbstractValue? Interleave(OperationCall call, TensorType type)
    {
        long? count = call.Integer(null, "repeats");
        if (!call.Has("dim"))
        {
            return type.HasComponents() ? count == 1 ? null : Destroyed(call, type, "every single component is repeated") : type.With([TensorAxis.Free], 1);
        }

        if (call.Axis(type, null, "dim") is not { } axis)
        {
            return null;
        }

        TensorAxis old = type.At(axis);
        return old.Components is not { } components ? new TensorValue(type.WithAxis(axis, new TensorAxis((int?)(old.Size * count), null) { IsUniform = old.IsUniform }))
            : count == 1 ? new TensorValue(type)
            : components.Terms.Any(term => term.Piece.Dimension > 1) ? Destroyed(call, type, $"each component of axis {axis.ToString(CultureInfo.InvariantCulture)} is repeated by itself")
            : null;
    }

    private static AbstractValue Destroyed(OperationCall call, TensorType type, string how) => call.Broken(TensorRuleIds.AxisDestroyed, null, call.Name, type.ToString(), how);
}
