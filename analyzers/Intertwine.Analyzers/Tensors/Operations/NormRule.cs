using Intertwine.Analyzers.Rules;
using Intertwine.Analyzers.Tensors.Values;

namespace Intertwine.Analyzers.Tensors.Operations;

/// <summary>
/// Norms and distances. |rho(g) x|_2 = |x|_2 for orthogonal representations over all their components; other p-norms are kept by permutations with signs only, the spectral and the nuclear norm of a matrix by orthogonal matrices on
/// either side. A norm over items alone takes components one by one. Points are measured from an origin that moves: subtract first.
/// </summary>
internal sealed class NormRule : IPendingRule
{
    public IEnumerable<string> Names => ["norm", "vector_norm", "matrix_norm", "normalize", "dist", "cdist", "pairwise_distance", "cosine_similarity", "mse_loss"];

    public AbstractValue? Apply(OperationCall call)
    {
        if (call.First is PendingValue pending)
        {
            return Pending.Report(call, pending);
        }

        return call.Name switch
        {
            "norm" or "vector_norm" or "matrix_norm" => Elementwise.TypeOf(call, call.First) is { } type && Read(call, type) is { } reduction ? Norm(call, type, reduction, Order(call)) : null,
            "normalize" => Normalize(call),
            "cosine_similarity" => Cosine(call),
            _ => Distance(call),
        };
    }

    private static Reduction? Read(OperationCall call, TensorType type) =>
        Reduction.Read(call, type) is { } reduction ? call.Name == "matrix_norm" && reduction.Axes is null ? reduction with { Axes = [-2, -1] } : reduction : null;

    /// <summary>p; 2 for those of a matrix that orthogonal matrices keep; NaN where it is not known.</summary>
    private static double Order(OperationCall call) => (call["p"] ?? call["ord"]) switch
    {
        null => 2,
        { Value: NumberValue { Text: "fro" or "nuc" } } => 2,
        { Value: NumberValue { Constant: { } number } } => call.Name is "matrix_norm" && Math.Abs(number) == 2 ? 2 : number,
        { Operation: null } => 2,
        _ => double.NaN,
    };

    public static AbstractValue? Norm(OperationCall call, TensorType type, Reduction reduction, double order)
    {
        TensorType shape = Elementwise.Bare(reduction.Shape(type)) with { IsConstant = type.IsConstant, IsZero = type.IsZero };
        if (type.IsZero || type.IsInvariant)
        {
            return new TensorValue(shape);
        }

        if (type.Translation != 0)
        {
            return type.IsMixture ? new UnknownValue(TensorType.MixtureOfPoints) : call.Broken(TensorRuleIds.PointUsedAsVector, null, call.Name, type.ToString());
        }

        if (RepresentationActions.Ratio(type.Sign, type.Sign.Group.Trivial) is null)
        {
            return null;
        }

        List<int> taken = [.. reduction.Components(type)], remaining = [.. reduction.Remaining(type)];
        if (!Reduction.Permute(type, remaining))
        {
            return call.Broken(TensorRuleIds.ReducedAcrossComponents, null, call.Name, type.ToString(), reduction.Text);
        }

        bool isKept = taken.All(axis => RepresentationActions.PermutesUpToSign(type[axis].Components!));
        if (!isKept && double.IsNaN(order))
        {
            return null;
        }

        if (!isKept && order == 2 && taken.Select(axis => type[axis].Components!).FirstOrDefault(components => !RepresentationActions.IsOrthogonal(components)) is { } stretched)
        {
            return call.Broken(TensorRuleIds.FormNotInvariant, null, call.Name, type.ToString(), Forms.Instead(stretched));
        }

        return isKept || order == 2 ? new TensorValue(remaining.Count == 0 ? shape : reduction.Shape(type) with { Sign = type.Sign.Group.Trivial })
            : call.Broken(TensorRuleIds.ReducedAcrossComponents, null, call.Name, type.ToString(), reduction.Text);
    }

