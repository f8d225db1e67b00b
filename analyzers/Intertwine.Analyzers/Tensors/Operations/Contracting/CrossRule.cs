using Intertwine.Algebra;
using Intertwine.Analyzers.Rules;
using Intertwine.Analyzers.Tensors.Values;

namespace Intertwine.Analyzers.Tensors.Operations;

/// <summary>
/// (a x b)_i = sum_jk ε_ijk a_j b_k. For orthogonal matrices R a x R b = det(R) R (a x b): the cross product of two vectors does not change sign under a reflection. Under O(3), 1o x 1o is 1e and 1o x 1e is 1o; under SO(3) all are
/// vectors.
/// </summary>
internal sealed class CrossRule : IOperationRule
{
    private static readonly double[] LeviCivita = CreateLeviCivita();

    public IEnumerable<string> Names => ["cross"];

    public AbstractValue? Apply(OperationCall call)
    {
        if (call.First is not TensorValue { Type: var left } || call.Tensor("other") is not { Type: var right } || (left.IsInvariant && right.IsInvariant))
        {
            return null;
        }

        if (left.IsZero || right.IsZero)
        {
            return new TensorValue(left.IsZero ? left : right);
        }

        if (left.Translation != 0 || right.Translation != 0)
        {
            TensorType points = left.Translation != 0 && !left.IsMixture ? left : right;
            if (points.Translation == 0 || points.IsMixture)
            {
                return new UnknownValue(TensorType.MixtureOfPoints);
            }

            // x × v of a point depends on the origin, and x × v - c × v does not: others may complete it.
            PendingReport otherwise = Pending.Wrong(TensorRuleIds.PointUsedAsVector, call, call.Name, points.ToString());
            AbstractValue? product = Multiply(call, left with { Translation = 0 }, right with { Translation = 0 });
            return product is UnknownValue { IsReported: true } ? product : Pending.Form(call, product, otherwise);
        }

        return Multiply(call, left, right);
    }

    private static AbstractValue? Multiply(OperationCall call, TensorType left, TensorType right)
    {
        if (call.Axis(left.Rank is null ? right : left, -1, "dim") is not { } axis || axis == CallReading.Items)
        {
            return null;
        }

        TensorType one = left[axis].Components is null ? left : right, other = left[axis].Components is null ? right : left;
        if (other[axis].Components is not { } second)
        {
            return call.Broken(TensorRuleIds.WrongContraction, null, call.Name, $"axis {CallReading.Text(axis)}", $"the axis carries no components of {left} and {right}");
        }

        // Components on another axis are multiplied one by one.
        if (left.ComponentAxes.Concat(right.ComponentAxes).FirstOrDefault(own => own != axis) is var elsewhere and not 0)
        {
            return left[elsewhere].IsUniform || right[elsewhere].IsUniform ? null
                : left[elsewhere].Components is not null && right[elsewhere].Components is not null
                    ? call.Broken(TensorRuleIds.WrongContraction, null, call.Name, $"axis {CallReading.Text(axis)}", $"components on axis {CallReading.Text(elsewhere)} are multiplied one by one")
                    : null;
        }

        if (one[axis].Components is not { } first)
        {
            return second is { HasWildcard: false, Multiplicity: 1, Dimension: 3 } && second.Terms[0].Piece is Irrep
                ? call.Broken(TensorRuleIds.WrongContraction, null, call.Name, $"axis {CallReading.Text(axis)}", $"components of {second} are combined with numbers that do not transform")
                : null;
        }

        if (!GeneratorConditions.IsClear(first) || !GeneratorConditions.IsClear(second) || first.Dimension != 3 || second.Dimension != 3 || !(left.Sign.IsTrivial && right.Sign.IsTrivial))
        {
            return null;
        }

        // ε must be invariant: its first axis transforms as the result, the others are paired with the factors.
        foreach (Representation result in Forms.Relatives(call.Group, 3).Concat([first, second]))
        {
            if (GeneratorConditions.IsInvariant(LeviCivita, [(result, false), (second == other[axis].Components ? first : second, true), (second, true)]))
            {
                TensorType wide = left.Rank is null || (right.Rank is not null && left.Rank >= right.Rank) ? left : right;
                return new TensorValue(wide.WithAxis(axis, TensorAxis.Of(result)) with { IsConstant = left.IsConstant && right.IsConstant, Rank = left.Rank is null || right.Rank is null ? null : Math.Max(left.Rank.Value, right.Rank.Value) });
            }
        }

        return null;
    }

    private static double[] CreateLeviCivita()
    {
        double[] epsilon = new double[27];
        foreach ((int i, int j, int k) in new[] { (0, 1, 2), (1, 2, 0), (2, 0, 1) })
        {
            epsilon[(i * 9) + (j * 3) + k] = 1;
            epsilon[(i * 9) + (k * 3) + j] = -1;
        }

        return epsilon;
    }
}
