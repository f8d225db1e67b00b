using System.Globalization;

namespace Intertwine.Algebra;

/// <summary>
/// C_N, the rotations of the plane by multiples of 2 pi / N. Generator r: the rotation by 2 pi / N, x towards y. Elements in the order 1, r, r^2, ….
/// </summary>
/// <param name="RotationOrder">N, from 1 to <see cref="MaximumOrder"/>.</param>
public sealed record CyclicGroup(int RotationOrder) : FiniteGroup, IFrequencyGroup
{
    /// <summary>Largest N of the notation.</summary>
    public const int MaximumOrder = 256;

    public int RotationOrder { get; } = RotationOrder is >= 1 and <= MaximumOrder
        ? RotationOrder
        : throw new ArgumentOutOfRangeException(nameof(RotationOrder), RotationOrder, $"Expected a number of rotations from 1 to {MaximumOrder}.");

    int? IFrequencyGroup.RotationOrder => RotationOrder;

    public bool HasReflections => false;

    public override string Name => "C_" + RotationOrder.ToString(CultureInfo.InvariantCulture);

    public override int Dimension => 2;

    public override int DiscreteCount => 1;

    public override Irrep Trivial => new FrequencyIrrep(this, 0, Parity.None);

    public override Piece Defining => PlanarVectors.Of(this);

    public override IEnumerable<Irrep> Irreps => FrequencyIrrep.All(this);

    internal override Result<Piece, ParseError> ParseIrrep(string name, int position) => FrequencyIrrep.Parse(this, name, position);

    private protected override FiniteStructure CreateStructure()
        => new(this, [[.. Enumerable.Range(0, RotationOrder).Select(i => (i + 1) % RotationOrder)]]);
}
