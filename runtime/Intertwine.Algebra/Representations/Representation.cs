using System.Globalization;

namespace Intertwine.Algebra;

/// <summary>Several copies (channels) of one piece: <c>16x0e</c>.</summary>
/// <param name="Multiplicity">Number of copies; <see cref="Wildcard"/> for <c>*x0e</c>.</param>
/// <param name="Piece">The piece.</param>
public readonly record struct RepresentationTerm(int Multiplicity, Piece Piece)
{
    /// <summary>The multiplicity of <c>*x0e</c>: any number of copies.</summary>
    public const int Wildcard = -1;

    public bool IsWildcard => Multiplicity == Wildcard;

    /// <summary>Components in memory of all copies together.</summary>
    /// <exception cref="InvalidOperationException">The multiplicity is a wildcard.</exception>
    public int Dimension => IsWildcard
        ? throw new InvalidOperationException($"'{this}' stands for any multiplicity and has no dimension.")
        : Multiplicity * Piece.Dimension;

    /// <summary><c>16x0e</c>, <c>*x0e</c>; a single copy is <c>1x0e</c>.</summary>
    public override string ToString() => (IsWildcard ? "*" : Multiplicity.ToString(CultureInfo.InvariantCulture)) + "x" + Piece.Name;
}

/// <summary>
/// A representation as an ordered direct sum of pieces with multiplicities: <c>16x0e + 8x1o</c>. The order is the order in memory: term by term, copy by copy, component by component.
/// Equal by value: same group, same terms in the same order.
/// </summary>
/// <param name="Group">The group that acts.</param>
/// <param name="Terms">The terms, all of <paramref name="Group"/>.</param>
public sealed record Representation(Group Group, IReadOnlyList<RepresentationTerm> Terms)
{
    // 0: not computed yet.
    private int _hash;

    private Representation(Representation original)
    {
        Group = original.Group;
        Terms = original.Terms;
    }

    public IReadOnlyList<RepresentationTerm> Terms { get; } = Validate(Group, Terms);

    /// <summary>Whether a multiplicity is left open: <c>*x0e</c>.</summary>
    public bool HasWildcard => Terms.Any(term => term.IsWildcard);

    /// <summary>Components in memory.</summary>
    /// <exception cref="InvalidOperationException">A multiplicity is a wildcard.</exception>
    public int Dimension => Terms.Sum(term => term.Dimension);

    /// <summary>Number of copies of all pieces together.</summary>
    public int Multiplicity => Terms.Sum(term => term.IsWildcard ? throw new InvalidOperationException($"'{this}' stands for any multiplicity.") : term.Multiplicity);

    /// <summary>Components of the largest piece.</summary>
    internal int LargestPiece
    {
        get
        {
            int largest = 0;
            foreach (RepresentationTerm term in Terms)
            {
                largest = Math.Max(largest, term.Piece.Dimension);
            }

            return largest;
        }
    }

    /// <summary>Whether every element acts as the identity: scalars only.</summary>
    public bool IsTrivial => Terms.All(term => term.Piece.IsTrivial);

    /// <summary>The only piece there is, or null where there are several different ones.</summary>
    public Piece? SinglePiece
    {
        get
        {
            Piece? single = null;
            foreach (RepresentationTerm term in Terms)
            {
                if (single is not null && single != term.Piece)
                {
                    return null;
                }

                single = term.Piece;
            }

            return single;
        }
    }

    /// <summary>Several copies of one piece.</summary>
    public static Representation Of(Piece irrep, int multiplicity = 1) => new(irrep.Group, [new RepresentationTerm(multiplicity, irrep)]);

    /// <summary>Reads text that the program itself wrote; for users' text see <see cref="RepresentationParser"/>.</summary>
    /// <exception cref="FormatException">The text is wrong.</exception>
    public static Representation Parse(Group group, string text) => RepresentationParser.Parse(group, text).OrThrow();

    /// <summary>The direct sum: the terms of <paramref name="left"/>, then those of <paramref name="right"/>.</summary>
    public static Representation operator +(Representation left, Representation right)
        => left.Group == right.Group
            ? new Representation(left.Group, [.. left.Terms, .. right.Terms])
            : throw new ArgumentException($"Expected a representation of {left.Group}, came one of {right.Group}.", nameof(right));

    /// <summary>The same numbers in memory with equal neighbours merged: <c>1o + 2x1o + 0e</c> is <c>3x1o + 0e</c>.</summary>
    public Representation Simplified() => new(Group, Merge(Terms));

    /// <summary>Equal pieces merged wherever they stand, in canonical order (by degree, odd before even, points last). The order in memory changes.</summary>
    public Representation Regrouped() => new(Group, Merge([.. Terms.OrderBy(term => term.Piece)]));

