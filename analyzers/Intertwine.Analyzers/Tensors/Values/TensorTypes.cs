using Intertwine.Algebra;
using Intertwine.Generator;

namespace Intertwine.Analyzers.Tensors.Values;

/// <summary>Whether one thing holds, where not everything is known.</summary>
internal enum Decision
{
    No,
    Yes,
    Unknown,
}

/// <summary>Types of tensors from representations, and compared with each other.</summary>
internal static class TensorTypes
{
    /// <summary>
    /// A type whose axis (counted from the end) carries <paramref name="representation"/> besides what it was: trivial pieces give a free axis of their number, copies of one pseudo-scalar a free axis and a sign, points an axis of
    /// differences that translates. Null for points beside other pieces.
    /// </summary>
    public static TensorType? With(TensorType type, int axis, Representation representation)
    {
        var axes = new TensorAxis[Math.Max(type.Axes.Count, -axis)];
        type.Axes.ToArray().CopyTo(axes, axes.Length - type.Axes.Count);
        bool isAffine = representation.Terms.Any(term => term.Piece.IsAffine);
        if (isAffine && representation.Terms.Any(term => !term.Piece.IsAffine))
        {
            return null;
        }

        int? size = representation.HasWildcard ? null : representation.Dimension;
        bool isSign = representation.SinglePiece is { Dimension: 1, IsTrivial: false };
        axes[axes.Length + axis] = representation.IsTrivial || isSign ? new TensorAxis(size, null) : TensorAxis.Of(isAffine ? representation.Differences() : representation);
        return type with
        {
            Axes = new EquatableArray<TensorAxis>(axes),
            Sign = isSign && type.Sign.IsTrivial ? representation.SinglePiece! : type.Sign,
            Translation = isAffine ? 1 : type.Translation,
        };
    }

    /// <summary>Whether a tensor of type <paramref name="actual"/> transforms as <paramref name="stated"/>. Lengths of free axes are not compared: a wrong one is an error of shapes, which says so itself.</summary>
    public static Decision Matches(TensorType stated, TensorType actual)
    {
        if (actual.IsZero)
        {
            return stated.Translation == 0 ? Decision.Yes : Decision.No;
        }

        return !TransformAlike(stated, actual) ? Decision.No
            : stated.Translation.Equals(actual.Translation) ? Decision.Yes
            : actual.IsMixture || stated.IsMixture || (double.IsInfinity(actual.Translation) && stated.Translation != 0) ? Decision.Unknown
            : Decision.No;
    }

    /// <summary>
    /// Whether the linear parts are equal: the same representation on every axis and the same sign, or representations that differ by signs which cancel each other, as pseudo-scalars times 1o and 1e do.
    /// </summary>
    public static bool TransformAlike(TensorType left, TensorType right)
    {
        int[]? ratio = left.Sign == right.Sign ? RepresentationActions.NoSigns(left.Sign.Group) : RepresentationActions.Ratio(left.Sign, right.Sign);
        for (int axis = -Math.Max(left.Axes.Count, right.Axes.Count); axis < 0 && ratio is not null; axis++)
        {
            if (left[axis].Pattern == AxisPattern.Products != (right[axis].Pattern == AxisPattern.Products))
            {
                return false;
            }

            if (!Same(left[axis].Components, right[axis].Components))
            {
                ratio = left[axis].Components is { } first && right[axis].Components is { } second ? RepresentationActions.Multiply(ratio, RepresentationActions.Ratio(first, second)) : null;
            }
        }

        return ratio is not null && ratio.All(sign => sign == 1);
    }

    /// <summary>Equal in memory, with neighbours merged and any multiplicity for a wildcard; trivial representations are no components.</summary>
    public static bool Same(Representation? left, Representation? right)
    {
        left = left is { IsTrivial: true } ? null : left;
        right = right is { IsTrivial: true } ? null : right;
        return left is null || right is null ? left is null && right is null : left == right || left.Accepts(right) || right.Accepts(left);
    }

    /// <summary>The same tensor under the elements of a subgroup; null where the group is none.</summary>
    public static TensorType? Restrict(TensorType type, Group subgroup)
    {
        TensorType result = type with { Sign = subgroup.Trivial };
        foreach (int axis in type.ComponentAxes)
        {
            if (type[axis].Components!.Restrict(subgroup) is not { } restricted)
            {
                return null;
            }

            // A piece that the subgroup leaves alone is no component any more.
            double translation = result.Translation;
            result = With(result, axis, restricted)! with { Translation = translation };
        }

        return Representation.Of(type.Sign).Restrict(subgroup)?.SinglePiece is not { } sign ? null : sign.IsTrivial ? result : result with { Sign = sign };
    }

    /// <summary>The group without its translations, which leave vectors alone: a map of vectors that commutes with O(3) commutes with E(3). Null for groups that have none.</summary>
    public static Group? LinearPart(Group group) => group is OrthogonalGroup { HasTranslations: true } euclidean ? euclidean with { HasTranslations = false } : null;

    /// <summary>A tensor that a larger group acts on, or one that contains the linear part of this group, under the elements of this group; null where that is not known.</summary>
    public static TensorType? Under(TensorType type, Group group)
    {
        if (Restrict(type, group) is { } restricted)
        {
            return restricted;
        }

        if (LinearPart(group) is not { } linear || Restrict(type, linear) is not { } moved)
        {
            return null;
        }

        // The same names mean the same in the group with translations.
        var axes = new TensorAxis[moved.Axes.Count];
        for (int axis = -axes.Length; axis < 0; axis++)
        {
            Representation? named = moved[axis].Components is { } components && RepresentationParser.Parse(group, components.ToString(), allowWildcard: true).TryGet(out Representation? found, out _) ? found : null;
            if (named is null && moved[axis].Components is not null)
            {
                return null;
            }

            axes[axes.Length + axis] = moved[axis] with { Components = named };
        }

        return group.ParsePiece(moved.Sign.Name).TryGet(out Piece? sign, out _) ? moved with { Axes = new EquatableArray<TensorAxis>(axes), Sign = sign } : null;
    }

    /// <summary>The part without reflections of a group with them: SO(3) of O(3), SE(3) of E(3); null for others.</summary>
    public static Group? WithoutReflections(Group group)
    {
        string name = group.Name;
        string? proper = name.StartsWith("O(", StringComparison.Ordinal) ? "S" + name : name.StartsWith("E(", StringComparison.Ordinal) ? "S" + name : null;
        return proper is not null && Group.Parse(proper).TryGet(out Group? found, out _) && found.IsSubgroupOf(group) ? found : null;
    }
}
