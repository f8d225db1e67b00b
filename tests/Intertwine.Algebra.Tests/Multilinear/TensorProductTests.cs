using System.Text.Json;

namespace Intertwine.Algebra.Tests;

/// <summary>Paths of tensor products: known products, signs, symmetry of squares, failures.</summary>
public sealed class TensorProductTests
{
    [Fact]
    public void Products_AreThoseOfE3nn()
    {
        JsonElement products = GoldenTensors.Load("e3nn/irreps").Json("products");
        int count = 0;
        foreach (JsonProperty product in products.EnumerateObject())
        {
            string[] names = product.Name.Split('*');
            TensorProduct actual = TensorProducts.Paths(Irrep(OrthogonalGroup.O3, names[0]), Irrep(OrthogonalGroup.O3, names[1])).OrThrow();
            Assert.Equal(product.Value.EnumerateArray().Select(name => name.GetString()), actual.Paths.Select(path => path.Output.Name));
            count++;
        }

        Assert.Equal(24, count);
    }

    [Theory]
    [InlineData("O(3)", "1o", "1o", "1e")]
    [InlineData("E(3)", "2e", "1o", "3o")]
    [InlineData("SO(3)", "2", "3", "4")]
    [InlineData("SE(3)", "1", "1", "2")]
    public void SphericalMaps_AreWigner3j(string group, string left, string right, string output)
    {
        Group symmetry = Group.Parse(group).OrThrow();
        TensorProductPath path = TensorProducts.Paths(Irrep(symmetry, left), Irrep(symmetry, right)).OrThrow().Paths.Single(path => path.Output.Name == output);
        SparseTensor3 expected = Wigner3j.Real(left[0] - '0', right[0] - '0', output[0] - '0');
        Assert.Equal(expected, Assert.Single(path.Tensors));
        Assert.Equal(path, TensorProducts.Paths(path.Left, path.Right, path.Output).OrThrow());
        TensorProductChecks.AssertMaps(path, new Random(1));
    }

    [Theory]
    [InlineData("O(3)", "1o", "0e + 1e + 2e", "s a s")]
    [InlineData("O(3)", "2e", "0e + 1e + 2e + 3e + 4e", "s a s a s")]
    [InlineData("SO(3)", "3", "0 + 1 + 2 + 3 + 4 + 5 + 6", "s a s a s a s")]
    public void Squares_SayWhatExchangeDoes(string group, string irrep, string content, string symmetries)
    {
        Irrep piece = Irrep(Group.Parse(group).OrThrow(), irrep);
        TensorProduct square = TensorProducts.Paths(piece, piece).OrThrow();
        Assert.Equal(Representation.Parse(piece.Group, content), square.Content);
        Assert.Equal(symmetries, string.Join(" ", square.Paths.Select(path => path.Symmetry == ExchangeSymmetry.Symmetric ? "s" : "a")));
        foreach (TensorProductPath path in square.Paths)
        {
            TensorProductChecks.AssertExchange(path);
        }
    }

    [Fact]
    public void ForbiddenParity_HasNoMap() => Assert.Empty(TensorProducts.Paths(Irrep(OrthogonalGroup.O3, "1o"), Irrep(OrthogonalGroup.O3, "1o"), Irrep(OrthogonalGroup.O3, "1o")).OrThrow().Tensors);

    [Fact]
    public void VectorsOfFourDimensions_HaveTheirInnerProduct()
    {
        var group = new OrthogonalGroup(4, IsSpecial: true, HasTranslations: false);
        TensorProductPath path = TensorProducts.Paths(group.Vector, group.Vector, group.Trivial).OrThrow();
        SparseTensor3 tensor = Assert.Single(path.Tensors);
        Assert.Equal(["[0, 0, 0] 1/2", "[1, 1, 0] 1/2", "[2, 2, 0] 1/2", "[3, 3, 0] 1/2"], tensor.Entries.Select(entry => $"[{entry.I}, {entry.J}, {entry.K}] {entry.Coefficient}"));
        Assert.Equal(0, path.Residual);
    }

    [Fact]
    public void Points_HaveNoProduct()
    {
        SolveFailure failure = TensorProducts.Paths(OrthogonalGroup.E3.Point, OrthogonalGroup.E3.Vector, OrthogonalGroup.E3.Trivial).Error!;
        Assert.Equal(SolveFailureKind.NotLinear, failure.Kind);
        Assert.Contains("'point'", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void DifferentGroups_Fail()
        => Assert.Equal(SolveFailureKind.DifferentGroups, TensorProducts.Paths(OrthogonalGroup.O3.Vector, OrthogonalGroup.SO3.Vector).Error!.Kind);

    [Fact]
    public void DegreesBeyondTheNotation_AreAFailure()
        => Assert.Equal(SolveFailureKind.TooLarge, TensorProducts.Paths(Irrep(OrthogonalGroup.SO3, "70"), Irrep(OrthogonalGroup.SO3, "60")).Error!.Kind);

    private static Irrep Irrep(Group group, string name) => (Irrep)group.ParsePiece(name).OrThrow();
}
