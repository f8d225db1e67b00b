using System.Globalization;
using Intertwine.Algebra;
using Intertwine.Analyzers.Tensors.Values;
using Intertwine.Generator;

namespace Intertwine.Analyzers.Tensors.Operations;

/// <summary>Arguments of a call as rules read them.</summary>
internal static class CallReading
{
    /// <summary>The argument of the first of the names that the call has; null where it has none of them, or has left it at a default of null.</summary>
    public static AbstractValue? Value(this OperationCall call, params string[] names)
    {
        OperationArgument? argument = names.Select(name => call[name]).FirstOrDefault(found => found is not null);
        return argument is null or { IsDefault: true, Value: NumberValue { Constant: null, Text: null } } ? null : argument.Value;
    }

    /// <summary>Whether an argument is given that is not known to be null.</summary>
    public static bool Has(this OperationCall call, params string[] names) => call.Value(names) is not null;

    /// <summary>A whole number: <paramref name="otherwise"/> where it is left out, null where it is not a constant.</summary>
    public static long? Integer(this OperationCall call, long? otherwise, params string[] names) => call.Value(names) switch
    {
        null => otherwise,
        NumberValue { Constant: { } number } => (long)number,
        SequenceValue { Items: { Count: 1 } items } when items[0] is NumberValue { Constant: { } number } => (long)number,
        _ => null,
    };

    /// <summary>A truth value: <paramref name="otherwise"/> where it is left out, null where it is not a constant.</summary>
    public static bool? Flag(this OperationCall call, bool otherwise, params string[] names) => call.Integer(otherwise ? 1 : 0, names) is { } number ? number != 0 : null;

    /// <summary>Whole numbers, one by one or as an array; null where their number is not known.</summary>
    public static IReadOnlyList<NumberValue>? Numbers(this OperationCall call, params string[] names) => call.Value(names) switch
    {
        NumberValue number => [number],
        SequenceValue { Items: { } items } when items.All(item => item is NumberValue) => [.. items.Cast<NumberValue>()],
        _ => null,
    };

    /// <summary>Constant whole numbers; null where they are not.</summary>
    public static IReadOnlyList<long>? Integers(this OperationCall call, params string[] names) =>
        call.Numbers(names) is { } numbers && numbers.All(number => number.Constant is not null) ? [.. numbers.Select(number => (long)number.Constant!.Value)] : null;

    /// <summary>The axis that an argument names; -1 for the last.</summary>
    public static int? Axis(this OperationCall call, TensorType type, long? otherwise, params string[] names) => call.Integer(otherwise, names) is { } axis ? type.FromEndOrItems(axis) : null;

    /// <summary>A tensor argument.</summary>
    public static TensorValue? Tensor(this OperationCall call, params string[] names) => call.Value(names) as TensorValue;

    /// <summary>The tensors of an argument that is an array of them, element by element; null where their number is not known or one is no tensor.</summary>
    public static IReadOnlyList<TensorValue>? Tensors(this OperationCall call, params string[] names) =>
        call.Value(names) is SequenceValue { Items: { Count: > 0 } items } && items.All(item => item is TensorValue) ? [.. items.Cast<TensorValue>()] : null;

    /// <summary>The same call of another operation.</summary>
    public static AbstractValue Apply(this OperationCall call, string name, params OperationArgument[] arguments) =>
        OperationTable.Apply(call with { Name = name, Arguments = arguments, IsInPlace = false });

    public static string Text(int axis) => axis.ToString(CultureInfo.InvariantCulture);

    /// <summary>An axis as code writes it → counted from the end. Axis 0 of a tensor whose rank is not known is its first axis of items: annotations describe tensors with some axis before the components.</summary>
    public static int? FromEndOrItems(this TensorType type, long axis) => axis == 0 && type.Rank is null ? Items : type.FromEnd(axis);

    /// <summary>Stands for the first axis of a tensor whose rank is not known: before all axes that are.</summary>
    public const int Items = int.MinValue;

    /// <summary>As <see cref="TensorType.this"/>; the axis of items is free.</summary>
    public static TensorAxis At(this TensorType type, int axis) => axis == Items ? TensorAxis.Free : type[axis];

    /// <summary>The last axes: those known, and at least <paramref name="count"/>.</summary>
    public static List<TensorAxis> Last(this TensorType type, int count = 0)
    {
        int length = Math.Max(type.Axes.Count, count);
        return [.. Enumerable.Range(-length, length).Select(axis => type[axis])];
    }

    /// <summary>The same type with other last axes.</summary>
    public static TensorValue With(this TensorType type, IEnumerable<TensorAxis> axes, int? rank) => new(Paired(type with { Axes = new EquatableArray<TensorAxis>([.. axes]), Rank = rank }));

    /// <summary>The same type with another axis at a place counted from the end.</summary>
    public static TensorType WithAxis(this TensorType type, int axis, TensorAxis value)
    {
        if (axis == Items)
        {
            return type;
        }

        List<TensorAxis> axes = type.Last(-axis);
        axes[axes.Count + axis] = value;
        return Paired(type with { Axes = new EquatableArray<TensorAxis>([.. axes]) });
    }

    /// <summary>Without one axis.</summary>
    public static TensorType Without(this TensorType type, int axis)
    {
        if (axis == Items)
        {
            return type;
        }

        List<TensorAxis> axes = type.Last(-axis);
        axes.RemoveAt(axes.Count + axis);
        return Paired(type with { Axes = new EquatableArray<TensorAxis>([.. axes]), Rank = type.Rank - 1 });
    }

    /// <summary>A row of the identity is no identity: one axis of two says nothing.</summary>
    private static TensorType Paired(TensorType type) => type.Axes.Count(axis => axis.Pattern == AxisPattern.Identity) is 0 or 2
        ? type
        : type with { Axes = new EquatableArray<TensorAxis>([.. type.Axes.Select(axis => axis.Pattern == AxisPattern.Identity ? axis with { Pattern = AxisPattern.Any } : axis)]) };

    /// <summary>Whether the tensor carries components of representations that are not trivial: then it is neither invariant nor only a sign.</summary>
    public static bool HasComponents(this TensorType type) => !type.IsZero && type.ComponentAxes.Any(axis => type[axis].Components is { IsTrivial: false });

    /// <summary>Several copies of a representation one after the other; null where there are none (a length of 0), or where that is too long to be written down.</summary>
    public static Representation? Copies(this Representation representation, long count)
    {
        if (count <= 1)
        {
            return count == 1 ? representation : null;
        }

        Representation simple = representation.Simplified();
        if (simple.Terms.Count == 1)
        {
            RepresentationTerm term = simple.Terms[0];
            return term.IsWildcard ? simple : count * term.Multiplicity <= RepresentationParser.MaximumMultiplicity ? Representation.Of(term.Piece, (int)(count * term.Multiplicity)) : null;
        }

        return count * simple.Terms.Count <= 256 ? new Representation(simple.Group, [.. Enumerable.Range(0, (int)count).SelectMany(_ => simple.Terms)]) : null;
    }

    /// <summary>Any number of copies; null where they are not copies of one piece.</summary>
    public static Representation? AnyCopies(this Representation representation) => representation.SinglePiece is { } piece ? Representation.Of(piece, RepresentationTerm.Wildcard) : null;
}