    /// <summary>x / max(|x|_p, eps) along an axis, 1 if none is stated.</summary>
    private static AbstractValue? Normalize(OperationCall call)
    {
        if (Elementwise.TypeOf(call, call.First) is not { } type || (call["dim"] is { } dim ? (dim.Value as NumberValue)?.Constant : 1) is not { } at || type.FromEnd((long)at) is not { } axis)
        {
            return call.First is TensorValue { Type.IsInvariant: true } ? call.First : null;
        }

        AbstractValue? norm = Norm(call, type, new Reduction([axis], KeepsAxes: true), Order(call));
        return norm is null or UnknownValue ? norm : Elementwise.Divide(call, call.First, norm);
    }

    /// <summary>x . y / (|x| |y|) along an axis, 1 if none is stated.</summary>
    private static AbstractValue? Cosine(OperationCall call)
    {
        if (call.Arguments.Count < 2 || call.First is not TensorValue { Type: var x } || call.Arguments[1].Value is not TensorValue { Type: var y })
        {
            return null;
        }

        if (x.Translation is not 0 || y.Translation is not 0)
        {
            return x.IsMixture || y.IsMixture ? new UnknownValue(TensorType.MixtureOfPoints) : call.Broken(TensorRuleIds.PointUsedAsVector, null, call.Name, (x.Translation != 0 ? x : y).ToString());
        }

        if ((call["dim"] is { } dim ? (dim.Value as NumberValue)?.Constant : 1) is not { } at || Elementwise.Multiply(call, call.First, call.Arguments[1].Value) is not { } product)
        {
            return null;
        }

        TensorType? type = product is PendingValue waiting ? waiting.Type : (product as TensorValue)?.Type;
        if (type?.FromEnd((long)at) is not { } axis)
        {
            return product is UnknownValue ? product : null;
        }

        var along = new Reduction([axis], KeepsAxes: false);
        if (along.Remaining(type).Any())
        {
            return call.Broken(TensorRuleIds.ReducedAcrossComponents, null, call.Name, x.ToString(), along.Text);
        }

        AbstractValue? sum = SumRule.Sum(call, type, along, product as PendingValue);
        return sum is PendingValue form ? Pending.Report(call, form) : sum;
    }

    /// <summary>|x - y|, between all pairs for <c>cdist</c>.</summary>
    private static AbstractValue? Distance(OperationCall call)
    {
        if (call.Arguments.Count < 2)
        {
            return null;
        }

        if (call.Name == "pairwise_distance" && call.Number("eps", 1e-6) != 0)
        {
            return call.First is TensorValue { Type.IsInvariant: false } ? new UnknownValue("'pairwise_distance', which adds eps to each component") : null;
        }

        AbstractValue first = call.First, second = call.Arguments[1].Value;
        if (call.Name == "cdist")
        {
            // Rows of x against rows of y: an axis of length 1 for those of the other.
            (first, second) = (Open(first), Open(second));
        }

        if (Elementwise.Add(call, first, second, -1) is not { } difference)
        {
            return null;
        }

        if (difference is not TensorValue { Type: var type })
        {
            return difference is PendingValue pending ? Pending.Report(call, pending) : difference;
        }

        if (call.Name == "mse_loss")
        {
            return call.Number("reduction", 1) is null or 0
                ? call.Number("reduction", 1) is null ? null : Elementwise.Multiply(call, difference, difference)
                : Norm(call, type, new Reduction(null, KeepsAxes: false), 2);
        }

        Reduction reduction = call.Name == "dist" ? new Reduction(null, false) : new Reduction([-1], call.Number("keepdim", 0) == 1);
        if (call.Name == "cdist" && type[-1].Components is null && type.ComponentAxes.Any())
        {
            return null;
        }

        AbstractValue? norm = Norm(call, type, reduction, Order(call));
        return call.Name == "cdist" && norm is TensorValue ? call.Invariant(type.Rank - 1) : norm;
    }

    /// <summary>Rows without a known number, so that any two sets of rows line up.</summary>
    private static AbstractValue Open(AbstractValue value) => value is TensorValue { Type: var type } && type.Axes.Count > 1
        ? new TensorValue(type with { Axes = new([.. type.Axes.Select((axis, i) => i == type.Axes.Count - 2 && axis.Components is null ? TensorAxis.Free : axis)]) })
        : value;
}
