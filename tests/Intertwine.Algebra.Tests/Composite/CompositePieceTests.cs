namespace Intertwine.Algebra.Tests;

public sealed class CompositePieceTests
{
    public static TheoryData<string, string> Pieces() => new()
    {
        { "SO+(1,3)", "V'" },
        { "O(1,3)", "V*V'" },
        { "O(1,3)", "Alt^3(V)" },
        { "SL(3)", "Sym^2(V)'*V" },
        { "GL(2)", "Sym^3(V)" },
        { "GL(2)", "det*V'" },
        { "GL+(3)", "Alt^2(V')" },
        { "Sp(2)", "V^3" },
        { "Sp(2)", "Alt^2(V*V)" },
        { "O(3)", "1o*2e" },
        { "O(3)", "Sym^3(1o)" },
        { "O(3)", "Alt^2(2e)" },
        { "E(3)", "Sym^2(V)*0o" },
        { "O(2,2)", "Sym^2(V)" },
        { "Scaling(2)", "V*V'" },
        { "SO(3) x Sp(1)", "1 @ V'" },
        { "O(3) x O(1,1)", "(1o*1o) @ Sym^2(V)" },
        { "O(3)", "sum(1o + 4x0e + 0o)" },
        { "SO+(1,3)", "sum(V + 2xV' + V*V)" },
        { "C_4", "sum(1 + 2x0)" },
        { "SO(3) x Sp(1)", "sum(1 @ V' + 2x1)" },
    };

    /// <summary>Products of elements, the images of the generators, and matrices evaluated factor by factor or from the images, agree.</summary>
    [Theory]
    [MemberData(nameof(Pieces))]
    public void Matrices_RepresentTheGroup(string groupName, string name)
    {
        Group group = Group.Parse(groupName).OrThrow();
        Piece piece = Assert.Single(Representation.Parse(group, name).Terms).Piece;
        var random = new Random(5);
        GroupElement g = group.Random(random);
        GroupElement h = group.Random(random);
        AssertClose(piece.Represent(g * h), piece.Represent(g) * piece.Represent(h));
        AssertClose(Matrix.Identity(piece.Dimension), piece.Represent(g) * piece.Represent(g.Inverse()));
        Assert.Equal(piece.Represent(g).Trace(), piece.Character(g), 1e-9 * piece.Represent(g).MaximumNorm() * piece.Dimension);
        for (int k = 0; k < group.InfinitesimalCount; k++)
        {
            double[] unit = new double[group.InfinitesimalCount];
            unit[k] = 0.3;
            AssertClose((0.3 * piece.InfinitesimalGenerators[k]).Exponential(), piece.Represent(GroupElement.Exponential(group, unit)));
        }

        for (int k = 0; k < group.DiscreteCount; k++)
        {
            AssertClose(piece.DiscreteGenerators[k], piece.Represent(GroupElement.Discrete(group, k)));
        }
    }

    /// <summary>The basis tensors of a symmetric or alternating power are orthonormal, and the embedding into the product is equivariant.</summary>
    [Theory]
    [InlineData("SO+(1,3)", "Sym^2(V)")]
    [InlineData("SO+(1,3)", "Alt^2(V)")]
    [InlineData("O(1,3)", "Alt^3(V)")]
    [InlineData("GL(3)", "Sym^3(V)")]
    [InlineData("GL(3)", "Alt^2(V')")]
    public void SymmetrisedPowers_AreInvariantSubspacesOfTheProduct(string groupName, string name)
    {
        Group group = Group.Parse(groupName).OrThrow();
        var piece = (SymmetrisedPiece)Representation.Parse(group, name).Terms[0].Piece;
        Matrix embedding = piece.Embedding;
        AssertClose(Matrix.Identity(piece.Dimension), embedding.Transpose() * embedding);
        GroupElement g = group.Random(new Random(2));
        AssertClose(piece.Original.Power(piece.Power).Represent(g) * embedding, embedding * piece.Represent(g));
    }

