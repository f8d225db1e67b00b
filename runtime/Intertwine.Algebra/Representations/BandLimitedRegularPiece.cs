using System.Globalization;

namespace Intertwine.Algebra;

/// <summary>
/// The band-limited regular representation of SO(2), O(2), SO(3) or O(3), written <c>regular(3)</c>: every irrep up to a frequency or degree L with the multiplicity d / t that it has in functions on the group (dimension d,
/// type t), in the order of <see cref="Group.Irreps"/>, copy by copy. In the limit it is the regular representation (Peter and Weyl).
/// </summary>
/// <param name="OrthogonalGroup">A compact group of dimension 2 or 3.</param>
/// <param name="Band">L, up to <see cref="MaximumBand"/>.</param>
public sealed record BandLimitedRegularPiece(OrthogonalGroup OrthogonalGroup, int Band) : Piece(OrthogonalGroup)
{
    public OrthogonalGroup OrthogonalGroup { get; } = HasBands(OrthogonalGroup)
        ? OrthogonalGroup
        : throw new ArgumentException($"Expected SO(2), O(2), SO(3) or O(3), came {OrthogonalGroup}.", nameof(OrthogonalGroup));

    public int Band { get; } = Band >= 0 && Band <= MaximumBand(OrthogonalGroup)
        ? Band
        : throw new ArgumentOutOfRangeException(nameof(Band), Band, $"Expected a band limit of {OrthogonalGroup} from 0 to {MaximumBand(OrthogonalGroup)}.");

    public override string Name => $"{RegularPiece.Notation}({Band.ToString(CultureInfo.InvariantCulture)})";

    public override int Dimension => Irreps.Dimension;

    public override bool IsTrivial => Irreps.IsTrivial;

    /// <summary>The direct sum that the piece is, in the same order in memory.</summary>
    public Representation Irreps => new(
        OrthogonalGroup,
        [.. OrthogonalGroup.Irreps.TakeWhile(irrep => FrequencyOf(irrep) <= Band).Select(irrep => new RepresentationTerm(irrep.Dimension / (int)irrep.Type, irrep))]);

    protected override int Order => int.MaxValue - 2;

    /// <summary>Largest L of the notation: below 1024 components.</summary>
    public static int MaximumBand(OrthogonalGroup group) => group.Dimension == 2 ? FrequencyIrrep.MaximumFrequency : group.IsSpecial ? 8 : 6;

    public override double Character(GroupElement element) => Characters.Of(Irreps, element);

    internal static bool HasBands(OrthogonalGroup group) => group is { Dimension: 2 or 3, HasTranslations: false };

    /// <summary>Without the reflection or inversion the irreps stay what they are, in the same order.</summary>
    internal override Piece? RestrictTo(Group subgroup)
        => subgroup == Group ? this : SubgroupEmbedding.Of(subgroup, Group).TryGet(out SubgroupEmbedding? embedding, out _) ? new RestrictedPiece(this, embedding) : null;

    /// <summary>Reads <c>regular(3)</c>.</summary>
    internal static Result<Piece, ParseError> Parse(OrthogonalGroup group, string name, int position)
    {
        int start = RegularPiece.Notation.Length + 1;
        int largest = MaximumBand(group);
        string expected = $"a frequency or degree from 0 to {largest} in parentheses, up to which {RegularPiece.Notation} of {group} goes";
        if (name.Length < start + 2)
        {
            return new ParseError(position, name.Length, expected, $"'{name}'") { Suggestion = $"{RegularPiece.Notation}({Math.Min(3, largest)})" };
        }

        string number = name.Substring(start, name.Length - start - 1);
        return int.TryParse(number.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out int band) && band <= largest
            ? new BandLimitedRegularPiece(group, band)
            : new ParseError(position + start, number.Length, expected, $"'{number}'");
    }

    private protected override GeneratorImages CreateImages()
    {
        Representation irreps = Irreps;
        return new GeneratorImages(
            [.. Enumerable.Range(0, Group.InfinitesimalCount).Select(k => Sum(irreps, piece => piece.GeneratorImages.SparseInfinitesimal[k]))],
            [.. Enumerable.Range(0, Group.DiscreteCount).Select(k => Sum(irreps, piece => piece.GeneratorImages.SparseDiscrete[k]))]);
    }

    /// <summary>The blocks of all copies along the diagonal.</summary>
    private static SparseGenerator Sum(Representation irreps, Func<Piece, SparseGenerator> block)
    {
        List<(int Index, double Value)[]> rows = [];
        foreach (RepresentationTerm term in irreps.Terms)
        {
            (int Index, double Value)[][] own = block(term.Piece).Rows;
            for (int copy = 0; copy < term.Multiplicity; copy++)
            {
                int offset = rows.Count;
                rows.AddRange(own.Select(row => row.Select(entry => (offset + entry.Index, entry.Value)).ToArray()));
            }
        }

        return new SparseGenerator([.. rows]);
    }

    private static int FrequencyOf(Irrep irrep) => irrep is FrequencyIrrep planar ? planar.Frequency : ((SphericalIrrep)irrep).Degree;
}
