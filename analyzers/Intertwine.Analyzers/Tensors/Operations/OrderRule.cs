using Intertwine.Analyzers.Rules;
using Intertwine.Analyzers.Tensors.Values;

namespace Intertwine.Analyzers.Tensors.Operations;

/// <summary>Operations that put entries in order: sorts, largest entries, medians, counts. The order of components is that of a basis, which the group changes.</summary>
internal sealed class OrderRule : IPendingRule
{
    private static readonly HashSet<string> Pairs = ["sort", "topk", "kthvalue", "mode", "cummax", "cummin"];

    public IEnumerable<string> Names =>
        [.. Pairs, "argmax", "argmin", "argsort", "msort", "median", "nanmedian", "unique", "unique_consecutive", "nonzero", "argwhere", "searchsorted", "bucketize", "histc", "isin", "bincount"];

    public AbstractValue? Apply(OperationCall call)
    {
        if (call.Arguments.Select(argument => argument.Value).OfType<PendingValue>().FirstOrDefault() is { } pending)
        {
            return Pending.Report(call, pending);
        }

        if (call.Arguments.Select(argument => argument.Value).OfType<TensorValue>().FirstOrDefault(value => !value.Type.IsInvariant && !value.Type.IsZero) is not { Type: var type })
        {
            return Pairs.Contains(call.Name) ? SequenceValue.Of(call.Invariant(), call.Invariant()) : null;
        }

        // Among themselves permuted entries have an order that only their numbers change.
        return type.Sign.IsTrivial && type.Translation == 0 && Reduction.Permute(type, type.ComponentAxes) ? null : call.Broken(TensorRuleIds.ComponentsCompared, null, call.Name, type.ToString());
    }
}
