using Intertwine.Analyzers.Tensors.Values;
using Intertwine.Generator;

namespace Intertwine.Analyzers.Tensors.Operations;

/// <summary>
/// Operations on values that wait for a sum. Those that only move entries and leave the waiting axes whole keep them waiting; what sums or compares is left to the rules that know them (<see cref="IPendingRule"/>); of others nothing is
/// known.
/// </summary>
internal static class Pending
{
    /// <summary>Operations that move entries: their rules serve here too.</summary>
    private static readonly HashSet<string> Moves =
    [
        "transpose", "swapaxes", "swapdims", "permute", "moveaxis", "movedim", "t", "unsqueeze", "squeeze", "index", "select", "narrow", "slice", "gather", "index_select", "take_along_dim", "view", "reshape", "flatten", "unflatten", "view_as",
        "expand", "expand_as", "broadcast_to", "repeat", "repeat_interleave", "tile", "cat", "concat", "concatenate", "stack", "chunk", "split", "unbind", "flip", "roll", "index_add", "scatter_add", "mT", "T",
    ];

    public static PendingReport Wrong(string id, OperationCall call, params string[] arguments) => new(id, call.Operation, new EquatableArray<string>(arguments));

    /// <summary>Reports what is wrong with a value that was used otherwise.</summary>
    public static AbstractValue Report(OperationCall call, AbstractValue pending) => Report(call, (pending as PendingValue)?.Otherwise ?? ((PartValue)pending).Otherwise);

    /// <summary>A product of points that others may complete, of the type that it would have for vectors; reported at once where that is not known.</summary>
    public static AbstractValue Form(OperationCall call, AbstractValue? product, PendingReport otherwise) =>
        product is TensorValue { Type: var type } ? new PendingValue(type, PendingStep.Sum, otherwise) { IsForm = true } : Report(call, otherwise);

    private static AbstractValue Report(OperationCall call, PendingReport report) => call.Broken(report.Id, report.At, report.Arguments.ToArray());

    /// <summary>The first value that waits among the arguments and their elements.</summary>
    public static AbstractValue? In(AbstractValue value) => value switch
    {
        PendingValue or PartValue => value,
        IndexValue.Tensor index => In(index.Indices),
        SequenceValue { Items: { } items } => items.Select(In).FirstOrDefault(pending => pending is not null),
        SequenceValue sequence => In(sequence.Element),
        _ => null,
    };

    public static AbstractValue Apply(OperationCall call, AbstractValue waiting, IOperationRule? rule)
    {
        if (waiting is not PendingValue pending)
        {
            return Parts.Apply(call, (PartValue)waiting, rule);
        }

        var unknown = new UnknownValue($"products of components in '{call.Name}'");
        AbstractValue? known = (rule is IndexRule ? Parts.Take(call, pending) : null) ?? Parts.FromForms(call, pending) ?? Parts.JoinedForms(call);
        if (known is not null)
        {
            return known;
        }

        if (rule is JoinRule && !pending.HasProducts)
        {
            return unknown;
        }

        if (rule is IPendingRule)
        {
            return rule.Apply(call) ?? unknown;
        }

        if (rule is null || !Moves.Contains(call.Name) || pending.Along is not null)
        {
            return unknown;
        }

        bool isBroken = false;
        OperationCall moved = call with { Arguments = [.. call.Arguments.Select(argument => argument with { Value = Strip(argument.Value) })], Report = (_, _, _) => isBroken = true };
        AbstractValue? result = rule.Apply(moved);
        return isBroken && pending.Type.ComponentAxes.All(axis => RepresentationActions.IsOrthogonal(pending.Type[axis].Components!)) ? Report(call, pending)
            : isBroken || result is null ? unknown
            : Restore(result, call.Name is "unsqueeze" or "squeeze" || pending.Form is null ? pending : pending with { Form = pending.Form with { Of = null } }) ?? unknown;
    }

    private static AbstractValue Strip(AbstractValue value) => value switch
    {
        PendingValue pending => new TensorValue(pending.Type),
        SequenceValue { Items: { } items } => SequenceValue.Of([.. items.Select(Strip)]),
        SequenceValue sequence => new SequenceValue(null, Strip(sequence.Element)),
        _ => value,
    };

    private static AbstractValue? Restore(AbstractValue value, PendingValue pending) => value switch
    {
        TensorValue { Type: var type } => Waiting(type) == Waiting(pending.Type) ? pending with { Type = type } : null,
        SequenceValue { Items: { } items } when items.Select(item => Restore(item, pending)).ToArray() is var restored && restored.All(item => item is not null) => SequenceValue.Of([.. restored.Select(item => item!)]),
        SequenceValue { Items: null } sequence => Restore(sequence.Element, pending) is { } element ? new SequenceValue(null, element) : null,
        _ => null,
    };

    private static int Waiting(TensorType type) => type.Axes.Count(axis => axis.Pattern == AxisPattern.Products);
}

/// <summary>A rule that takes values that wait (<see cref="PendingValue"/>) among its arguments.</summary>
internal interface IPendingRule : IOperationRule;
