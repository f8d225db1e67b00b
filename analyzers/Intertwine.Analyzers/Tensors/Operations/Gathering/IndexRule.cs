using Intertwine.Algebra;
using Intertwine.Analyzers.Tensors.Values;
using Intertwine.Generator;

namespace Intertwine.Analyzers.Tensors.Operations;

/// <summary>
/// Reading by positions, slices, new axes, an ellipsis and tensors of indices: <c>x[.., ..16]</c>, <c>x[neighbours]</c>. Free axes may be cut and gathered from anywhere by invariant indices; an axis of components only where whole
/// copies begin and end (<see cref="AxisSelection"/>).
/// </summary>
internal sealed class IndexRule : IOperationRule
{
    public IEnumerable<string> Names => ["index", "select", "narrow", "slice"];

    public AbstractValue? Apply(OperationCall call) => call.First is not TensorValue { Type: var type } value ? null : call.Name switch
    {
        "index" => IndexEntries.Read(call.Arguments.Skip(1).Select(argument => argument.Value)) is { } entries && IndexEntries.Resolve(type, entries) is { } indexed ? Result(call, value, indexed) : null,
        "select" => call.Axis(type, null, "dim") is { } axis ? AxisSelection.Take(call, type, axis, new IndexValue.Position(call.Integer(null, "index"))) : null,
        "narrow" => call.Axis(type, null, "dim") is { } axis ? AxisSelection.Take(call, type, axis, Slice(call.Integer(null, "start"), call.Integer(null, "start") + call.Integer(null, "length"), 1)) : null,
        _ => call.Axis(type, null, "dim") is { } axis ? AxisSelection.Take(call, type, axis, Slice(call.Integer(null, "start"), call.Integer(null, "finish"), call.Integer(1, "step"))) : null,
    };

    public static IndexValue.Slice Slice(long? start, long? stop, long? step) => new(start, stop, step ?? 1, start is not null && stop is not null && step is not null);

    private static AbstractValue? Result(OperationCall call, TensorValue value, IndexedTensor indexed) => indexed switch
    {
        { BrokenAxis: { } axis } => value.Type.IsZero ? null : AxisSelection.Broken(call, value.Type, axis),
        { Type: { } type } => new TensorValue(type),
        _ => null,
    };
}
