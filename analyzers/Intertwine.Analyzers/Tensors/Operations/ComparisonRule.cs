using Intertwine.Analyzers.Rules;
using Intertwine.Analyzers.Tensors.Values;
using Intertwine.Generator;

namespace Intertwine.Analyzers.Tensors.Operations;

/// <summary>
/// Comparisons and truth values. Whether x_c &lt; y_c depends on the basis. Whether x = y in all components does not, as rho(g) is invertible: so <c>(x == y).all(-1)</c>, <c>(x != y).any(-1)</c> and <c>x.isnan().any(-1)</c> are right.
/// </summary>
internal sealed class ComparisonRule : IPendingRule
{
    private static readonly HashSet<string> Equal = ["eq", "equal", "isclose", "allclose"];
    private static readonly HashSet<string> NotEqual = ["ne", "not_equal"];
    private static readonly HashSet<string> Order = ["lt", "le", "gt", "ge", "less", "less_equal", "greater", "greater_equal", "maximum", "minimum", "fmax", "fmin"];
    private static readonly HashSet<string> Special = ["isnan", "isinf", "isfinite"];
    private static readonly HashSet<string> OfOne = ["isposinf", "isneginf", "signbit", "isreal"];
    private static readonly HashSet<string> Logic = ["logical_and", "logical_or", "logical_xor", "bitwise_and", "bitwise_or", "bitwise_xor", "bitwise_left_shift", "bitwise_right_shift"];

    public IEnumerable<string> Names => [.. Equal, .. NotEqual, .. Order, .. Special, .. OfOne, .. Logic, "logical_not", "bitwise_not", "all", "any", "count_nonzero"];

    public AbstractValue? Apply(OperationCall call)
    {
        AbstractValue[] operands = [.. call.Arguments.Take(2).Select(argument => argument.Value)];
        return call.Name switch
        {
            "all" or "any" or "count_nonzero" => Quantify(call),
            "logical_not" or "bitwise_not" => Negate(call),
            _ when Special.Contains(call.Name) => Special1(call),
            _ when OfOne.Contains(call.Name) => Pointwise.Combine(call, [call.First], Parity.None, TensorRuleIds.ComponentsCompared),
            _ when operands.Length < 2 => null,
            _ when Equal.Contains(call.Name) || NotEqual.Contains(call.Name) => Equality(call, operands[0], operands[1]),
            _ when Logic.Contains(call.Name) => Join(call, operands[0], operands[1]),
            _ => Pointwise.Combine(call, operands, Parity.None, TensorRuleIds.ComponentsCompared),
        };
    }

    /// <summary>Whether x and y, which transform alike, are equal: in all components or not.</summary>
    private static AbstractValue? Equality(OperationCall call, AbstractValue left, AbstractValue right)
    {
        if (left is PendingValue || right is PendingValue)
        {
            return Pending.Report(call, left as PendingValue ?? (PendingValue)right);
        }

        if (Elementwise.TypeOf(call, left) is not { } x || Elementwise.TypeOf(call, right) is not { } y)
        {
            return null;
        }

        if ((x.IsInvariant && y.IsInvariant) || (Reduction.Permute(x, x.ComponentAxes) && Reduction.Permute(y, y.ComponentAxes) && x.Sign.IsTrivial && y.Sign.IsTrivial && x.Translation == 0 && y.Translation == 0))
        {
            return call.Name == "allclose" ? new NumberValue(null) : Pointwise.Combine(call, [left, right], Parity.None, TensorRuleIds.ComponentsCompared);
        }

        if (new[] { x.Translation, y.Translation }.Any(translation => double.IsNaN(translation) || double.IsInfinity(translation)))
        {
            return null;
        }

        bool isAlike = x.IsZero ? y.Translation == 0 : y.IsZero ? x.Translation == 0 : TensorTypes.TransformAlike(x, y) && x.Translation.Equals(y.Translation);
        if (!isAlike)
        {
            return call.Broken(TensorRuleIds.ComponentsCompared, null, call.Name, (x.IsInvariant ? y : x).ToString());
        }

        return call.Name == "allclose" ? new NumberValue(null)
            : Waiting(call, Broadcasting.Widen(x.IsZero ? y : x, x.IsZero ? x : y), NotEqual.Contains(call.Name) ? PendingStep.Any : PendingStep.All);
    }

