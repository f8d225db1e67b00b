using TorchSharp;
using static TorchSharp.torch;

namespace Intertwine.Gpu.Tests;

/// <summary>A model of TorchSharp tensors whose programs run on the device.</summary>
public class HostProgramTests
{
    [SkippableTheory]
    [InlineData(ScalarType.Float32, 1e-5)]
    [InlineData(ScalarType.Float64, 1e-13)]
    public void OutputsAndGradients_AreThoseOfTheReference(ScalarType type, double tolerance)
    {
        _ = GpuTest.Device;
        using IDisposable scope = torch.NewDisposeScope();
        using MixModel model = new(type);
        using Graph graph = Graph.FullyConnected(graphs: 3, nodesPerGraph: 5);
        Tensor x = torch.randn(15, 2, dtype: type, requires_grad: true);
        Tensor weights = torch.randn(15, 2, dtype: type);
        (Tensor Y, Tensor[] Gradients) Run(Backend backend)
        {
            model.Backend = backend;
            Tensor y = model.forward(graph, x);
            return (y, [.. torch.autograd.grad([(y * weights).sum()], [x, .. model.parameters()])]);
        }

        (Tensor expected, Tensor[] expectedGradients) = Run(Backend.Torch);
        for (int i = 0; i < 3; i++)
        {
            (Tensor y, Tensor[] gradients) = Run(Backend.Gpu);
            AssertClose(expected, y, tolerance);
            for (int g = 0; g < gradients.Length; g++)
            {
                AssertClose(expectedGradients[g], gradients[g], tolerance);
            }
        }
    }

    [SkippableFact]
    public void TwoForwardPassesBeforeTheBackwardPasses_DoNotMix()
    {
        _ = GpuTest.Device;
        using IDisposable scope = torch.NewDisposeScope();
        using MixModel model = new(ScalarType.Float64) { Backend = Backend.Gpu };
        using Graph graph = Graph.FullyConnected(graphs: 2, nodesPerGraph: 4);
        Tensor a = torch.randn(8, 2, dtype: ScalarType.Float64, requires_grad: true);
        Tensor b = torch.randn(8, 2, dtype: ScalarType.Float64, requires_grad: true);
        Tensor first = model.forward(graph, a).sum();
        Tensor second = model.forward(graph, b).sum();
        first.backward();
        second.backward();
        Tensor gradientA = a.grad!.clone();
        Tensor gradientB = b.grad!.clone();
        model.Backend = Backend.Torch;
        AssertClose(torch.autograd.grad([model.forward(graph, a).sum()], [a])[0], gradientA, 1e-13);
        AssertClose(torch.autograd.grad([model.forward(graph, b).sum()], [b])[0], gradientB, 1e-13);
    }

    [SkippableFact]
    public void TrainingLoop_AllocatesOnTheDeviceInItsFirstStepsOnly()
    {
        GpuDevice device = GpuTest.Device;
        using MixModel model = new(ScalarType.Float32) { Backend = Backend.Gpu };
        using Graph graph = Graph.FullyConnected(graphs: 2, nodesPerGraph: 4);
        long before = 0;
        for (int step = 0; step < 8; step++)
        {
            using IDisposable scope = torch.NewDisposeScope();
            before = step == 4 ? device.Pool.Allocations : before;
            model.forward(graph, torch.randn(8, 2)).sum().backward();
        }

        Assert.Equal(before, device.Pool.Allocations);
    }

    [SkippableFact]
    public void WithoutGradients_TheMemoryGoesBackAtOnce()
    {
        _ = GpuTest.Device;
        using IDisposable scope = torch.NewDisposeScope();
        using MixModel model = new(ScalarType.Float32) { Backend = Backend.Gpu };
        using Graph graph = Graph.FullyConnected(graphs: 2, nodesPerGraph: 4);
        Tensor x = torch.randn(8, 2);
        using IDisposable noGradient = torch.no_grad();
        Tensor y = model.forward(graph, x);
        model.Backend = Backend.Torch;
        AssertClose(model.forward(graph, x), y, 1e-5);
    }

    [SkippableFact]
    public void OtherTypes_AreRefusedByName()
    {
        _ = GpuTest.Device;
        using MixModel model = new(ScalarType.BFloat16) { Backend = Backend.Gpu };
        using Graph graph = Graph.FullyConnected(graphs: 1, nodesPerGraph: 2);
        string message = Assert.Throws<NotSupportedException>(() => model.forward(graph, torch.randn(2, 2, dtype: ScalarType.BFloat16))).Message;
        Assert.Contains("Backend.Gpu computes float32 and float64", message, StringComparison.Ordinal);
        Assert.Contains("BFloat16", message, StringComparison.Ordinal);
    }

    private static void AssertClose(Tensor expected, Tensor actual, double tolerance)
    {
        double scale = Math.Max(1, expected.abs().max().to(ScalarType.Float64).item<double>());
        double difference = (expected - actual).abs().max().to(ScalarType.Float64).item<double>();
        Assert.True(difference <= tolerance * scale, $"They differ by {difference:G3} at a scale of {scale:G3}.");
    }
}
