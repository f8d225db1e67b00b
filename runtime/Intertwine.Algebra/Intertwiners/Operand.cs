namespace Intertwine.Algebra;

/// <summary>What the solver has to know of a representation: the images of the generators and its size.</summary>
/// <param name="Images">Matrices of the generators, of size <paramref name="Dimension"/>, plus 1 for the homogeneous coordinate where it is affine.</param>
/// <param name="Dimension">Components.</param>
/// <param name="IsAffine">Whether the matrices act on homogeneous coordinates.</param>
internal readonly record struct Operand(GeneratorImages Images, int Dimension, bool IsAffine)
{
    public static Operand Of(Piece piece) => new(piece.GeneratorImages, piece.Dimension, piece.IsAffine);

    /// <summary>The direct sum over all terms and copies, in the order of memory.</summary>
    /// <exception cref="InvalidOperationException">A piece is affine.</exception>
    public static Operand Of(Representation representation)
    {
        if (representation.Terms.Count == 1 && representation.Terms[0].Multiplicity == 1)
        {
            return Of(representation.Terms[0].Piece);
        }

        List<GeneratorImages> blocks = [];
        foreach (RepresentationTerm term in representation.Terms)
        {
            if (term.Piece.IsAffine)
            {
                throw new InvalidOperationException($"Expected linear pieces, came '{term}'.");
            }

            blocks.AddRange(Enumerable.Repeat(term.Piece.GeneratorImages, term.Multiplicity));
        }

        Group group = representation.Group;
        return new Operand(
            new GeneratorImages(
                [.. Enumerable.Range(0, group.InfinitesimalCount).Select(k => Diagonal(blocks.Select(block => block.SparseInfinitesimal[k])))],
                [.. Enumerable.Range(0, group.DiscreteCount).Select(k => Diagonal(blocks.Select(block => block.SparseDiscrete[k])))]),
            representation.Dimension,
            IsAffine: false);
    }

    private static SparseGenerator Diagonal(IEnumerable<SparseGenerator> blocks)
    {
        List<(int Index, double Value)[]> rows = [];
        foreach (SparseGenerator block in blocks)
        {
            int offset = rows.Count;
            foreach ((int Index, double Value)[] row in block.Rows)
            {
                rows.Add(Array.ConvertAll(row, entry => (entry.Index + offset, entry.Value)));
            }
        }

        return new SparseGenerator([.. rows]);
    }
}
