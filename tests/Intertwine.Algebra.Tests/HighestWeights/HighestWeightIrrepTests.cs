namespace Intertwine.Algebra.Tests;

public sealed class HighestWeightIrrepTests
{
    /// <summary>Dimensions and types from tables of representations.</summary>
    [Theory]
    [InlineData("SO(4)", "[2]", 9, IrrepType.Real)]
    [InlineData("SO(4)", "[1,1]", 3, IrrepType.Real)]
    [InlineData("SO(4)", "[1,-1]", 3, IrrepType.Real)]
    [InlineData("SO(4)", "[2,-2]", 5, IrrepType.Real)]
    [InlineData("SO(4)", "[2,1]", 8, IrrepType.Real)]
    [InlineData("SO(5)", "[1,1]", 10, IrrepType.Real)]
    [InlineData("SO(5)", "[2]", 14, IrrepType.Real)]
    [InlineData("SO(5)", "[2,1]", 35, IrrepType.Real)]
    [InlineData("SO(6)", "[1,1]", 15, IrrepType.Real)]
    [InlineData("SO(6)", "[1,1,1]", 20, IrrepType.Complex)]
    [InlineData("SO(7)", "[1,1,1]", 35, IrrepType.Real)]
    [InlineData("SO(8)", "[1,1,1,1]", 35, IrrepType.Real)]
    [InlineData("O(4)", "[1,1]", 6, IrrepType.Real)]
    [InlineData("O(4)", "[2,1]", 16, IrrepType.Real)]
    [InlineData("O(4)", "[1,1,1]", 4, IrrepType.Real)]
    [InlineData("O(5)", "[2,1,1]", 35, IrrepType.Real)]
    [InlineData("SU(2)", "1/2", 4, IrrepType.Quaternionic)]
    [InlineData("SU(2)", "1", 3, IrrepType.Real)]
    [InlineData("SU(2)", "3/2", 8, IrrepType.Quaternionic)]
    [InlineData("SU(2)", "4", 9, IrrepType.Real)]
    [InlineData("SU(3)", "[1]", 6, IrrepType.Complex)]
    [InlineData("SU(3)", "[2,1]", 8, IrrepType.Real)]
    [InlineData("SU(3)", "[2]", 12, IrrepType.Complex)]
    [InlineData("SU(3)", "[3]", 20, IrrepType.Complex)]
    [InlineData("SU(3)", "[4,2]", 27, IrrepType.Real)]
    [InlineData("SU(4)", "[1,1]", 6, IrrepType.Real)]
    [InlineData("SU(4)", "[2,1,1]", 15, IrrepType.Real)]
    [InlineData("U(1)", "[3]", 2, IrrepType.Complex)]
    [InlineData("U(2)", "[1,0]", 4, IrrepType.Complex)]
    [InlineData("U(2)", "[1,-1]", 3, IrrepType.Real)]
    [InlineData("U(2)", "[1,1]", 2, IrrepType.Complex)]
    [InlineData("U(3)", "[1,0,-1]", 8, IrrepType.Real)]
    [InlineData("U(3)", "[2,0,-1]", 30, IrrepType.Complex)]
    public void Irreps_HaveTheirDimensionTypeAndRelations(string groupName, string name, int dimension, IrrepType type)
    {
        Group group = Group.Parse(groupName).OrThrow();
        var irrep = (Irrep)Representation.Parse(group, name).Terms[0].Piece;
        Assert.Equal((name, dimension, type), (irrep.Name, irrep.Dimension, irrep.Type));
        Assert.Null(RepresentationCheck.Verify(irrep));
        Assert.All(irrep.InfinitesimalGenerators, matrix => Assert.True((matrix + matrix.Transpose()).MaximumNorm() < 1e-13));
        Assert.All(irrep.DiscreteGenerators, matrix => Assert.True(((matrix * matrix.Transpose()) - Matrix.Identity(dimension)).MaximumNorm() < 1e-13));
        AssertCommute(irrep);

        // Nothing else commutes: the space of all intertwiners, solved for without knowing that this is an irrep.
        var anonymous = new GeneratedPiece(group, "anonymous", dimension, irrep.InfinitesimalGenerators, irrep.DiscreteGenerators);
        Assert.Equal((int)type, IntertwinerSolver.Solve(anonymous, anonymous).OrThrowFailure().Dimension);
    }

