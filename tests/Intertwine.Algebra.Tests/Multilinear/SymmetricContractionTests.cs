using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Intertwine.Algebra.Tests;

/// <summary>A symmetric contraction of random irreps of a random compact group.</summary>
public sealed record ContractionCase(Representation Input, Irrep Output, int Degree)
{
    public override string ToString() => $"Sym^{Degree}({Input}) -> {Output} over {Input.Group}";
}

/// <summary>Symmetric equivariant polynomial maps.</summary>
public sealed class SymmetricContractionTests
{
    public static Arbitrary<ContractionCase> Cases() => Arb.From(
        from symmetry in Gen.Elements<Group>(CompactGroups.All)
        let irreps = CompactGroups.Irreps(symmetry, maximumDimension: 5, count: 5)
        from count in Gen.Choose(1, 2)
        from terms in Gen.Elements<Irrep>(irreps).ArrayOf(count)
        from output in Gen.Elements<Irrep>(irreps)
        from degree in Gen.Choose(1, 4)
        let input = new Representation(symmetry, [.. terms.Select(irrep => new RepresentationTerm(1, irrep))])
        select new ContractionCase(input, output, Math.Min(degree, input.Dimension > 8 ? 2 : input.Dimension > 5 ? 3 : 4)));

    [Property(Arbitrary = [typeof(SymmetricContractionTests)], MaxTest = 60)]
    public void Contractions_AreOrthonormalEquivariantAndComplete(ContractionCase example)
    {
        SymmetricContraction contraction = SymmetricContraction.Of(example.Input, example.Output, example.Degree).OrThrow();
        Assert.True(contraction.Residual <= 1e-12, $"{contraction}: residual {contraction.Residual}");
        Assert.Equal(Expected(example), contraction.Tensors.Count);
        for (int i = 0; i < contraction.Tensors.Count; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                Assert.Equal(i == j ? 1 : 0, contraction.Tensors[i].InnerProduct(contraction.Tensors[j]), 1e-11);
            }
        }

