using Intertwine.Analyzers.Rules;
using Intertwine.Analyzers.Tensors.Values;

namespace Intertwine.Analyzers.Tensors.Operations;

/// <summary>
/// (x - mean) / std * gamma + beta over a batch, a layer, an instance or a group. The mean of components is equivariant, but their standard deviation, taken component by component, is no invariant, and beta is an added constant: for
/// components normalise by the norm instead. Where the group only permutes entries, it may lie beside the axes that the statistics are taken over.
/// </summary>
internal sealed class NormalizationRule : IOperationRule
{
    public IEnumerable<string> Names => ["batch_norm", "instance_norm", "layer_norm", "group_norm", "local_response_norm"];

    public AbstractValue? Apply(OperationCall call)
    {
        if (call.First is not TensorValue { Type: { IsInvariant: false, IsZero: false } type } value)
        {
            return call.First is TensorValue { Type.IsInvariant: true } invariant && !invariant.Type.IsZero ? invariant with { Entries = null, Form = null } : null;
        }

        string name = call["module"]?.Value is ModuleValue module ? module.Kind : call.Name;
        if (type.ComponentAxes.All(axis => RepresentationActions.Permutes(type[axis].Components!)))
        {
            // Statistics over all entries, or beside the axis that is permuted, do not see the order.
            int? features = call.Name != "layer_norm" ? null : call.Value("normalized_shape") switch { NumberValue => 1, SequenceValue { Items: { } items } => items.Count, _ => (int?)null };
            return features is { } last && type.Sign.IsTrivial && type.ComponentAxes.All(axis => axis < -last) ? value : null;
        }

        return type.IsMixture ? null : call.Broken(TensorRuleIds.NormalizedByComponent, null, name, type.ToString());
    }
}
