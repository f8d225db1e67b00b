namespace Intertwine.Algebra.Tests;

public sealed class ProductGroupTests
{
    [Theory]
    [InlineData("SO(3) x S_3", "1 @ [2,1]", 6, IrrepType.Real)]
    [InlineData("SO(3) x C_4", "1 @ 1", 6, IrrepType.Complex)]
    [InlineData("SU(2) x SO(3)", "1/2 @ 1", 12, IrrepType.Quaternionic)]
    [InlineData("SO(2) x SO(2)", "irrep(1 @ 2, 0)", 2, IrrepType.Complex)]
    [InlineData("SO(2) x SO(2)", "irrep(1 @ 2, 1)", 2, IrrepType.Complex)]
    [InlineData("SU(2) x C_4", "irrep(1/2 @ 1, 0)", 4, IrrepType.Complex)]
    [InlineData("SU(2) x SU(2)", "irrep(1/2 @ 1/2, 0)", 4, IrrepType.Real)]
    public void Irreps_HaveTheirTypes(string groupName, string name, int dimension, IrrepType type)
    {
        Group group = Group.Parse(groupName).OrThrow();
        var irrep = (Irrep)Representation.Parse(group, name).Terms[0].Piece;
        Assert.Equal((name, dimension, type), (irrep.Name, irrep.Dimension, irrep.Type));
        Assert.Null(RepresentationCheck.Verify(irrep));
        Assert.Equal((int)type, irrep.Endomorphisms.Count);
        Assert.All(irrep.Endomorphisms, map => Assert.All(
            irrep.InfinitesimalGenerators.Concat(irrep.DiscreteGenerators), generator => Assert.True(((map * generator) - (generator * map)).MaximumNorm() < 1e-11)));
        Assert.Equal((int)type, Characters.IntertwinerDimension(irrep, irrep));
    }

    /// <summary>The squares of the dimensions, over the types, add up to the order of a finite group.</summary>
    [Theory]
    [InlineData("C_4 x C_4", 16)]
    [InlineData("D_3 x C_3", 18)]
    [InlineData("Z_3 x S_3 x C_2", 36)]
    public void FiniteProducts_HaveAllIrreps(string name, int order)
    {
        Group group = Group.Parse(name).OrThrow();
        Irrep[] irreps = [.. group.Irreps];
        Assert.Equal(order, group.Order);
        Assert.Equal(order, group.Elements.Count);
        Assert.True(irreps[0].IsTrivial);
        Assert.Equal(order, irreps.Sum(irrep => irrep.Dimension * irrep.Dimension / (int)irrep.Type));
        foreach (Irrep left in irreps)
        {
            Assert.Equal(left, Representation.Parse(group, left.Name).Terms[0].Piece);
            Assert.All(irreps, right => Assert.Equal(left == right ? (int)left.Type : 0, Characters.IntertwinerDimension(left, right)));
        }
    }

    /// <summary>Products, characters and decompositions over direct products, by the names of irreps.</summary>
    [Theory]
    [InlineData("O(2) x S_3", "1 @ [2,1]", "1 @ [2,1]")]
    [InlineData("O(2) x S_3", "2 @ S", "0o @ [2,1]")]
    [InlineData("SO(3) x C_4", "1 @ 1", "2 @ 2")]
    [InlineData("SO(3) x C_4", "1 @ 1", "1 @ 1")]
    [InlineData("SU(2) x Z_2", "1/2 @ 1", "1/2 @ 0")]
    [InlineData("SU(2) x Z_2", "3/2 @ 1", "1 @ 1")]
    [InlineData("SU(2) x Z_2", "1/2 @ 1", "1/2 @ 1")]
    [InlineData("SO(2) x C_4", "S @ 1", "1 @ S")]
    [InlineData("O(3) x S_4 x D_4", "1o @ [3,1] @ 0o", "2e @ [2,2] @ 1")]
    public void Products_AreSumsOfNamedIrreps(string name, string first, string second)
    {
        Group group = Group.Parse(name).OrThrow();
        (Irrep left, Irrep right) = ((Irrep)Representation.Parse(group, first).Terms[0].Piece, (Irrep)Representation.Parse(group, second).Terms[0].Piece);
        TensorProduct product = TensorProducts.Paths(left, right).OrThrow();
        var random = new Random(5);
        foreach (TensorProductPath path in product.Paths)
        {
            TensorProductChecks.AssertMaps(path, random, samples: 1);
            Assert.Equal(path.Output, Representation.Parse(group, path.Output.Name).Terms[0].Piece);
            Assert.Equal(product.To(path.Output).Sum(other => other.Tensors.Count), Characters.IntertwinerDimension(left.Tensor(right), path.Output));
            if (left == right)
            {
                TensorProductChecks.AssertExchange(path);
            }

            // A map is followed by what commutes with the irrep.
            var output = (Irrep)path.Output;
            for (int k = 0; k < path.Tensors.Count; k++)
            {
                Matrix map = path.Tensors[k - (k % (int)output.Type)].ToMatrix().ToDense();
                Assert.True(((output.Endomorphisms[k % (int)output.Type] * map) - path.Tensors[k].ToMatrix().ToDense()).MaximumNorm() < 1e-12);
            }
        }

        Assert.Equal(left.Dimension * right.Dimension, product.Content.Dimension);
        Assert.Equal(product.Content.ToString(), Decomposition.Of(left.Tensor(right)).OrThrow().Irreps.ToString());
    }

    [Fact]
    public void Elements_ActPartByPart()
    {
        var group = (ProductGroup)Group.Parse("SO(3) x S_4").OrThrow();
        GroupElement g = group.Random(new Random(3));
        Piece piece = Representation.Parse(group, "2 @ [3,1]").Terms[0].Piece;
        Matrix left = Representation.Parse(group.Factors[0], "2").Terms[0].Piece.Represent(group.Project(0, g));
        Matrix right = Representation.Parse(group.Factors[1], "[3,1]").Terms[0].Piece.Represent(group.Project(1, g));
        Assert.True((piece.Represent(g) - left.Kronecker(right)).MaximumNorm() < 1e-13);
        Assert.Equal(Representation.Parse(group, "2 @ S"), Representation.Parse(group, "2"));
        Assert.Equal("1x1 @ V", Representation.Parse(Group.Parse("O(3) x O(1,3)").OrThrow(), "1o @ V").Restrict(Group.Parse("SO(3) x SO+(1,3)").OrThrow())?.ToString());
    }
}
