using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Intertwine.Algebra.Tests;

/// <summary>A finite group, a subgroup of it, an irrep of each, and a seed for elements.</summary>
public sealed record SubgroupSample(FiniteGroup Group, FiniteGroup Subgroup, Irrep Large, Irrep Small, int Seed);

/// <summary>Representations of finite groups made from subgroups: functions on cosets, induced and restricted pieces.</summary>
[Properties(Arbitrary = [typeof(InducedPieceTests)], MaxTest = 60)]
public class InducedPieceTests
{
    private static readonly (string Group, string Subgroup)[] Pairs =
    [
        ("C_6", "C_3"), ("C_6", "C_1"), ("C_12", "C_4"), ("C_5", "C_5"), ("D_6", "C_3"), ("D_6", "D_2"), ("D_4", "C_4"), ("D_4", "D_1"), ("D_5", "C_1"), ("S_4", "S_3"), ("S_5", "S_3"), ("S_4", "trivial(4)"),
        ("O", "T"), ("I", "T"), ("O_h", "T_d"), ("O_h", "T_h"), ("O_h", "D_4"), ("O", "C_4"), ("I_h", "I"), ("T", "C_2"), ("Z_6", "trivial(6)"),
    ];

    public static Arbitrary<SubgroupSample> Samples() => Arb.From(
        from pair in Gen.Elements(Pairs)
        let symmetry = (FiniteGroup)Group.Parse(pair.Group).OrThrow()
        let subgroup = (FiniteGroup)Group.Parse(pair.Subgroup).OrThrow()
        from large in Gen.Elements(symmetry.Irreps.ToArray())
        from small in Gen.Elements(subgroup.Irreps.ToArray())
        from seed in Gen.Choose(0, 1 << 20)
        select new SubgroupSample(symmetry, subgroup, large, small, seed));

    /// <summary>A representation of dimension [G : H] dim sigma, orthogonal as sigma is.</summary>
    [Property]
    public bool InducedPieces_AreRepresentations(SubgroupSample sample)
    {
        InducedPiece piece = InducedPiece.Of(sample.Group, sample.Small).OrThrow();
        var random = new Random(sample.Seed);
        (int g, int h) = (random.Next(sample.Group.Elements.Count), random.Next(sample.Group.Elements.Count));
        Matrix product = piece.Represent(sample.Group.Elements[g]) * piece.Represent(sample.Group.Elements[h]);
        return piece.Dimension == sample.Group.Elements.Count / sample.Subgroup.Elements.Count * sample.Small.Dimension
            && (product - piece.Represent(sample.Group.Elements[sample.Group.Multiply(g, h)])).MaximumNorm() < 1e-11
            && piece.IsOrthogonal;
    }

    /// <summary>Frobenius: dim Hom_G(induced sigma, W) = dim Hom_H(sigma, W restricted).</summary>
    [Property]
    public bool Reciprocity_Holds(SubgroupSample sample)
    {
        InducedPiece induced = InducedPiece.Of(sample.Group, sample.Small).OrThrow();
        var restricted = new RestrictedPiece(sample.Large, SubgroupEmbedding.Of(sample.Subgroup, sample.Group).OrThrow());
        return Characters.IntertwinerDimension(induced, sample.Large) == Characters.IntertwinerDimension(sample.Small, restricted);
    }

    [Property]
    public bool Solutions_AreAsManyAsCharactersSay(SubgroupSample sample)
    {
        InducedPiece induced = InducedPiece.Of(sample.Group, sample.Small).OrThrow();
        return IntertwinerSolver.Solve(induced, sample.Large).OrThrow().Dimension == Characters.IntertwinerDimension(induced, sample.Large);
    }

    /// <summary>Functions on cosets are induced by the trivial representation, with the same matrices, and permute.</summary>
    [Property]
    public bool Quotients_AreInducedByScalars(SubgroupSample sample)
    {
        QuotientPiece quotient = QuotientPiece.Of(sample.Group, sample.Subgroup).OrThrow();
        InducedPiece induced = InducedPiece.Of(sample.Group, sample.Subgroup.Trivial).OrThrow();
        GroupElement element = sample.Group.Random(new Random(sample.Seed));
        Matrix matrix = quotient.Represent(element);
        IReadOnlyList<int> images = quotient.Permute(element);
        return matrix.Equals(induced.Represent(element))
            && Enumerable.Range(0, quotient.Dimension).All(i => matrix[images[i], i] == 1)
            && quotient.Character(element) == matrix.Trace();
    }

    [Property]
    public bool Names_ParseBack(SubgroupSample sample)
    {
        QuotientPiece quotient = QuotientPiece.Of(sample.Group, sample.Subgroup).OrThrow();
        InducedPiece induced = InducedPiece.Of(sample.Group, sample.Small).OrThrow();
        var representation = new Representation(sample.Group, [new RepresentationTerm(2, quotient), new RepresentationTerm(1, induced)]);
        return sample.Group.ParsePiece(quotient.Name).OrThrow() == quotient
            && sample.Group.ParsePiece(induced.Name).OrThrow() == induced
            && Representation.Parse(sample.Group, representation.ToString()) == representation;
    }

