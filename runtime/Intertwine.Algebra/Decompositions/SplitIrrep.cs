using System.Globalization;

namespace Intertwine.Algebra;

/// <summary>
/// An irrep that was found inside a piece of a group whose irreps have no names (a declared group), written <c>irrep 0</c>, <c>irrep 1</c>, … in the order of the decomposition that found it. Equal by group and matrices.
/// </summary>
public sealed record SplitIrrep : Irrep
{
    private readonly GeneratorImages _images;
    private readonly IReadOnlyList<Matrix> _endomorphisms;

    internal SplitIrrep(Group group, int index, int dimension, IReadOnlyList<Matrix> infinitesimal, IReadOnlyList<Matrix> discrete, IReadOnlyList<Matrix> endomorphisms)
        : base(group)
    {
        Index = index;
        Dimension = dimension;
        _images = new GeneratorImages(infinitesimal, discrete);
        _endomorphisms = endomorphisms;
    }

    private SplitIrrep(SplitIrrep original, int index)
        : base(original.Group)
    {
        Index = index;
        Dimension = original.Dimension;
        _images = original._images;
        _endomorphisms = original._endomorphisms;
    }

    /// <summary>Place among the irreps found together.</summary>
    public int Index { get; }

    public override string Name => "irrep " + Index.ToString(CultureInfo.InvariantCulture);

    public override int Dimension { get; }

    public override bool IsTrivial => _images.Infinitesimal.All(image => image.MaximumNorm() == 0) && _images.Discrete.All(image => image.Equals(Matrix.Identity(Dimension)));

    public override IrrepType Type => (IrrepType)_endomorphisms.Count;

    public override IReadOnlyList<Matrix> Endomorphisms => _endomorphisms;

    internal override GeneratorImages GeneratorImages => _images;

    protected override int Order => Index;

    /// <summary>The same irrep under another number.</summary>
    internal SplitIrrep Numbered(int index) => new(this, index);

    public bool Equals(SplitIrrep? other)
        => other is not null && Group == other.Group && Dimension == other.Dimension
            && Sequences.AreEqual(_images.Infinitesimal, other._images.Infinitesimal) && Sequences.AreEqual(_images.Discrete, other._images.Discrete);

    public override int GetHashCode() => Sequences.Combine(Group.GetHashCode(), Dimension);

    private protected override GeneratorImages CreateImages() => _images;
}
