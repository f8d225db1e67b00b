using System.Globalization;

namespace Intertwine.Algebra;

/// <summary>
/// <c>Sp(n)</c>: the linear maps of R^2n that keep the form <c>sum_i q_i p'_i - p_i q'_i</c> on positions q and momenta p; canonical transformations. Infinitesimal generators
/// <c>[[a, b], [c, -a^T]]</c> with symmetric b and c: first a = E_ij in lexicographic order; then for i ≤ j in lexicographic order c, then b, = E_ij + E_ji (E_ii for i = j).
/// </summary>
/// <param name="HalfDimension">n.</param>
public sealed record SymplecticGroup(int HalfDimension) : MatrixGroup
{
    private const double Deviation = 0.3;

    public int HalfDimension { get; } = HalfDimension is >= 1 and <= MaximumDimension / 2
        ? HalfDimension
        : throw new ArgumentOutOfRangeException(nameof(HalfDimension), HalfDimension, $"Expected a number of degrees of freedom from 1 to {MaximumDimension / 2}.");

    public override string Name => "Sp(" + HalfDimension.ToString(CultureInfo.InvariantCulture) + ")";

    public override int Dimension => 2 * HalfDimension;

    public override int InfinitesimalCount => HalfDimension * ((2 * HalfDimension) + 1);

    public override int DiscreteCount => 0;

    public override bool IsCompact => false;

    /// <summary>Two exponentials of normally distributed matrices of a size that keeps the element well conditioned; no invariant measure.</summary>
    public override GroupElement Random(Random random, double translationScale = 1) => RandomWord(random, _ => Deviation, 2);

    internal override GeneratorImages CreateGenerators()
    {
        int n = HalfDimension;
        List<Matrix> infinitesimal = [];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                infinitesimal.Add(Entries((i, j, 1), (n + j, n + i, -1)));
            }
        }

        for (int i = 0; i < n; i++)
        {
            for (int j = i; j < n; j++)
            {
                double other = i == j ? 0 : 1;
                infinitesimal.Add(Entries((n + i, j, 1), (n + j, i, other)));
                infinitesimal.Add(Entries((i, n + j, 1), (j, n + i, other)));
            }
        }

        return new GeneratorImages(infinitesimal, []);
    }
}
