using Intertwine.Analyzers.Tensors.Values;
using Intertwine.Generator;

namespace Intertwine.Analyzers.Tensors.Operations;

/// <summary>
/// Shapes of elementwise operations: axes line up from the end, and length 1 (or an axis that is missing in front) is repeated. A tensor that is the same for all entries along the components of another may multiply it or select
/// among it; one that varies along them scales each component by its own number.
/// </summary>
internal static class Broadcasting
{
    /// <summary>Whether <paramref name="type"/> has the same entry everywhere along an axis, counted from the end, that it is repeated or lies along.</summary>
    public static Decision IsConstantAlong(TensorType type, int axis) =>
        (type.Rank is { } rank && -axis > rank) || type[axis].IsUniform ? Decision.Yes
        : type[axis].Components is { IsTrivial: false } || type[axis].Size is > 1 ? Decision.No
        : Decision.Unknown;

    /// <summary>The same along all axes of components of <paramref name="other"/>.</summary>
    public static Decision IsConstantAlongComponents(TensorType type, TensorType other)
    {
        Decision result = Decision.Yes;
        foreach (int axis in other.ComponentAxes.Where(axis => other[axis].Components is { IsTrivial: false }))
        {
            Decision along = IsConstantAlong(type, axis);
            if (along == Decision.No)
            {
                return along;
            }

            result = along == Decision.Unknown ? along : result;
        }

        return result;
    }

    /// <summary>The axes of f(x, y), entry by entry: components stay where either operand has them.</summary>
    public static (EquatableArray<TensorAxis> Axes, int? Rank) Combine(TensorType left, TensorType right)
    {
        int? rank = left.Rank is { } a && right.Rank is { } b ? Math.Max(a, b) : null;
        int count = Math.Max(left.Axes.Count, right.Axes.Count);
        return (new EquatableArray<TensorAxis>([.. Enumerable.Range(-count, count).Select(axis => Axis(left, right, axis))]), rank);
    }

    /// <summary>x with the axes of f(x, y), where y adds nothing to how x transforms.</summary>
    public static TensorType Widen(TensorType type, TensorType other)
    {
        (EquatableArray<TensorAxis> axes, int? rank) = Combine(type, other);
        return type with { Axes = axes, Rank = rank };
    }

    private static TensorAxis Axis(TensorType left, TensorType right, int axis)
    {
        TensorAxis a = left[axis], b = right[axis];
        if (left.Rank is { } rank && -axis > rank)
        {
            return b;
        }

        if (right.Rank is { } other && -axis > other)
        {
            return a;
        }

        return new TensorAxis(a.Size == 1 ? b.Size : b.Size == 1 ? a.Size : a.Size ?? b.Size, a.Components ?? b.Components)
        {
            IsUniform = a.IsUniform && b.IsUniform,
            Pattern = a.Pattern == AxisPattern.Products || b.Pattern == AxisPattern.Products ? AxisPattern.Products
                : a.Pattern == AxisPattern.Identity && b.IsUniform ? a.Pattern
                : b.Pattern == AxisPattern.Identity && a.IsUniform ? b.Pattern
                : AxisPattern.Any,
        };
    }
}
