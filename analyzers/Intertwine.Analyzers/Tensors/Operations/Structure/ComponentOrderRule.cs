using Intertwine.Algebra;
using Intertwine.Analyzers.Rules;
using Intertwine.Analyzers.Tensors.Values;

namespace Intertwine.Analyzers.Tensors.Operations;

/// <summary>
/// Entries put in another order along an axis: flip, y[i] = x[n - 1 - i]; roll, y[i] = x[i - s mod n]. On an axis of components this is a permutation matrix P, which commutes with the group iff P rho(g) = rho(g) P: shifts of the
/// regular representation of C_n do, the axes of a vector do not.
/// </summary>
internal sealed class ComponentOrderRule : IOperationRule
{
    public IEnumerable<string> Names => ["flip", "fliplr", "flipud", "roll", "rot90"];

    public AbstractValue? Apply(OperationCall call)
    {
        if (call.First is not TensorValue { Type: var type } value)
        {
            return null;
        }

        switch (call.Name)
        {
            case "fliplr":
                return type.Rank >= 2 ? Reorder(call, value, [(1 - type.Rank!.Value, null)]) : null;
            case "flipud":
                return Reorder(call, value, [(type.Rank is { } rank ? -rank : CallReading.Items, null)]);
            case "rot90":
                return !type.HasComponents() ? null : Axes(call, type, "dims") is { } plane && plane.All(axis => type.At(axis).Components is null) ? null
                    : call.Broken(TensorRuleIds.AxisDestroyed, null, call.Name, type.ToString(), "its components change places with another axis");
            case "roll":
                if (!call.Has("dims"))
                {
                    return type.HasComponents() ? call.Broken(TensorRuleIds.AxisDestroyed, null, call.Name, type.ToString(), "all entries move along, from one component to the next") : value;
                }

                IReadOnlyList<NumberValue>? shifts = call.Numbers("shifts");
                return Axes(call, type, "dims") is { } rolled && shifts?.Count == rolled.Count ? Reorder(call, value, [.. rolled.Select((axis, i) => (axis, (NumberValue?)shifts[i]))]) : null;
            default:
                return Axes(call, type, "dims") is { } flipped ? Reorder(call, value, [.. flipped.Select(axis => (axis, (NumberValue?)null))]) : null;
        }
    }

    private static IReadOnlyList<int>? Axes(OperationCall call, TensorType type, string name) =>
        call.Integers(name)?.Select(type.FromEndOrItems).ToArray() is { } axes && axes.All(axis => axis is not null) ? [.. axes.Select(axis => axis!.Value)] : null;

    /// <param name="axes">The axes and the shift along each; null for a flip.</param>
    private static AbstractValue? Reorder(OperationCall call, TensorValue value, IReadOnlyList<(int Axis, NumberValue? Shift)> axes)
    {
        TensorType type = value.Type;
        foreach ((int axis, NumberValue? shift) in axes)
        {
            if (shift?.Constant == 0)
            {
                continue;
            }

            if (type.At(axis).Components is not { } components)
            {
                type = type.At(axis).Pattern == AxisPattern.Identity ? type.WithAxis(axis, type[axis] with { Pattern = AxisPattern.Any }) : type;
                continue;
            }

            if (!GeneratorConditions.IsClear(components))
            {
                return null;
            }

            int size = components.Dimension;
            long step = (long)(shift?.Constant ?? 1);
            double[] permutation = new double[size * size];
            for (int i = 0; i < size; i++)
            {
                long source = shift is null ? size - 1 - i : ((i - step) % size + size) % size;
                permutation[(i * size) + source] = 1;
            }

            if (!GeneratorConditions.IsIntertwiner(components, components, permutation))
            {
                return call.Broken(TensorRuleIds.AxisDestroyed, null, call.Name, type.ToString(), $"the components on axis {CallReading.Text(axis)} change places");
            }
        }

        return new TensorValue(type);
    }
}
