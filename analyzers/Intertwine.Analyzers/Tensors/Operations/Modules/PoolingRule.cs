using System.Globalization;
using Intertwine.Analyzers.Rules;
using Intertwine.Analyzers.Tensors.Values;

namespace Intertwine.Analyzers.Tensors.Operations;

/// <summary>
/// Means and maxima over windows of the last axes. A mean of vectors is a vector; a maximum taken component by component is none; and windows over the axis of components itself mix them.
/// </summary>
internal sealed class PoolingRule : IOperationRule
{
    public IEnumerable<string> Names =>
    [
        "avg_pool1d", "avg_pool2d", "avg_pool3d", "adaptive_avg_pool1d", "adaptive_avg_pool2d", "adaptive_avg_pool3d", "max_pool1d", "max_pool2d", "max_pool3d", "adaptive_max_pool1d", "adaptive_max_pool2d", "adaptive_max_pool3d",
    ];

    public AbstractValue? Apply(OperationCall call)
    {
        if (call.First is not TensorValue { Type: { IsInvariant: false, IsZero: false } type })
        {
            return null;
        }

        int dimensions = call.Name[call.Name.Length - 2] - '0';
        int inside = type.ComponentAxes.FirstOrDefault(axis => axis >= -dimensions);
        if (inside != 0 && call.Value("kernel_size") is not NumberValue { Constant: 1 })
        {
            return RepresentationActions.Permutes(type[inside].Components!) ? null : call.Broken(TensorRuleIds.ReducedAcrossComponents, null, call.Name, type.ToString(), inside.ToString(CultureInfo.InvariantCulture));
        }

        if (call.Name.IndexOf("max", StringComparison.Ordinal) >= 0)
        {
            return type.ComponentAxes.All(axis => RepresentationActions.Permutes(type[axis].Components!)) ? null : call.Broken(TensorRuleIds.PointwiseOnComponents, null, call.Name, type.ToString());
        }

        // Zeros at the border are no points.
        List<TensorAxis> axes = type.Last(dimensions);
        for (int axis = -dimensions; axis < 0; axis++)
        {
            axes[axes.Count + axis] = axes[axes.Count + axis].Components is null ? TensorAxis.Free : axes[axes.Count + axis];
        }

        return type.Translation == 0 ? type.With(axes, type.Rank) : null;
    }
}
