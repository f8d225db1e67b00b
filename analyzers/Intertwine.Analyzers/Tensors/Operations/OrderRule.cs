using Intertwine.Analyzers.Rules;
using Intertwine.Analyzers.Tensors.Values;

namespace Intertwine.Analyzers.Tensors.Operations;

/// <summary>Operations that put entries in order: sorts, largest entries, medians, counts. The order of components is that of a basis, which the group changes.</summary>
internal sealed class OrderRule : IPendingRule
{
    private static readonly HashSet<string> Pairs = ["sort", "topk", "kthvalue", "mode", "cummax", "cummin"];

    public IEnumerable<string> Names =>
        [.. Pairs, "argmax", "argmin", "argsort", "msort", "median", "nanmedian", "unique", "unique_consecutive", "nonzero", "argwhere", "searchsorted", "bucketize", "histc", "isin", "bincount"];

    /// <summary>Of an invariant tensor, with the axes that stay.</summary>
    private static AbstractValue? Ordered(OperationCall call)
    {
        if (call.First is not TensorValue { Type: var type } || Reduction.Read(call, type) is not { } reduction)
        {
            return Pairs.Contains(call.Name) ? SequenceValue.Of(call.Invariant(), call.Invariant()) : null;
        }

        TensorType bare = Elementwise.Bare(type) with { IsConstant = type.IsConstant };
        TensorValue same = new(bare), reduced = new(Elementwise.Bare(reduction.Shape(bare)));
        Reduction last = reduction.Axes is null ? new Reduction([-1], true) : reduction;
        return call.Name switch
        {
            "argmax" or "argmin" => reduced,
            "argsort" or "msort" => same,
            "sort" or "cummax" or "cummin" => SequenceValue.Of(same, same),
            "topk" => new TensorValue(bare.WithAxis(last.Axes![0], new TensorAxis((int?)call.Number("k", double.NaN) is { } k and > 0 ? k : null, null))) is var best ? SequenceValue.Of(best, best) : null,
            _ => Pairs.Contains(call.Name) ? SequenceValue.Of(call.Invariant(), call.Invariant()) : null,
        };
    }

    public AbstractValue? Apply(OperationCall call)
    {
        if (call.Arguments.Select(argument => argument.Value).OfType<PendingValue>().FirstOrDefault() is { } pending)
        {
            return Pending.Report(call, pending);
        }

        if (call.Arguments.Select(argument => argument.Value).OfType<TensorValue>().FirstOrDefault(value => !value.Type.IsInvariant && !value.Type.IsZero) is not { Type: var type })
        {
            return Ordered(call);
        }

        if (!type.Sign.IsTrivial || type.Translation != 0 || !Reduction.Permute(type, type.ComponentAxes))
        {
            return call.Broken(TensorRuleIds.ComponentsCompared, null, call.Name, type.ToString());
        }

        // Among themselves permuted entries have an order that only their numbers change: sorted they are the same.
        return call.Name == "sort" && Reduction.Read(call, type) is { } along && (along.Axes ?? [-1]).SequenceEqual(type.ComponentAxes)
            ? SequenceValue.Of(new TensorValue(Elementwise.Bare(type)), new UnknownValue("positions among permuted components"))
            : null;
    }
}