        var random = new Random(example.Degree);
        GroupElement g = example.Input.Group.Random(random);
        double[] x = TensorProductChecks.Normals(random, example.Input.Dimension);
        double[] moved = example.Input.Action(g).Linear.Apply(x);
        double scale = Math.Pow(1 + OrthonormalSet.Norm(x), example.Degree);
        foreach (SymmetricTensor tensor in contraction.Tensors)
        {
            TensorProductChecks.AssertNear(example.Output.Represent(g).Apply(tensor.Apply(x)), tensor.Apply(moved), 1e-11 * scale, contraction.ToString());
        }
    }

    [Property(Arbitrary = [typeof(SymmetricContractionTests)], MaxTest = 30)]
    public void DenseTensors_AreSymmetricInTheirArguments(ContractionCase example)
    {
        foreach (SymmetricTensor tensor in SymmetricContraction.Of(example.Input, example.Output, example.Degree).OrThrow().Tensors.Take(2))
        {
            double[] dense = tensor.ToArray();
            (int n, int degree, int outputs) = (tensor.InputDimension, tensor.Degree, tensor.OutputDimension);
            Assert.Equal(tensor.FrobeniusNorm, OrthonormalSet.Norm(dense), 1e-12);
            double[] x = TensorProductChecks.Normals(new Random(3), n);
            double[] contracted = new double[outputs];
            for (int index = 0; index < dense.Length; index++)
            {
                int[] indices = new int[degree];
                int rest = index / outputs;
                for (int i = degree - 1; i >= 0; i--)
                {
                    indices[i] = rest % n;
                    rest /= n;
                }

                contracted[index % outputs] += dense[index] * indices.Aggregate(1.0, (product, i) => product * x[i]);
                // Neighbouring exchanges generate all permutations.
                for (int i = 0; i + 1 < degree; i++)
                {
                    int[] exchanged = [.. indices];
                    (exchanged[i], exchanged[i + 1]) = (indices[i + 1], indices[i]);
                    Assert.Equal(dense[index], dense[(exchanged.Aggregate(0, (sum, k) => (sum * n) + k) * outputs) + (index % outputs)]);
                }
            }

            TensorProductChecks.AssertNear(tensor.Apply(x), contracted, 1e-11 * Math.Pow(1 + OrthonormalSet.Norm(x), degree), "contraction");
        }
    }

    [Fact]
    public void VectorsToScalars_AreTheSquareOfTheLength()
    {
        SymmetricTensor tensor = Assert.Single(SymmetricContraction.Of(Representation.Parse(OrthogonalGroup.O3, "1x1o"), OrthogonalGroup.O3.Trivial, 2).OrThrow().Tensors);
        Assert.Equal(["0,0 sqrt(1/3)", "1,1 sqrt(1/3)", "2,2 sqrt(1/3)"], tensor.Entries.Select(entry => string.Join(",", entry.Indices) + " " + entry.Coefficient));
    }

    [Fact]
    public void TwoVectors_HaveThreeInnerProducts()
    {
        SymmetricContraction contraction = SymmetricContraction.Of(Representation.Parse(OrthogonalGroup.O3, "2x1o"), OrthogonalGroup.O3.Trivial, 2).OrThrow();
        Assert.Equal(3, contraction.Tensors.Count);
        Assert.All(contraction.Tensors, tensor => Assert.True(tensor.IsExact));
        Assert.Equal([0, 0], contraction.Tensors[0].Entries[0].Indices);
        Assert.Equal([0, 3], contraction.Tensors[1].Entries[0].Indices);
        Assert.Equal([3, 3], contraction.Tensors[2].Entries[0].Indices);
    }

    /// <summary>To 0e by hand: the triples 000, 011, 022, 033, 112, 123, 222, 233, one map each.</summary>
    [Theory]
    [InlineData(2, "0e", 4)]
    [InlineData(2, "1o", 3)]
    [InlineData(3, "0e", 8)]
    [InlineData(3, "1o", 12)]
    [InlineData(3, "2e", 14)]
    public void HarmonicsToDegreeThree_HaveAsManyContractionsAsTheirCharactersSay(int degree, string output, int count)
    {
        var input = Representation.Parse(OrthogonalGroup.O3, "0e + 1o + 2e + 3o");
        var irrep = (Irrep)OrthogonalGroup.O3.ParsePiece(output).OrThrow();
        Assert.Equal(SymmetricContraction.Dimension(input, irrep, degree), SymmetricContraction.Of(input, irrep, degree).OrThrow().Tensors.Count);
        Assert.Equal(count, SymmetricContraction.Of(input, irrep, degree).OrThrow().Tensors.Count);
    }

    [Fact]
    public void DegreeFour_IsComplete()
    {
        var input = Representation.Parse(OrthogonalGroup.O3, "0e + 1o + 2e + 3o");
        foreach (string output in (string[])["0e", "1o", "2e"])
        {
            var irrep = (Irrep)OrthogonalGroup.O3.ParsePiece(output).OrThrow();
            SymmetricContraction contraction = SymmetricContraction.Of(input, irrep, 4).OrThrow();
            Assert.Equal(SymmetricContraction.Dimension(input, irrep, 4), contraction.Tensors.Count);
            Assert.True(contraction.Residual <= 1e-12);
        }
    }

    [Fact]
    public void WrongArguments_AreNamed()
    {
        var input = Representation.Parse(OrthogonalGroup.E3, "1o + point");
        Assert.Equal(SolveFailureKind.NotIrreducible, SymmetricContraction.Of(input, OrthogonalGroup.E3.Trivial, 2).Error!.Kind);
        Assert.Equal(SolveFailureKind.TooLarge, SymmetricContraction.Of(Representation.Parse(OrthogonalGroup.O3, "100x1o"), OrthogonalGroup.O3.Trivial, 4).Error!.Kind);
        Assert.Throws<ArgumentOutOfRangeException>(() => SymmetricContraction.Of(input, OrthogonalGroup.E3.Trivial, 5));
    }

    private static int Expected(ContractionCase example) => SymmetricContraction.Dimension(example.Input, example.Output, example.Degree);
}
