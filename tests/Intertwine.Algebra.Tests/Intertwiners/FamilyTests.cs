namespace Intertwine.Algebra.Tests;

/// <summary>Constant terms and symmetric maps of every family of compact groups, counted by characters.</summary>
public sealed class FamilyTests
{
    public static TheoryData<string> Families { get; } =
        ["trivial(3)", "SO(2)", "O(2)", "SO(3)", "O(3)", "SO(4)", "O(4)", "O(5)", "C_4", "C_5", "D_3", "D_4", "D_5", "Z_5", "S_4", "T", "O", "I", "T_h", "T_d", "O_h", "I_h", "SU(2)", "SU(3)", "U(2)", "SO(3) x S_3"];

    /// <summary>dim Hom(1, W) is the mean of the character of W.</summary>
    [Theory]
    [MemberData(nameof(Families))]
    public void InvariantBias_HasTheDimensionOfTheCharacters(string name)
    {
        foreach (Piece piece in Pieces(Group.Parse(name).OrThrow()))
        {
            IntertwinerBasis basis = IntertwinerSolver.InvariantBias(Representation.Of(piece)).OrThrow();
            Assert.Equal(Characters.IntertwinerDimension(piece.Group.Trivial, piece), basis.Dimension);
            Assert.All(basis.Elements, element => Assert.Equal((piece.Dimension, 1), (element.Rows, element.Columns)));
            Assert.True(basis.Residual < 1e-12);
        }
    }

    /// <summary>Symmetric matrices that commute with an orthogonal representation are the invariants of its symmetric square.</summary>
    [Theory]
    [MemberData(nameof(Families))]
    public void SymmetricIntertwiners_AreTheInvariantsOfTheSymmetricSquare(string name)
    {
        foreach (Piece piece in Pieces(Group.Parse(name).OrThrow()).Where(piece => piece.IsOrthogonal && piece.Dimension <= 16))
        {
            IntertwinerBasis basis = SymmetricIntertwiners.Solve(piece).OrThrow();
            Assert.Equal(Characters.IntertwinerDimension(piece.Group.Trivial, piece.Symmetric(2)), basis.Dimension);
            Assert.All(basis.Elements, element => Assert.True((element.ToDense() - element.ToDense().Transpose()).MaximumNorm() < 1e-12));
            Assert.True(basis.Residual < 1e-12);
        }
    }

    private static IEnumerable<Piece> Pieces(Group group) => [.. group.Irreps.Take(4), group.Defining, group.Defining.Tensor(group.Defining)];
}