    /// <summary>Every wildcard replaced by <paramref name="multiplicity"/>.</summary>
    public Representation WithMultiplicity(int multiplicity)
        => new(Group, [.. Terms.Select(term => term.IsWildcard ? term with { Multiplicity = multiplicity } : term)]);

    /// <summary>Whether <paramref name="other"/>, simplified, has this one's pieces in this one's order, with this one's multiplicities where they are not wildcards.</summary>
    public bool Accepts(Representation other)
    {
        IReadOnlyList<RepresentationTerm> expected = Merge(Terms);
        IReadOnlyList<RepresentationTerm> actual = Merge(other.Terms);
        if (Group != other.Group || expected.Count != actual.Count)
        {
            return false;
        }

        for (int i = 0; i < expected.Count; i++)
        {
            if (expected[i].Piece != actual[i].Piece || (!expected[i].IsWildcard && expected[i].Multiplicity != actual[i].Multiplicity))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>How differences of two values transform: points become vectors. The order in memory stays.</summary>
    public Representation Differences() => new(Group, [.. Terms.Select(term => term with { Piece = term.Piece.Differences })]);

    /// <summary>The same values under the elements of a subgroup only, in the same order in memory; null where <paramref name="subgroup"/> is none. From O(3) to SO(3) parities go.</summary>
    public Representation? Restrict(Group subgroup)
    {
        if (subgroup == Group)
        {
            return this;
        }

        List<RepresentationTerm> terms = [];
        foreach (RepresentationTerm term in Terms)
        {
            Piece? piece = term.Piece.RestrictTo(subgroup);
            if (piece is null)
            {
                return null;
            }

            terms.Add(term with { Piece = piece });
        }

        return new Representation(subgroup, terms);
    }

    /// <summary>Copies of <paramref name="irrep"/> in all terms together.</summary>
    public int Count(Piece irrep) => Terms.Where(term => term.Piece == irrep).Sum(term => term.Multiplicity);

    /// <summary>rho(g) on the components in memory: one block per copy of a piece.</summary>
    public AffineMap Action(GroupElement element)
    {
        int size = Dimension;
        double[] linear = new double[size * size];
        double[] shift = new double[size];
        int offset = 0;
        foreach (RepresentationTerm term in Terms)
        {
            AffineMap block = term.Piece.Action(element);
            for (int copy = 0; copy < term.Multiplicity; copy++)
            {
                for (int i = 0; i < term.Piece.Dimension; i++)
                {
                    shift[offset + i] = block.Shift[i];
                    for (int j = 0; j < term.Piece.Dimension; j++)
                    {
                        linear[((offset + i) * size) + offset + j] = block.Linear[i, j];
                    }
                }

                offset += term.Piece.Dimension;
            }
        }

        return new AffineMap(new Matrix(size, size, linear), shift);
    }

    public bool Equals(Representation? other)
        => ReferenceEquals(this, other) || (other is not null && GetHashCode() == other.GetHashCode() && Group == other.Group && Sequences.AreEqual(Terms, other.Terms));

    // Computed once; threads that meet here compute the same.
    public override int GetHashCode() => _hash != 0 ? _hash : _hash = ComputeHashCode();

    /// <summary><c>16x0e + 8x1o</c>: parses back to the same representation.</summary>
    public override string ToString() => string.Join(" + ", Terms);

    private int ComputeHashCode()
    {
        int hash = Group.GetHashCode();
        foreach (RepresentationTerm term in Terms)
        {
            hash = Sequences.Combine(Sequences.Combine(hash, term.Multiplicity), term.Piece.KeptHashCode);
        }

        return hash;
    }

    private static IReadOnlyList<RepresentationTerm> Validate(Group group, IReadOnlyList<RepresentationTerm> terms)
    {
        if (terms.Count == 0)
        {
            throw new ArgumentException("Expected at least one term.", nameof(terms));
        }

        foreach (RepresentationTerm term in terms)
        {
            if (term.Piece.Group != group)
            {
                throw new ArgumentException($"Expected pieces of {group}, came '{term}' of {term.Piece.Group}.", nameof(terms));
            }

            if (term.Multiplicity < 1 && !term.IsWildcard)
            {
                throw new ArgumentException($"Expected a multiplicity of at least 1, came '{term}'.", nameof(terms));
            }
        }

        return terms;
    }

    private static List<RepresentationTerm> Merge(IReadOnlyList<RepresentationTerm> terms)
    {
        List<RepresentationTerm> merged = [];
        foreach (RepresentationTerm term in terms)
        {
            if (merged.Count == 0 || merged[merged.Count - 1].Piece != term.Piece)
            {
                merged.Add(term);
                continue;
            }

            RepresentationTerm last = merged[merged.Count - 1];
            merged[merged.Count - 1] = last with { Multiplicity = last.IsWildcard || term.IsWildcard ? RepresentationTerm.Wildcard : last.Multiplicity + term.Multiplicity };
        }

        return merged;
    }
}
