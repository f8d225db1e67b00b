namespace Intertwine.Algebra.Tests;

/// <summary>Completeness of the irreps of every family of finite groups, and uniform sampling.</summary>
public sealed class FiniteGroupTests
{
    public static TheoryData<string> Names => [.. RandomCompactGroups.FiniteNames, "S_6", "S_7", "C_120", "D_128"];

    /// <summary>sum d^2 / type = |G|, as many complex irreps as classes, and different irreps orthogonal.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Irreps_AreComplete(string name)
    {
        var group = (FiniteGroup)Group.Parse(name).OrThrow();
        Irrep[] irreps = [.. group.Irreps];
        Assert.Equal(group.Order, irreps.Sum(irrep => irrep.Dimension * irrep.Dimension / (int)irrep.Type));
        Assert.Equal(group.Trivial, irreps[0]);
        Assert.True(irreps[0].IsTrivial);
        Assert.All(irreps.Skip(1), irrep => Assert.False(irrep.IsTrivial));
        Assert.Equal(irreps.Length, irreps.Distinct().Count());

        // A real irrep of complex type is a pair of complex ones.
        Assert.Equal(group.ClassQuadrature(0).Count, irreps.Sum(irrep => irrep.Type == IrrepType.Complex ? 2 : 1));
        Assert.Equal(1, group.ClassQuadrature(0).Sum(node => node.Weight), 1e-12);
        double[][] table = [.. irreps.Select(irrep => group.ClassQuadrature(0).Select(node => irrep.Character(node.Element)).ToArray())];
        double[] weights = [.. group.ClassQuadrature(0).Select(node => node.Weight)];
        for (int i = 0; i < irreps.Length; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                double product = weights.Select((weight, c) => weight * table[i][c] * table[j][c]).Sum();
                Assert.Equal(i == j ? (int)irreps[i].Type : 0, product, 1e-9);
            }
        }
    }

    /// <summary>The regular representation holds every irrep d / type times, and functions on the group are as many as elements.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void RegularRepresentation_HoldsEveryIrrep(string name)
    {
        var group = (FiniteGroup)Group.Parse(name).OrThrow();
        if (group.Order > RegularPiece.MaximumDimension)
        {
            Assert.Equal((0, 7), (group.ParsePiece("regular").Error!.Position, group.ParsePiece("regular").Error!.Length));
            Assert.Throws<ArgumentException>(() => group.Regular);
            return;
        }

        Assert.Equal(group.Order, group.Regular.Dimension);
        Assert.Equal(new Representation(group, [.. group.Irreps.Select(irrep => new RepresentationTerm(irrep.Dimension / (int)irrep.Type, irrep))]), Characters.Decompose(Representation.Of(group.Regular)));
        Assert.Equal(group.Regular, group.ParsePiece("regular").OrThrow());
    }

    /// <summary>The character of an element is the trace of its matrix, also where it is not computed as that.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Characters_AreTraces(string name)
    {
        var group = (FiniteGroup)Group.Parse(name).OrThrow();
        var random = new Random(5);
        foreach (Piece piece in group.Irreps.Where(irrep => irrep.Dimension < 20).Append(group.Defining).Concat(group.Order <= 120 ? [group.Regular] : []))
        {
            GroupElement element = group.Random(random);
            Assert.Equal(piece.Represent(element).Trace(), piece.Character(element), 1e-10);
        }
    }

    [Theory]
    [InlineData("D_3")]
    [InlineData("T")]
    [InlineData("S_3")]
    public void RandomElements_AreUniform(string name)
    {
        var group = (FiniteGroup)Group.Parse(name).OrThrow();
        var random = new Random(11);
        int order = group.Elements.Count;
        int[] counts = new int[order];
        const int PerElement = 2000;
        for (int trial = 0; trial < PerElement * order; trial++)
        {
            counts[group.IndexOf(group.Random(random))]++;
        }

        // Six standard deviations.
        Assert.All(counts, count => Assert.InRange(count, PerElement - (6 * Math.Sqrt(PerElement)), PerElement + (6 * Math.Sqrt(PerElement))));
    }

    [Theory]
    [InlineData("trivial(3)", "V", "3x0")]
    [InlineData("Z_5", "V", "1x0 + 1x1 + 1x2")]
    [InlineData("S_5", "V", "1x[5] + 1x[4,1]")]
    [InlineData("S_3", "V + [1,1,1]", "1x[3] + 1x[1,1,1] + 1x[2,1]")]
    [InlineData("T", "V", "1xT")]
    [InlineData("T_h", "V", "1xTu")]
    [InlineData("T_d", "V", "1xT2")]
    [InlineData("O", "V", "1xT1")]
    [InlineData("O_h", "V", "1xT1u")]
    [InlineData("I", "V", "1xT1")]
    [InlineData("I_h", "V", "1xT1u")]
    public void DefiningRepresentations_Decompose(string name, string text, string irreps)
    {
        Assert.Equal(irreps, Characters.Decompose(Representation.Parse(Group.Parse(name).OrThrow(), text)).ToString());
    }

    [Theory]
    [InlineData("T", "A E T")]
    [InlineData("T_h", "Ag Au Eg Eu Tg Tu")]
    [InlineData("T_d", "A1 A2 E T1 T2")]
    [InlineData("O", "A1 A2 E T1 T2")]
    [InlineData("O_h", "A1g A1u A2g A2u Eg Eu T1g T1u T2g T2u")]
    [InlineData("I", "A T1 T2 G H")]
    [InlineData("I_h", "Ag Au T1g T1u T2g T2u Gg Gu Hg Hu")]
    [InlineData("S_4", "[4] [1,1,1,1] [2,2] [3,1] [2,1,1]")]
    [InlineData("trivial(2)", "0")]
    public void Irreps_AreListed(string name, string irreps)
    {
        Assert.Equal(irreps, string.Join(" ", Group.Parse(name).OrThrow().Irreps));
    }

    [Theory]
    [InlineData("S_4", "[3,2]", 0, 5, null)]
    [InlineData("S_4", "2x[1,3]", 2, 5, null)]
    [InlineData("S_4", "[3,1", 4, 0, null)]
    [InlineData("S_4", "[3,a]", 0, 5, null)]
    [InlineData("O", "T3", 0, 2, null)]
    [InlineData("O_h", "A1g + T1", 6, 2, "T1g")]
    [InlineData("I", "h", 0, 1, "H")]
    [InlineData("Z_6", "4", 0, 1, null)]
    [InlineData("trivial(2)", "1", 0, 1, null)]
    public void Errors_PointAtTheCharacter(string group, string text, int position, int length, string? suggestion)
    {
        ParseError? error = RepresentationParser.Parse(Group.Parse(group).OrThrow(), text).Error;
        Assert.NotNull(error);
        Assert.Equal((position, length, suggestion), (error.Position, error.Length, error.Suggestion));
    }

    [Theory]
    [InlineData("tetrahedral", "T")]
    [InlineData(" octahedral ", "O")]
    [InlineData("icosahedral", "I")]
    [InlineData("O_h", "O_h")]
    [InlineData("S4", "S_4")]
    public void GroupNames_AreRead(string text, string name)
    {
        Assert.Equal(name, Group.Parse(text).OrThrow().Name);
    }

    [Theory]
    [InlineData("icosaedral", 0, 10, "icosahedral")]
    [InlineData("S_11", 2, 2, null)]
    [InlineData("O_h(3)", 3, 1, null)]
    [InlineData("trivial", 7, 0, null)]
    [InlineData("trivial(0)", 8, 1, null)]
    public void GroupErrors_PointAtTheCharacter(string text, int position, int length, string? suggestion)
    {
        ParseError? error = Group.Parse(text).Error;
        Assert.NotNull(error);
        Assert.Equal((position, length, suggestion), (error.Position, error.Length, error.Suggestion));
    }

    [Fact]
    public void Permutations_AreReadFromWordsAndWrittenAsThem()
    {
        var group = new SymmetricGroup(5);
        Assert.Equal([1, 2, 3, 4, 0], group.PermutationOf(GroupElement.Discrete(group, 1)));
        Assert.Equal([1, 0, 2, 3, 4], group.PermutationOf(GroupElement.Discrete(group, 0)));
        Assert.Equal([3, 1, 4, 0, 2], group.PermutationOf(group.Element([3, 1, 4, 0, 2])));
        Assert.Throws<ArgumentException>(() => group.Element([0, 0, 1, 2, 3]));

        // V carries the number of item i to item p(i).
        Assert.Equal([0, 0, 0, 1, 0], group.Defining.Represent(group.Element([3, 1, 4, 0, 2])).Apply([1, 0, 0, 0, 0]));
    }

    [Fact]
    public void LargeSymmetricGroups_AreNotListed()
    {
        var group = new SymmetricGroup(10);
        Assert.Equal(3628800, group.Order);
        Assert.Throws<NotSupportedException>(() => group.Elements);
        Assert.Equal(2, Characters.IntertwinerDimension(group.Defining, group.Defining));
        Assert.Equal(42, group.Irreps.Count());
    }

    /// <summary>Every entry is a signed square root of a rational or of the form (p + q √5) / r, √3 times that; so relations hold to the last digit.</summary>
    [Theory]
    [InlineData("T_h", 2, 3, true)]
    [InlineData("T_d", 2, 3, true)]
    [InlineData("O_h", 4, 3, true)]
    [InlineData("I", 5, 3, false)]
    public void PolyhedralIrreps_AreExactAndSparse(string name, int first, int second, bool rational)
    {
        foreach (Irrep irrep in Group.Parse(name).OrThrow().Irreps)
        {
            (Matrix a, Matrix b) = (irrep.DiscreteGenerators[0], irrep.DiscreteGenerators[1]);
            Assert.True((a.Power(first) - Matrix.Identity(irrep.Dimension)).MaximumNorm() < 2e-15);
            Assert.True((b.Power(second) - Matrix.Identity(irrep.Dimension)).MaximumNorm() < 2e-15);
            foreach (double entry in a.ToArray().Concat(b.ToArray()))
            {
                Assert.True(GoldenNumbers.TryRound(entry, out double rounded) && rounded.Equals(entry));
                Assert.True(!rational || Coefficient.Round(entry).Exact is not null);
            }

            // Outside of E and H, which hold the harmonics (3y^2 - 1) / 2 and √3/2 (z^2 - x^2), a third of a turn only exchanges axes.
            Assert.True(irrep.Dimension is 2 or 5 || b.ToArray().Count(entry => entry != 0) == irrep.Dimension);
        }
    }

    /// <summary>The irrep T2 of I is T1 with √5 replaced by -√5.</summary>
    [Fact]
    public void GaloisConjugation_ExchangesTheIrrepsOfTheIcosahedron()
    {
        Group group = Group.Parse("I").OrThrow();
        double golden = (1 + Math.Sqrt(5)) / 2;
        double[] vectors = group.ParsePiece("T1").OrThrow().DiscreteGenerators[0].ToArray();
        double[] conjugates = group.ParsePiece("T2").OrThrow().DiscreteGenerators[0].ToArray();
        for (int i = 0; i < vectors.Length; i++)
        {
            double magnitude = Math.Abs(vectors[i]);
            double conjugate = magnitude == 0.5 ? 0.5 : magnitude > 0.5 ? (golden - 1) / 2 : golden / 2;
            Assert.Equal(conjugate, Math.Abs(conjugates[i]), 1e-15);
        }
    }

    /// <summary>The tetrahedron, the cube and the icosahedron stand as documented.</summary>
    [Theory]
    [InlineData("T_d", 1, 1, 1, 4)]
    [InlineData("T", 1, 1, 1, 4)]
    [InlineData("O_h", 1, 0, 0, 6)]
    [InlineData("O", 1, 1, 1, 8)]
    [InlineData("I", 0, 1, 1.6180339887498949, 12)]
    [InlineData("I_h", 0, 1, 1.6180339887498949, 12)]
    [InlineData("I", 1, 1, 1, 20)]
    public void Solids_StandInOneOrientation(string name, double x, double y, double z, int corners)
    {
        var group = (FiniteGroup)Group.Parse(name).OrThrow();
        var orbit = group.Elements.Select(element => group.Defining.Represent(element).Apply([x, y, z])).Select(point => string.Join(" ", point.Select(c => Math.Round(c, 9) + 0.0))).Distinct().ToList();
        Assert.Equal(corners, orbit.Count);
    }
}
