using System.Globalization;

namespace Intertwine.Algebra;

/// <summary>Which invertible maps of R^n a <see cref="LinearGroup"/> has.</summary>
public enum LinearGroupKind
{
    /// <summary>Determinant 1: <c>SL(n)</c>.</summary>
    Special,

    /// <summary>Positive determinant: <c>GL+(n)</c>.</summary>
    Positive,

    /// <summary>All: <c>GL(n)</c>.</summary>
    General,
}

/// <summary>
/// Invertible linear maps of R^n. Infinitesimal generators: of GL the matrices E_ij in lexicographic order; of SL those with i ≠ j, then <c>E_kk - E_nn</c> for k &lt; n. Discrete generator of GL(n): the
/// mirror of the last axis.
/// </summary>
/// <param name="Dimension">n.</param>
/// <param name="Kind">Which maps.</param>
public sealed record LinearGroup(int Dimension, LinearGroupKind Kind) : MatrixGroup
{
    private const double Deviation = 0.3;

    public override int Dimension { get; } = Dimension is >= 1 and <= MaximumDimension
        ? Dimension
        : throw new ArgumentOutOfRangeException(nameof(Dimension), Dimension, $"Expected a dimension from 1 to {MaximumDimension}.");

    public override string Name => (Kind switch
    {
        LinearGroupKind.Special => "SL",
        LinearGroupKind.Positive => "GL+",
        _ => "GL",
    }) + "(" + Dimension.ToString(CultureInfo.InvariantCulture) + ")";

    public override int InfinitesimalCount => (Dimension * Dimension) - (Kind == LinearGroupKind.Special ? 1 : 0);

    public override int DiscreteCount => Kind == LinearGroupKind.General ? 1 : 0;

    // SL(1) has one element.
    public override bool IsCompact => InfinitesimalCount == 0;

    public override bool IsSubgroupOf(Group larger) => larger is LinearGroup group && group.Dimension == Dimension && Kind <= group.Kind;

    /// <summary>Two exponentials of normally distributed matrices of a size that keeps the element well conditioned; no invariant measure.</summary>
    public override GroupElement Random(Random random, double translationScale = 1) => RandomWord(random, _ => Deviation, 2);

    internal override GeneratorImages CreateGenerators()
    {
        bool isSpecial = Kind == LinearGroupKind.Special;
        List<Matrix> infinitesimal = [];
        for (int i = 0; i < Dimension; i++)
        {
            for (int j = 0; j < Dimension; j++)
            {
                if (i != j || !isSpecial)
                {
                    infinitesimal.Add(Entries((i, j, 1)));
                }
            }
        }

        for (int k = 0; isSpecial && k < Dimension - 1; k++)
        {
            infinitesimal.Add(Entries((k, k, 1), (Dimension - 1, Dimension - 1, -1)));
        }

        return new GeneratorImages(infinitesimal, Kind == LinearGroupKind.General ? [Mirror(Dimension - 1)] : (IReadOnlyList<Matrix>)[]);
    }
}
