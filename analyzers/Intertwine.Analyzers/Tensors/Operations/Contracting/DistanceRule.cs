using Intertwine.Algebra;
using Intertwine.Analyzers.Rules;
using Intertwine.Analyzers.Tensors.Values;

namespace Intertwine.Analyzers.Tensors.Operations;

/// <summary>
/// Distances and angles between vectors or points along one axis: |x_i - y_j|, (sum_c x_c y_c) / (|x| |y|). Invariant for orthogonal representations, in the Euclidean norm only: sum_c |x_c - y_c|^p is none for another p. Both must
/// transform alike; distances of points are as good as those of vectors, angles between points depend on the origin.
/// </summary>
internal sealed class DistanceRule : IOperationRule
{
    public IEnumerable<string> Names => ["cdist", "pdist", "pairwise_distance", "cosine_similarity"];

    public AbstractValue? Apply(OperationCall call)
    {
        if (call.First is not TensorValue { Type: var left } || (call.Name == "pdist" ? left : call.Tensor("x2", "input2", "other")?.Type) is not { } right || (!left.HasComponents() && !right.HasComponents()))
        {
            return null;
        }

        bool isAngle = call.Name == "cosine_similarity";
        if (call.Axis(left.Rank is null ? right : left, isAngle ? 1 : -1, "dim") is not { } axis || axis == CallReading.Items || left.IsZero || right.IsZero)
        {
            return null;
        }

        int[] axes = [.. left.ComponentAxes.Concat(right.ComponentAxes).Distinct()];
        if (!left.HasComponents() || !right.HasComponents() || !axes.All(own => TensorTypes.Same(left[own].Components, right[own].Components)) || left.Sign != right.Sign || (!isAngle && !left.Translation.Equals(right.Translation)))
        {
            return double.IsNaN(left.Translation) || double.IsNaN(right.Translation) ? null : call.Broken(TensorRuleIds.DifferentRepresentations, null, call.Name, left.ToString(), right.ToString());
        }

        if (isAngle && (left.Translation != 0 || right.Translation != 0))
        {
            return call.Broken(TensorRuleIds.PointUsedAsVector, null, call.Name, left.ToString());
        }

        if (axes.All(own => GeneratorConditions.IsPermutation(left[own].Components!)) && !axes.Contains(axis))
        {
            return null;
        }

        if (axes is not [var only] || only != axis)
        {
            return call.Broken(TensorRuleIds.ReducedAcrossComponents, null, call.Name, left.ToString(), CallReading.Text(axis));
        }

        Representation components = left[axis].Components ?? right[axis].Components!;
        (FormKind kind, Piece? sign) = GeneratorConditions.InnerProduct(components, components);
        if (kind == FormKind.Broken)
        {
            return call.Broken(TensorRuleIds.FormNotInvariant, null, call.Name, left.ToString(), Forms.Instead(components));
        }

        if (kind != FormKind.Covariant || !sign!.IsTrivial)
        {
            return null;
        }

        if (!isAngle && call.Value("p") is NumberValue { Constant: not 2 and var power })
        {
            return power is null || GeneratorConditions.IsMonomial(components) ? null : call.Broken(TensorRuleIds.ReducedAcrossComponents, null, call.Name, left.ToString(), CallReading.Text(axis));
        }

        int? rank = call.Name == "pdist" ? 1 : call.Name == "cdist" ? left.Rank : call.Integer(0, "keepdim") is { } keep ? left.Rank - (keep == 0 ? 1 : 0) : null;
        return call.Invariant(rank);
    }
}
