using System.Globalization;

namespace Intertwine.Algebra;

/// <summary>
/// D_N, the symmetries of a regular polygon with N corners, one of them on the x axis. Generators: r, the rotation by 2 pi / N, x towards y, and f, the reflection (x, y) → (x, -y).
/// Elements in the order 1, r, …, r^(N-1), f, r f, …, r^(N-1) f.
/// </summary>
/// <param name="RotationOrder">N, the number of rotations, from 1 to <see cref="CyclicGroup.MaximumOrder"/>; there are as many reflections.</param>
public sealed record DihedralGroup(int RotationOrder) : FiniteGroup, IFrequencyGroup
{
    public int RotationOrder { get; } = RotationOrder is >= 1 and <= CyclicGroup.MaximumOrder
        ? RotationOrder
        : throw new ArgumentOutOfRangeException(nameof(RotationOrder), RotationOrder, $"Expected a number of rotations from 1 to {CyclicGroup.MaximumOrder}.");

    int? IFrequencyGroup.RotationOrder => RotationOrder;

    public bool HasReflections => true;

    public override string Name => "D_" + RotationOrder.ToString(CultureInfo.InvariantCulture);

    public override int Dimension => 2;

    public override int DiscreteCount => 2;

    public override Irrep Trivial => new FrequencyIrrep(this, 0, Parity.Even);

    public override Piece Defining => PlanarVectors.Of(this);

    public override IEnumerable<Irrep> Irreps => FrequencyIrrep.All(this);

    internal override Result<Piece, ParseError> ParseIrrep(string name, int position) => FrequencyIrrep.Parse(this, name, position);

    /// <summary>With i for r^i and N + i for r^i f: r r^i = r^(i+1), f r^i = r^-i f.</summary>
    private protected override FiniteStructure CreateStructure()
    {
        int n = RotationOrder;
        int[] rotation = new int[2 * n];
        int[] reflection = new int[2 * n];
        for (int i = 0; i < n; i++)
        {
            rotation[i] = (i + 1) % n;
            rotation[n + i] = n + ((i + 1) % n);
            reflection[i] = n + ((n - i) % n);
            reflection[n + i] = (n - i) % n;
        }

        return new(this, [rotation, reflection]);
    }
}
