using Intertwine.Algebra;
using Intertwine.Analyzers.Rules;
using Intertwine.Analyzers.Tensors.Values;
using Intertwine.Generator;

namespace Intertwine.Analyzers.Tensors.Operations;

/// <summary>
/// Sums and means. Over items they commute with the group: sum_n rho(g) x_n = rho(g) sum_n x_n; a mean of points is a point, a sum of n points moves by n translations. Over components, sum_c x_c is invariant where columns of rho(g)
/// sum to 1, as of permutations; the sum of products x_c y_c is for orthogonal representations, (rho x)^T (rho y) = x^T y. Running sums along components mix them.
/// </summary>
internal sealed class SumRule : IPendingRule
{
    public IEnumerable<string> Names => ["sum", "nansum", "mean", "nanmean", "cumsum", "diff", "trapezoid", "trapz", "cumulative_trapezoid"];

    public AbstractValue? Apply(OperationCall call)
    {
        PendingValue? pending = call.First as PendingValue;
        if ((pending?.Type ?? Elementwise.TypeOf(call, call.First)) is not { } type)
        {
            return null;
        }

        if (pending is { Until: not PendingStep.Sum })
        {
            return Pending.Report(call, pending);
        }

        if (Reduction.Read(call, type) is not { } reduction)
        {
            return null;
        }

        return call.Name is "sum" or "nansum" or "mean" or "nanmean" ? Sum(call, type, reduction, pending) : pending is null ? Run(call, type, reduction) : null;
    }

    /// <summary>The sum or mean over some axes.</summary>
    /// <param name="call">The call.</param>
    /// <param name="type">Of what is summed.</param>
    /// <param name="reduction">Over which axes.</param>
    /// <param name="pending">What is summed, where it waits for this.</param>
    public static AbstractValue? Sum(OperationCall call, TensorType type, Reduction reduction, PendingValue? pending)
    {
        if (type.IsZero)
        {
            return new TensorValue(reduction.Shape(type));
        }

        bool isMean = call.Name is "mean" or "nanmean";
        Piece sign = type.Sign;
        foreach (int axis in reduction.Components(type).Where(axis => type[axis].Pattern != AxisPattern.Products))
        {
            switch (GeneratorConditions.Sum(type[axis].Components!))
            {
                case (FormKind.Covariant, { } own) when Elementwise.Product(sign, own) is { } product:
                    sign = product;
                    continue;
                case (FormKind.Broken, _):
                    return pending is not null ? Pending.Report(call, pending) : call.Broken(TensorRuleIds.ReducedAcrossComponents, null, call.Name, type.ToString(), reduction.Text);
                default:
                    return null;
            }
        }

        bool mixes = reduction.Components(type).Any();
        TensorType result = reduction.Shape(type) with
        {
            Sign = sign,
            Translation = type.Translation == 0 || pending is not null ? 0 : mixes ? double.NaN : isMean ? type.Translation : (reduction.Count(type) ?? double.PositiveInfinity) * type.Translation,
        };
        if (pending?.Along is not null)
        {
            return null;
        }

        if (pending is null)
        {
            return type.Translation != 0 && mixes ? null : new TensorValue(result);
        }

        PendingValue left = pending with { Type = result with { Translation = type.Translation } };
        if (left.HasProducts || (pending.IsForm && !pending.HasProducts))
        {
            return left with { Form = left.Form is { } open ? open with { Of = null } : null };
        }

        if (pending.Form is { } form)
        {
            bool isWhole = form.Weights.Skip(1).All(weight => weight == form.Weights[0]);
            return Parts.Settle(left with { Form = isMean && reduction.Count(type) is { } count ? form.Scaled(1 / count) : isMean ? form with { Of = null } : form }, isWhole && pending.IsForm ? Form(call, pending) : pending.Otherwise);
        }

        return pending.IsForm ? left with { Otherwise = Form(call, pending) } : new TensorValue(result);
    }

    /// <summary>What is wrong with a sum of squares that is no invariant.</summary>
    private static PendingReport Form(OperationCall call, PendingValue pending)
    {
        string type = pending.Otherwise.Arguments.Count > 1 ? pending.Otherwise.Arguments[1] : pending.Type.ToString();
        return pending.Type.Translation != 0 ? Pending.Wrong(TensorRuleIds.PointUsedAsVector, call, call.Name, type)
            : pending.Type.Axes.FirstOrDefault(axis => axis.Pattern == AxisPattern.Products).Components is { } components ? Pending.Wrong(TensorRuleIds.FormNotInvariant, call, call.Name, type, Forms.Instead(components))
            : pending.Otherwise;
    }

    /// <summary>y_n = x_1 + ... + x_n, or x_(n+1) - x_n: linear along items.</summary>
    private static AbstractValue? Run(OperationCall call, TensorType type, Reduction reduction)
    {
        // The default of all but cumsum is the last axis.
        Reduction along = reduction.Axes is null ? new Reduction([-1], false) : reduction;
        if (type.IsInvariant)
        {
            return call.Invariant();
        }

        if (along.Components(type).Any())
        {
            return call.Broken(TensorRuleIds.ReducedAcrossComponents, null, call.Name, type.ToString(), along.Text);
        }

        if (call.Name is not ("cumsum" or "diff") || call.Arguments.Any(argument => argument.Name is "prepend" or "append" && !Reduction.IsNull(argument)))
        {
            return null;
        }

        int count = Math.Max(type.Axes.Count, -along.Axes!.Min());
        TensorAxis[] axes = [.. Enumerable.Range(-count, count).Select(axis => along.Takes(axis) ? new TensorAxis(call.Name == "cumsum" ? type[axis].Size : null, null) : type[axis])];
        return new TensorValue(type with { Axes = new EquatableArray<TensorAxis>(axes), Translation = type.Translation == 0 || call.Name == "diff" ? 0 : double.NaN });
    }
}
