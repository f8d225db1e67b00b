using Intertwine.Benchmarks;
using Intertwine.Golden.Kinds;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Intertwine.Golden.Benchmarks;

/// <summary>The eager tensor product that the benchmark measures against is e3nn's.</summary>
public class EagerTensorProductTests
{
    [Theory]
    [InlineData("FullyConnectedTensorProduct_32x_default")]
    [InlineData("FullyConnectedTensorProduct_norm_path")]
    [InlineData("FullyConnectedTensorProduct_extweights")]
    [InlineData("TensorProduct_uvw")]
    [InlineData("TensorProduct_uvu")]
    public void Golden_IsMet(string name)
    {
        using DisposeScope scope = NewDisposeScope();
        using GoldenFile file = GoldenFile.Read(Path.Combine(GoldenFolder.Path, "e3nn", name + ".safetensors"));
        IReadOnlyList<E3nnInstruction> instructions = E3nnInstruction.Read(file.Config);
        bool shared = !file.Inputs.ContainsKey("w");
        var product = new EagerTensorProduct(
            EagerIrreps.Parse(file.Config.Text("irreps_in1", "")),
            EagerIrreps.Parse(file.Config.Text("irreps_in2", "")),
            EagerIrreps.Parse(file.Config.Text("irreps_out", "")),
            [.. instructions.Select(i => new EagerPath(i.Left, i.Right, i.Output, i.Mode == "uvw" ? EagerMode.Uvw : EagerMode.Uvu, i.Factor))],
            shared);
        Tensor x = file.Inputs["x1"].clone().requires_grad_();
        Tensor y = file.Inputs["x2"].clone().requires_grad_();
        Tensor weights = shared ? file.Weights["weight"] : file.Inputs["w"];

        Tensor result = product.Run(x, y, weights);

        AssertClose(file.Outputs["y"], result);
        (result * file.Cotangents["y"]).sum().backward();
        AssertClose(file.InputGradients["x1"], x.grad!);
        AssertClose(file.InputGradients["x2"], y.grad!);
    }

    [Fact]
    public void FullyConnected_HasTheFactorsOfE3nn()
    {
        using DisposeScope scope = NewDisposeScope();
        using GoldenFile file = GoldenFile.Read(Path.Combine(GoldenFolder.Path, "e3nn", "FullyConnectedTensorProduct_32x_default.safetensors"));
        var product = EagerTensorProduct.FullyConnected("32x0e+32x1o+32x2e", "1x0e+1x1o+1x2e", "32x0e+32x1o+32x2e");

        Assert.Equal(11264, product.WeightCount);
        AssertClose(file.Outputs["y"], product.Run(file.Inputs["x1"], file.Inputs["x2"], file.Weights["weight"]));
    }

    [Fact]
    public void Einsum_OfFourOperands_IsThatOfTorch()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor[] operands = [randn(3, 2, 4, dtype: ScalarType.Float64), randn(5, 3, 2, dtype: ScalarType.Float64), randn(7, 3, 5, dtype: ScalarType.Float64), randn(7, 2, 3, dtype: ScalarType.Float64)];

        Tensor product = new Contraction("uvw,ijk,zui,zvj->zwk").Run(operands);

        Assert.True(product.allclose(einsum("uvw,ijk,zui,zvj->zwk", operands), 1e-10, 1e-10));
    }

    private static void AssertClose(Tensor expected, Tensor actual) =>
        Assert.True(((expected - actual).abs().max() / expected.abs().max()).ToDouble() < 2e-6, $"Differs by {(expected - actual).abs().max().ToDouble()}.");
}
