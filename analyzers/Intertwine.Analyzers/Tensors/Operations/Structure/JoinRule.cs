using Intertwine.Algebra;
using Intertwine.Analyzers.Rules;
using Intertwine.Analyzers.Tensors.Values;

namespace Intertwine.Analyzers.Tensors.Operations;

/// <summary>
/// Tensors one after the other along an axis (cat) or along a new one (stack). Along a free axis all must transform alike; along an axis of components the result carries the direct sum, g (x ⊕ y) = gx ⊕ gy, where a free axis counts
/// as that many scalars.
/// </summary>
internal sealed class JoinRule : IOperationRule
{
    public IEnumerable<string> Names => ["cat", "concat", "concatenate", "stack", "hstack", "vstack", "row_stack", "column_stack", "dstack"];

    public AbstractValue? Apply(OperationCall call)
    {
        if (call.Arguments.Count == 0)
        {
            return null;
        }

        IReadOnlyList<TensorType> types;
        bool isCounted = true;
        switch (call.First)
        {
            case SequenceValue { Items: { Count: > 0 } items } when items.All(item => item is TensorValue):
                types = [.. items.Select(item => ((TensorValue)item).Type)];
                break;
            case SequenceValue { Items: null, Element: TensorValue element }:
                // So many equal ones: two stand for all.
                (types, isCounted) = ([element.Type, element.Type], false);
                break;
            default:
                return null;
        }

        int? rank = types.Select(type => type.Rank).FirstOrDefault(known => known is not null);
        AbstractValue? result = call.Name switch
        {
            "stack" => call.Integer(0, "dim") is { } dim ? Stack(call, types, dim) : null,
            "vstack" or "row_stack" => rank == 1 ? Stack(call, types, 0) : Join(call, types, 0),
            "hstack" => rank is null ? null : Join(call, types, rank == 1 ? 0 : 1),
            "column_stack" => rank is null ? null : rank == 1 ? Stack(call, types, 1) : Join(call, types, 1),
            "dstack" => rank >= 3 ? Join(call, types, 2) : null,
            _ => call.Integer(0, "dim", "axis") is { } dim ? Join(call, types, dim) : null,
        };
        return isCounted ? result : Uncounted(result, types[0]);
    }

    private static AbstractValue? Stack(OperationCall call, IReadOnlyList<TensorType> types, long dim)
    {
        if (types.Any(type => type.Rank is { } known && dim >= 0 && dim > known))
        {
            return null;
        }

        if (Difference(call, types, except: null) is { } result)
        {
            return result is UnknownValue ? result : null;
        }

        TensorType common = Common(types, except: null);
        return AxisOrderRule.Insert(common, dim) is { } inserted
            ? new TensorValue(dim >= 0 && common.Rank is null ? inserted : inserted.WithAxis(dim < 0 ? (int)dim : (int)dim - common.Rank!.Value - 1, new TensorAxis(types.Count, null)))
            : null;
    }

    private static AbstractValue? Join(OperationCall call, IReadOnlyList<TensorType> types, long dim)
    {
        int?[] axes = [.. types.Select(type => type.FromEndOrItems(dim))];
        if (types.All(type => type.Rank is null) && axes.All(axis => axis is null) && types.All(type => type == types[0]) && dim >= 0)
        {
            return null;
        }

        if (axes.FirstOrDefault(known => known is not null and not CallReading.Items) is { } common)
        {
            // All have the same number of axes, so what is known of one is known of all.
            axes = [.. axes.Select(_ => (int?)common)];
        }

        if (axes[0] is not { } axis || axes.Any(other => other != axis))
        {
            return null;
        }

        if (Difference(call, types, axis) is { } result)
        {
            return result is UnknownValue ? result : null;
        }

        TensorType joined = Common(types, axis);
        TensorType[] parts = [.. types.Where(type => !type.IsZero)];
        if (parts.Length == 0)
        {
            return new TensorValue(joined.WithAxis(axis, TensorAxis.Free));
        }

        bool isSum = parts.Any(type => type.At(axis).Components is not null) || parts.Any(type => type.Sign != parts[0].Sign);
        if (!isSum)
        {
            return new TensorValue(joined.WithAxis(axis, new TensorAxis(types.All(type => type.At(axis).Size is not null) ? types.Sum(type => type.At(axis).Size) : null, null)));
        }

        // A direct sum. Zeros could be of any representation.
        if (axis == CallReading.Items || parts.Length != types.Count)
        {
            return null;
        }

        Representation? sum = null;
        foreach (TensorType part in parts)
        {
            if (Summand(part, axis, parts) is not { } summand)
            {
                return null;
            }

            sum = sum is null ? summand : sum + summand;
        }

        bool isKept = parts.All(type => type.Sign == parts[0].Sign);
        bool isAlike = parts.All(type => type.Translation == parts[0].Translation);
        return new TensorValue(joined.WithAxis(axis, TensorAxis.Of(sum!.Simplified())) with { Sign = isKept ? parts[0].Sign : call.Group.Trivial, Translation = isAlike ? parts[0].Translation : double.NaN });
    }

