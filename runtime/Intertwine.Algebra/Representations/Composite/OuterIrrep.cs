namespace Intertwine.Algebra;

/// <summary>
/// An outer product of irreps that is irreducible: at most one part is not of the real type. (Over the real numbers two complex parts make two irreps, a complex and a quaternionic one twice the same, two
/// quaternionic ones four times the same: see <see cref="OuterPartIrrep"/>.)
/// </summary>
public sealed record OuterIrrep : Irrep
{
    internal OuterIrrep(ProductGroup group, IReadOnlyList<Irrep> parts)
        : base(group)
        => Parts = parts;

    /// <summary>One irrep per factor of the group, not all of them trivial.</summary>
    public IReadOnlyList<Irrep> Parts { get; }

    public override string Name => OuterProducts.NameOf(Parts);

    public override int Dimension => Parts.Aggregate(1, (product, part) => product * part.Dimension);

    public override bool IsTrivial => false;

    public override bool IsOrthogonal => Parts.All(part => part.IsOrthogonal);

    public override IrrepType Type => Parts.Max(part => part.Type);

    public override IReadOnlyList<Matrix> Endomorphisms
    {
        get
        {
            IReadOnlyList<Matrix> result = [Matrix.Identity(1)];
            foreach (Irrep part in Parts)
            {
                result = [.. result.SelectMany(left => part.Endomorphisms.Select(left.Kronecker))];
            }

            return result;
        }
    }

    internal override bool HasAtomicName => false;

    protected override int Order => (1 << 18) + Dimension;

    public override double Character(GroupElement element) => OuterProducts.Character((ProductGroup)Group, Parts, element);

    public bool Equals(OuterIrrep? other) => other is not null && Group == other.Group && Sequences.AreEqual(Parts, other.Parts);

    public override int GetHashCode() => Sequences.Combine(Group.GetHashCode(), Sequences.Hash(Parts));

    internal static bool IsIrreducible(IReadOnlyList<Piece> parts)
        => parts.All(part => part is Irrep) && parts.Count(part => ((Irrep)part).Type != IrrepType.Real) <= 1;

    internal override Piece? RestrictTo(Group subgroup) => OuterProducts.RestrictTo(subgroup, Parts, Group) ?? base.RestrictTo(subgroup);

    private protected override Matrix Evaluate(GroupElement element) => OuterProducts.Evaluate((ProductGroup)Group, Parts, element);

    private protected override GeneratorImages CreateImages() => OuterProducts.Images(Parts);
}

/// <summary>An irrep within an outer product of irreps that is reducible over the real numbers, written <c>irrep(1 @ 1, 0)</c>, <c>irrep(1 @ 1, 1)</c>.</summary>
public sealed record OuterPartIrrep : Irrep
{
    internal const string Prefix = "irrep(";

    private readonly Irrep _part;

    internal OuterPartIrrep(Piece whole, int index, Irrep part)
        : base(whole.Group)
    {
        Whole = whole;
        Index = index;
        _part = part;
    }

    /// <summary>The outer product that it is a part of.</summary>
    public Piece Whole { get; }

    /// <summary>Which of the irreps that differ.</summary>
    public int Index { get; }

    public override string Name => Prefix + Whole.Name + ", " + Index.ToString(System.Globalization.CultureInfo.InvariantCulture) + ")";

    public override int Dimension => _part.Dimension;

    public override bool IsTrivial => false;

    public override bool IsOrthogonal => true;

    public override IrrepType Type => _part.Type;

    public override IReadOnlyList<Matrix> Endomorphisms => _part.Endomorphisms;

    protected override int Order => (1 << 18) + Dimension;

    public bool Equals(OuterPartIrrep? other) => other is not null && Whole == other.Whole && Index == other.Index;

    public override int GetHashCode() => Sequences.Combine(Whole.GetHashCode(), Index);

    private protected override GeneratorImages CreateImages() => new(_part.InfinitesimalGenerators, _part.DiscreteGenerators);
}
