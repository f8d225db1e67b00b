namespace Intertwine.Algebra;

/// <summary>
/// A representation of a compact group as a direct sum of irreps: a change of basis Q with <c>Q^-1 rho(g) Q = Irreps(g)</c>, block by block in the irreps' own bases. Where rho is orthogonal, so is Q. Equal by value.
/// </summary>
/// <param name="Original">rho.</param>
/// <param name="Irreps">The irreps with their multiplicities in canonical order, one term each.</param>
/// <param name="Basis">Q: the components of <paramref name="Original"/> in rows, those of <paramref name="Irreps"/> in columns.</param>
/// <param name="Inverse">Q^-1, from components to irreps.</param>
/// <param name="Residual">Largest entry of <c>Q^-1 rho - Irreps Q^-1</c> over all generators; 0 where the basis is exact.</param>
public sealed record Decomposition(Representation Original, Representation Irreps, SparseMatrix Basis, SparseMatrix Inverse, double Residual)
{
    private static readonly BoundedCache<PieceKey, Decomposition> Cache = new(1024);

    private static readonly BoundedCache<Representation, Decomposition> Sums = new(1024);

    /// <summary>Copies of an irrep.</summary>
    public int Multiplicity(Irrep irrep) => Irreps.Count(irrep);

    /// <summary>The decomposition of one piece.</summary>
    public static Result<Decomposition, SolveFailure> Of(Piece piece, CancellationToken cancellation = default, int maximumSize = IntertwinerSolver.DefaultMaximumSize)
    {
        if (Cache.TryGet(new PieceKey(piece), out Decomposition known))
        {
            return known;
        }

        if (!IrrepContent.FindAll([piece], [], cancellation, maximumSize).TryGet(out IsotypicPart[][]? parts, out SolveFailure? failure))
        {
            return failure;
        }

        Decomposition result = DecompositionBuilder.Build(piece, parts[0]);
        Cache.Add(new PieceKey(piece), result);
        return result;
    }

    /// <summary>The decomposition of a representation: of its pieces, with equal irreps together, in the order in which they stand in memory.</summary>
    public static Result<Decomposition, SolveFailure> Of(Representation representation, CancellationToken cancellation = default, int maximumSize = IntertwinerSolver.DefaultMaximumSize)
    {
        if (Sums.TryGet(representation, out Decomposition known))
        {
            return known;
        }

        if (representation.HasWildcard)
        {
            return new SolveFailure(SolveFailureKind.OpenMultiplicity, $"Expected numbers of copies, came '{representation}', which leaves one open.");
        }

        Piece[] pieces = [.. representation.Terms.Select(term => term.Piece).Distinct()];
        if (!IrrepContent.FindAll(pieces, [], cancellation, maximumSize).TryGet(out IsotypicPart[][]? parts, out SolveFailure? failure))
        {
            return failure;
        }

        Decomposition[] decompositions = [.. pieces.Zip(parts, DecompositionBuilder.Build)];
        List<Decomposition> terms = [.. representation.Terms.Select(term => decompositions[Array.IndexOf(pieces, term.Piece)])];
        Decomposition result = DecompositionBuilder.Sum(representation, terms);
        Sums.Add(representation, result);
        return result;
    }

    public bool Equals(Decomposition? other)
        => other is not null && Original == other.Original && Irreps == other.Irreps && Basis.Equals(other.Basis) && Inverse.Equals(other.Inverse) && Residual.Equals(other.Residual);

    public override int GetHashCode() => Sequences.Combine(Original.GetHashCode(), Basis.GetHashCode());

    public override string ToString() => $"{Original} = {Irreps}";
}
