using System.Globalization;

namespace Intertwine.Algebra;

/// <summary>
/// An irrep that was found inside a piece of a group whose irreps have no names (a declared group), written <c>irrep(V*V, 0)</c>, <c>irrep(V*V, 1)</c>, … after the piece and in the order of its decomposition. Equal by group
/// and matrices.
/// </summary>
public sealed record SplitIrrep : Irrep
{
    private readonly GeneratorImages _images;
    private readonly IReadOnlyList<Matrix> _endomorphisms;

    internal SplitIrrep(Piece whole, int index, int dimension, IReadOnlyList<Matrix> infinitesimal, IReadOnlyList<Matrix> discrete, IReadOnlyList<Matrix> endomorphisms)
        : base(whole.Group)
    {
        (Whole, Part, Index) = (whole, index, index);
        Dimension = dimension;
        _images = new GeneratorImages(infinitesimal, discrete);
        _endomorphisms = endomorphisms;
    }

    private SplitIrrep(SplitIrrep original, int index)
        : base(original.Group)
    {
        (Whole, Part, Index) = (original.Whole, original.Part, index);
        Dimension = original.Dimension;
        _images = original._images;
        _endomorphisms = original._endomorphisms;
    }

    internal const string Prefix = "irrep(";

    /// <summary>The piece that it was found in.</summary>
    public Piece Whole { get; }

    /// <summary>Place among the irreps of that piece.</summary>
    public int Part { get; }

    /// <summary>Place among the irreps found together, which may be in several pieces.</summary>
    public int Index { get; }

    public override string Name => Prefix + Whole.Name + ", " + Part.ToString(CultureInfo.InvariantCulture) + ")";

    public override int Dimension { get; }

    public override bool IsTrivial => _images.Infinitesimal.All(image => image.MaximumNorm() == 0) && _images.Discrete.All(image => image.Equals(Matrix.Identity(Dimension)));

    public override IrrepType Type => (IrrepType)_endomorphisms.Count;

    public override IReadOnlyList<Matrix> Endomorphisms => _endomorphisms;

    internal override GeneratorImages GeneratorImages => _images;

    protected override int Order => Index;

    /// <summary>Reads <c>irrep(V*V, 0)</c>.</summary>
    internal static Result<Piece, ParseError> Parse(Group group, string name, int position)
    {
        List<(int Start, string Text)> arguments = NameScanner.Arguments(name, Prefix.Length);
        if (arguments.Count != 2 || !int.TryParse(arguments[1].Text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out int part))
        {
            return new ParseError(position, name.Length, "irrep(piece, k): a piece and the number of the irrep in it", $"'{name}'");
        }

        if (!RepresentationParser.Parse(group, arguments[0].Text).TryGet(out Representation? whole, out ParseError? error))
        {
            return error with { Position = position + arguments[0].Start + error.Position };
        }

        if (whole.Terms is not [{ Multiplicity: 1, Piece: { IsAffine: false } piece }])
        {
            return new ParseError(position + arguments[0].Start, arguments[0].Text.Length, $"one linear piece of {group}", $"'{arguments[0].Text}'");
        }

        if (!IrreducibleSplit.Find(piece, CancellationToken.None, IntertwinerSolver.DefaultMaximumSize).TryGet(out IsotypicPart[]? parts, out SolveFailure? failure))
        {
            return new ParseError(position, name.Length, $"a sum of irreps ({failure.Message})", $"'{name}'");
        }

        return part < parts.Length ? parts[part].Irrep : new ParseError(position, name.Length, $"one of the {parts.Length} irreps of {piece}", $"'{name}'");
    }

    /// <summary>The same irrep under another number.</summary>
    internal SplitIrrep Numbered(int index) => new(this, index);

    public bool Equals(SplitIrrep? other)
        => other is not null && Group == other.Group && Dimension == other.Dimension
            && Sequences.AreEqual(_images.Infinitesimal, other._images.Infinitesimal) && Sequences.AreEqual(_images.Discrete, other._images.Discrete);

    public override int GetHashCode() => Sequences.Combine(Group.GetHashCode(), Dimension);

    private protected override GeneratorImages CreateImages() => _images;
}
