using Intertwine.Algebra;
using Intertwine.Generator;

namespace Intertwine.Analyzers.Tensors.Values;

/// <summary>One axis of a tensor.</summary>
/// <param name="Size">Its length; null where it is not known.</param>
/// <param name="Components">The representation whose components lie along it; null where the group leaves the axis alone (items, channels).</param>
internal readonly record struct TensorAxis(int? Size, Representation? Components)
{
    /// <summary>Whether all entries along it are equal, as along an axis that was expanded from length 1: multiplying components by them is multiplying by one number.</summary>
    public bool IsUniform
    {
        get => _isUniform || (Size == 1 && Components is null);
        init => _isUniform = value;
    }

    private readonly bool _isUniform;

    /// <summary>What else is known of the entries along it.</summary>
    public AxisPattern Pattern { get; init; }

    /// <summary>Of unknown length, left alone.</summary>
    public static TensorAxis Free => default;

    public static TensorAxis One => new(1, null);

    /// <summary>An axis that carries <paramref name="representation"/>; its length follows, wildcards aside.</summary>
    public static TensorAxis Of(Representation representation) => new(representation.HasWildcard ? null : representation.Dimension, representation);
}

/// <summary>How the entries along an axis depend on each other.</summary>
internal enum AxisPattern
{
    Any,

    /// <summary>One of two axes i and j of a multiple of the identity, c delta_ij, which commutes with every matrix.</summary>
    Identity,

    /// <summary>Products x_c y_c of the components of two tensors, or of a tensor with itself: only their sum is known to transform (<see cref="PendingValue"/>).</summary>
    Products,
}

/// <summary>
/// How a tensor transforms: g multiplies the axis i that carries rho_i by rho_i(g), all such axes at once, and everything by <see cref="Sign"/>(g); where the group translates, a tensor of points moves by
/// <see cref="Translation"/> times the translation besides.
/// </summary>
/// <param name="Axes">The last axes, in the order of memory: <c>Axes[Count - 1]</c> is axis -1. Axes before them are free and of unknown length.</param>
/// <param name="Rank">The number of axes, where it is known; then <paramref name="Axes"/> has all of them.</param>
/// <param name="Sign">A one-dimensional representation that multiplies all entries: the trivial one, or that of pseudo-scalars.</param>
internal sealed record TensorType(EquatableArray<TensorAxis> Axes, int? Rank, Piece Sign)
{
    /// <summary>
    /// Multiples of the translation that a tensor moves by: 1 for points, 0 for their differences, infinite where it is not 0 and not known otherwise (sums of so many points), <see cref="double.NaN"/> where nothing is known (points times
    /// weights, points beside scalars). Only axes of vectors translate.
    /// </summary>
    public double Translation { get; init; }

    /// <summary>Of a sum x + y: of a number that is not 0 and another number nothing is known.</summary>
    public static double Sum(double left, double right) =>
        left == 0 ? right : right == 0 ? left : double.IsInfinity(left) || double.IsInfinity(right) ? double.NaN : left + right;

    /// <summary>Whether it is made of points with weights whose sum is not known: where that is 0 it is a vector (x - sum w x with w = s / sum s).</summary>
    public bool IsMixture => double.IsNaN(Translation);

    /// <summary>What is said of a return value that comes from such a mixture.</summary>
    public const string MixtureOfPoints = "points with weights whose sum is not known";

    /// <summary>Whether all entries are zero: then it transforms in any way, with <see cref="Axes"/> for its lengths only.</summary>
    public bool IsZero { get; init; }

    /// <summary>Whether it is the same for all inputs: constants, weights, masks made of numbers.</summary>
    public bool IsConstant { get; init; }

    /// <summary>Whether it holds weights, which training may make anything: what is right for some numbers only is wrong for them.</summary>
    public bool IsWeight { get; init; }

    /// <summary>Axes that carry components, counted from the end: -1 is the last.</summary>
    public IEnumerable<int> ComponentAxes => Enumerable.Range(1, Axes.Count).Select(back => -back).Where(axis => this[axis].Components is not null);

    /// <summary>Whether the group leaves the tensor as it is.</summary>
    public bool IsInvariant => Sign.IsTrivial && Translation == 0 && Axes.All(axis => axis.Components is null or { IsTrivial: true });

