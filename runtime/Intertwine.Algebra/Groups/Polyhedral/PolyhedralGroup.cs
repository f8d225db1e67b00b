namespace Intertwine.Algebra;

/// <summary>The symmetry groups of the regular solids, by their names of Schoenflies.</summary>
public enum Polyhedral
{
    /// <summary>The 12 rotations of the tetrahedron.</summary>
    T,

    /// <summary>T with the inversion, 24 elements (pyritohedral).</summary>
    Th,

    /// <summary>All 24 symmetries of the tetrahedron.</summary>
    Td,

    /// <summary>The 24 rotations of the cube and the octahedron.</summary>
    O,

    /// <summary>All 48 symmetries of the cube and the octahedron.</summary>
    Oh,

    /// <summary>The 60 rotations of the icosahedron and the dodecahedron.</summary>
    I,

    /// <summary>All 120 symmetries of the icosahedron and the dodecahedron.</summary>
    Ih,
}

/// <summary>
/// A symmetry group of a regular solid in one orientation: the axes of the cube are x, y, z; the tetrahedron has the corners (1, 1, 1), (1, -1, -1), (-1, 1, -1), (-1, -1, 1) of the cube (-1, ±1, ±1); the icosahedron has the
/// corners (0, ±1, ±φ), (±1, ±φ, 0), (±φ, 0, ±1) with φ = (1 + √5)/2. So T is part of O and of I.
/// Generators: a, a rotation about z by a half (T) or a quarter turn (O), or about (0, 1, φ) by a fifth (I); b, the rotation by a third about (1, 1, 1), x → y → z → x; then the inversion (T_h, O_h, I_h) or the mirror that
/// exchanges x and y (T_d). Elements breadth first. Irreps have the symbols of Mulliken.
/// </summary>
/// <param name="Kind">Which group.</param>
public sealed record PolyhedralGroup(Polyhedral Kind) : FiniteGroup
{
    /// <summary>How the groups are written, in the order of <see cref="Polyhedral"/>.</summary>
    internal static readonly string[] Notation = ["T", "T_h", "T_d", "O", "O_h", "I", "I_h"];

    public override string Name => Notation[(int)Kind];

    public override int Dimension => 3;

    public override int DiscreteCount => HasImproper ? 3 : 2;

    /// <summary>Whether the inversion x → -x belongs to the group.</summary>
    public bool HasInversion => Kind is Polyhedral.Th or Polyhedral.Oh or Polyhedral.Ih;

    public override Irrep Trivial => new PolyhedralIrrep(this, Table.Names[0]);

    /// <summary>The vectors x → R x.</summary>
    public override Piece Defining => new PolyhedralIrrep(this, Table.Vector);

    public override IEnumerable<Irrep> Irreps => Table.Names.Select(name => new PolyhedralIrrep(this, name));

    internal PolyhedralTable Table => PolyhedralTable.Of(Kind);

    private bool HasImproper => HasInversion || Kind == Polyhedral.Td;

    internal override Result<Piece, ParseError> ParseIrrep(string name, int position) => Table.Names.Contains(name) ? new PolyhedralIrrep(this, name) : UnknownPiece(name, position);

    private protected override FiniteStructure CreateStructure() => new(this, Table.LeftMultiplication);
}
