using Intertwine.Analyzers.Rules;
using Intertwine.Analyzers.Tensors.Values;

namespace Intertwine.Analyzers.Tensors.Operations;

/// <summary>
/// softmax(Q K^T / sqrt(d)) V. Logits are sums of products over the last axis: invariant where it carries channels of invariants, or vectors of an orthogonal representation (C copies in one axis); then the weights are too, and the result
/// transforms as V does. The weights of an item sum to 1, so points give points.
/// </summary>
internal sealed class AttentionRule : IOperationRule
{
    public IEnumerable<string> Names => ["scaled_dot_product_attention"];

    public AbstractValue? Apply(OperationCall call)
    {
        if ((call.Tensor("this", "query")) is not { } query || call.Tensor("key") is not { } key || call.Tensor("value") is not { } value || query.Type.Rank == 1 || key.Type.Rank == 1)
        {
            return null;
        }

        List<TensorAxis> columns = key.Type.Last(2);
        (columns[columns.Count - 1], columns[columns.Count - 2]) = (columns[columns.Count - 2], columns[columns.Count - 1]);
        AbstractValue? logits = MatrixProductRule.Multiply(call, query, key.Type.With(columns, key.Type.Rank));
        if (logits is not TensorValue { Type: var type })
        {
            return logits;
        }

        if (!type.IsInvariant)
        {
            return call.Broken(TensorRuleIds.ReducedAcrossComponents, null, call.Name, type.ToString(), "-1");
        }

        if (call.Tensor("attn_mask") is { Type.IsInvariant: false } mask)
        {
            return mask.Type.IsZero ? null : call.Broken(TensorRuleIds.ConstantAdded, null, call.Name, type.ToString(), mask.Type.ToString());
        }

        AbstractValue? result = MatrixProductRule.Multiply(call, new TensorValue(type), value with { Type = value.Type with { Translation = 0 } });
        return result is not TensorValue mixed || value.Type.Translation == 0 ? result
            : (call.Value("p") as NumberValue)?.Constant is null or 0 ? new TensorValue(mixed.Type with { Translation = value.Type.Translation })
            : null;
    }

    /// <summary>The layer <c>MultiheadAttention</c>: weights and biases on the last axis before and after.</summary>
    public static AbstractValue? ApplyMultihead(OperationCall call)
    {
        TensorValue? wrong = call.Arguments.Skip(1).Select(argument => argument.Value).OfType<TensorValue>().FirstOrDefault(tensor => tensor.Type.HasComponents());
        return wrong is null ? SequenceValue.Of(call.Invariant(), call.Invariant())
            : wrong.Type.ComponentAxes.All(axis => RepresentationActions.Permutes(wrong.Type[axis].Components!)) ? null
            : LinearRule.Broken(call, "MultiheadAttention", wrong.Type);
    }
}
