using Intertwine.Analyzers.Rules;
using Intertwine.Analyzers.Tensors.Values;

namespace Intertwine.Analyzers.Tensors.Operations;

/// <summary>
/// x where a mask says so and y elsewhere: equivariant for two tensors that transform alike under a mask that is invariant and the same along their components. Filling with a number other than 0 puts a constant among components.
/// </summary>
internal sealed class SelectionRule : IPendingRule
{
    public IEnumerable<string> Names => ["where", "masked_fill"];

    public AbstractValue? Apply(OperationCall call)
    {
        if (call.Arguments.Select(argument => argument.Value).OfType<PendingValue>().FirstOrDefault() is { } pending)
        {
            return Select(call, pending);
        }

        if (call.Arguments.Count < 3)
        {
            return null;
        }

        (AbstractValue mask, AbstractValue x, AbstractValue y) = Operands(call);
        if (Elementwise.TypeOf(call, mask) is not { } condition || Elementwise.TypeOf(call, x) is not { } first || Elementwise.TypeOf(call, y) is not { } second)
        {
            return null;
        }

        if (!condition.IsInvariant && !Reduction.Permute(condition, condition.ComponentAxes))
        {
            return call.Broken(TensorRuleIds.ComponentsCompared, null, call.Name, condition.ToString());
        }

        if ((first.IsInvariant || first.IsZero) && (second.IsInvariant || second.IsZero))
        {
            return Pointwise.Combine(call, [mask, x, y], Parity.None);
        }

        if (!first.IsZero && !second.IsZero && !TensorTypes.TransformAlike(first, second))
        {
            return (first.IsInvariant || second.IsInvariant) && !IsMoved(first.IsInvariant ? first : second, first.IsInvariant ? second : first) ? null
                : call.Name == "where" ? call.Broken(TensorRuleIds.DifferentRepresentations, null, call.Name, first.ToString(), second.ToString())
                : call.Broken(TensorRuleIds.ComponentsOverwritten, null, call.Name, first.ToString(), Elementwise.What(y));
        }

        if (!first.IsZero && !second.IsZero && !first.Translation.Equals(second.Translation) && new[] { first.Translation, second.Translation }.All(translation => !double.IsNaN(translation) && !double.IsInfinity(translation)))
        {
            // Points in some places and vectors in others.
            return call.Broken(TensorRuleIds.DifferentRepresentations, null, call.Name, first.ToString(), second.ToString());
        }

        TensorType result = first.IsZero ? Broadcasting.Widen(second, first) : Broadcasting.Widen(first, second);
        switch (Broadcasting.IsConstantAlongComponents(condition, result))
        {
            case Decision.Unknown:
                return new UnknownValue($"'{call.Name}' with a mask that may differ from component to component: give it length 1 there");
            case Decision.No:
                return result.ComponentAxes.All(axis => RepresentationActions.IsSingleIrrep(result[axis].Components!))
                    ? call.Broken(TensorRuleIds.ComponentsScaled, null, call.Name, result.ToString(), "a mask by component")
                    : null;
        }

        return new TensorValue(Broadcasting.Widen(result, condition) with { Translation = first.Translation.Equals(second.Translation) ? first.Translation : double.NaN, IsConstant = false, IsZero = false });
    }

    /// <summary>A constant among components that no constant but zero is left alone by.</summary>
    private static bool IsMoved(TensorType constant, TensorType components) =>
        components.ComponentAxes.Any(axis => RepresentationActions.HasNoFixedVectors(components[axis].Components!)) || (constant.Rank == 0 && components.ComponentAxes.Any(axis => !RepresentationActions.FixesOnes(components[axis].Components!)))
        || (!components.Sign.IsTrivial && !components.ComponentAxes.Any());

    /// <summary>torch.where(mask, x, y), x.where(mask, y), x.masked_fill(mask, y).</summary>
    private static (AbstractValue Mask, AbstractValue X, AbstractValue Y) Operands(OperationCall call)
    {
        bool isInstance = call.Name == "masked_fill" || call.Arguments[1].Name == "condition";
        return isInstance ? (call.Arguments[1].Value, call.First, call.Arguments[2].Value) : (call.First, call.Arguments[1].Value, call.Arguments[2].Value);
    }

    /// <summary>Products stay products where a mask of items leaves them, and zeros in their place; masks that wait are none yet.</summary>
    private static AbstractValue? Select(OperationCall call, PendingValue pending)
    {
        if (call.Arguments.Count < 3 || pending.Until != PendingStep.Sum)
        {
            return Pending.Report(call, pending);
        }

        (AbstractValue mask, AbstractValue x, AbstractValue y) = Operands(call);
        AbstractValue other = ReferenceEquals(x, pending) ? y : x;
        return mask is TensorValue { Type: { IsInvariant: true } condition } && Elementwise.TypeOf(call, other) is { IsZero: true }
            && Broadcasting.IsConstantAlongComponents(condition, pending.Type) == Decision.Yes ? pending : null;
    }
}
