using Intertwine.Kernels;
using Intertwine.Runtime;
using TorchSharp;
using static TorchSharp.torch;

namespace Intertwine.Tests;

public sealed class EquivarianceTests : IDisposable
{
    private readonly DisposeScope _scope = torch.NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Theory]
    [InlineData(ScalarType.Float32, Backend.Torch, 1e-5)]
    [InlineData(ScalarType.Float32, Backend.Simd, 1e-5)]
    [InlineData(ScalarType.Float64, Backend.Torch, 1e-13)]
    [InlineData(ScalarType.Float64, Backend.Simd, 1e-13)]
    public void SoundModel_HasRoundingErrorOnly(ScalarType type, Backend backend, double tolerance)
    {
        torch.random.manual_seed(2);
        using TestModel model = new(type: type) { Backend = backend };
        using Graph graph = Graph.FullyConnected(3, 4);
        EquivarianceReport report = Equivariance.Measure(model, graph, [torch.randn(12, 2, dtype: type), torch.randn(12, 3, dtype: type)]);
        Assert.InRange(report["Scalars"], 0, tolerance);
        Assert.InRange(report["Moved"], 1e-18, tolerance);
        Assert.Equal(report.Outputs.Max(o => o.RelativeError), report.Worst);
        Assert.StartsWith("TestModel under E(3), 5 random elements: Scalars ", report.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("point", true)]
    [InlineData("1o", false)]
    public void ModelThatMovesAlongAnAxis_IsFoundOut(string representation, bool translates)
    {
        using Axis model = new(representation);
        using Graph graph = Graph.FullyConnected(1, 4);
        EquivarianceReport report = Equivariance.Measure(model, graph, [torch.randn(4, 3)], trials: 3, seed: 1);
        Assert.InRange(report.Worst, 1e-2, 10);
        Assert.Equal(translates, representation == "point");
    }

    [Fact]
    public void SameSeed_SameResult_AndTheModeIsKept()
    {
        using RegularisedModel model = new();
        using Graph graph = Graph.FullyConnected(2, 3);
        Tensor charge = torch.randn(6, 2);
        double first = Equivariance.Measure(model, graph, [charge], seed: 4).Worst;
        Assert.Equal(first, Equivariance.Measure(model, graph, [charge], seed: 4).Worst);
        Assert.Equal(0, first);
        Assert.True(model.training);
        Assert.Equal(0, model.get_buffer("Normal.num_batches_tracked")!.item<long>());
    }

    [Fact]
    public void UnknownOutput_IsAnError()
    {
        EquivarianceReport report = new("M", "O(3)", 1, [new OutputEquivariance("Energy", 0)]);
        Assert.Contains("Energy", Assert.Throws<ArgumentException>(() => report["Force"]).Message, StringComparison.Ordinal);
    }

    /// <summary>x + (1, 0, 0): commutes with translations and not with rotations.</summary>
    private sealed class Axis(string representation) : EquivariantModel(new ModelDefinition
    {
        Name = "Axis",
        Group = "E(3)",
        Inputs = [new("Position", representation, "nodes", 1, 3)],
        Outputs = [new("Moved", representation, "nodes", 1, 3)],
    })
    {
        protected override Tensor[] Reference(TorchCall call) => [call.Input(0) + torch.tensor(new float[] { 1, 0, 0 })];

        protected override KernelProgram? Kernels(ScalarType type, bool training) => null;
    }
}
