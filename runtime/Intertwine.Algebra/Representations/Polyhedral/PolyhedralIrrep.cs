namespace Intertwine.Algebra;

/// <summary>
/// An irrep of a polyhedral group by its symbol of Mulliken: A (dimension 1), E (2), T (3), G (4), H (5), numbered where a group has several, with g (even) or u (odd) under the inversion. All of real type but the E of T and T_h,
/// which are the rotations of a plane by thirds of a turn: of complex type.
/// </summary>
/// <param name="PolyhedralGroup">The group.</param>
/// <param name="Symbol"><c>A1</c>, <c>T1u</c>, ….</param>
public sealed record PolyhedralIrrep(PolyhedralGroup PolyhedralGroup, string Symbol) : Irrep(PolyhedralGroup)
{
    public string Symbol { get; } = PolyhedralGroup.Table.Names.Contains(Symbol)
        ? Symbol
        : throw new ArgumentException($"{PolyhedralGroup} has the irreps {string.Join(", ", PolyhedralGroup.Table.Names)}, came {Symbol}.", nameof(Symbol));

    public override string Name => Symbol;

    public override int Dimension => PolyhedralGroup.Table[Symbol][0].Rows;

    public override bool IsTrivial => Symbol == PolyhedralGroup.Table.Names[0];

    public override IrrepType Type => Dimension == 2 && PolyhedralGroup.Kind is Polyhedral.T or Polyhedral.Th ? IrrepType.Complex : IrrepType.Real;

    public override IReadOnlyList<Matrix> Endomorphisms => Type == IrrepType.Complex ? [Matrix.Identity(2), FrequencyIrrep.QuarterTurn] : [Matrix.Identity(Dimension)];

    protected override int Order
    {
        get
        {
            IReadOnlyList<string> names = PolyhedralGroup.Table.Names;
            int place = 0;
            while (names[place] != Symbol)
            {
                place++;
            }

            return place;
        }
    }

    private protected override GeneratorImages CreateImages() => new([], PolyhedralGroup.Table[Symbol]);
}
