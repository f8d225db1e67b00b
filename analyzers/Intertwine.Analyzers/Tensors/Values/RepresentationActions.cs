using System.Collections.Concurrent;
using Intertwine.Algebra;

namespace Intertwine.Analyzers.Tensors.Values;

/// <summary>
/// What the matrices of a representation do to single entries, read off the generators of the group: discrete ones rho(h), infinitesimal ones d rho(A). A statement about all elements holds if it holds for the generators (for
/// rho(h) = 1 read d rho(A) = 0).
/// </summary>
internal static class RepresentationActions
{
    private const double Tolerance = 1e-9;

    /// <summary>Pieces kept before the table starts again.</summary>
    private const int MaximumKept = 4096;

    private static readonly ConcurrentDictionary<Piece, Traits> Known = new();

    [Flags]
    private enum Traits
    {
        None = 0,
        Permutes = 1,
        PermutesUpToSign = 2,
        KeepsSum = 4,
        FixesOnes = 8,
        Orthogonal = 16,
        WithoutFixedVectors = 32,
        All = 63,
    }

    /// <summary>Every element permutes the entries: then any function of single entries commutes with the group.</summary>
    public static bool Permutes(Representation representation) => Has(representation, Traits.Permutes);

    /// <summary>Every element permutes the entries and changes signs: then odd functions of single entries commute.</summary>
    public static bool PermutesUpToSign(Representation representation) => Has(representation, Traits.PermutesUpToSign);

    /// <summary>The sum of all entries is invariant: columns of rho(h) sum to 1.</summary>
    public static bool KeepsSum(Representation representation) => Has(representation, Traits.KeepsSum);

    /// <summary>The vector (1, ..., 1) is invariant: rows of rho(h) sum to 1.</summary>
    public static bool FixesOnes(Representation representation) => Has(representation, Traits.FixesOnes);

    /// <summary>rho(h) is orthogonal.</summary>
    public static bool IsOrthogonal(Representation representation) => Has(representation, Traits.Orthogonal);

    /// <summary>No vector but zero is invariant: known of irreps that are not trivial.</summary>
    public static bool HasNoFixedVectors(Representation representation) => Has(representation, Traits.WithoutFixedVectors);

    /// <summary>One copy of one irrep of several dimensions: then by Schur's lemma a diagonal matrix that commutes over the real numbers is a multiple of 1.</summary>
    public static bool IsSingleIrrep(Representation representation) => representation.Terms is [{ Multiplicity: 1, Piece: Irrep { Dimension: > 1 } }];

    /// <summary>Whether a generator of one copy of a piece moves components into a part from outside: rho[i, j] is not 0 for an i inside and a j outside.</summary>
    public static bool Mixes(Representation representation, int start, int count) =>
        representation.Terms is [{ Multiplicity: 1, Piece: { IsAffine: false } piece }]
        && piece.InfinitesimalGenerators.Concat(piece.DiscreteGenerators).Any(matrix => Enumerable.Range(start, count).Any(i =>
            Enumerable.Range(0, piece.Dimension).Any(j => (j < start || j >= start + count) && Math.Abs(matrix[i, j]) > Tolerance)));

    /// <summary>No sign for any discrete generator.</summary>
    public static int[] NoSigns(Group group) => [.. Enumerable.Repeat(1, group.DiscreteCount)];

    public static int[]? Multiply(int[]? left, int[]? right) => left is null || right is null || left.Length != right.Length ? null : [.. left.Zip(right, (a, b) => a * b)];

    /// <summary>Signs s(h) with rho_left(h) = s(h) rho_right(h) for each discrete generator, where infinitesimal ones act alike; null where there are none.</summary>
    public static int[]? Ratio(Representation left, Representation right) => Compare(left, right, Ratio);

    public static int[]? Ratio(Piece left, Piece right) => left == right ? NoSigns(left.Group) : Compare(left, right, isPairing: false);

    /// <summary>Signs s(h) with rho_left(h)^T rho_right(h) = s(h) 1, where d rho_left^T + d rho_right = 0: then sum_c x_c y_c changes by s. All 1 for two of one orthogonal representation, or one and its dual.</summary>
    public static int[]? Pairing(Representation left, Representation right) => Compare(left, right, static (a, b) => Compare(a, b, isPairing: true));

    /// <summary>Signs s(h) with rho_left(h)^T W rho_right(h) = s(h) W for W = diag(w), where d rho_left^T W + W d rho_right = 0: then sum_c w_c x_c y_c changes by s. Null where the form is not kept.</summary>
    public static int[]? KeepsForm(ComponentForm form)
    {
        if (form.Left.HasWildcard || form.Right.HasWildcard || form.Left.Dimension != form.Weights.Count)
        {
            return null;
        }

        Piece[] left = [.. Copies(form.Left)], right = [.. Copies(form.Right)];
        var signs = new int[form.Left.Group.DiscreteCount];
        int at = 0;
        for (int copy = 0; copy < left.Length; at += left[copy++].Dimension)
        {
            if (copy >= right.Length || left[copy].Dimension != right[copy].Dimension || left[copy].IsAffine || right[copy].IsAffine)
            {
                return null;
            }

            double[] weights = [.. form.Weights.Skip(at).Take(left[copy].Dimension)];
            if (!Keeps(left[copy], right[copy], weights, signs))
            {
                return null;
            }
        }

        return [.. signs.Select(sign => sign == 0 ? 1 : sign)];
    }

