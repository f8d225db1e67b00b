using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Intertwine.Algebra.Tests;

/// <summary>A chain of groups, each in the one before, and an irrep of the largest.</summary>
public sealed record BranchingCase(Irrep Irrep, IReadOnlyList<Group> Chain)
{
    public override string ToString() => $"{Irrep} of " + string.Join(" > ", Chain);
}

/// <summary>Restrictions to subgroups as sums of irreps.</summary>
public sealed class BranchingTests
{
    private static readonly string[][] Chains =
    [
        ["O(3)", "SO(3)", "SO(2)", "C_6", "C_3"],
        ["O(3)", "O(2)", "D_6", "D_3", "C_3"],
        ["SO(3)", "SO(2)", "C_4", "C_2"],
        ["O(2)", "D_4", "C_4", "C_1"],
        ["O(3)", "D_4", "D_2", "C_2"],
        ["O(3)", "O_h", "O", "T"],
        ["O(3)", "T_h", "T"],
        ["O(3)", "O_h", "T_d", "T"],
        ["SO(3)", "I", "T"],
        ["S_5", "S_4", "S_3", "S_2"],
    ];

    public static Arbitrary<BranchingCase> Cases() => Arb.From(
        from names in Gen.Elements<string[]>(Chains)
        let chain = names.Select(name => Group.Parse(name).OrThrow()).ToArray()
        from irrep in Gen.Elements<Irrep>(CompactGroups.Irreps(chain[0], maximumDimension: 9))
        select new BranchingCase(irrep, chain));

    [Theory]
    [InlineData("SO(3)", "2", "SO(2)", "1x0 + 1x1 + 1x2")]
    [InlineData("O(3)", "3o", "SO(3)", "1x3")]
    [InlineData("O(3)", "2e", "O(2)", "1x0e + 1x1 + 1x2")]
    [InlineData("O(3)", "1e", "O(2)", "1x0o + 1x1")]
    [InlineData("SO(2)", "3", "C_4", "1x1")]
    [InlineData("SO(2)", "2", "C_4", "2x2")]
    [InlineData("O(2)", "2", "D_4", "1x2o + 1x2e")]
    [InlineData("O(2)", "4", "D_4", "1x0o + 1x0e")]
    [InlineData("SE(3)", "1", "SO(3)", "1x1")]
    [InlineData("SO(3)", "2", "O", "1xE + 1xT2")]
    [InlineData("SO(3)", "3", "O", "1xA2 + 1xT1 + 1xT2")]
    [InlineData("SO(3)", "2", "I", "1xH")]
    [InlineData("SO(3)", "3", "I", "1xT2 + 1xG")]
    [InlineData("O(3)", "3o", "O_h", "1xA2u + 1xT1u + 1xT2u")]
    [InlineData("O_h", "T2g", "O", "1xT2")]
    [InlineData("O", "T1", "T", "1xT")]
    [InlineData("O", "E", "T", "1xE")]
    [InlineData("S_4", "[2,2]", "S_3", "1x[2,1]")]
    [InlineData("S_5", "[3,2]", "S_4", "1x[3,1] + 1x[2,2]")]
    public void Irreps_BranchAsInTheTables(string group, string irrep, string subgroup, string expected)
    {
        Group symmetry = Group.Parse(subgroup).OrThrow();
        Branching branching = Branching.Of(Group.Parse(group).OrThrow().ParsePiece(irrep).OrThrow(), symmetry).OrThrow();
        Assert.Equal(Representation.Parse(symmetry, expected).Regrouped(), branching.Irreps);
        DecompositionTests.AssertDecomposes(branching.Decomposition, isOrthogonal: true);
    }

    [Property(Arbitrary = [typeof(BranchingTests)], MaxTest = 60)]
    public void Branching_IsTransitiveAndKeepsCharacters(BranchingCase example)
    {
        // Step by step, against at once.
        SubgroupEmbedding? whole = null;
        var content = Representation.Of(example.Irrep);
        for (int i = 1; i < example.Chain.Count; i++)
        {
            SubgroupEmbedding step = SubgroupEmbedding.Of(example.Chain[i], example.Chain[i - 1]).OrThrow();
            whole = whole is null ? step : step.Then(whole);
            Branching direct = Branching.Of(example.Irrep, whole).OrThrow();
            Assert.Equal(example.Irrep.Dimension, direct.Irreps.Dimension);
            content = Restrict(content, step);
            Assert.Equal(content, direct.Irreps);

            GroupElement g = example.Chain[i].Random(new Random(i));
            Assert.Equal(example.Irrep.Character(whole.Map(g)), Characters.Of(direct.Irreps, g), 1e-9);
            DecompositionTests.AssertDecomposes(direct.Decomposition, isOrthogonal: true);
        }
    }

