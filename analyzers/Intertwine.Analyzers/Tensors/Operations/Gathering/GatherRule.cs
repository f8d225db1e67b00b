using Intertwine.Algebra;
using Intertwine.Analyzers.Rules;
using Intertwine.Analyzers.Tensors.Values;

namespace Intertwine.Analyzers.Tensors.Operations;

/// <summary>
/// Items taken by invariant indices: index_select, y[..., j, ...] = x[..., i_j, ...]; gather and take_along_dim, y[j, c] = x[i[j, c], c]. Along free axes that keeps components, if the indices are the same for all components of a
/// vector. Along an axis of components it picks single ones.
/// </summary>
internal sealed class GatherRule : IOperationRule
{
    public IEnumerable<string> Names => ["index_select", "gather", "take_along_dim", "take", "masked_select"];

    public AbstractValue? Apply(OperationCall call)
    {
        if (call.First is not TensorValue { Type: var type })
        {
            return null;
        }

        if (call.Name is "take" or "masked_select")
        {
            return Pick(call, type);
        }

        if (call.Tensor("index", "indices") is not { Type: { IsInvariant: true } index } || call.Axis(type, call.Name == "take_along_dim" ? 0 : null, "dim") is not { } axis)
        {
            return null;
        }

        if (type.At(axis).Components is { } components)
        {
            return components is { HasWildcard: false, Multiplicity: 1 } && components.Terms[0].Piece is Irrep { Dimension: > 1 } ? AxisSelection.Broken(call, type, axis) : null;
        }

        if (call.Name == "index_select")
        {
            return new TensorValue(type.WithAxis(axis, new TensorAxis(index.Rank is not null && index.Axes.Count == 1 ? index[-1].Size : null, null)));
        }

        // The same index for all components, or each would come from another item.
        return type.ComponentAxes.All(own => index[own].IsUniform) ? new TensorValue(type.WithAxis(axis, new TensorAxis(index.At(axis).Size, null))) : null;
    }

    /// <summary>Single entries in a row: <c>take</c>, <c>masked_select</c>. A mask that is the same for all components takes whole vectors.</summary>
    private static AbstractValue? Pick(OperationCall call, TensorType type)
    {
        if (!type.HasComponents())
        {
            return type.With([TensorAxis.Free], 1);
        }

        if (call.Name == "masked_select" && call.Tensor("mask") is { Type: var mask })
        {
            int[] axes = [.. type.ComponentAxes];
            if (axes is [-1] && mask[-1].IsUniform)
            {
                return type[-1].Components!.AnyCopies() is { } any ? type.With([TensorAxis.Of(any)], 1) : null;
            }

            if (axes.All(axis => mask[axis].Size is null))
            {
                return null;
            }
        }

        return call.Broken(TensorRuleIds.ComponentSelected, null, call.Name, type.ToString(), CallReading.Text(type.ComponentAxes.Last()));
    }
}
