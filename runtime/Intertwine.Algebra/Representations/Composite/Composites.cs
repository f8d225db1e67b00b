namespace Intertwine.Algebra;

/// <summary>Operations that make pieces from pieces, in normal form.</summary>
public static class Composites
{
    /// <summary>The dual: the piece itself where it is orthogonal, factor by factor for products, else <c>V'</c>.</summary>
    public static Piece Dual(this Piece piece) => piece switch
    {
        DualPiece dual => dual.Original,
        TensorPiece tensor => Tensor([.. tensor.Factors.Select(Dual)]),
        SymmetrisedPiece { IsAlternating: true } power => power.Original.Dual().Alternating(power.Power),
        SymmetrisedPiece power => power.Original.Dual().Symmetric(power.Power),
        { IsOrthogonal: true } => piece,
        DirectSumPiece sum => DirectSum([.. sum.Summands.Select(Dual)]),
        _ => new DualPiece(piece),
    };

    /// <summary>The tensor product: trivial factors left out, products multiplied out; a single factor is that piece itself, none is <c>S</c>.</summary>
    /// <exception cref="ArgumentException">No factor, factors of different groups, an affine one, or a product of too many components.</exception>
    public static Piece Tensor(IReadOnlyList<Piece> factors)
    {
        if (factors.Count == 0)
        {
            throw new ArgumentException("Expected at least one factor.", nameof(factors));
        }

        Group group = factors[0].Group;
        List<Piece> kept = [];
        long dimension = 1;
        foreach (Piece factor in factors)
        {
            if (factor.Group != group)
            {
                throw new ArgumentException($"Expected pieces of {group}, came '{factor}' of {factor.Group}.", nameof(factors));
            }

            if (factor.IsAffine)
            {
                throw new CompositeException($"linear pieces (values of '{factor}' are shifted)", nameof(factors));
            }

            dimension *= factor.Dimension;
            if (dimension > CompositePiece.MaximumDimension)
            {
                throw new CompositeException($"a product of at most {CompositePiece.MaximumDimension} components", nameof(factors));
            }

            if (factor is TensorPiece tensor)
            {
                kept.AddRange(tensor.Factors);
            }
            else if (factor != group.Trivial)
            {
                kept.Add(factor);
            }
        }

        return kept.Count switch
        {
            0 => group.Trivial,
            1 => kept[0],
            _ => new TensorPiece([.. kept]),
        };
    }

    /// <summary>The tensor product of two pieces.</summary>
    public static Piece Tensor(this Piece left, Piece right) => Tensor([left, right]);

    /// <summary>The direct sum as one piece, sums within it multiplied out; of a single summand that piece itself.</summary>
    /// <exception cref="ArgumentException">No summand, summands of different groups, an affine one, or too many components.</exception>
    public static Piece DirectSum(IReadOnlyList<Piece> summands)
    {
        if (summands.Count == 0)
        {
            throw new ArgumentException("Expected at least one summand.", nameof(summands));
        }

        Group group = summands[0].Group;
        List<Piece> flat = [];
        long dimension = 0;
        foreach (Piece summand in summands)
        {
            if (summand.Group != group)
            {
                throw new ArgumentException($"Expected pieces of {group}, came '{summand}' of {summand.Group}.", nameof(summands));
            }

            if (summand.IsAffine)
            {
                throw new CompositeException($"linear pieces (values of '{summand}' are shifted)", nameof(summands));
            }

            dimension += summand.Dimension;
            if (dimension > CompositePiece.MaximumDimension)
            {
                throw new CompositeException($"a sum of at most {CompositePiece.MaximumDimension} components", nameof(summands));
            }

            flat.AddRange(summand is DirectSumPiece sum ? sum.Summands : [summand]);
        }

        return flat.Count == 1 ? flat[0] : new DirectSumPiece(flat);
    }

    /// <summary><c>V^p</c>; <c>S</c> for p = 0.</summary>
    public static Piece Power(this Piece piece, int power) => TensorOf(piece, power, 0);

    /// <summary><c>T(p,q)</c>: p copies of the piece, then q of its dual.</summary>
    public static Piece TensorOf(this Piece piece, int contravariant, int covariant) => Tensor(
        [piece.Group.Trivial, .. Enumerable.Repeat(piece, CheckPower(contravariant)), .. Enumerable.Repeat(piece.Dual(), CheckPower(covariant))]);

    /// <summary><c>Sym^p(V)</c>; V itself for p = 1, <c>S</c> for p = 0.</summary>
    public static Piece Symmetric(this Piece piece, int power) => Symmetrised(piece, power, isAlternating: false);

    /// <summary><c>Alt^p(V)</c> for p up to the dimension of V; V itself for p = 1, <c>S</c> for p = 0.</summary>
    public static Piece Alternating(this Piece piece, int power) => Symmetrised(piece, power, isAlternating: true);

    private static Piece Symmetrised(Piece piece, int power, bool isAlternating)
    {
        long dimension = MonomialBasis.Count(piece.Dimension, CheckPower(power), isAlternating);
        if (dimension is 0 or > CompositePiece.MaximumDimension)
        {
            throw new CompositeException(dimension == 0
                ? $"an exponent up to {piece.Dimension}, the dimension of '{piece}'"
                : $"a power of at most {CompositePiece.MaximumDimension} components", nameof(power));
        }

        return power switch
        {
            0 => piece.Group.Trivial,
            1 => piece,
            _ => piece == piece.Group.Trivial ? piece : new SymmetrisedPiece(piece, power, isAlternating),
        };
    }

    private static int CheckPower(int power) => power is >= 0 and <= CompositePiece.MaximumPower
        ? power
        : throw new ArgumentOutOfRangeException(nameof(power), power, $"Expected a power from 0 to {CompositePiece.MaximumPower}.");
}