    [Fact]
    public void ThreefoldAxis_IsGivenByItsMatrix()
    {
        // C_3 about (1, 1, 1): x → y → z → x.
        Group cyclic = Group.Parse("C_3").OrThrow();
        SubgroupEmbedding embedding = SubgroupEmbedding.Of(cyclic, OrthogonalGroup.SO3, [], [Matrix.FromRows(3, 3, [0, 0, 1, 1, 0, 0, 0, 1, 0])]).OrThrow();
        Assert.Equal("1x0 + 1x1", Branching.Of(OrthogonalGroup.SO3.Vector, embedding).OrThrow().Irreps.ToString());
        Assert.True((OrthogonalGroup.SO3.Vector.Represent(embedding.Map(GroupElement.Discrete(cyclic, 0, -3))) - Matrix.Identity(3)).MaximumNorm() < 1e-12);
    }

    [Fact]
    public void CubeToItsDiagonal_GoesByFourGroups()
    {
        // O_h > O > T > C_3 about (1, 1, 1).
        Group[] chain = [.. ((string[])["O_h", "O", "T", "C_3"]).Select(name => Group.Parse(name).OrThrow())];
        SubgroupEmbedding axis = SubgroupEmbedding.Of(chain[3], chain[2], [], [Matrix.FromRows(3, 3, [0, 0, 1, 1, 0, 0, 0, 1, 0])]).OrThrow();
        SubgroupEmbedding whole = axis.Then(SubgroupEmbedding.Of(chain[2], chain[1]).OrThrow()).Then(SubgroupEmbedding.Of(chain[1], chain[0]).OrThrow());
        Piece irrep = chain[0].ParsePiece("T1u").OrThrow();
        Branching branching = Branching.Of(irrep, whole).OrThrow();
        Assert.Equal("1x0 + 1x1", branching.Irreps.ToString());
        DecompositionTests.AssertDecomposes(branching.Decomposition, isOrthogonal: true);
    }

    [Fact]
    public void GroupThatIsNoSubgroup_IsNamed()
    {
        SolveFailure failure = Branching.Of(OrthogonalGroup.SO3.Vector, OrthogonalGroup.O3).Error!;
        Assert.Equal(SolveFailureKind.NotSubgroup, failure.Kind);
        Assert.Contains("O(3)", failure.Message, StringComparison.Ordinal);
        Assert.Equal(SolveFailureKind.NotSubgroup, SubgroupEmbedding.Of(OrthogonalGroup.SO3, Group.Parse("C_4").OrThrow()).Error!.Kind);
    }

    [Fact]
    public void Embeddings_AreEqualByValue()
    {
        Group cyclic = Group.Parse("C_5").OrThrow();
        var (first, second) = (SubgroupEmbedding.Of(cyclic, OrthogonalGroup.SO3).OrThrow(), SubgroupEmbedding.Of(cyclic, OrthogonalGroup.SO3).OrThrow());
        Assert.Equal(first, second);
        Assert.NotEqual(first, SubgroupEmbedding.Of(cyclic, OrthogonalGroup.SO3, [], [OrthogonalGroup.SO3.Vector.Represent(GroupElement.Exponential(OrthogonalGroup.SO3, [2 * Math.PI / 5, 0, 0]))]).OrThrow());
        Assert.Equal(new RestrictedPiece(OrthogonalGroup.SO3.Vector, first), new RestrictedPiece(OrthogonalGroup.SO3.Vector, second));
    }

    /// <summary>Every irrep branched on its own.</summary>
    private static Representation Restrict(Representation representation, SubgroupEmbedding step)
        => new Representation(step.Subgroup, [.. representation.Terms.SelectMany(term => Branching.Of(term.Piece, step).OrThrow().Irreps.Terms.Select(part => part with { Multiplicity = part.Multiplicity * term.Multiplicity }))]).Regrouped();
}
