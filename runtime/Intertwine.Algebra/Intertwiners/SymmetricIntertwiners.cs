namespace Intertwine.Algebra;

/// <summary>Intertwiners of a representation with itself that are self-adjoint: linear layers with a symmetric matrix.</summary>
public static class SymmetricIntertwiners
{
    /// <summary>
    /// A basis of <c>{ K : K rho(g) = rho(g) K, (B K)^T = B K }</c>: <c>K = K^T</c> in the given coordinates where there is no <paramref name="form"/>. For an invariant metric B these are the K with
    /// <c>B(K x, y) = B(x, K y)</c>, whatever the basis.
    /// </summary>
    /// <param name="representation">V; without points.</param>
    /// <param name="form">B, a square matrix of the size of V: <see cref="InvariantForms.Metric"/>, or null for the identity.</param>
    public static Result<IntertwinerBasis, SolveFailure> Solve(
        Representation representation, SparseMatrix? form = null, CancellationToken cancellation = default, int maximumSize = IntertwinerSolver.DefaultMaximumSize)
    {
        if (WholeMaps.Check(representation, maximumSize) is { } wrong)
        {
            return wrong;
        }

        int size = representation.Dimension;
        if (form is not null && (form.Rows != size || form.Columns != size))
        {
            throw new ArgumentException($"Expected a form on {size} components of '{representation}', came {form.Rows} x {form.Columns}.", nameof(form));
        }

        if (representation.Terms.Any(term => term.Piece.IsAffine))
        {
            throw new ArgumentException($"Expected linear pieces, came '{representation}' with points.", nameof(representation));
        }

        var operand = Operand.Of(representation);
        return PairSolver.Solve(operand, operand, new TransposeCondition(size, 1, form), cancellation).TryGet(out MapSpace? space, out SolveFailure? failure)
            ? new IntertwinerBasis(representation, representation, space.Elements, space.Residual)
            : failure with { Message = $"The symmetric intertwiners of {representation} of {representation.Group} are not clear: {failure.Message}." };
    }

    /// <summary>The same for a single copy of a piece.</summary>
    public static Result<IntertwinerBasis, SolveFailure> Solve(
        Piece piece, SparseMatrix? form = null, CancellationToken cancellation = default, int maximumSize = IntertwinerSolver.DefaultMaximumSize)
        => Solve(Representation.Of(piece), form, cancellation, maximumSize);
}

/// <summary>What has to hold before maps of a whole representation to itself are solved for.</summary>
internal static class WholeMaps
{
    public static SolveFailure? Check(Representation representation, int maximumSize)
    {
        if (representation.HasWildcard)
        {
            return new SolveFailure(SolveFailureKind.OpenMultiplicity, $"Expected numbers of copies, came '{representation}', which leaves one open.");
        }

        int size = representation.Dimension;
        return (long)size * size > maximumSize
            ? new SolveFailure(SolveFailureKind.TooLarge, $"The maps from '{representation}' to itself have {size} x {size} entries; the limit is {maximumSize}.")
            : null;
    }
}
