namespace Intertwine.Algebra;

/// <summary>One irrep inside a piece: the columns of <paramref name="Columns"/> are orthonormal and move as the irrep's components, <c>rho(g) Q = Q psi(g)</c>.</summary>
internal sealed record IrrepInPiece(Piece Irrep, Matrix Columns)
{
    /// <summary>Whether the piece is the irrep itself.</summary>
    public bool IsWhole => Columns.Rows == Columns.Columns && Columns.Equals(Matrix.Identity(Columns.Rows));
}

/// <summary>
/// Orthogonal pieces as direct sums of irreps. Irreps and pieces of groups whose irreps are not known stand for themselves; the regular representation has its matrix coefficients
/// <c>Q[g, (psi, copy, i)] = sqrt(d / |G|) psi(g)[i, copy]</c>, in the order of the irreps (with N/2 of D_N the odd one first, as in escnn); others have
/// their <see cref="Decomposition"/>.
/// </summary>
internal static class PieceIrreps
{
    private static readonly BoundedCache<PieceKey, IrrepInPiece[]> Cache = new(256);

    public static Result<IrrepInPiece[], SolveFailure> Of(Piece piece, CancellationToken cancellation)
    {
        if (piece is Irrep || !piece.IsOrthogonal || !piece.Group.IsCompact)
        {
            return Whole(piece);
        }

        if (!Cache.TryGet(new PieceKey(piece), out IrrepInPiece[] irreps))
        {
            if (piece is RegularPiece regular)
            {
                irreps = OfRegular(regular);
            }
            else if (Decomposition.Of(piece, cancellation).TryGet(out Decomposition? decomposition, out SolveFailure? failure))
            {
                irreps = Columns(decomposition);
            }
            else
            {
                return failure;
            }

            Cache.Add(new PieceKey(piece), irreps);
        }

        return irreps;
    }

    private static Result<IrrepInPiece[], SolveFailure> Whole(Piece piece)
        => new IrrepInPiece[] { new(piece, Matrix.Identity(piece.Dimension)) };

    /// <summary>Of the irreps of D_N all have key 0 but the even one of frequency N/2, which comes last.</summary>
    private static int Key(Irrep irrep) => irrep is FrequencyIrrep { Parity: Parity.Even, Frequency: > 0 } ? 1 : 0;

    private static IrrepInPiece[] OfRegular(RegularPiece regular)
    {
        IReadOnlyList<GroupElement> elements = regular.FiniteGroup.Elements;
        List<IrrepInPiece> parts = [];
        foreach (Irrep irrep in regular.FiniteGroup.Irreps.OrderBy(Key))
        {
            int d = irrep.Dimension;
            Matrix[] images = [.. elements.Select(irrep.Represent)];
            double factor = Math.Sqrt((double)d / elements.Count);
            Matrix Copy(int copy) => new(elements.Count, d, [.. images.SelectMany(image => Enumerable.Range(0, d).Select(i => factor * image[i, copy]))]);
            parts.AddRange(Independent(irrep, Enumerable.Range(0, d).Select(Copy)));
        }

        return [.. parts];
    }

    private static IrrepInPiece[] Columns(Decomposition decomposition)
    {
        Matrix basis = decomposition.Basis.ToDense();
        List<IrrepInPiece> parts = [];
        int column = 0;
        foreach (RepresentationTerm term in decomposition.Irreps.Terms)
        {
            for (int copy = 0; copy < term.Multiplicity; copy++)
            {
                parts.Add(new IrrepInPiece(term.Piece, basis.Block(0, column, basis.Rows, term.Piece.Dimension)));
                column += term.Piece.Dimension;
            }
        }

        return [.. parts];
    }

    /// <summary>
    /// Of maps from an irrep into a piece those that reach new copies, made orthonormal: a map is new in what it has beyond the maps before it and their combinations with endomorphisms.
    /// </summary>
    private static IEnumerable<IrrepInPiece> Independent(Irrep irrep, IEnumerable<Matrix> maps)
    {
        List<Matrix> span = [];
        foreach (Matrix map in maps)
        {
            Matrix rest = map;
            foreach (Matrix known in span)
            {
                rest -= Inner(known, rest) * known;
            }

            double norm = Math.Sqrt(Inner(rest, rest));
            if (norm < 1e-8 * Math.Max(1, Math.Sqrt(Inner(map, map))))
            {
                continue;
            }

            // A map that commutes with an irrep onto its copy is a multiple of an isometry.
            Matrix columns = Math.Sqrt(irrep.Dimension) / norm * rest;
            foreach (Matrix endomorphism in irrep.Endomorphisms)
            {
                Matrix turned = columns * endomorphism;
                span.Add(1 / Math.Sqrt(Inner(turned, turned)) * turned);
            }

            yield return new IrrepInPiece(irrep, columns);
        }
    }

    /// <summary><c>tr (A^T B)</c>.</summary>
    private static double Inner(Matrix a, Matrix b)
    {
        double sum = 0;
        for (int i = 0; i < a.Rows; i++)
        {
            for (int j = 0; j < a.Columns; j++)
            {
                sum += a[i, j] * b[i, j];
            }
        }

        return sum;
    }
}