    /// <summary>Axis <paramref name="axis"/>, counted from the end (-1 is the last); <see cref="TensorAxis.Free"/> beyond those known.</summary>
    public TensorAxis this[int axis] => axis < 0 && -axis <= Axes.Count ? Axes[Axes.Count + axis] : TensorAxis.Free;

    /// <summary>An axis as code writes it → counted from the end; null where that needs a rank which is not known.</summary>
    public int? FromEnd(long axis) => axis < 0 ? (int)axis : Rank is { } rank && axis < rank ? (int)axis - rank : null;

    /// <summary>An invariant tensor of any shape.</summary>
    public static TensorType Invariant(Group group, int? rank = null) => new(new EquatableArray<TensorAxis>(new TensorAxis[rank ?? 0]), rank, group.Trivial);

    /// <summary>A tensor with one axis of components, counted from the end.</summary>
    public static TensorType Of(Representation representation, int axis = -1, int? rank = null)
    {
        var axes = new TensorAxis[rank ?? -axis];
        axes[axes.Length + axis] = TensorAxis.Of(representation);
        return new TensorType(new EquatableArray<TensorAxis>(axes), rank, representation.Group.Trivial);
    }

    /// <summary>What is known of a tensor that is one or the other; null where they transform in different ways.</summary>
    public static TensorType? Join(TensorType left, TensorType right)
    {
        if (left.IsZero || right.IsZero)
        {
            // Zeros are vectors of any kind, but no points: those move.
            if ((left.IsZero ? right : left).Translation != 0)
            {
                return null;
            }

            return left.IsZero && right.IsZero ? left with { Axes = JoinLengths(left, right), Rank = left.Rank == right.Rank ? left.Rank : null } : left.IsZero ? right : left;
        }

        int count = Math.Max(left.Axes.Count, right.Axes.Count);
        var axes = new TensorAxis[count];
        for (int axis = -count; axis < 0; axis++)
        {
            if (left[axis].Components != right[axis].Components)
            {
                return null;
            }

            axes[count + axis] = JoinAxis(left[axis], right[axis]);
        }

        // An equal sign and translation, or none at all.
        return left.Sign == right.Sign && left.Translation.Equals(right.Translation)
            ? new TensorType(new EquatableArray<TensorAxis>(axes), left.Rank == right.Rank ? left.Rank : null, left.Sign) { Translation = left.Translation, IsConstant = left.IsConstant && right.IsConstant }
            : null;
    }

    private static TensorAxis JoinAxis(TensorAxis left, TensorAxis right) => left == right ? left : new TensorAxis(left.Size == right.Size ? left.Size : null, left.Components)
    {
        IsUniform = left.IsUniform && right.IsUniform,
        Pattern = left.Pattern == right.Pattern ? left.Pattern : AxisPattern.Any,
    };

    private static EquatableArray<TensorAxis> JoinLengths(TensorType left, TensorType right)
    {
        int count = Math.Min(left.Axes.Count, right.Axes.Count);
        return new EquatableArray<TensorAxis>([.. Enumerable.Range(-count, count).Select(axis => left[axis] == right[axis] ? left[axis] : TensorAxis.Free)]);
    }

    /// <summary>As messages write it: <c>1o on axis -1</c>, <c>1o on axis -2 and 1o on axis -1</c>, <c>pseudo-scalars (0o)</c>, <c>an invariant</c>.</summary>
    public override string ToString()
    {
        if (IsZero)
        {
            return "zero";
        }

        string sign = Sign.IsTrivial ? "" : $"pseudo-scalars ({Sign.Name})";
        string axes = string.Join(" and ", Axes.Select((axis, i) => (axis, i)).Where(entry => entry.axis.Components is { IsTrivial: false }).Select(entry => $"{Name(entry.axis.Components!)} on axis {entry.i - Axes.Count}"));
        string points = Translation == 0 ? "" : Translation == 1 ? "points, " : IsMixture ? "points in a mixture, " : double.IsInfinity(Translation) ? "sums of points, " : "weighted points, ";
        return sign.Length + axes.Length == 0 ? "an invariant" : points + (sign.Length == 0 ? axes : axes.Length == 0 ? sign : $"{sign} times {axes}");
    }

    /// <summary>A representation as messages write it: <c>1o</c> for one copy.</summary>
    public static string Name(Representation representation) => representation.Terms is [{ Multiplicity: 1, Piece.Name: var name }] ? name : representation.ToString();
}
