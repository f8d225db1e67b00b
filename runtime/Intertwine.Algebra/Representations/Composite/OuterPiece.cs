namespace Intertwine.Algebra;

/// <summary>
/// The outer tensor product of pieces of the factors of a direct product, <c>1 @ [4,1]</c>: <c>rho(g_1, g_2) = rho_1(g_1) ⊗ rho_2(g_2)</c>; components in row-major order, the last factor fastest.
/// Made by <see cref="Of"/>; irreducible ones are an <see cref="OuterIrrep"/>.
/// </summary>
public sealed record OuterPiece : Piece
{
    private OuterPiece(ProductGroup group, IReadOnlyList<Piece> parts)
        : base(group)
        => Parts = parts;

    /// <summary>One piece per factor of the group, not all of them trivial.</summary>
    public IReadOnlyList<Piece> Parts { get; }

    public override string Name => OuterProducts.NameOf(Parts);

    public override int Dimension => Parts.Aggregate(1, (product, part) => product * part.Dimension);

    public override bool IsTrivial => Parts.All(part => part.IsTrivial);

    public override bool IsOrthogonal => Parts.All(part => part.IsOrthogonal);

    internal override bool HasAtomicName => false;

    protected override int Order => (1 << 18) + Dimension;

    private ProductGroup Product => (ProductGroup)Group;

    /// <summary>The outer product of one piece per factor of the group; the trivial piece where all are trivial.</summary>
    /// <exception cref="ArgumentException">Another number of pieces, a piece of another group, an affine one, or a product of too many components.</exception>
    public static Piece Of(ProductGroup group, IReadOnlyList<Piece> parts)
    {
        if (parts.Count != group.Factors.Count)
        {
            throw new ArgumentException($"Expected {group.Factors.Count} pieces, one for each factor of {group}, came {parts.Count}.", nameof(parts));
        }

        long dimension = 1;
        for (int i = 0; i < parts.Count; i++)
        {
            if (parts[i].Group != group.Factors[i])
            {
                throw new ArgumentException($"Expected a piece of {group.Factors[i]}, came '{parts[i]}' of {parts[i].Group}.", nameof(parts));
            }

            if (parts[i].IsAffine)
            {
                throw new CompositeException($"linear pieces (values of '{parts[i]}' are shifted)", nameof(parts));
            }

            dimension *= parts[i].Dimension;
            if (dimension > CompositePiece.MaximumDimension)
            {
                throw new CompositeException($"a product of at most {CompositePiece.MaximumDimension} components", nameof(parts));
            }
        }

        return Enumerable.Range(0, parts.Count).All(i => parts[i] == group.Factors[i].Trivial) ? group.Trivial
            : OuterIrrep.IsIrreducible(parts) ? new OuterIrrep(group, [.. parts.Cast<Irrep>()]) : new OuterPiece(group, [.. parts]);
    }

    /// <summary>The piece of one factor, on which the others act trivially.</summary>
    public static Piece FromFactor(ProductGroup group, int factor, Piece piece)
        => Of(group, [.. group.Factors.Select((other, i) => i == factor ? piece : other.Trivial)]);

    public override double Character(GroupElement element) => OuterProducts.Character(Product, Parts, element);

    public bool Equals(OuterPiece? other) => other is not null && Group == other.Group && Sequences.AreEqual(Parts, other.Parts);

    public override int GetHashCode() => Sequences.Combine(Group.GetHashCode(), Sequences.Hash(Parts));

    /// <summary>The outer product of two pieces of which each factor acts on at most one: slot by slot the one that is not trivial.</summary>
    internal static Piece Merge(Piece left, Piece right)
    {
        if (OuterProducts.PartsOf(left) is not { } a || OuterProducts.PartsOf(right) is not { } b)
        {
            return OuterProducts.PartsOf(left) is null ? right : left;
        }

        var group = (ProductGroup)left.Group;
        return Of(group, [.. a.Select((part, i) => part == group.Factors[i].Trivial ? b[i] : part)]);
    }

    internal override Piece? RestrictTo(Group subgroup) => OuterProducts.RestrictTo(subgroup, Parts, Group) ?? base.RestrictTo(subgroup);

    private protected override Matrix Evaluate(GroupElement element) => OuterProducts.Evaluate(Product, Parts, element);

    private protected override GeneratorImages CreateImages() => OuterProducts.Images(Parts);
}
