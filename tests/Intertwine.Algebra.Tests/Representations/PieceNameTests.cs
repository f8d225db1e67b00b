namespace Intertwine.Algebra.Tests;

/// <summary>What is printed parses back.</summary>
public sealed class PieceNameTests
{
    public static TheoryData<string, string, string> Restrictions => new()
    {
        { "O(3)", "2e", "D_6" },
        { "SO(3)", "3", "SO(2)" },
        { "SO(2)", "3", "C_4" },
        { "O(1,3)", "V*V", "SO+(1,3)" },
        { "S_5", "[3,1,1]", "S_4" },
        { "SO(3) x S_4", "2 @ [2,1,1]", "SO(2) x S_3" },
        { "O(2)", "regular(2)", "D_3" },
        { "O_h", "induced(T,E)", "T_h" },
        { "SU(3)", "[2,1]", "SU(2)" },
        { "E(2)", "point", "D_4" },
    };

    [Theory]
    [MemberData(nameof(Restrictions))]
    public void RestrictedPieces_ParseBack(string larger, string name, string subgroup)
    {
        Group smaller = Group.Parse(subgroup).OrThrow();
        Piece original = Representation.Parse(Group.Parse(larger).OrThrow(), name).Terms[0].Piece;
        if (SubgroupEmbedding.Of(smaller, original.Group).TryGet(out SubgroupEmbedding? embedding, out _))
        {
            AssertParsesBack(new RestrictedPiece(original, embedding));
            if (!original.IsAffine)
            {
                AssertParsesBack(new RestrictedPiece(original, embedding).Tensor(smaller.Defining));
            }
        }

        if (original.RestrictTo(smaller) is { } restricted)
        {
            AssertParsesBack(restricted);
        }
    }

    /// <summary>Subgroups elsewhere: SO(2) about x, the transposition of the last two items, a half-turn about x.</summary>
    [Fact]
    public void OtherPositions_AreWrittenAsImages()
    {
        Group rotations = Group.Parse("SO(3)").OrThrow();
        var aboutX = new SubgroupEmbedding(Group.Parse("SO(2)").OrThrow(), rotations, [[1, 0, 0]], []);
        var piece = new RestrictedPiece(rotations.ParsePiece("2").OrThrow(), aboutX);
        Assert.Equal("restricted(SO(3),2,[1,0,0])", piece.Name);
        AssertParsesBack(piece);
        AssertParsesBack(new RestrictedPiece(rotations.ParsePiece("2").OrThrow(), new SubgroupEmbedding(Group.Parse("C_3").OrThrow(), rotations, [], [GroupElement.Exponential(rotations, [2 * Math.PI / 3, 0, 0])])));
        Group permutations = Group.Parse("S_3").OrThrow();
        GroupElement cycle = GroupElement.Discrete(permutations, 1);
        var last = new SubgroupEmbedding(Group.Parse("S_2").OrThrow(), permutations, [], [cycle * GroupElement.Discrete(permutations, 0) * cycle.Inverse(), GroupElement.Identity(permutations)]);
        AssertParsesBack(new QuotientPiece(last));
        AssertParsesBack(new InducedPiece(last.Subgroup.ParsePiece("[1,1]").OrThrow(), last));
        AssertParsesBack(new RestrictedPiece(permutations.ParsePiece("[2,1]").OrThrow(), last));
    }

    [Theory]
    [InlineData("C_4", "restricted(SO(2),3,[1])", 19, 3)]
    [InlineData("C_4", "1 + restricted(SO(2))", 4, 17)]
    [InlineData("C_4", "restricted(SO(9),x)", 17, 1)]
    [InlineData("C_4", "restricted(C_6,1)", 11, 3)]
    [InlineData("C_4", "restricted(SO(2),1 + 2)", 17, 5)]
    public void Errors_PointAtTheArgument(string group, string text, int position, int length)
    {
        ParseError? error = RepresentationParser.Parse(Group.Parse(group).OrThrow(), text).Error;
        Assert.Equal((position, length), (error?.Position, error?.Length));
    }

    /// <summary>Declared representations, their products, and irreps that nobody named.</summary>
    [Fact]
    public void DeclaredGroups_HaveNamesForTheirIrreps()
    {
        Matrix turn = Matrix.FromRows(3, 3, [0, -1, 0, 1, 0, 0, 0, 0, 0]);
        Matrix mirror = Matrix.FromRows(3, 3, [1, 0, 0, 0, 1, 0, 0, 0, -1]);
        Group group = DeclaredGroup.Create("Cylinder", 3, [turn], [mirror], [new DeclaredRepresentation("W", [2 * turn], [mirror])]).OrThrow();
        foreach (string name in (string[])["V", "W", "V*W", "Sym^2(V)", "V*V*W"])
        {
            Piece piece = Representation.Parse(group, name).Terms[0].Piece;
            AssertParsesBack(piece);
            foreach (RepresentationTerm term in Decomposition.Of(piece).OrThrow().Irreps.Terms)
            {
                AssertParsesBack(term.Piece);
            }
        }

        Irrep axis = (Irrep)Representation.Parse(group, "irrep(V, 0)").Terms[0].Piece;
        Assert.All(TensorProducts.Paths(axis, (Irrep)Representation.Parse(group, "irrep(V, 1)").Terms[0].Piece).OrThrow().Paths, path => AssertParsesBack(path.Output));
    }

    /// <summary>The first irreps of every family, with what finite groups and rotations have besides.</summary>
    [Fact]
    public void Families_ParseBack()
    {
        foreach (Group group in CompactGroups.All)
        {
            Assert.All(group.Irreps.Take(20), AssertParsesBack);
            AssertParsesBack(group.Defining);
            AssertParsesBack(group.Determinant);
            foreach (string name in (string[])["regular", "regular(1)", "mv", "quotient(C_2)", "induced(C_2,1)", "induced(S_3,[2,1])", "quotient(trivial(2))", "T(2,0)"])
            {
                if (RepresentationParser.Parse(group, name).TryGet(out Representation? representation, out _))
                {
                    Assert.All(representation.Terms, term => AssertParsesBack(term.Piece));
                }
            }
        }
    }

    private static void AssertParsesBack(Piece piece)
    {
        RepresentationTerm term = Assert.Single(Representation.Parse(piece.Group, piece.Name).Terms);
        Assert.Equal((1, piece), (term.Multiplicity, term.Piece));
    }
}
