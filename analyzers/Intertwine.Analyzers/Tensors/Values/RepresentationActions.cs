using System.Collections.Concurrent;
using Intertwine.Algebra;

namespace Intertwine.Analyzers.Tensors.Values;

/// <summary>
/// What the matrices of a representation do to single entries, read off the generators of the group: discrete ones rho(h), infinitesimal ones d rho(A). A statement about all elements holds if it holds for the generators (for
/// rho(h) = 1 read d rho(A) = 0).
/// </summary>
internal static partial class RepresentationActions
{
    // Cosines and square roots are rounded, and so are numbers that users write in float.
    public const double Tolerance = 1e-6;

    /// <summary>Components beyond which no matrices are looked at.</summary>
    public const int MaximumDimension = 256;

    /// <summary>Pieces kept before the table starts again.</summary>
    private const int MaximumKept = 4096;

    private static readonly ConcurrentDictionary<Piece, Traits> Known = new();

    [Flags]
    private enum Traits
    {
        None = 0,
        Permutes = 1,
        PermutesUpToSign = 2,
        PermutesUpToFactors = 4,
        FixesOnes = 8,
        Orthogonal = 16,
        WithoutFixedVectors = 32,
        All = 63,
    }

    /// <summary>Every element permutes the entries: then any function of single entries commutes with the group.</summary>
    public static bool Permutes(Representation representation) => Has(representation, Traits.Permutes);

    /// <summary>Every element permutes the entries and changes signs: then odd functions of single entries commute.</summary>
    public static bool PermutesUpToSign(Representation representation) => Has(representation, Traits.PermutesUpToSign);

    /// <summary>Every element permutes the entries and multiplies them by numbers: then products entry by entry may transform in some way.</summary>
    public static bool PermutesUpToFactors(Representation representation) => Has(representation, Traits.PermutesUpToFactors);

    /// <summary>The vector (1, ..., 1) is invariant: rows of rho(h) sum to 1.</summary>
    public static bool FixesOnes(Representation representation) => Has(representation, Traits.FixesOnes);

    /// <summary>rho(h) is orthogonal.</summary>
    public static bool IsOrthogonal(Representation representation) => Has(representation, Traits.Orthogonal);

    /// <summary>No vector but zero is invariant: known of irreps that are not trivial.</summary>
    public static bool HasNoFixedVectors(Representation representation) => Has(representation, Traits.WithoutFixedVectors);

    /// <summary>One copy of one irrep of several dimensions: then by Schur's lemma a diagonal matrix that commutes over the real numbers is a multiple of 1.</summary>
    public static bool IsSingleIrrep(Representation representation) => representation.Terms is [{ Multiplicity: 1, Piece: Irrep { Dimension: > 1 } }];

    /// <summary>
    /// Whether a generator moves components into a part from outside: rho[i, j] is not 0 for an i inside and a j outside. Asked of one copy of a piece; of more of them where all copies lie one after the other.
    /// </summary>
    public static bool Mixes(Piece piece, long start, long count)
    {
        int size = piece.Dimension;
        if (piece.IsAffine || size > MaximumDimension)
        {
            return false;
        }

        // The copies that are cut are the first and the last.
        long[] copies = [start / size, (start + count - 1) / size];
        return piece.InfinitesimalGenerators.Concat(piece.DiscreteGenerators).Any(matrix => Enumerable.Range(0, size * size).Any(i =>
            Math.Abs(matrix[i / size, i % size]) > Tolerance && copies.Any(copy => IsInside((copy * size) + (i / size)) && !IsInside((copy * size) + (i % size)))));

        bool IsInside(long component) => component >= start && component < start + count;
    }

    private static bool Has(Representation representation, Traits trait) => representation.Terms.All(term => (Of(term.Piece) & trait) != 0);

    private static Traits Of(Piece piece)
    {
        if (Known.TryGetValue(piece, out Traits traits))
        {
            return traits;
        }

        if (Known.Count >= MaximumKept)
        {
            Known.Clear();
        }

        return Known[piece] = Find(piece);
    }

    private static Traits Find(Piece piece)
    {
        if (piece.IsTrivial)
        {
            return Traits.All & ~Traits.WithoutFixedVectors;
        }

        Traits traits = piece is Irrep ? Traits.All : Traits.All & ~Traits.WithoutFixedVectors;
        if (piece.IsAffine)
        {
            return Traits.None;
        }

        if (!piece.IsOrthogonal)
        {
            traits &= ~Traits.Orthogonal;
        }

        double[] ones = [.. Enumerable.Repeat(1.0, piece.Dimension)];
        foreach (Matrix matrix in piece.InfinitesimalGenerators)
        {
            traits &= matrix.MaximumNorm() < Tolerance ? Traits.All : ~(Traits.Permutes | Traits.PermutesUpToSign | Traits.PermutesUpToFactors);
            traits &= matrix.Apply(ones).All(sum => Math.Abs(sum) < Tolerance) ? Traits.All : ~Traits.FixesOnes;
        }

        foreach (Matrix matrix in piece.DiscreteGenerators)
        {
            // An invertible matrix with as many entries as rows has one in each.
            double[] entries = [.. matrix.ToArray().Where(entry => Math.Abs(entry) > Tolerance)];
            bool isMonomial = entries.Length == matrix.Rows, isSigned = isMonomial && entries.All(entry => Math.Abs(Math.Abs(entry) - 1) < Tolerance);
            traits &= isSigned ? entries.All(entry => entry > 0) ? Traits.All : ~Traits.Permutes : ~(Traits.Permutes | Traits.PermutesUpToSign);
            traits &= isMonomial ? Traits.All : ~Traits.PermutesUpToFactors;
            traits &= matrix.Apply(ones).All(sum => Math.Abs(sum - 1) < Tolerance) ? Traits.All : ~Traits.FixesOnes;
        }

        return traits;
    }
}