    [Fact]
    public void OrthogonalPieces_StayOrthogonal()
    {
        Group group = OrthogonalGroup.O3;
        Assert.All(Representation.Parse(group, "1o*1o + Sym^2(1o) + Alt^2(2e) + (1o*2e)'").Terms, term => Assert.True(term.Piece.IsOrthogonal));
        Assert.False(Representation.Parse(Group.Parse("SO+(1,3)").OrThrow(), "V*V").Terms[0].Piece.IsOrthogonal);
    }

    /// <summary>One piece whose components are those of the representation: the same matrix, the dual summand by summand, and under a subgroup the sum of the restrictions.</summary>
    [Fact]
    public void DirectSum_ActsOnItsSummands()
    {
        Group group = OrthogonalGroup.O3;
        var sum = (DirectSumPiece)Representation.Parse(group, "sum(1o + 2x0e + 1e)").Terms[0].Piece;
        GroupElement g = group.Random(new Random(3));
        AssertClose(sum.Content.Action(g).Linear, sum.Represent(g));
        Assert.True(sum.IsOrthogonal);
        Assert.False(sum.IsTrivial);
        Assert.Same(sum, sum.Dual());
        Assert.Equal("sum(1x1 + 2x0 + 1x1)", new Representation(group, [new RepresentationTerm(1, sum)]).Restrict(OrthogonalGroup.SO3)!.Terms[0].Piece.Name);

        Group lorentz = Group.Parse("SO+(1,3)").OrThrow();
        Piece minkowski = Piece.Parse(lorentz, "sum(V + S)");
        Assert.False(minkowski.IsOrthogonal);
        Assert.Equal(Piece.Parse(lorentz, "sum(V' + S)"), minkowski.Dual());
        Assert.Equal(minkowski, Composites.DirectSum([Composites.DirectSum([lorentz.Defining]), lorentz.Trivial]));
    }

    /// <summary>Linear maps between sums are those between their summands, and an irrep is found in a sum as often as it is a summand.</summary>
    [Fact]
    public void DirectSum_HasTheIntertwinersOfItsSummands()
    {
        Group group = OrthogonalGroup.O3;
        Representation sum = Representation.Parse(group, "sum(1o + 3x0e)");
        Assert.Equal(10, Basis(sum, sum).Dimension);
        Assert.Equal(6, Basis(sum, Representation.Parse(group, "2x0e")).Dimension);
        Assert.Equal(1, Basis(Representation.Parse(group, "1o"), sum).Dimension);

        static IntertwinerBasis Basis(Representation from, Representation to) => IntertwinerSolver.Solve(from, to).OrThrow();
    }

    [Fact]
    public void Restriction_ActsOnTheFactors()
    {
        Representation full = Representation.Parse(Group.Parse("O(1,3)").OrThrow(), "V*V' + Sym^2(V) + Alt^2(V') + 2xS");
        Representation? proper = full.Restrict(Group.Parse("SO+(1,3)").OrThrow());
        Assert.Equal("1xV*V' + 1xSym^2(V) + 1xAlt^2(V') + 2xS", proper?.ToString());
        Assert.Equal("1x1*1 + 1x(1*1)", Representation.Parse(OrthogonalGroup.O3, "1o*1e + V*V").Restrict(OrthogonalGroup.SO3)?.ToString().Replace("1x1*1 + 1x1*1", "1x1*1 + 1x(1*1)", StringComparison.Ordinal));
        Assert.Null(full.Restrict(Group.Parse("Sp(2)").OrThrow()));
    }

    [Fact]
    public void LargeProducts_AreRefused()
    {
        Piece vector = Group.Parse("SO+(1,3)").OrThrow().Defining;
        Assert.Throws<CompositeException>(() => vector.Power(7));
        Assert.Throws<CompositeException>(() => vector.Alternating(5));
        Assert.Throws<ArgumentOutOfRangeException>(() => vector.Power(65));
    }

    private static void AssertClose(Matrix expected, Matrix actual)
        => Assert.True((expected - actual).MaximumNorm() < 1e-10 * Math.Max(1, expected.MaximumNorm()), $"{(expected - actual).MaximumNorm()} of {expected.MaximumNorm()}");
}
