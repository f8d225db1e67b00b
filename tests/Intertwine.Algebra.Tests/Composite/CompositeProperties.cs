using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Intertwine.Algebra.Tests;

/// <summary>A representation of any family, built from random operations.</summary>
public sealed record AnyExpression(Representation Representation)
{
    public override string ToString() => $"{Representation} of {Representation.Group}";
}

public static class RandomExpressions
{
    private static readonly string[] Groups =
    [
        "SO(2)", "O(2)", "C_3", "C_4", "D_4", "SO(3)", "O(3)", "SO(4)", "O(4)", "SO(5)", "S_3", "Z_4", "T", "O_h", "SU(2)", "SU(3)", "U(2)",
        "SO+(1,3)", "SO(1,3)", "O(1,3)", "O(2,2)", "SL(2)", "GL(2)", "Sp(1)", "Sp(2)", "Scaling(2)", "SO(3) x S_3", "C_4 x SU(2)", "SO(2) x O(1,1)",
    ];

    public static Arbitrary<AnyExpression> Expressions() => Arb.From(
        from name in Gen.Elements(Groups)
        let symmetry = Group.Parse(name).OrThrow()
        from count in Gen.Choose(1, 2)
        from pieces in Pieces(symmetry, 2).ArrayOf(count)
        from multiplicity in Gen.Choose(1, 3)
        select new AnyExpression(new Representation(symmetry, [.. pieces.Select(piece => new RepresentationTerm(multiplicity, piece))])));

    private static Gen<Piece> Pieces(Group symmetry, int depth)
    {
        Gen<Piece> atom = symmetry.IsCompact
            ? from index in Gen.Choose(0, 3) select (Piece)symmetry.Irreps.Take(index + 1).Last()
            : Gen.Elements(symmetry.Trivial, symmetry.Defining, symmetry.Determinant);
        if (depth == 0)
        {
            return atom;
        }

        Gen<Piece> inner = Pieces(symmetry, depth - 1);
        Gen<Piece> composite = Gen.OneOf(
            inner.Select(piece => piece.Dual()),
            from left in inner from right in inner select Composites.DirectSum([left, right]),
            from left in inner from right in inner select Small(left.Dimension * right.Dimension) ? left.Tensor(right) : left,
            from piece in inner select Small(piece.Dimension * (piece.Dimension + 1) / 2) ? piece.Symmetric(2) : piece,
            from piece in inner select piece.Dimension > 1 && Small(piece.Dimension * piece.Dimension / 2) ? piece.Alternating(2) : piece);
        return Gen.Frequency((1, atom), (3, composite));
    }

    private static bool Small(int dimension) => dimension <= 40;
}

[Properties(Arbitrary = [typeof(RandomExpressions)], MaxTest = 40)]
public sealed class CompositeProperties
{
    [Property]
    public bool Text_RoundTrips(AnyExpression expression)
        => Representation.Parse(expression.Representation.Group, expression.Representation.ToString()) == expression.Representation;

    [Property]
    public bool Matrices_AreAHomomorphism(AnyExpression expression, int seed)
    {
        Group group = expression.Representation.Group;
        var random = new Random(seed);
        GroupElement g = group.Random(random);
        GroupElement h = group.Random(random);
        return expression.Representation.Terms.All(term =>
        {
            Matrix product = term.Piece.Represent(g) * term.Piece.Represent(h);
            return (term.Piece.Represent(g * h) - product).MaximumNorm() < 1e-9 * Math.Max(1, product.MaximumNorm());
        });
    }

    [Property]
    public bool Images_RespectTheRelations(AnyExpression expression) => expression.Representation.Terms.All(term => RepresentationCheck.Verify(term.Piece) is null);

    /// <summary>x' x is the same before and after.</summary>
    [Property]
    public bool DualPairing_IsInvariant(AnyExpression expression, int seed)
    {
        GroupElement g = expression.Representation.Group.Random(new Random(seed));
        return expression.Representation.Terms.All(term =>
        {
            Matrix primal = term.Piece.Represent(g);
            Matrix dual = term.Piece.Dual().Represent(g);
            return ((dual.Transpose() * primal) - Matrix.Identity(term.Piece.Dimension)).MaximumNorm() < 1e-9 * Math.Max(1, primal.MaximumNorm() * dual.MaximumNorm());
        });
    }
}
