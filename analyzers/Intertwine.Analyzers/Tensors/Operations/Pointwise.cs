using Intertwine.Analyzers.Rules;
using Intertwine.Analyzers.Tensors.Values;

namespace Intertwine.Analyzers.Tensors.Operations;

/// <summary>What a function does when its argument changes sign.</summary>
internal enum Parity
{
    None,

    /// <summary>f(-x) = -f(x).</summary>
    Odd,

    /// <summary>f(-x) = f(x).</summary>
    Even,
}

/// <summary>
/// Functions of single entries, y_i = f(x_i). They commute with a matrix that permutes entries, odd ones also with one that changes signs; with all matrices of an irrep of more dimensions that does neither only linear functions do.
/// </summary>
internal static class Pointwise
{
    /// <param name="call">The call.</param>
    /// <param name="value">x.</param>
    /// <param name="parity">Of f.</param>
    /// <param name="keepsZero">Whether f(0) = 0.</param>
    public static AbstractValue? Apply(OperationCall call, AbstractValue value, Parity parity, bool keepsZero = false)
    {
        if (value is PendingValue pending)
        {
            return Pending.Report(call, pending);
        }

        if (Elementwise.TypeOf(call, value) is not { } type)
        {
            return null;
        }

        if (type.IsZero)
        {
            return new TensorValue(keepsZero ? type : Elementwise.Bare(type) with { IsConstant = type.IsConstant });
        }

        if (type.IsInvariant)
        {
            return new TensorValue(Unpatterned(type));
        }

        bool permutes = type.ComponentAxes.All(axis => RepresentationActions.Permutes(type[axis].Components!));
        if (permutes && type.Translation == 0)
        {
            bool isSign = RepresentationActions.Ratio(type.Sign, type.Sign.Group.Trivial) is not null;
            return type.Sign.IsTrivial || (isSign && parity == Parity.Odd) ? new TensorValue(Unpatterned(type))
                : isSign && parity == Parity.Even ? new TensorValue(Unpatterned(type) with { Sign = type.Sign.Group.Trivial })
                : call.Broken(TensorRuleIds.PointwiseOnComponents, null, call.Name, type.ToString());
        }

        return parity == Parity.Odd && type.Translation == 0 && type.ComponentAxes.All(axis => RepresentationActions.PermutesUpToSign(type[axis].Components!))
            ? new TensorValue(Unpatterned(type))
            : call.Broken(TensorRuleIds.PointwiseOnComponents, null, call.Name, type.ToString());
    }

    /// <summary>f(x, y, ...) entry by entry, where no operand may have components that are more than permuted. <paramref name="parity"/> is that in the first operand alone.</summary>
    public static AbstractValue? Combine(OperationCall call, IReadOnlyList<AbstractValue> values, Parity parity, string id = TensorRuleIds.PointwiseOnComponents)
    {
        if (values.OfType<PendingValue>().FirstOrDefault() is { } pending)
        {
            return Pending.Report(call, pending);
        }

        List<TensorType> types = [];
        foreach (AbstractValue value in values)
        {
            if (Elementwise.TypeOf(call, value) is not { } type)
            {
                return null;
            }

            types.Add(type);
        }

        if (types.FirstOrDefault(type => !type.IsZero && (type.Translation != 0 || type.ComponentAxes.Any(axis => !RepresentationActions.Permutes(type[axis].Components!)))) is { } broken)
        {
            return call.Broken(id, null, call.Name, broken.ToString());
        }

        if (types.Skip(1).Any(type => !type.Sign.IsTrivial) || (!types[0].Sign.IsTrivial && parity == Parity.None))
        {
            return types.Any(type => type.ComponentAxes.Any()) ? null : call.Broken(id, null, call.Name, types.First(type => !type.Sign.IsTrivial).ToString());
        }

        TensorType result = types[0] with { IsZero = false };
        foreach (TensorType next in types.Skip(1))
        {
            bool isAlike = result.ComponentAxes.Any() && next.ComponentAxes.Any() ? TensorTypes.TransformAlike(result with { Sign = next.Sign }, next)
                : Broadcasting.IsConstantAlongComponents(next, result) == Decision.Yes && Broadcasting.IsConstantAlongComponents(result, next) == Decision.Yes;
            if (!isAlike)
            {
                return null;
            }

            result = Broadcasting.Widen(result, next);
        }

        return new TensorValue(Unpatterned(result) with { IsConstant = types.All(type => type.IsConstant), Sign = parity == Parity.Even ? result.Sign.Group.Trivial : result.Sign });
    }

    /// <summary>Without what the function does not keep.</summary>
    private static TensorType Unpatterned(TensorType type) =>
        type.Axes.All(axis => axis.Pattern == AxisPattern.Any) ? type with { IsZero = false } : type with { IsZero = false, Axes = new([.. type.Axes.Select(axis => axis with { Pattern = AxisPattern.Any })]) };
}
