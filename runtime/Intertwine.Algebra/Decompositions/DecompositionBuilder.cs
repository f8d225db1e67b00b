namespace Intertwine.Algebra;

/// <summary>Puts the maps onto irreps together to a change of basis.</summary>
internal static class DecompositionBuilder
{
    public static Decomposition Build(Piece piece, IReadOnlyList<IsotypicPart> parts)
    {
        double residual = 0;
        List<SparseEntry> entries = [];
        int offset = 0;
        foreach (IsotypicPart part in parts)
        {
            foreach (double[] projection in part.Projections)
            {
                (Coefficient[] rounded, double difference) = IntertwinerResidual.Round(projection, piece, part.Irrep);
                residual = Math.Max(residual, difference);
                for (int index = 0; index < rounded.Length; index++)
                {
                    if (rounded[index].Value != 0)
                    {
                        entries.Add(new SparseEntry(offset + (index / piece.Dimension), index % piece.Dimension, rounded[index]));
                    }
                }

                offset += part.Irrep.Dimension;
            }
        }

        var inverse = new SparseMatrix(piece.Dimension, piece.Dimension, [.. entries]);
        SparseMatrix basis = piece.IsOrthogonal ? Transpose(inverse) : Sparse(inverse.ToDense().Inverse());
        var irreps = new Representation(piece.Group, [.. parts.Select(part => new RepresentationTerm(part.Projections.Count, part.Irrep))]);
        return new Decomposition(Representation.Of(piece), irreps, basis, inverse, residual);
    }

    /// <summary>The direct sum of decomposed terms, copy by copy, with equal irreps collected.</summary>
    public static Decomposition Sum(Representation representation, IReadOnlyList<Decomposition> terms)
    {
        // Where each copy of an irrep stands: in which copy of which term, and in which of its columns.
        List<(Irrep Irrep, Decomposition Term, int Row, int Column)> copies = [];
        int row = 0;
        for (int t = 0; t < terms.Count; t++)
        {
            for (int copy = 0; copy < representation.Terms[t].Multiplicity; copy++)
            {
                int column = 0;
                foreach (RepresentationTerm part in terms[t].Irreps.Terms)
                {
                    for (int k = 0; k < part.Multiplicity; k++)
                    {
                        copies.Add(((Irrep)part.Piece, terms[t], row, column));
                        column += part.Piece.Dimension;
                    }
                }

                row += representation.Terms[t].Piece.Dimension;
            }
        }

        List<SparseEntry> basis = [];
        List<SparseEntry> inverse = [];
        List<RepresentationTerm> irreps = [];
        int offset = 0;
        foreach ((Irrep irrep, Decomposition term, int first, int column) in copies.OrderBy(copy => copy.Irrep))
        {
            int end = column + irrep.Dimension;
            foreach (SparseEntry entry in term.Basis.Entries)
            {
                if (entry.Column >= column && entry.Column < end)
                {
                    basis.Add(entry with { Row = first + entry.Row, Column = offset + entry.Column - column });
                }
            }

            foreach (SparseEntry entry in term.Inverse.Entries)
            {
                if (entry.Row >= column && entry.Row < end)
                {
                    inverse.Add(entry with { Row = offset + entry.Row - column, Column = first + entry.Column });
                }
            }

            irreps.Add(new RepresentationTerm(1, irrep));
            offset += irrep.Dimension;
        }

        int size = representation.Dimension;
        return new Decomposition(
            representation,
            new Representation(representation.Group, irreps).Simplified(),
            new SparseMatrix(size, size, Ordered(basis)),
            new SparseMatrix(size, size, Ordered(inverse)),
            terms.Max(term => term.Residual));
    }

    private static SparseMatrix Transpose(SparseMatrix matrix)
        => new(matrix.Columns, matrix.Rows, Ordered(matrix.Entries.Select(entry => entry with { Row = entry.Column, Column = entry.Row })));

    private static SparseMatrix Sparse(Matrix matrix)
        => new(matrix.Rows, matrix.Columns, [.. from row in Enumerable.Range(0, matrix.Rows)
                                                from column in Enumerable.Range(0, matrix.Columns)
                                                let coefficient = Coefficient.Round(matrix[row, column])
                                                where coefficient.Value != 0
                                                select new SparseEntry(row, column, coefficient)]);

    private static SparseEntry[] Ordered(IEnumerable<SparseEntry> entries) => [.. entries.OrderBy(entry => entry.Row).ThenBy(entry => entry.Column)];
}
