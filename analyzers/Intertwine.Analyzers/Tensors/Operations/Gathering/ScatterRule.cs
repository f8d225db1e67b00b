using Intertwine.Algebra;
using Intertwine.Analyzers.Rules;
using Intertwine.Analyzers.Tensors.Values;

namespace Intertwine.Analyzers.Tensors.Operations;

/// <summary>
/// Items written or added at invariant indices: scatter, scatter_add, index_add, index_copy: y[i_e, c] = x[i_e, c] + sum_e s[e, c], the sums over neighbours of message passing. Both must transform alike, zeros do with anything, and
/// indices must be the same for all components of a vector. Sums of points move by as many translations as they have terms, which is not known.
/// </summary>
internal sealed class ScatterRule : IOperationRule
{
    private static readonly HashSet<string> Sums = ["scatter_add", "index_add"];

    public IEnumerable<string> Names => ["scatter", "scatter_add", "index_add", "index_copy", "index_fill", "index_reduce", "select_scatter", "slice_scatter", "scatter_reduce"];

    public AbstractValue? Apply(OperationCall call)
    {
        if (call.First is not TensorValue { Type: var type } || call.Axis(type, call.Name == "slice_scatter" ? 0 : null, "dim") is not { } axis)
        {
            return null;
        }

        if (call.Name == "index_fill")
        {
            return !type.HasComponents() ? null : call.Value("value") is NumberValue { Constant: 0 } && type.At(axis).Components is null && type.Translation == 0 ? new TensorValue(type)
                : call.Broken(TensorRuleIds.ComponentsOverwritten, null, call.Name, type.ToString(), "a number");
        }

        if (call.Tensor("src", "source") is not { Type: var source })
        {
            return null;
        }

        TensorType whole = type.IsZero ? source : type;
        bool isSelected = whole.At(axis).Components is { HasWildcard: false, Multiplicity: 1 } single && single.Terms[0].Piece is Irrep { Dimension: > 1 };
        if (call.Tensor("index") is { Type: var index } && !(isSelected && index.IsInvariant))
        {
            if (!index.IsInvariant || (call.Name.StartsWith("scatter", StringComparison.Ordinal) && !(source.IsZero ? type : source).ComponentAxes.All(own => index[own].IsUniform)))
            {
                return null;
            }
        }

        if (type.IsZero && source.IsZero)
        {
            return new TensorValue(type);
        }

        if (whole.At(axis).Components is not null)
        {
            return isSelected
                ? call.Broken(TensorRuleIds.ComponentsOverwritten, null, call.Name, whole.ToString(), source.ToString())
                : null;
        }

        if (call.Name is "index_reduce" or "scatter_reduce")
        {
            return null;
        }

        // A part has one axis less.
        TensorType part = call.Name == "select_scatter" && AxisOrderRule.Insert(source, axis == CallReading.Items ? 0 : axis) is { } inserted ? inserted : source;
        if (!type.IsZero && !source.IsZero)
        {
            switch (TensorTypes.Matches(type with { Translation = 0 }, part with { Translation = 0 }))
            {
                case Decision.No when type.IsConstant && type.IsInvariant:
                    // What is not initialised, or is overwritten whole.
                    return null;
                case Decision.No:
                    return call.IsInPlace
                        ? call.Broken(TensorRuleIds.ComponentsOverwritten, null, call.Name, type.ToString(), source.ToString())
                        : call.Broken(TensorRuleIds.DifferentRepresentations, null, call.Name, type.ToString(), source.ToString());
            }
        }

        if (Sums.Contains(call.Name))
        {
            double translation = source.IsZero || source.Translation == 0 ? type.Translation : TensorType.Sum(type.Translation, source.Translation * double.PositiveInfinity);
            return new TensorValue(Result(type, part) with { Translation = translation });
        }

        // Zeros among points are no points.
        bool isMixed = !type.Translation.Equals(source.Translation) && !(type.IsZero && source.Translation == 0) && !(source.IsZero && type.Translation == 0);
        return isMixed ? null : new TensorValue(Result(type, part));
    }

    /// <summary>With the lengths of the first and the components of that which is not zero.</summary>
    private static TensorType Result(TensorType type, TensorType part)
    {
        if (!type.IsZero)
        {
            return type with { IsConstant = type.IsConstant && part.IsConstant };
        }

        List<TensorAxis> axes = part.Last(type.Axes.Count);
        for (int axis = -axes.Count; axis < 0; axis++)
        {
            axes[axes.Count + axis] = axes[axes.Count + axis].Components is null ? type[axis] : axes[axes.Count + axis];
        }

        return part.With(axes, type.Rank ?? part.Rank).Type;
    }
}
