using System.Globalization;

namespace Intertwine.Algebra;

/// <summary><c>Scaling(n)</c>: the positive multiples of the identity of R^n; changes of unit. Infinitesimal generator: the identity matrix.</summary>
/// <param name="Dimension">n.</param>
public sealed record ScalingGroup(int Dimension) : MatrixGroup
{
    private const double Deviation = 0.5;

    public override int Dimension { get; } = Dimension is >= 1 and <= MaximumDimension
        ? Dimension
        : throw new ArgumentOutOfRangeException(nameof(Dimension), Dimension, $"Expected a dimension from 1 to {MaximumDimension}.");

    public override string Name => "Scaling(" + Dimension.ToString(CultureInfo.InvariantCulture) + ")";

    public override int InfinitesimalCount => 1;

    public override int DiscreteCount => 0;

    public override bool IsCompact => false;

    public override bool IsSubgroupOf(Group larger) => larger == this || (larger is LinearGroup { Kind: not LinearGroupKind.Special } group && group.Dimension == Dimension);

    /// <summary>A factor with a normally distributed logarithm.</summary>
    public override GroupElement Random(Random random, double translationScale = 1) => RandomWord(random, _ => Deviation, 1);

    internal override GeneratorImages CreateGenerators() => new([Matrix.Identity(Dimension)], []);
}
