using Intertwine.Algebra;
using Intertwine.Analyzers.Tensors.Operations;
using Intertwine.Analyzers.Tensors.Values;

namespace Intertwine.Analyzers.Tests.Tensors.Operations;

/// <summary>Calls of operations without source text: <c>new CallBuilder("O(3)").Apply("transpose", v, 1, 2)</c>.</summary>
internal sealed class CallBuilder(string group)
{
    public Group Group { get; } = Group.Parse(group).OrThrow();

    /// <summary>Ids reported so far.</summary>
    public List<string> Reported { get; } = [];

    public TensorValue Of(string representation, int axis = -1, int? rank = null) => new(TensorType.Of(Representation.Parse(Group, representation), axis, rank));

    /// <summary>Negative lengths are not known.</summary>
    public TensorValue Invariant(params int[] sizes) =>
        new(new TensorType(new([.. sizes.Select(size => new TensorAxis(size < 0 ? null : size, null))]), sizes.Length, Group.Trivial));

    /// <summary>Points, where the group translates: vectors that move.</summary>
    public TensorValue Points(int? rank = null) => new(TensorType.Of(Representation.Parse(Group, "point").Differences(), -1, rank) with { Translation = 1 });

    /// <summary>Pseudo-scalars of one piece.</summary>
    public TensorValue Signs(string piece, params int[] sizes) => new(Invariant(sizes).Type with { Sign = Piece.Parse(Group, piece) });

    /// <summary>Applies an operation; numbers and texts stand for themselves, arrays for sequences, pairs of a name and a value for named arguments.</summary>
    public AbstractValue Apply(string name, params object[] arguments) => Apply(name, isInPlace: false, arguments);

    public AbstractValue Apply(string name, bool isInPlace, object[] arguments) => OperationTable.Apply(
        new OperationCall(name, null!, [.. arguments.Select(Argument)], Group, (id, _, _) => Reported.Add(id)) { IsInPlace = isInPlace });

    private static OperationArgument Argument(object value, int position) => value is (string name, { } named)
        ? new OperationArgument(name, Value(named), null)
        : new OperationArgument(position == 0 ? "this" : $"argument{position}", Value(value), null);

    public static string Text(AbstractValue value) => value switch
    {
        TensorValue tensor => tensor.Type.ToString(),
        UnknownValue { IsReported: true } => "reported",
        PendingValue or PartValue => "pending",
        NumberValue { Constant: { } number } => number.ToString(System.Globalization.CultureInfo.InvariantCulture),
        NumberValue => "a number",
        SequenceValue { Items: { } items } => string.Join(", ", items.Select(Text)),
        _ => "unknown",
    };

    private static AbstractValue Value(object value) => value switch
    {
        AbstractValue known => known,
        int number => new NumberValue(number),
        double number => new NumberValue(number),
        bool flag => new NumberValue(flag ? 1 : 0),
        string text => new NumberValue(null) { Text = text },
        object[] items => SequenceValue.Of([.. items.Select(Value)]),
        _ => throw new ArgumentException($"Expected a value, number, text or array, got {value.GetType()}.", nameof(value)),
    };
}
