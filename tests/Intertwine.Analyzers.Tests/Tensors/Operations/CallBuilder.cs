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

    /// <summary>Applies an operation; numbers and texts stand for themselves, arrays for sequences.</summary>
    public AbstractValue Apply(string name, params object[] arguments) => OperationTable.Apply(
        new OperationCall(name, null!, [.. arguments.Select((value, i) => new OperationArgument(i == 0 ? "this" : $"argument{i}", Value(value), null))], Group, (id, _, _) => Reported.Add(id)));

    public static string Text(AbstractValue value) => value is TensorValue tensor ? tensor.Type.ToString() : value is UnknownValue { IsReported: true } ? "reported" : "unknown";

    private static AbstractValue Value(object value) => value switch
    {
        AbstractValue known => known,
        int number => new NumberValue(number),
        string text => new NumberValue(null) { Text = text },
        object[] items => SequenceValue.Of([.. items.Select(Value)]),
        _ => throw new ArgumentException($"Expected a value, number, text or array, got {value.GetType()}.", nameof(value)),
    };
}
