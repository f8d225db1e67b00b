using Intertwine.Analyzers.Rules;
using Intertwine.Analyzers.Tensors.Values;
using Intertwine.Generator;

namespace Intertwine.Analyzers.Tensors.Operations;

/// <summary>Sums and products of values that wait for their sum.</summary>
internal static partial class Elementwise
{
    /// <summary>
    /// Sums of products wait for the same sum. An invariant may be added where the products have no other components: sum_c (x_c y_c + a_c) = x . y + sum_c a_c.
    /// </summary>
    private static AbstractValue? AddPending(OperationCall call, AbstractValue left, AbstractValue right, double factor)
    {
        (PendingValue pending, AbstractValue other) = left is PendingValue first ? (first, right) : (Scaled((PendingValue)right, factor), left);
        if (pending.Until != PendingStep.Sum)
        {
            return Pending.Report(call, pending);
        }

        if (other is PendingValue second)
        {
            return pending.Along is not null || second.Along is not null ? AddAlong(pending, second, factor)
                : second.Until == pending.Until && pending.HasProducts == second.HasProducts && TensorTypes.TransformAlike(pending.Type, second.Type) ? AddForms(call, pending, second, factor)
                : null;
        }

        if (TypeOf(call, other) is not { } type)
        {
            return null;
        }

        bool isScalar = pending.Type.Sign.IsTrivial && pending.Type.ComponentAxes.All(axis => pending.Type[axis].Pattern == AxisPattern.Products);
        return pending.Along is not null && !type.IsZero ? null
            : type.IsZero || (type.IsInvariant && isScalar && pending.HasProducts) ? pending with { Type = Broadcasting.Widen(pending.Type, type) }
            : !pending.HasProducts && type.IsInvariant ? pending with { Type = Broadcasting.Widen(pending.Type, type) }
            : !pending.HasProducts ? null
            : Pending.Report(call, pending);
    }

    /// <summary>Forms side by side, one by one.</summary>
    private static PendingValue? AddAlong(PendingValue left, PendingValue right, double factor)
    {
        if (left.Along is not { } these || right.Along is not { } those || these.Count != those.Count || !HaveSameShape(left.Type, right.Type))
        {
            return null;
        }

        ComponentForm?[] sums = [.. these.Zip(those, (a, b) => a.Plus(b, factor))];
        return sums.Contains(null) ? null : left with { Along = new EquatableArray<ComponentForm>(sums!) };
    }

    /// <summary>Products times known numbers, one for each: their weights.</summary>
    private static PendingValue? Weighted(OperationCall call, PendingValue pending, AbstractValue other)
    {
        if (pending is not { HasProducts: true, Form: { } form } || other is not TensorValue { Entries: { } entries, Type: { IsInvariant: true } type } || pending.Type[-1] is not { Pattern: AxisPattern.Products, Size: { } size }
            || entries.Count != size || type[-1].Size != size)
        {
            return null;
        }

        double[] weights = form.Weights.ToArray();
        for (int i = 0; i < size; i++)
        {
            weights[form.Start + i] *= entries[i];
        }

        form = form with { Weights = new EquatableArray<double>(weights) };
        return pending with
        {
            Form = form,
            Otherwise = RepresentationActions.KeepsForm(form) is null ? Pending.Wrong(TensorRuleIds.ComponentsScaled, call, call.Name, pending.Type.ToString(), What(other)) : pending.Otherwise,
        };
    }

    /// <summary>Weight by weight for forms of the same tensors; else both have to be kept by the group, each by itself.</summary>
    private static AbstractValue? AddForms(OperationCall call, PendingValue left, PendingValue right, double factor)
    {
        PendingValue sum = left with { Type = Broadcasting.Widen(left.Type, right.Type) };
        if (left.Form is { } first && right.Form is { } second && HaveSameShape(left.Type, right.Type) && (!left.HasProducts || first.Start == second.Start) && first.Plus(second, factor) is { } form)
        {
            sum = sum with { Form = left.HasProducts ? form with { Start = first.Start } : form };
            return left.HasProducts ? sum : Parts.Settle(sum, right.Otherwise.Id == TensorRuleIds.FormNotInvariant ? right.Otherwise : left.Otherwise);
        }

        return left.Form is { } one && right.Form is { } other && one with { Of = null } == other with { Of = null } ? sum with { Form = one with { Of = null } }
            : left.HasProducts && IsKept(left) && IsKept(right) ? sum with { Form = left.Form is { } kept ? kept with { Of = null } : null }
            : left.IsForm && right.IsForm && left.Form is null && right.Form is null ? IsOfPoints(left) && IsOfPoints(right) ? new UnknownValue("products of points, whose dependence on the origin may cancel") : sum
            : null;
    }

    /// <summary>Whether entry meets entry, so that both are of the same items.</summary>
    private static bool HaveSameShape(TensorType left, TensorType right) => left.Rank == right.Rank && left.Axes.Count == right.Axes.Count && left.Axes.Zip(right.Axes, (a, b) => a.Size == b.Size).All(same => same);

    private static bool IsOfPoints(PendingValue pending) => pending.Type.Translation != 0 || pending.Otherwise.Id == TensorRuleIds.PointUsedAsVector;

    private static bool IsKept(PendingValue pending) => pending.Form is { } form ? RepresentationActions.KeepsForm(form) is not null : !pending.IsForm;

    /// <summary>s times a form; for NaN the number is not known, so that it adds to no other form.</summary>
    private static PendingValue Scaled(PendingValue pending, double factor) => pending with
    {
        Form = pending.Form is { } form ? Scaled(form, factor) : null,
        Along = pending.Along is { } forms ? new EquatableArray<ComponentForm>([.. forms.Select(along => Scaled(along, factor))]) : null,
    };

    private static ComponentForm Scaled(ComponentForm form, double factor) => double.IsNaN(factor) ? form with { Of = null } : form.Scaled(factor);

    private static AbstractValue? MultiplyPending(OperationCall call, AbstractValue left, AbstractValue right)
    {
        (PendingValue pending, AbstractValue other) = left is PendingValue first ? (first, right) : ((PendingValue)right, left);
        if (pending.Until != PendingStep.Sum || other is PendingValue)
        {
            return Pending.Report(call, pending);
        }

        if (TypeOf(call, other) is not { } type)
        {
            return null;
        }

        if (type.IsZero)
        {
            return Multiply(call, new TensorValue(Bare(pending.Type)), other);
        }

        if (!type.IsInvariant)
        {
            // Waits no longer: a function of single products, but for forms that others may complete.
            return pending.HasProducts ? Pending.Report(call, pending) : null;
        }

        if (Weighted(call, pending, other) is { } weighted)
        {
            return weighted;
        }

        PendingValue scaled = Scaled(pending, other is NumberValue { Constant: { } number } ? number : double.NaN);
        return Broadcasting.IsConstantAlongComponents(type, pending.Type) switch
        {
            Decision.Yes => scaled with { Type = Broadcasting.Widen(pending.Type, type) },
            Decision.No when pending.Type.ComponentAxes.All(axis => RepresentationActions.IsOrthogonal(pending.Type[axis].Components!) && RepresentationActions.IsSingleIrrep(pending.Type[axis].Components!)) => Pending.Report(call, pending),
            _ => null,
        };
    }
}