    private static AbstractValue? Special1(OperationCall call) => call.First switch
    {
        PendingValue { Until: PendingStep.Sum } pending => pending with { Until = call.Name == "isfinite" ? PendingStep.All : PendingStep.Any },
        PendingValue pending => Pending.Report(call, pending),
        TensorValue { Type: { IsInvariant: false, IsZero: false } type } when !Reduction.Permute(type, type.ComponentAxes) => Waiting(call, type, call.Name == "isfinite" ? PendingStep.All : PendingStep.Any),
        TensorValue { Type: { IsInvariant: false, IsZero: false } type } => new TensorValue(type with { Sign = type.Sign.Group.Trivial, Translation = 0 }),
        _ => Pointwise.Combine(call, [call.First], Parity.None),
    };

    /// <summary>A mask by component that waits for <see cref="Quantify"/>.</summary>
    private static AbstractValue Waiting(OperationCall call, TensorType type, PendingStep until)
    {
        TensorType mask = type with
        {
            Axes = new EquatableArray<TensorAxis>([.. type.Axes.Select(axis => axis.Components is { IsTrivial: false } ? axis with { Pattern = AxisPattern.Products } : axis)]),
            Sign = type.Sign.Group.Trivial,
            Translation = 0,
            IsZero = false,
            IsConstant = false,
        };
        return mask.ComponentAxes.Any(axis => mask[axis].Pattern == AxisPattern.Products)
            ? new PendingValue(mask, until, Pending.Wrong(TensorRuleIds.ComponentsCompared, call, call.Name, type.ToString()))
            : new TensorValue(mask);
    }

    private static AbstractValue? Negate(OperationCall call) => call.First switch
    {
        PendingValue { Until: PendingStep.All } pending => pending with { Until = PendingStep.Any },
        PendingValue { Until: PendingStep.Any } pending => pending with { Until = PendingStep.All },
        _ => Pointwise.Combine(call, [call.First], Parity.None, TensorRuleIds.ComponentsCompared),
    };

    /// <summary>Masks that wait for the same: equal and equal, different or different.</summary>
    private static AbstractValue? Join(OperationCall call, AbstractValue left, AbstractValue right)
    {
        if (left is not PendingValue && right is not PendingValue)
        {
            return Pointwise.Combine(call, [left, right], Parity.None, TensorRuleIds.ComponentsCompared);
        }

        if (left is PendingValue a && right is PendingValue b && a.Until == b.Until && TensorTypes.TransformAlike(a.Type, b.Type))
        {
            bool isAnd = call.Name.EndsWith("_and", StringComparison.Ordinal), isOr = call.Name.EndsWith("_or", StringComparison.Ordinal);
            return (isAnd && a.Until == PendingStep.All) || (isOr && a.Until == PendingStep.Any) ? a with { Type = Broadcasting.Widen(a.Type, b.Type) } : null;
        }

        return null;
    }

    /// <summary>all and any: of waiting masks over their components.</summary>
    private static AbstractValue? Quantify(OperationCall call)
    {
        if (call.First is PendingValue pending)
        {
            PendingStep step = call.Name == "all" ? PendingStep.All : PendingStep.Any;
            if (pending.Until != step || call.Name == "count_nonzero")
            {
                return Pending.Report(call, pending);
            }

            if (Reduction.Read(call, pending.Type) is not { } taken)
            {
                return null;
            }

            PendingValue left = pending with { Type = taken.Shape(pending.Type) };
            return left.HasProducts ? left : new TensorValue(left.Type);
        }

        if (Elementwise.TypeOf(call, call.First) is not { } type || Reduction.Read(call, type) is not { } reduction)
        {
            return null;
        }

        return type.IsInvariant || type.IsZero || (type.Sign.IsTrivial && type.Translation == 0 && Reduction.Permute(type, type.ComponentAxes))
            ? new TensorValue(reduction.Shape(type) with { IsZero = false })
            : call.Broken(TensorRuleIds.ComponentsCompared, null, call.Name, type.ToString());
    }
}
