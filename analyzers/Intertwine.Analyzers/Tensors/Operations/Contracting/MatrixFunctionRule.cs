using Intertwine.Algebra;
using Intertwine.Analyzers.Rules;
using Intertwine.Analyzers.Tensors.Values;

namespace Intertwine.Analyzers.Tensors.Operations;

/// <summary>
/// Functions of matrices, M → rho_1(g) M rho_2(g)^T on the last two axes. For orthogonal representations: det M is multiplied by det rho_1(g) det rho_2(g) (the pseudo-scalar of a triple of vectors), M^-1 → rho_2 M^-1 rho_1^T, singular
/// values and eigenvalues are invariant, tr M is where rho_1 = rho_2. Vectors of a decomposition are known up to signs and rotations only, so nothing is said of them.
/// </summary>
internal sealed class MatrixFunctionRule : IOperationRule
{
    public IEnumerable<string> Names =>
    [
        "trace", "det", "inverse", "inv", "pinverse", "pinv", "matrix_exp", "matrix_power", "svdvals", "eigvalsh", "eigh", "svd", "diagonal", "diag", "diag_embed", "kron", "block_diag",
    ];

    public AbstractValue? Apply(OperationCall call)
    {
        if (call.Name == "block_diag")
        {
            return new UnknownValue("a block-diagonal matrix, which the analyzer does not follow");
        }

        if (call.First is not TensorValue { Type: var type } value)
        {
            return null;
        }

        if (call.Name == "kron")
        {
            return type.IsInvariant && call.Tensor("other") is { } other && ConstantEntries.IsIdentity(other) ? new UnknownValue("a Kronecker product with the identity, which the analyzer does not follow") : null;
        }

        if (call.Name is "diag" or "diag_embed")
        {
            // A vector becomes the diagonal of a matrix: single components in different rows.
            return type.IsInvariant && type.Rank == 1 && call.Integer(0, "diagonal", "offset") == 0 ? type.With(Enumerable.Repeat(new TensorAxis(type[-1].Size, null) { Pattern = type[-1].IsUniform ? AxisPattern.Identity : AxisPattern.Any }, 2), 2)
                : (type.Rank == 1 || call.Name == "diag_embed") && type is { IsZero: false, Translation: 0 } && type[-1].Components is { } components && GeneratorConditions.IsClear(components)
                    && components.Terms.Any(term => term.Piece.Dimension > 1 && !RepresentationActions.PermutesUpToFactors(Representation.Of(term.Piece)))
                    ? call.Broken(TensorRuleIds.AxisDestroyed, null, call.Name, type.ToString(), "its components go to different places of a matrix")
                : null;
        }

        if (!type.HasComponents() || type.IsZero)
        {
            return call.Name is "eigh" or "svd" && type.IsInvariant ? SequenceValue.Of([.. Enumerable.Repeat(call.Invariant(), call.Name == "eigh" ? 2 : 3)]) : null;
        }

        if (type.Translation != 0)
        {
            return call.Name is "det" or "svdvals" && !type.IsMixture ? call.Broken(TensorRuleIds.PointUsedAsVector, null, call.Name, type.ToString()) : null;
        }

        return call.Name switch
        {
            "trace" => new Contraction(call, [new ContractionOperand(value, ['i', 'i'])], [], "the two axes of the matrix") { Text = _ => "the diagonal" }.Apply(),
            "diagonal" => Diagonal(call, value),
            "det" => Determinant(type),
            "inverse" or "inv" or "pinverse" or "pinv" => Rotates(type) && type.Sign.IsTrivial ? type.With([.. type.Last(2).Take(type.Last(2).Count - 2), type[-1], type[-2]], type.Rank) : null,
            "matrix_exp" or "matrix_power" => Rotates(type) && type.Sign.IsTrivial && type[-1].Components == type[-2].Components ? new TensorValue(type) : null,
            "svdvals" => Rotates(type) ? Values(call, type) : null,
            "eigvalsh" => Rotates(type) && type.Sign.IsTrivial && type[-1].Components == type[-2].Components ? Values(call, type) : null,
            "eigh" => Rotates(type) && type.Sign.IsTrivial && type[-1].Components == type[-2].Components ? SequenceValue.Of(Values(call, type), Vectors) : null,
            _ => Rotates(type) ? SequenceValue.Of(Vectors, Values(call, type), Vectors) : null,
        };
    }

    private static UnknownValue Vectors { get; } = new("vectors of a decomposition, which are known up to signs and rotations only");

    /// <summary>Whether the components lie on the last two axes and are orthogonal.</summary>
    private static bool Rotates(TensorType type) =>
        type.ComponentAxes.All(axis => axis >= -2 && !type[axis].Components!.HasWildcard && type[axis].Components!.Terms.All(term => term.Piece.IsOrthogonal));

    private static TensorValue Values(OperationCall call, TensorType type) => new(TensorType.Invariant(call.Group, type.Rank - 1));

    private static AbstractValue? Determinant(TensorType type)
    {
        if (type.ComponentAxes.Any(axis => axis < -2) || !type.Sign.IsTrivial)
        {
            return null;
        }

        Piece sign = type.Sign;
        foreach (int axis in type.ComponentAxes)
        {
            (FormKind kind, Piece? own) = GeneratorConditions.Determinant(type[axis].Components!);
            if (kind != FormKind.Covariant)
            {
                return null;
            }

            sign = own!.IsTrivial ? sign : sign.IsTrivial ? own : sign == own && sign.IsOrthogonal ? own.Group.Trivial : sign;
        }

        List<TensorAxis> axes = type.Last(2);
        return new TensorValue(type.With(axes.Take(axes.Count - 2), type.Rank - 2).Type with { Sign = sign });
    }

    /// <summary>y[.., i] = x[.., i, i]: the diagonal of free axes, with all others before it.</summary>
    private static AbstractValue? Diagonal(OperationCall call, TensorValue value)
    {
        TensorType type = value.Type;
        if (type.Rank is not { } rank || call.Axis(type, 0, "dim1") is not { } first || call.Axis(type, 1, "dim2") is not { } second)
        {
            return null;
        }

        int[] labels = [.. Enumerable.Range(-rank, rank).Select(axis => axis == first || axis == second ? 'i' : axis)];
        return new Contraction(call, [new ContractionOperand(value, labels)], [.. labels.Where(label => label != 'i'), 'i'], "the two axes of the diagonal") { Text = _ => "the diagonal" }.Apply();
    }
}
