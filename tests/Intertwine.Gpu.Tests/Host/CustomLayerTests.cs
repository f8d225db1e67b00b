using TorchSharp;
using static TorchSharp.torch;

namespace Intertwine.Gpu.Tests;

/// <summary>A layer written by hand computes on tensors of the host; the kernels before and behind it run on the device.</summary>
public class CustomLayerTests
{
    [SkippableFact]
    public void OutputsAndGradients_AreThoseOfTheReference()
    {
        Skip.IfNot(GpuTest.Device.HasFloat64, $"{GpuTest.Device} does not compute with float64.");
        using IDisposable scope = torch.NewDisposeScope();
        torch.random.manual_seed(3);
        using SoftNet model = new(Backend.Torch, ScalarType.Float64);
        using Graph graph = Graph.FullyConnected(graphs: 3, nodesPerGraph: 4);
        Tensor velocity = torch.randn([12, 2, 3], dtype: ScalarType.Float64, requires_grad: true);
        Tensor[] expected = Run(Backend.Torch);
        Tensor[] actual = Run(Backend.Gpu);
        for (int i = 0; i < expected.Length; i++)
        {
            double scale = expected[i].abs().max().ToDouble();
            Assert.True(scale > 1e-6);
            Assert.True((expected[i] - actual[i]).abs().max().ToDouble() < 1e-11 * scale, $"result {i}");
        }

        // The energies, and the gradients of a loss.
        Tensor[] Run(Backend backend)
        {
            model.Backend = backend;
            Tensor energy = model.forward(graph, velocity);
            return [energy, .. torch.autograd.grad([energy.square().mean()], [velocity, .. model.parameters()])];
        }
    }
}