    /// <summary>What a part adds to the direct sum.</summary>
    private static Representation? Summand(TensorType part, int axis, IReadOnlyList<TensorType> parts)
    {
        TensorAxis own = part[axis];
        bool isSigned = parts.Any(type => type.Sign != parts[0].Sign);
        Piece scalar = isSigned ? part.Sign : part.Sign.Group.Trivial;
        return own.Components is { } components ? isSigned && !part.Sign.IsTrivial ? null : components : Representation.Of(scalar, own.Size is > 0 and var size ? size : RepresentationTerm.Wildcard);
    }

    /// <summary>Whether two of the tensors transform differently, beside the axis that they are put together along: what to answer then (any tensor: nothing is known); null where all transform alike.</summary>
    private static AbstractValue? Difference(OperationCall call, IReadOnlyList<TensorType> types, int? except)
    {
        TensorType[] parts = [.. types.Where(type => !type.IsZero)];
        for (int i = 1; i < parts.Length; i++)
        {
            TensorType first = parts[0], other = parts[i];
            bool isDifferent = Enumerable.Range(1, Math.Max(first.Axes.Count, other.Axes.Count)).Any(back => -back != except && !TensorTypes.Same(first[-back].Components, other[-back].Components));
            bool isSum = except is { } axis && (first.At(axis).Components is not null || other.At(axis).Components is not null || (axis != CallReading.Items && first.Sign != other.Sign));
            if (isDifferent || (first.Sign != other.Sign && !isSum) || (!first.Translation.Equals(other.Translation) && !isSum))
            {
                return first.IsMixture || other.IsMixture
                    ? call.Invariant()
                    : call.Broken(TensorRuleIds.DifferentRepresentations, null, call.Name, first.ToString(), other.ToString());
            }
        }

        return null;
    }

    /// <summary>What all have in common.</summary>
    private static TensorType Common(IReadOnlyList<TensorType> types, int? except)
    {
        TensorType first = types.FirstOrDefault(type => !type.IsZero) ?? types[0];
        int? rank = types.Select(type => type.Rank).FirstOrDefault(known => known is not null);
        int count = rank ?? types.Max(type => type.Axes.Count);
        var axes = new TensorAxis[count];
        for (int axis = -count; axis < 0; axis++)
        {
            int?[] sizes = [.. types.Select(type => type[axis].Size).Where(size => size is not null).Distinct()];
            axes[count + axis] = axis != except && types.Select(type => type[axis]).FirstOrDefault(own => own.Components is not null) is { Components: not null } own && !first.IsZero
                ? own
                : new TensorAxis(axis != except && sizes.Length == 1 ? sizes[0] : null, null);
        }

        return first with { Axes = new Generator.EquatableArray<TensorAxis>(axes), Rank = rank, IsZero = types.All(type => type.IsZero), IsConstant = types.All(type => type.IsConstant) };
    }

    /// <summary>The result of two equal tensors stands for that of any number: any number of copies, an axis of any length.</summary>
    private static AbstractValue? Uncounted(AbstractValue? result, TensorType element)
    {
        if (result is not TensorValue { Type: var type })
        {
            return result;
        }

        List<TensorAxis> axes = [];
        for (int axis = -type.Axes.Count; axis < 0; axis++)
        {
            TensorAxis own = type[axis];
            if (own.Components is { } components && element.ComponentAxes.All(old => element[old].Components != components))
            {
                if (components.AnyCopies() is not { } any)
                {
                    return null;
                }

                own = TensorAxis.Of(any);
            }

            axes.Add(own.Components is null && own.Size is not null && (axis < -element.Axes.Count || element[axis].Size != own.Size) ? TensorAxis.Free : own);
        }

        return type.With(axes, type.Rank);
    }
}