    [Theory]
    [InlineData("C_6", "quotient(C_2)", "1x0 + 1x2")]
    [InlineData("D_4", "quotient(C_4)", "1x0e + 1x0o")]
    [InlineData("D_4", "quotient(D_1)", "1x0e + 1x1 + 1x2e")]
    [InlineData("S_4", "quotient(S_3)", "1x[4] + 1x[3,1]")]
    [InlineData("O", "quotient(C_4)", "1xA1 + 1xE + 1xT1")]
    [InlineData("O_h", "quotient(D_4)", "1xA1g + 1xEg + 1xT1u")]
    [InlineData("S_3", "induced(S_2, [1,1])", "1x[1,1,1] + 1x[2,1]")]
    [InlineData("D_4", "induced(C_4, 1)", "2x1")]
    [InlineData("O", "induced(T, E)", "2xE")]
    public void Text_IsRead(string group, string text, string irreps)
    {
        Assert.Equal(irreps, Characters.Decompose(Representation.Parse(Group.Parse(group).OrThrow(), text)).ToString());
    }

    [Theory]
    [InlineData("C_6", "quotient(C_4)", 9, 3)]
    [InlineData("C_6", "quotient(SO(2))", 9, 5)]
    [InlineData("C_6", "1 + quotient(Q_4)", 13, 1)]
    [InlineData("C_6", "quotient()", 9, 1)]
    [InlineData("D_4", "induced(C_4)", 11, 1)]
    [InlineData("D_4", "induced(C_4, 3)", 13, 1)]
    [InlineData("D_4", "induced(C_4, 1 + 0)", 12, 6)]
    [InlineData("D_4", "induced(C_3, 1)", 8, 3)]
    [InlineData("S_8", "quotient(S_2)", 9, 3)]
    [InlineData("S_7", "quotient(S_2)", 9, 3)]
    public void Errors_PointAtTheCharacter(string group, string text, int position, int length)
    {
        ParseError? error = RepresentationParser.Parse(Group.Parse(group).OrThrow(), text).Error;
        Assert.NotNull(error);
        Assert.Equal((position, length), (error.Position, error.Length));
    }

    [Theory]
    [InlineData("SO(2)", "0 + 1 + 3", "C_4", "1x0 + 1x1 + 1xrestricted(SO(2),3)")]
    [InlineData("E(2)", "point + 0o + 2", "D_4", "1x1 + 1x0o + 1xrestricted(E(2),2)")]
    [InlineData("O(2)", "0o + 2", "D_5", "1x0o + 1x2")]
    [InlineData("O(3)", "0e + 0o + 1o + 1e", "O_h", "1xA1g + 1xA1u + 1xT1u + 1xT1g")]
    [InlineData("O", "A2 + E + T2", "T", "1xA + 1xE + 1xT")]
    [InlineData("D_4", "2o + 1 + regular", "trivial(2)", "1x0 + 1xV + 1xrestricted(D_4,regular)")]
    [InlineData("O(2)", "regular(1)", "SO(2)", "1xrestricted(O(2),regular(1))")]
    public void Restrictions_KeepTheComponents(string group, string text, string subgroup, string expected)
    {
        Group larger = Group.Parse(group).OrThrow();
        Group smaller = Group.Parse(subgroup).OrThrow();
        Assert.True(smaller.IsSubgroupOf(larger));
        Assert.False(larger.IsSubgroupOf(smaller));
        Representation before = Representation.Parse(larger, text);
        Representation after = before.Restrict(smaller)!;
        Assert.Equal(expected, after.ToString());
        SubgroupEmbedding embedding = SubgroupEmbedding.Of(smaller, larger).OrThrow();
        GroupElement element = smaller.Random(new Random(3));
        Assert.True((after.Action(element).Linear - before.Action(embedding.Map(element)).Linear).MaximumNorm() < 1e-12);
    }

    [Theory]
    [InlineData("D_4", "0e", "0o", "0o")]
    [InlineData("S_4", "[4]", "[1,1,1,1]", "[1,1,1,1]")]
    [InlineData("O_h", "A1g", "A1u", "A1u")]
    [InlineData("T_d", "A1", "A2", "A2")]
    [InlineData("C_4", "0", "0", "0")]
    public void Determinants_AreIrreps(string group, string trivial, string determinant, string parsed)
    {
        Group symmetry = Group.Parse(group).OrThrow();
        Assert.Equal((trivial, determinant), (symmetry.Trivial.Name, symmetry.Determinant.Name));
        Assert.Equal(symmetry.Determinant, symmetry.ParsePiece(parsed).OrThrow());
        GroupElement element = symmetry.Random(new Random(8));
        Assert.Equal(symmetry.Metric, Enumerable.Repeat(1, symmetry.Dimension));
        Assert.Equal(1, Math.Abs(symmetry.Determinant.Represent(element)[0, 0]), 1e-12);
    }
}
