using Intertwine.Algebra;

namespace Intertwine.Analyzers.Tensors.Values;

/// <summary>d rho(A_k) and rho(h_k) on components as they lie in memory: one block per copy.</summary>
internal sealed record GeneratorImages(int Size, IReadOnlyList<Matrix> Infinitesimal, IReadOnlyList<Matrix> Discrete)
{
    /// <summary>Components beyond which no matrix of several copies is written down.</summary>
    private const int MaximumDimension = 64;

    /// <summary>Whether a representation has images here: no wildcard, no points, not too large.</summary>
    public static bool Has(Representation representation) => !representation.HasWildcard && representation.Dimension <= MaximumDimension && representation.Terms.All(term => !term.Piece.IsAffine);

    /// <summary>Null for points.</summary>
    public static GeneratorImages? Of(Piece piece) => piece.IsAffine ? null : new(piece.Dimension, piece.InfinitesimalGenerators, piece.DiscreteGenerators);

    /// <summary>Null where there are none (<see cref="Has"/>).</summary>
    public static GeneratorImages? Of(Representation representation) => !Has(representation) ? null : new(
        representation.Dimension,
        [.. Enumerable.Range(0, representation.Group.InfinitesimalCount).Select(k => Blocks(representation, piece => piece.InfinitesimalGenerators[k]))],
        [.. Enumerable.Range(0, representation.Group.DiscreteCount).Select(k => Blocks(representation, piece => piece.DiscreteGenerators[k]))]);

    private static Matrix Blocks(Representation representation, Func<Piece, Matrix> image)
    {
        int size = representation.Dimension, offset = 0;
        double[] entries = new double[size * size];
        foreach (RepresentationTerm term in representation.Terms)
        {
            Matrix block = image(term.Piece);
            for (int copy = 0; copy < term.Multiplicity; copy++, offset += block.Rows)
            {
                for (int i = 0; i < block.Rows; i++)
                {
                    for (int j = 0; j < block.Columns; j++)
                    {
                        entries[((offset + i) * size) + offset + j] = block[i, j];
                    }
                }
            }
        }

        return Matrix.FromRows(size, size, entries);
    }
}
