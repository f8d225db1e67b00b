namespace Intertwine.Algebra;

/// <summary>
/// The copies of an irrep c in a piece V, as maps <c>P_1 … P_m</c> of Hom_G(V, c) that are a basis over the endomorphisms of c: every map is <c>sum_i E_i P_i</c> with E_i in End_G(c) in
/// exactly one way, and m is the multiplicity.
/// </summary>
/// <remarks>
/// Where V is orthogonal, <c>P_i P_j^T</c> commutes with c, and taking the rest orthogonal to all <c>E P_j</c> makes it zero for i ≠ j. <c>P_i P_i^T</c> is a symmetric endomorphism, and those
/// are multiples of 1 for all three types; so with the norm sqrt(dim c) it is 1.
/// </remarks>
internal static class IsotypicProjections
{
    /// <summary>The maps, c.Dimension x V.Dimension row-major, with Frobenius norm sqrt(c.Dimension).</summary>
    public static Result<double[][], SolveFailure> Find(Piece whole, Irrep irrep, CancellationToken cancellation, int maximumSize)
    {
        if (whole is RegularPiece regular)
        {
            return Select(MatrixElements(regular.FiniteGroup, irrep), irrep, $"copies of {irrep} in {whole}");
        }

        if (!IntertwinerSolver.Solve(whole, irrep, cancellation, maximumSize).TryGet(out IntertwinerBasis? basis, out SolveFailure? failure))
        {
            return failure;
        }

        return Select([.. basis.Elements.OrderBy(element => element.Entries.Count).Select(element => element.ToDense().ToArray())], irrep, $"copies of {irrep} in {whole}");
    }

    /// <summary>The Fourier transform of the group: <c>e_h -> rho(h)[., b]</c> for every column b of the irrep (Peter and Weyl), which carries <c>e_(g h)</c> to rho(g) times that.</summary>
    private static List<double[]> MatrixElements(FiniteGroup group, Irrep irrep)
    {
        Matrix[] matrices = [.. group.Elements.Select(irrep.Represent)];
        return
        [
            .. Enumerable.Range(0, irrep.Dimension).Select(column =>
                (double[])[.. from row in Enumerable.Range(0, irrep.Dimension) from matrix in matrices select matrix[row, column]]),
        ];
    }

    /// <summary>A basis over the endomorphisms of <paramref name="irrep"/> out of maps that span a space closed under them; earlier ones are preferred.</summary>
    public static Result<double[][], SolveFailure> Select(IReadOnlyList<double[]> maps, Irrep irrep, string what)
    {
        var span = new OrthonormalSet();
        List<double[]> selected = [];
        IReadOnlyList<Matrix> endomorphisms = irrep.Endomorphisms;
        double length = Math.Sqrt(irrep.Dimension);
        foreach (double[] map in maps)
        {
            if (!span.TryAdd(map))
            {
                if (span.UnclearNorm > 0)
                {
                    return new SolveFailure(
                        SolveFailureKind.RankUnclear,
                        $"The {what} of {irrep.Group} are not clear: a map is within {NumberText.RoundTrip(span.UnclearNorm)} of its norm in the span of the others, neither in it nor out of it.");
                }

                continue;
            }

            double[] unit = span.Vectors[span.Vectors.Count - 1];
            selected.Add(OrthonormalSet.Scaled(unit, length));
            var matrix = new Matrix(irrep.Dimension, unit.Length / irrep.Dimension, unit);
            for (int k = 1; k < endomorphisms.Count; k++)
            {
                span.TryAdd((endomorphisms[k] * matrix).ToArray());
            }
        }

        return selected.ToArray();
    }
}