    [Theory]
    [InlineData("SU(2)", "V", "1/2")]
    [InlineData("SU(3)", "[1,1]", "[1]")]
    [InlineData("SU(3)", "[2,2]", "[2]")]
    [InlineData("SU(3)", "[1,1,1]", "S")]
    [InlineData("SU(4)", "[1,1,1]", "[1]")]
    [InlineData("U(2)", "[0,-1]", "[1,0]")]
    [InlineData("U(2)", "[1,-2]", "[2,-1]")]
    [InlineData("SO(6)", "[1,1,-1]", "[1,1,1]")]
    [InlineData("SO(4)", "[1]", "V")]
    [InlineData("SO(4)", "[]", "S")]
    [InlineData("O(4)", "[1,1,1,1]", "det")]
    [InlineData("SU(2)", "0", "S")]
    public void EquivalentWeights_AreOneIrrep(string group, string text, string name)
        => Assert.Equal(name, Representation.Parse(Group.Parse(group).OrThrow(), text).Terms[0].Piece.Name);

    [Theory]
    [InlineData("SO(4)", "[1,2]", 0, 5)]
    [InlineData("SO(4)", "[1,1,1]", 0, 7)]
    [InlineData("O(4)", "[2,2,1]", 0, 7)]
    [InlineData("SO(4)", "[x]", 1, 1)]
    [InlineData("SO(4)", "[2,]", 3, 0)]
    [InlineData("SO(4)", "[99]", 1, 2)]
    [InlineData("SO(8)", "[9,9]", 0, 5)]
    [InlineData("SU(2)", "2/2", 0, 3)]
    [InlineData("SU(2)", "1/3", 0, 3)]
    [InlineData("SU(3)", "[1,1,1,1]", 0, 9)]
    [InlineData("U(2)", "[1]", 0, 3)]
    [InlineData("U(2)", "V + [1,0", 8, 0)]
    public void Errors_PointAtTheCharacter(string group, string text, int position, int length)
    {
        ParseError? error = RepresentationParser.Parse(Group.Parse(group).OrThrow(), text).Error;
        Assert.NotNull(error);
        Assert.Equal((position, length), (error.Position, error.Length));
    }

    /// <summary>Characters of irreps are orthonormal (up to the type) under the quadrature over the torus.</summary>
    [Theory]
    [InlineData("SO(4)", 8)]
    [InlineData("SO(5)", 5)]
    [InlineData("O(4)", 8)]
    [InlineData("O(5)", 5)]
    [InlineData("SO(6)", 4)]
    [InlineData("O(6)", 4)]
    [InlineData("SU(2)", 7)]
    [InlineData("SU(3)", 6)]
    [InlineData("U(2)", 8)]
    [InlineData("SU(4)", 3)]
    public void Characters_AreOrthogonal(string name, int count)
    {
        Group group = Group.Parse(name).OrThrow();
        Irrep[] irreps = [.. group.Irreps.Take(count)];
        Assert.Equal(count, irreps.Distinct().Count());
        Assert.True(irreps[0].IsTrivial);
        IReadOnlyList<ClassNode> nodes = group.ClassQuadrature(2 * irreps.Max(Characters.Degree));
        Assert.Equal(1, nodes.Sum(node => node.Weight), 1e-12);
        double[][] characters = [.. irreps.Select(irrep => nodes.Select(node => irrep.Character(node.Element)).ToArray())];
        for (int i = 0; i < count; i++)
        {
            for (int j = 0; j < count; j++)
            {
                double mean = Enumerable.Range(0, nodes.Count).Sum(k => nodes[k].Weight * characters[i][k] * characters[j][k]);
                Assert.Equal(i == j ? (int)irreps[i].Type : 0, mean, 1e-8);
            }
        }
    }