    private static bool Keeps(Piece left, Piece right, double[] weights, int[] signs)
    {
        if (weights.All(weight => weight == 0))
        {
            return true;
        }

        int size = weights.Length;
        Matrix diagonal = Matrix.FromRows(size, size, [.. Enumerable.Range(0, size * size).Select(i => i / size == i % size ? weights[i / size] : 0)]);
        double tolerance = Tolerance * Math.Max(1, diagonal.MaximumNorm());
        if (left.InfinitesimalGenerators.Zip(right.InfinitesimalGenerators, (a, b) => (a.Transpose() * diagonal) + (diagonal * b)).Any(change => change.MaximumNorm() > tolerance))
        {
            return false;
        }

        for (int k = 0; k < signs.Length; k++)
        {
            Matrix moved = left.DiscreteGenerators[k].Transpose() * diagonal * right.DiscreteGenerators[k];
            int sign = (moved - diagonal).MaximumNorm() < tolerance ? 1 : (moved + diagonal).MaximumNorm() < tolerance ? -1 : 0;
            if (sign == 0 || (signs[k] != 0 && signs[k] != sign))
            {
                return false;
            }

            signs[k] = sign;
        }

        return true;
    }

    private static IEnumerable<Piece> Copies(Representation representation) => representation.Terms.SelectMany(term => Enumerable.Repeat(term.Piece, term.Multiplicity));

    /// <summary>The one-dimensional representation with these signs, where it is the trivial one, the determinant or <paramref name="known"/>.</summary>
    public static Piece? SignOf(Group group, int[] signs, params Piece[] known) =>
        known.Append(group.Trivial).Append(group.Determinant).FirstOrDefault(piece => Ratio(piece, group.Trivial) is { } found && found.SequenceEqual(signs));

    private static int[]? Compare(Representation left, Representation right, Func<Piece, Piece, int[]?> compare)
    {
        IReadOnlyList<RepresentationTerm> first = left.Simplified().Terms, second = right.Simplified().Terms;
        if (left.Group != right.Group || first.Count != second.Count)
        {
            return null;
        }

        int[]? signs = null;
        for (int i = 0; i < first.Count; i++)
        {
            if ((first[i].Multiplicity != second[i].Multiplicity && !first[i].IsWildcard && !second[i].IsWildcard)
                || compare(first[i].Piece, second[i].Piece) is not { } found || (signs is not null && !signs.SequenceEqual(found)))
            {
                return null;
            }

            signs = found;
        }

        return signs;
    }

    private static int[]? Compare(Piece left, Piece right, bool isPairing)
    {
        if (left.Group != right.Group || left.Dimension != right.Dimension || left.IsAffine || right.IsAffine)
        {
            return null;
        }

        for (int k = 0; k < left.InfinitesimalGenerators.Count; k++)
        {
            Matrix first = left.InfinitesimalGenerators[k], second = right.InfinitesimalGenerators[k];
            if ((isPairing ? first.Transpose() + second : first - second).MaximumNorm() > Tolerance)
            {
                return null;
            }
        }

        var signs = new int[left.DiscreteGenerators.Count];
        for (int k = 0; k < signs.Length; k++)
        {
            Matrix first = isPairing ? left.DiscreteGenerators[k].Transpose() * right.DiscreteGenerators[k] : left.DiscreteGenerators[k];
            Matrix second = isPairing ? Matrix.Identity(left.Dimension) : right.DiscreteGenerators[k];
            signs[k] = (first - second).MaximumNorm() < Tolerance ? 1 : (first + second).MaximumNorm() < Tolerance ? -1 : 0;
            if (signs[k] == 0)
            {
                return null;
            }
        }

        return signs;
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

        foreach (Matrix matrix in piece.InfinitesimalGenerators)
        {
            traits &= matrix.MaximumNorm() < Tolerance ? Traits.All : ~(Traits.Permutes | Traits.PermutesUpToSign);
            traits &= Kept(matrix, 0);
        }

        foreach (Matrix matrix in piece.DiscreteGenerators)
        {
            double[] entries = [.. matrix.ToArray().Where(entry => Math.Abs(entry) > Tolerance)];
            bool isMonomial = entries.Length == matrix.Rows && entries.All(entry => Math.Abs(Math.Abs(entry) - 1) < Tolerance);
            traits &= !isMonomial ? ~(Traits.Permutes | Traits.PermutesUpToSign) : entries.All(entry => entry > 0) ? Traits.All : ~Traits.Permutes;
            traits &= Kept(matrix, 1);
        }

        return traits;
    }

    /// <summary>Whether columns (for the sum) and rows (for the ones) sum to <paramref name="expected"/>.</summary>
    private static Traits Kept(Matrix matrix, double expected)
    {
        double[] ones = [.. Enumerable.Repeat(1.0, matrix.Rows)];
        Traits traits = Traits.All;
        if (matrix.Apply(ones).Any(sum => Math.Abs(sum - expected) > Tolerance))
        {
            traits &= ~Traits.FixesOnes;
        }

        return matrix.Transpose().Apply(ones).Any(sum => Math.Abs(sum - expected) > Tolerance) ? traits & ~Traits.KeepsSum : traits;
    }
}
