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

    /// <summary>The forces, and d/dx of their squares, against central differences in float64 of what the GPU itself computes.</summary>
    [SkippableFact]
    public void ForcesAndGradientsOfForces_AreThoseOfFiniteDifferences()
    {
        Skip.IfNot(GpuTest.Device.HasFloat64, $"{GpuTest.Device} does not compute with float64.");
        using IDisposable scope = torch.NewDisposeScope();
        using IDisposable noGradient = torch.no_grad();
        torch.random.manual_seed(4);
        const double Step = 1e-5;
        using PairPotential potential = new(Backend.Gpu, ScalarType.Float64);
        using PairDescent descent = new(Backend.Gpu, ScalarType.Float64);
        using PairDescent reference = new(Backend.Torch, ScalarType.Float64);
        reference.load_state_dict(descent.state_dict());
        using Graph graph = Graph.FullyConnected(graphs: 2, nodesPerGraph: 3);
        Tensor charge = torch.randn(6, 2, dtype: ScalarType.Float64);
        Tensor position = torch.randn(6, 3, dtype: ScalarType.Float64);
        Tensor direction = torch.randn(6, 3, dtype: ScalarType.Float64);

        double work = -(potential.forward(graph, charge, position).Item2 * direction).sum().ToDouble();
        double rise = Difference(x => potential.forward(graph, charge, x).Item1.sum());
        Assert.InRange(Math.Abs(work - rise), 0, 1e-7 * Math.Max(1, Math.Abs(rise)));

        // Forces by autograd of the reference: only their squares are differenced.
        double slope = (descent.forward(graph, position).Item2 * direction).sum().ToDouble();
        double change = Difference(x =>
        {
            using IDisposable gradient = torch.enable_grad();
            Tensor y = x.clone().requires_grad_();
            return torch.autograd.grad([reference.forward(graph, y).Item1.sum()], [y])[0].square().sum();
        });
        Assert.True(Math.Abs(slope) > 1e-6, "The slope is nearly zero, and the test compares nothing.");
        Assert.InRange(Math.Abs(slope - change), 0, 1e-6 * Math.Max(1, Math.Abs(change)));

        double Difference(Func<Tensor, Tensor> function) =>
            (function(position + (Step * direction)) - function(position - (Step * direction))).ToDouble() / (2 * Step);
    }

    /// <summary>A loss on the gradient of a gradient, by positions and parameters: TorchSharp's backward pass through the reference is the definition.</summary>
    [SkippableFact]
    public void GradientsOfGradients_GoToThirdOrder()
    {
        Skip.IfNot(GpuTest.Device.HasFloat64, $"{GpuTest.Device} does not compute with float64.");
        using IDisposable scope = torch.NewDisposeScope();
        torch.random.manual_seed(5);
        using PairDescent model = new(Backend.Torch, ScalarType.Float64);
        using Graph graph = Graph.FullyConnected(graphs: 2, nodesPerGraph: 3);
        Tensor position = torch.randn(6, 3, dtype: ScalarType.Float64, requires_grad: true);
        Tensor cotangent = torch.randn(6, 3, dtype: ScalarType.Float64);

        // The definition: energy, its gradient and the gradient's square, each by autograd.
        Tensor[] parameters = [.. model.parameters()];
        Tensor forces = torch.autograd.grad([model.forward(graph, position).Item1.sum()], [position], retain_graph: true, create_graph: true)[0];
        Tensor descent = torch.autograd.grad([forces.square().sum()], [position], retain_graph: true, create_graph: true)[0];
        Tensor[] expected = [descent, .. torch.autograd.grad([(descent * cotangent).sum()], [position, .. parameters], allow_unused: true)];

        model.Backend = Backend.Gpu;
        Tensor computed = model.forward(graph, position).Item2;
        Tensor[] actual = [computed, .. torch.autograd.grad([(computed * cotangent).sum()], [position, .. parameters])];
        Assert.True(expected[0].abs().max().ToDouble() > 1e-5, "The gradients are nearly zero, and the test compares nothing.");
        double largest = expected.Skip(1).Where(IsThere).Max(t => t.abs().max().ToDouble());
        for (int i = 0; i < expected.Length; i++)
        {
            // The last bias shifts all energies: nothing depends on it, and autograd has no gradient for it.
            Tensor wanted = IsThere(expected[i]) ? expected[i] : torch.zeros_like(actual[i]);
            double error = (wanted - actual[i].reshape(wanted.shape)).abs().max().ToDouble() / (i == 0 ? wanted.abs().max().ToDouble() : largest);
            Assert.True(error < 1e-10, $"result {i} differs by {error:g3}");
        }

        static bool IsThere(Tensor? tensor) => tensor is { IsInvalid: false };
    }
}
