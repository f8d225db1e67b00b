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
    /// <summary>Components beyond which no products of different ones are kept.</summary>
    public const int MaximumDimension = 16;

    /// <summary>x and y. Forms of the same tensors may be added weight by weight.</summary>
    public FormSource? Of { get; init; }

    /// <summary>B row by row, where the form is x^T B y with products of different components too.</summary>
    public EquatableArray<double>? Mixed { get; init; }

    /// <summary>B row by row. Of x^T B x only the symmetric part matters.</summary>
    public double[] Matrix
    {
        get
        {
            int rows = Left.Dimension, columns = Right.Dimension;
            double[] entries = Mixed?.ToArray() ?? [.. Enumerable.Range(0, rows * columns).Select(i => i / columns == i % columns ? Weights[i / columns] : 0)];
            return Of?.IsSquare == true && rows == columns ? [.. entries.Select((entry, i) => (entry + entries[(i % columns * columns) + (i / columns)]) / 2)] : entries;
        }
    }

    /// <summary>(sum_i a_i x_i) (sum_j b_j y_j).</summary>
    public static ComponentForm Product(Representation left, double[] a, Representation right, double[] b, FormSource? of) => new(left, right, new EquatableArray<double>(new double[left.Dimension]), 0)
    {
        Of = of,
        Mixed = new EquatableArray<double>([.. a.SelectMany(x => b.Select(y => x * y))]),
    };

    public ComponentForm Scaled(double factor) => this with
    {
        Weights = Times(Weights, factor),
        Mixed = Mixed is { } entries ? Times(entries, factor) : null,
    };

    /// <summary>The components from one to another only.</summary>
    public ComponentForm Part(int start, int count) =>
        this with { Weights = new EquatableArray<double>([.. Weights.Select((weight, i) => i >= start && i < start + count ? weight : 0)]), Start = start };

    /// <summary>a w + b w' for forms of the same tensors; null for others.</summary>
    public ComponentForm? Plus(ComponentForm other, double factor)
    {
        if (Of is null || other.Of is null)
        {
            return null;
        }

        other = Of.Is(other.Of) ? other : other.Transposed();
        if (!Of.Is(other.Of) || Left != other.Left || Right != other.Right)
        {
            return null;
        }

        return Mixed is null && other.Mixed is null
            ? this with { Weights = Sum(Weights.ToArray(), other.Weights.ToArray()), Start = 0 }
            : this with { Mixed = Sum(Matrix, other.Matrix), Start = 0 };

        EquatableArray<double> Sum(double[] left, double[] right) => new([.. left.Zip(right, (a, b) => a + (factor * b))]);
    }

    /// <summary>y^T B^T x.</summary>
    private ComponentForm Transposed()
    {
        int rows = Left.Dimension, columns = Right.Dimension;
        return this with
        {
            Left = Right,
            Right = Left,
            Of = Of?.Swapped(),
            Mixed = Mixed is { } entries ? new EquatableArray<double>([.. Enumerable.Range(0, rows * columns).Select(i => entries[(i % rows * columns) + (i / rows)])]) : null,
        };
    }

    private static EquatableArray<double> Times(EquatableArray<double> numbers, double factor) => new([.. numbers.Select(number => factor * number)]);
}

/// <summary>
/// Which tensors a form is of: those that the analyzer knows by the same value, in the same variables. It does not take part in comparisons by value, as a loop makes new values of the same kind again and again.
/// </summary>
internal sealed class FormSource(object? left, object? leftPlace, object? right, object? rightPlace)
{
    private readonly object?[] _parts = [left, leftPlace, right, rightPlace];

    /// <summary>Whether x and y are the same.</summary>
    public bool IsSquare => IsSame(_parts[0], _parts[2]) && IsSame(_parts[1], _parts[3]);

    public static FormSource Of(AbstractValue value, object? place) => new(value, place, value, place);

    public static FormSource? Of(FormSource? left, FormSource? right) => left is null || right is null ? null : new(left._parts[0], left._parts[1], right._parts[0], right._parts[1]);

    public FormSource Swapped() => new(_parts[2], _parts[3], _parts[0], _parts[1]);

    /// <summary>The same components with their items along other axes: another tensor, but for those that were moved alike.</summary>
    public FormSource Moved(string how) => new(_parts[0], (_parts[1], how), _parts[2], (_parts[3], how));

    public bool Is(FormSource? other) => other is not null && _parts.Zip(other._parts, IsSame).All(same => same);

    private static bool IsSame(object? left, object? right) => ReferenceEquals(left, right) || (left is not AbstractValue && Equals(left, right));

    public override bool Equals(object? obj) => obj is FormSource;

    public override int GetHashCode() => 0;
}

/// <summary>
/// Some components of a tensor, taken out: one, or a part of an irrep. Alone they do not transform in any way, but squares and products of them may add up to a form that the group keeps, and several of them side by side to a tensor
/// again; so what is wrong is reported at the place where they were taken out, once they are used otherwise.
/// </summary>
/// <param name="Type">The lengths of the axes.</param>
/// <param name="Of">The representation that they are taken from.</param>
/// <param name="Start">The first component.</param>
/// <param name="Count">How many numbers; null for one without an axis of its own, else the last axis holds them.</param>
/// <param name="Otherwise">What is wrong with other uses.</param>
internal sealed record PartValue(TensorType Type, Representation Of, int Start, int? Count, PendingReport Otherwise) : AbstractValue
{
    /// <summary>The tensor that they are taken from.</summary>
    public FormSource? Source { get; init; }

    /// <summary>A row by row, where the numbers are sums of components, y_k = sum_i A_ki x_i; null where they are the components themselves.</summary>
    public EquatableArray<double>? Sums { get; init; }

    /// <summary>How many numbers.</summary>
    public int Rows => Count ?? 1;

    /// <summary>A row by row, where the numbers are known to be y_k = sum_i A_ki x_i in the components of <see cref="Source"/>; null otherwise.</summary>
    public double[]? Matrix => Source is null || Of.Dimension > ComponentForm.MaximumDimension || Rows > ComponentForm.MaximumDimension ? null
        : Sums?.ToArray() ?? [.. Enumerable.Range(0, Rows * Of.Dimension).Select(i => i % Of.Dimension == Start + (i / Of.Dimension) ? 1.0 : 0.0)];
}
