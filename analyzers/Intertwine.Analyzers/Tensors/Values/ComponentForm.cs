using Intertwine.Algebra;
using Intertwine.Generator;

namespace Intertwine.Analyzers.Tensors.Values;

/// <summary>The bilinear form sum_c w_c x_c y_c in the components of two tensors, or of one with itself: under some weights it is invariant, as x_0^2 - x_1^2 - x_2^2 - x_3^2 is under SO(1,3).</summary>
/// <param name="Left">The representation of x.</param>
/// <param name="Right">That of y.</param>
/// <param name="Weights">w, one for each component.</param>
/// <param name="Start">The component that the waiting axis begins with, where it holds a part of them.</param>
internal sealed record ComponentForm(Representation Left, Representation Right, EquatableArray<double> Weights, int Start)
{
    /// <summary>x and y. Forms of the same tensors may be added weight by weight.</summary>
    public FormSource? Of { get; init; }

    public ComponentForm Scaled(double factor) => this with { Weights = new EquatableArray<double>([.. Weights.Select(weight => factor * weight)]) };

    /// <summary>The components from one to another only.</summary>
    public ComponentForm Part(int start, int count) =>
        this with { Weights = new EquatableArray<double>([.. Weights.Select((weight, i) => i >= start && i < start + count ? weight : 0)]), Start = start };

    /// <summary>a w + b w' for forms of the same tensors; null for others.</summary>
    public ComponentForm? Plus(ComponentForm other, double factor) => Of is not null && Of.Is(other.Of) && Left == other.Left && Right == other.Right
        ? this with { Weights = new EquatableArray<double>([.. Weights.Zip(other.Weights, (a, b) => a + (factor * b))]), Start = 0 }
        : null;
}

/// <summary>
/// Which tensors a form is of: those that the analyzer knows by the same value, in the same variables. It does not take part in comparisons by value, as a loop makes new values of the same kind again and again.
/// </summary>
internal sealed class FormSource(object? left, object? leftPlace, object? right, object? rightPlace)
{
    private readonly object?[] _parts = [left, leftPlace, right, rightPlace];

    public static FormSource Of(AbstractValue value, object? place) => new(value, place, value, place);

    public static FormSource? Of(FormSource? left, FormSource? right) => left is null || right is null ? null : new(left._parts[0], left._parts[1], right._parts[0], right._parts[1]);

    public bool Is(FormSource? other) => other is not null && _parts.Zip(other._parts, (a, b) => ReferenceEquals(a, b) || (a is not AbstractValue && Equals(a, b))).All(same => same);

    public override bool Equals(object? obj) => obj is FormSource;

    public override int GetHashCode() => 0;
}

/// <summary>
/// Some components of a tensor, taken out: one, or a part of an irrep. Alone they do not transform in any way, but squares and products of them may add up to a form that the group keeps; so what is wrong is reported at the place where
/// they were taken out, once they are used otherwise.
/// </summary>
/// <param name="Type">The lengths of the axes.</param>
/// <param name="Of">The representation that they are taken from.</param>
/// <param name="Start">The first component.</param>
/// <param name="Count">How many; null for one without an axis of its own, else the last axis holds them.</param>
/// <param name="Otherwise">What is wrong with other uses.</param>
internal sealed record PartValue(TensorType Type, Representation Of, int Start, int? Count, PendingReport Otherwise) : AbstractValue
{
    /// <summary>The tensor that they are taken from.</summary>
    public FormSource? Source { get; init; }
}
