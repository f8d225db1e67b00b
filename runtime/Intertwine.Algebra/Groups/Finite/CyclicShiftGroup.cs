using System.Globalization;

namespace Intertwine.Algebra;

/// <summary>
/// Z_n, the cyclic translations of n grid points. Generator: the shift by one, point i to i + 1 and the last to the first, so that <c>V</c>, a number per point, is permuted. Irreps are frequencies, as those of C_n.
/// </summary>
/// <param name="Count">n, from 1 to <see cref="CyclicGroup.MaximumOrder"/>.</param>
public sealed record CyclicShiftGroup(int Count) : FiniteGroup, IFrequencyGroup
{
    public int Count { get; } = Count is >= 1 and <= CyclicGroup.MaximumOrder
        ? Count
        : throw new ArgumentOutOfRangeException(nameof(Count), Count, $"Expected a number of points from 1 to {CyclicGroup.MaximumOrder}.");

    public int? RotationOrder => Count;

    public bool HasReflections => false;

    public override string Name => "Z_" + Count.ToString(CultureInfo.InvariantCulture);

    public override int Dimension => Count;

    public override int DiscreteCount => 1;

    public override Irrep Trivial => new FrequencyIrrep(this, 0, Parity.None);

    public override Piece Defining => new ActionPiece(this, DefiningNotation, [Shift]);

    public override IEnumerable<Irrep> Irreps => FrequencyIrrep.All(this);

    private int[] Shift => [.. Enumerable.Range(0, Count).Select(i => (i + 1) % Count)];

    internal override Result<Piece, ParseError> ParseIrrep(string name, int position) => FrequencyIrrep.Parse(this, name, position);

    private protected override FiniteStructure CreateStructure() => new(this, [Shift]);
}
