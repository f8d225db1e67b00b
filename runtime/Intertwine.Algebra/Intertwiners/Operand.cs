namespace Intertwine.Algebra;

/// <summary>What the solver has to know of a representation: the images of the generators and its size. Not every one is a piece with a name: the dual is only met on the way.</summary>
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

        int size = representation.Dimension;
        return new Operand(
            new GeneratorImages(
                [.. Enumerable.Range(0, representation.Group.InfinitesimalCount).Select(k => Diagonal(size, blocks.Select(block => block.Infinitesimal[k])))],
                [.. Enumerable.Range(0, representation.Group.DiscreteCount).Select(k => Diagonal(size, blocks.Select(block => block.Discrete[k])))]),
            size,
            IsAffine: false);
    }

    /// <summary>The dual: <c>-d rho(A)^T</c> and <c>rho(h)^-T</c>, so that <c>phi(v)</c> is invariant for a form phi and a vector v.</summary>
    public Operand Dual() => IsAffine
        ? throw new InvalidOperationException("Affine representations have no dual.")
        : new(
            new GeneratorImages(
                [.. Images.Infinitesimal.Select(matrix => -1 * matrix.Transpose())],
                [.. Images.Discrete.Select(matrix => ((matrix * matrix.Transpose()) - Matrix.Identity(matrix.Rows)).MaximumNorm() < 1e-14 ? matrix : matrix.Inverse().Transpose())]),
            Dimension,
            IsAffine: false);

    private static Matrix Diagonal(int size, IEnumerable<Matrix> blocks)
    {
        double[] entries = new double[size * size];
        int offset = 0;
        foreach (Matrix block in blocks)
        {
            for (int i = 0; i < block.Rows; i++)
            {
                for (int j = 0; j < block.Columns; j++)
                {
                    entries[((offset + i) * size) + offset + j] = block[i, j];
                }
            }

            offset += block.Rows;
        }

        return new Matrix(size, size, entries);
    }
}
