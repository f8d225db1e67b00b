namespace Intertwine.Algebra;

/// <summary>Sums of pieces multiplied out: the terms of products, powers and duals of direct sums, in order.</summary>
internal static class TermAlgebra
{
    /// <summary>(a + b) * (c + d) = a*c + a*d + b*c + b*d. Copies of the left factor are copies of the product.</summary>
    public static IReadOnlyList<RepresentationTerm> Multiply(IReadOnlyList<RepresentationTerm> left, IReadOnlyList<RepresentationTerm> right)
        => Combine(left, right, Composites.Tensor);

    /// <summary>Every term of the left with every term of the right.</summary>
    public static IReadOnlyList<RepresentationTerm> Combine(IReadOnlyList<RepresentationTerm> left, IReadOnlyList<RepresentationTerm> right, Func<Piece, Piece, Piece> combine)
    {
        if ((long)left.Count * right.Count > RepresentationParser.MaximumTerms)
        {
            throw new CompositeException($"at most {RepresentationParser.MaximumTerms} terms when sums are multiplied out", nameof(right));
        }

        List<RepresentationTerm> terms = [];
        long dimension = 0;
        foreach (RepresentationTerm a in left)
        {
            foreach (RepresentationTerm b in right)
            {
                long multiplicity = (long)a.Multiplicity * b.Multiplicity;
                Piece piece = combine(a.Piece, b.Piece);
                dimension += multiplicity * piece.Dimension;
                if (multiplicity > RepresentationParser.MaximumMultiplicity || dimension > RepresentationParser.MaximumDimension)
                {
                    throw new CompositeException($"at most {RepresentationParser.MaximumMultiplicity} copies and {RepresentationParser.MaximumDimension} components", nameof(right));
                }

                terms.Add(new RepresentationTerm((int)multiplicity, piece));
            }
        }

        return terms;
    }

    public static IReadOnlyList<RepresentationTerm> Dual(IReadOnlyList<RepresentationTerm> terms)
        => [.. terms.Select(term => term with { Piece = term.Piece.Dual() })];

    /// <summary>All terms with their copies as components of one piece.</summary>
    public static IReadOnlyList<RepresentationTerm> Join(IReadOnlyList<RepresentationTerm> terms)
    {
        if (terms.Sum(term => (long)term.Multiplicity * term.Piece.Dimension) > CompositePiece.MaximumDimension)
        {
            throw new CompositeException($"a sum of at most {CompositePiece.MaximumDimension} components", nameof(terms));
        }

        return [new RepresentationTerm(1, Composites.DirectSum([.. terms.SelectMany(term => Enumerable.Repeat(term.Piece, term.Multiplicity))]))];
    }

    public static IReadOnlyList<RepresentationTerm> Power(Group group, IReadOnlyList<RepresentationTerm> terms, int power)
    {
        IReadOnlyList<RepresentationTerm> result = [new RepresentationTerm(1, group.Trivial)];
        for (int i = 0; i < power; i++)
        {
            result = Multiply(result, terms);
        }

        return result;
    }

    /// <summary>Sym^p(a + b) = sum_k Sym^(p-k)(a) * Sym^k(b), and the same for alternating powers; copies count as summands of their own.</summary>
    public static IReadOnlyList<RepresentationTerm> Symmetrise(Group group, IReadOnlyList<RepresentationTerm> terms, int power, bool isAlternating)
    {
        if (power == 1)
        {
            return terms;
        }

        // Powers of the first summands by exponent; a summand at a time.
        var powers = new IReadOnlyList<RepresentationTerm>[power + 1];
        powers[0] = [new RepresentationTerm(1, group.Trivial)];
        for (int exponent = 1; exponent <= power; exponent++)
        {
            powers[exponent] = [];
        }

        foreach (RepresentationTerm term in terms)
        {
            for (int copy = 0; copy < term.Multiplicity; copy++)
            {
                for (int exponent = power; exponent > 0; exponent--)
                {
                    List<RepresentationTerm> sum = [.. powers[exponent]];
                    int largest = isAlternating ? Math.Min(exponent, term.Piece.Dimension) : exponent;
                    for (int k = 1; k <= largest; k++)
                    {
                        sum.AddRange(powers[exponent - k].Count == 0 ? [] : Multiply(powers[exponent - k], [new RepresentationTerm(1, isAlternating ? term.Piece.Alternating(k) : term.Piece.Symmetric(k))]));
                    }

                    if (sum.Count > RepresentationParser.MaximumTerms)
                    {
                        throw new CompositeException($"at most {RepresentationParser.MaximumTerms} terms when sums are multiplied out", nameof(terms));
                    }

                    powers[exponent] = sum;
                }
            }
        }

        return powers[power].Count > 0
            ? powers[power]
            : throw new CompositeException($"an exponent up to {terms.Sum(term => (long)term.Multiplicity * term.Piece.Dimension)}, the number of components", nameof(power));
    }
}