    /// <summary>Products fall apart into irreps, found among the enumerated ones.</summary>
    [Theory]
    [InlineData("SO(4)", "V*V", "1xS + 1x[2] + 1x[1,1] + 1x[1,-1]")]
    [InlineData("SO(5)", "V*V", "1xS + 1x[2] + 1x[1,1]")]
    [InlineData("O(4)", "V*V*det", "1x[2,1,1] + 1x[1,1] + 1xdet")]
    [InlineData("SU(2)", "1/2*1/2", "4xS + 4x1")]
    [InlineData("SU(3)", "[1]*[1]", "2xS + 1x[1] + 1x[2] + 2x[2,1]")]
    public void Products_Decompose(string group, string text, string expected)
    {
        Representation product = Representation.Parse(Group.Parse(group).OrThrow(), text);
        IEnumerable<string> Sorted(Representation representation) => representation.Terms.Select(term => term.ToString()).OrderBy(term => term, StringComparer.Ordinal);
        Assert.Equal(Sorted(Representation.Parse(product.Group, expected)), Sorted(Characters.Decompose(product)));
    }

    /// <summary>Haar measure on U(n) in its moments: E|g_11|^2 = 1/n, E|g_11|^4 = 2 / (n (n + 1)), and for SU(n) E[tr g] = 0, E[(tr g)^n] = 1.</summary>
    [Theory]
    [InlineData("SU(2)")]
    [InlineData("SU(3)")]
    [InlineData("U(2)")]
    public void RandomElements_AreHaarDistributed(string name)
    {
        var group = (UnitaryGroup)Group.Parse(name).OrThrow();
        int n = group.ComplexDimension;
        var random = new Random(11);
        const int Samples = 4000;
        double[] square = new double[n * n];
        double[] fourth = new double[n * n];
        var powers = System.Numerics.Complex.Zero;
        for (int trial = 0; trial < Samples; trial++)
        {
            Matrix g = group.Defining.Represent(group.Random(random));
            var trace = System.Numerics.Complex.Zero;
            for (int i = 0; i < n; i++)
            {
                trace += new System.Numerics.Complex(g[i, i], g[n + i, i]);
                for (int j = 0; j < n; j++)
                {
                    double modulus = (g[i, j] * g[i, j]) + (g[n + i, j] * g[n + i, j]);
                    square[(i * n) + j] += modulus / Samples;
                    fourth[(i * n) + j] += modulus * modulus / Samples;
                }
            }

            powers += System.Numerics.Complex.Pow(trace, n) / Samples;
        }

        Assert.All(square, value => Assert.Equal(1.0 / n, value, 0.02));
        Assert.All(fourth, value => Assert.Equal(2.0 / (n * (n + 1)), value, 0.02));
        Assert.Equal(group.IsSpecial ? 1 : 0, powers.Real, 0.2);
        Assert.Equal(0, powers.Imaginary, 0.2);
    }

    [Fact]
    public void Restriction_ToProperRotations()
    {
        Group full = Group.Parse("O(5)").OrThrow();
        Representation representation = Representation.Parse(full, "[2,1,1] + det + V + [1,1]*[2]");
        Assert.Equal("1x[2,1] + 1xS + 1xV + 1x[1,1]*[2]", representation.Restrict(Group.Parse("SO(5)").OrThrow())?.ToString());
        Piece both = Representation.Parse(Group.Parse("O(4)").OrThrow(), "[1,1]").Terms[0].Piece;
        Piece? restricted = Representation.Of(both).Restrict(Group.Parse("SO(4)").OrThrow())?.Terms[0].Piece;
        Assert.Equal(both.InfinitesimalGenerators, restricted?.InfinitesimalGenerators);
    }

    private static void AssertCommute(Irrep irrep)
    {
        Assert.Equal((int)irrep.Type, irrep.Endomorphisms.Count);
        foreach (Matrix endomorphism in irrep.Endomorphisms)
        {
            foreach (Matrix generator in irrep.InfinitesimalGenerators.Concat(irrep.DiscreteGenerators))
            {
                Assert.True(((endomorphism * generator) - (generator * endomorphism)).MaximumNorm() < 1e-11);
            }
        }

        foreach (Matrix unit in irrep.Endomorphisms.Skip(1))
        {
            Assert.True(((unit * unit) + Matrix.Identity(irrep.Dimension)).MaximumNorm() < 1e-11);
        }
    }
}

internal static class SolveResults
{
    public static IntertwinerBasis OrThrowFailure(this Result<IntertwinerBasis, SolveFailure> result) => result.Value ?? throw new InvalidOperationException(result.Error?.Message);
}
