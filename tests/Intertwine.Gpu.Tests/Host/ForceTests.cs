using TorchSharp;
using static TorchSharp.torch;

namespace Intertwine.Gpu.Tests;

/// <summary>A model whose output is a gradient of another: its backward pass contains second derivatives.</summary>
public class ForceTests
{
    [SkippableFact]
    public void ForcesAndTheGradientOfTheirLoss_AreThoseOfTheReference()
    {
        Skip.IfNot(GpuTest.Device.HasFloat64, $"{GpuTest.Device} does not compute with float64.");
        using IDisposable scope = torch.NewDisposeScope();
        torch.random.manual_seed(3);
        using PairPotential model = new(Backend.Torch, ScalarType.Float64);
        using Graph graph = Graph.FullyConnected(graphs: 3, nodesPerGraph: 4);
        Tensor charge = torch.randn(12, 2, dtype: ScalarType.Float64, requires_grad: true);
        Tensor position = torch.randn(12, 3, dtype: ScalarType.Float64, requires_grad: true);
        Tensor goal = torch.randn(12, 3, dtype: ScalarType.Float64);

        Tensor[] expected = Run(Backend.Torch);
        Tensor[] actual = Run(Backend.Gpu);
        Assert.True(expected[1].abs().max().ToDouble() > 1e-3, "The forces are nearly zero, and the test compares nothing.");
        for (int i = 0; i < expected.Length; i++)
        {
            double error = (expected[i] - actual[i]).abs().max().ToDouble() / Math.Max(expected[i].abs().max().ToDouble(), 1e-3);
            Assert.True(error < 1e-11, $"result {i} differs by {error:g3} of its largest entry");
        }

        // Energy, forces, and the gradients of a loss of both.
        Tensor[] Run(Backend backend)
        {
            model.Backend = backend;
            (Tensor energy, Tensor forces) = model.forward(graph, charge, position);
            Tensor loss = (forces - goal).square().mean() + energy.square().mean();
            Tensor[] parameters = [.. model.parameters()];
            return [energy, forces, .. torch.autograd.grad([loss], [charge, position, .. parameters])];
        }
    }
}
