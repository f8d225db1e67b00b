using FsCheck;
using FsCheck.Fluent;

namespace Intertwine.Algebra.Tests;

/// <summary>Two pieces of one group: irreps, regular, or composites of them; small enough for a brute-force null space.</summary>
public sealed record SolverCase(Piece From, Piece To, bool IsCompact)
{
    public override string ToString() => $"Hom({From}, {To}) over {From.Group}";
}

/// <summary>Random pairs of pieces of every kind of group.</summary>
public static class SolverCases
{
    private const int MostUnknowns = 400;

    private static readonly string[] CompactNames = ["SO(2)", "O(2)", "C_3", "C_4", "C_5", "C_8", "D_3", "D_4", "D_5", "D_6", "SO(3)", "O(3)"];

    private static readonly string[] OtherNames = ["SO(4)", "O(5)", "SO+(1,1)", "SO+(1,3)", "SO(1,3)", "O(1,3)", "SO(2,2)", "Sp(1)", "Sp(2)", "SL(2)", "SL(3)", "GL(2)", "Scaling(2)"];

    public static Arbitrary<SolverCase> Cases() => Arb.From(
        from compact in Gen.Elements(true, false)
        from name in Gen.Elements(compact ? CompactNames : OtherNames)
        let symmetry = Group.Parse(name).OrThrow()
        from pair in (from left in Pieces(symmetry, compact) from right in Pieces(symmetry, compact) select new SolverCase(left, right, compact))
            .Where(pair => pair.From.Dimension * pair.To.Dimension <= MostUnknowns)
        select pair);

    private static Gen<Piece> Pieces(Group symmetry, bool isCompact)
    {
        Gen<Piece> factor = isCompact ? Gen.Elements<Piece>([.. symmetry.Irreps.Take(5)]) : Gen.Elements(symmetry.Defining, symmetry.Defining, symmetry.Defining.Dual(), symmetry.Trivial);
        Gen<Piece> composite = Gen.OneOf(
            from first in factor from second in factor select first.Tensor(second),
            from first in factor from second in factor from third in factor select Composites.Tensor([first, second, third]),
            from first in factor select first.Symmetric(2),
            from first in factor where first.Dimension > 1 select first.Alternating(2));
        Gen<Piece> simple = symmetry is FiniteGroup { Order: <= 16 } ? Gen.Frequency((3, factor), (1, Gen.Constant(symmetry.ParsePiece("regular").OrThrow()))) : factor;
        return Gen.Frequency((2, simple), (3, composite)).Where(piece => piece.Dimension <= MostUnknowns);
    }
}
