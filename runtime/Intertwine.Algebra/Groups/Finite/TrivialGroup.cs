using System.Globalization;

namespace Intertwine.Algebra;

/// <summary>The identity of R^n alone, written <c>trivial(n)</c>: no symmetry. Its only irrep is <c>0</c>.</summary>
/// <param name="Dimension">n, from 1 to <see cref="MaximumDimension"/>.</param>
public sealed record TrivialGroup(int Dimension) : FiniteGroup
{
    /// <summary>Largest n of the notation.</summary>
    public const int MaximumDimension = 1024;

    internal const string Prefix = "trivial";

    public override int Dimension { get; } = Dimension is >= 1 and <= MaximumDimension
        ? Dimension
        : throw new ArgumentOutOfRangeException(nameof(Dimension), Dimension, $"Expected a dimension from 1 to {MaximumDimension}.");

    public override string Name => Prefix + "(" + Dimension.ToString(CultureInfo.InvariantCulture) + ")";

    public override int DiscreteCount => 0;

    public override Irrep Trivial => new TrivialIrrep(this);

    /// <summary>n numbers that nothing acts on.</summary>
    public override Piece Defining => new GeneratedPiece(this, DefiningNotation, Dimension, [], []);

    public override IEnumerable<Irrep> Irreps => [Trivial];

    internal override Result<Piece, ParseError> ParseIrrep(string name, int position) => name == TrivialIrrep.Notation ? Trivial : UnknownPiece(name, position);

    private protected override FiniteStructure CreateStructure() => new(this, []);
}

/// <summary>The only irrep of the trivial group, written <c>0</c>.</summary>
public sealed record TrivialIrrep(TrivialGroup TrivialGroup) : Irrep(TrivialGroup)
{
    internal const string Notation = "0";

    public override string Name => Notation;

    public override int Dimension => 1;

    public override bool IsTrivial => true;

    protected override int Order => 0;

    private protected override GeneratorImages CreateImages() => new(infinitesimal: [], discrete: (Matrix[])[]);
}
