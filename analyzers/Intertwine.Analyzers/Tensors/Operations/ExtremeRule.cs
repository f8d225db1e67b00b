using Intertwine.Analyzers.Rules;
using Intertwine.Analyzers.Tensors.Values;
using Intertwine.Generator;

namespace Intertwine.Analyzers.Tensors.Operations;

/// <summary>
/// Reductions that are no linear functions: maxima, products, deviations, log-sum-exp, softmax. Of components they commute with permutations only: over their axis they are then invariant (softmax: carried along), over items they take
/// components one by one. The variance over items is the mean of (x_c - m_c)^2, whose sum over components is invariant as that of other products is.
/// </summary>
internal sealed class ExtremeRule : IPendingRule
{
    private static readonly HashSet<string> Softmax = ["softmax", "log_softmax", "softmin", "softmax2d", "cumprod", "logcumsumexp"];

    private static readonly HashSet<string> Pairs = ["std_mean", "var_mean", "aminmax"];

    public IEnumerable<string> Names => [.. Softmax, .. Pairs, "max", "min", "amax", "amin", "prod", "std", "var", "logsumexp", "quantile", "nanquantile"];

    public AbstractValue? Apply(OperationCall call)
    {
        if (call.First is PendingValue pending)
        {
            return Pending.Report(call, pending);
        }

        if (call.Name is "max" or "min" && call.Arguments.Count > 1 && (call.Arguments[1].Name == "other" || call.Arguments[1].Value is TensorValue or PendingValue))
        {
            // The larger of two, entry by entry.
            return Pointwise.Combine(call, [call.First, call.Arguments[1].Value], Parity.None, TensorRuleIds.ComponentsCompared);
        }

        if (Elementwise.TypeOf(call, call.First) is not { } type)
        {
            return null;
        }

        bool isPair = Pairs.Contains(call.Name) || (call.Name is "max" or "min" && call.Arguments.Any(argument => argument.Name == "dim"));
        AbstractValue? result = Reduction.Read(call, type) is { } reduction ? Reduce(call, type, reduction) : type.IsInvariant ? call.Invariant() : null;
        return isPair && result is TensorValue ? SequenceValue.Of(result, result) : result;
    }

    private static AbstractValue? Reduce(OperationCall call, TensorType type, Reduction reduction)
    {
        bool isSoftmax = Softmax.Contains(call.Name);
        TensorType shape = isSoftmax ? type : call.Name.EndsWith("quantile", StringComparison.Ordinal) ? TensorType.Invariant(call.Group) : reduction.Shape(type);
        List<int> taken = [.. reduction.Components(type)], remaining = [.. reduction.Remaining(type)];
        if (type.IsZero || type.IsInvariant)
        {
            return new TensorValue(Elementwise.Bare(shape) with { IsConstant = type.IsConstant });
        }

        if (call.Name == "var" && remaining.Count > 0 && taken.Count == 0 && !Reduction.Permute(type, remaining))
        {
            return Variance(call, type, reduction);
        }

        bool permutes = Reduction.Permute(type, taken) && Reduction.Permute(type, remaining) && type.Translation == 0;
        if (!permutes)
        {
            return call.Broken(TensorRuleIds.ReducedAcrossComponents, null, call.Name, type.ToString(), reduction.Text);
        }

        if (type.Sign.IsTrivial)
        {
            return call.Name is "cumprod" or "logcumsumexp" && taken.Count > 0 ? call.Broken(TensorRuleIds.ReducedAcrossComponents, null, call.Name, type.ToString(), reduction.Text)
                : call.Name.EndsWith("quantile", StringComparison.Ordinal) && remaining.Count > 0 ? null
                : new TensorValue(shape);
        }

        bool isEven = call.Name is "std" or "var" && RepresentationActions.Ratio(type.Sign, type.Sign.Group.Trivial) is not null;
        return isEven ? new TensorValue(shape with { Sign = type.Sign.Group.Trivial })
            : call.Name is "prod" or "cumprod" or "std_mean" or "var_mean" ? null
            : call.Broken(TensorRuleIds.ReducedAcrossComponents, null, call.Name, type.ToString(), reduction.Text);
    }

    /// <summary>The variance over items, which waits for the sum over components. Differences from the mean do not translate.</summary>
    private static AbstractValue? Variance(OperationCall call, TensorType type, Reduction reduction)
    {
        if (RepresentationActions.Ratio(type.Sign, type.Sign.Group.Trivial) is null)
        {
            return null;
        }

        TensorType result = reduction.Shape(type) with { Translation = 0, Sign = type.Sign.Group.Trivial };
        bool isForm = result.ComponentAxes.Any(axis => !RepresentationActions.IsOrthogonal(result[axis].Components!));
        result = result with { Axes = new EquatableArray<TensorAxis>([.. result.Axes.Select(axis => axis.Components is { IsTrivial: false } ? axis with { Pattern = AxisPattern.Products } : axis)]) };
        return new PendingValue(result, PendingStep.Sum, Pending.Wrong(TensorRuleIds.ReducedAcrossComponents, call, call.Name, type.ToString(), reduction.Text)) { IsForm = isForm };
    }
}
