using System.Runtime.InteropServices;
using Intertwine.Runtime;
using TorchSharp;
using static TorchSharp.torch;

namespace Intertwine.Tests;

/// <summary>Kernels behind one node of the autograd graph, against autograd through the reference.</summary>
public sealed class KernelAutogradTests
{
    private static readonly Graph Pairs = Graph.FullyConnected(3, 4);

    [Theory]
    [InlineData(ScalarType.Float32, 1e-5)]
    [InlineData(ScalarType.Float64, 1e-13)]
    public void Gradients_AreThoseOfTheReference(ScalarType type, double tolerance)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        using TestModel model = Model(type);
        (Tensor charge, Tensor position) = Inputs(type, requiresGradient: true);
        Dictionary<string, Tensor> kernels = Gradients(model, Backend.Simd, charge, position);
        Dictionary<string, Tensor> reference = Gradients(model, Backend.Torch, charge, position);
        Assert.Equal(7, reference.Count);
        foreach ((string name, Tensor expected) in reference)
        {
            Assert.True((kernels[name] - expected).abs().max().Number() < tolerance * (1 + expected.abs().max().Number()), name);
            Assert.Equal(expected.shape, kernels[name].shape);
        }
    }

    [Fact]
    public void InputsInFullShapeAndNotContiguous_GiveGradientsInTheirShape()
    {
        using DisposeScope scope = torch.NewDisposeScope();
        using TestModel model = Model(ScalarType.Float64);
        model.Backend = Backend.Simd;
        (Tensor charge, Tensor position) = Inputs(ScalarType.Float64, requiresGradient: false);
        Tensor full = position.reshape(12, 1, 3).transpose(0, 2).contiguous().requires_grad_();
        (Tensor scalars, Tensor moved) = model.forward(Pairs, charge, full.transpose(0, 2));
        (scalars.sum() + moved.square().sum()).backward();
        model.Backend = Backend.Torch;
        Tensor plain = position.clone().requires_grad_();
        (scalars, moved) = model.forward(Pairs, charge, plain);
        (scalars.sum() + moved.square().sum()).backward();
        Assert.Equal([3L, 1, 12], full.grad!.shape);
        Assert.True(full.grad.transpose(0, 2).reshape(12, 3).allclose(plain.grad!));
    }

    [Fact]
    public void NoGradientWanted_MakesNoNode()
    {
        using DisposeScope scope = torch.NewDisposeScope();
        using TestModel model = Model(ScalarType.Float32);
        (Tensor charge, Tensor position) = Inputs(ScalarType.Float32, requiresGradient: false);
        using (torch.no_grad())
        {
            Assert.False(model.forward(Pairs, charge, position).Moved.requires_grad);
        }

        Assert.True(model.forward(Pairs, charge, position).Moved.requires_grad);
        using (torch.inference_mode())
        {
            Assert.False(model.forward(Pairs, charge, position).Moved.requires_grad);
        }
    }

    [Fact]
    public void OnlyOneOutputUsed_GivesItsGradient()
    {
        using DisposeScope scope = torch.NewDisposeScope();
        using TestModel model = Model(ScalarType.Float64);
        (Tensor charge, Tensor position) = Inputs(ScalarType.Float64, requiresGradient: false);
        model.Backend = Backend.Simd;
        model.forward(Pairs, charge, position).Scalars.sum().backward();
        Assert.Equal(0, model.get_parameter("Layers.0.Weight.0.weight")!.grad!.abs().sum().item<double>());
        Assert.NotEqual(0, model.get_parameter("Mixed.bias")!.grad!.abs().sum().item<double>());
    }

    [Fact]
    public void SecondBackward_ComputesTheForwardAgain()
    {
        using DisposeScope scope = torch.NewDisposeScope();
        using TestModel model = Model(ScalarType.Float64);
        model.Backend = Backend.Simd;
        (Tensor charge, Tensor position) = Inputs(ScalarType.Float64, requiresGradient: false);
        Tensor loss = model.forward(Pairs, charge, position).Moved.square().sum();
        torch.autograd.backward([loss], retain_graph: true);
        Tensor once = model.get_parameter("Mixed.weight")!.grad!.clone();

        // Another call takes the memory that the first backward pass has given back.
        _ = model.forward(Pairs, charge * 2, position * 3);
        torch.autograd.backward([loss], retain_graph: true);
        Assert.True(model.get_parameter("Mixed.weight")!.grad!.allclose(once * 2));
    }

    [Fact]
    public void SecondDerivatives_AreThoseOfTheReference()
    {
        using DisposeScope scope = torch.NewDisposeScope();
        using TestModel model = Model(ScalarType.Float64);
        Dictionary<string, Tensor> kernels = SecondDerivatives(model, Backend.Simd);
        Dictionary<string, Tensor> reference = SecondDerivatives(model, Backend.Torch);
        Assert.Equal(4, reference.Count);
        foreach ((string name, Tensor expected) in reference)
        {
            Assert.True(expected.abs().max().item<double>() > 1e-3, name);
            Assert.True(kernels[name].allclose(expected), name);
        }
    }

    [Fact]
    public void InputComputedFromAnother_GetsItsPartialDerivativeUnderCreateGraph()
    {
        using DisposeScope scope = torch.NewDisposeScope();
        using TestModel model = Model(ScalarType.Float64);
        (_, Tensor position) = Inputs(ScalarType.Float64, requiresGradient: true);
        List<Tensor> gradients = [];
        foreach (Backend backend in (Backend[])[Backend.Simd, Backend.Torch])
        {
            model.Backend = backend;
            Tensor charge = position.slice(1, 0, 2, 1).square();
            Tensor loss = model.forward(Pairs, charge, position).Moved.square().sum();
            gradients.Add(torch.autograd.grad([loss], [position], retain_graph: true, create_graph: true)[0]);
        }

        Assert.True(gradients[0].allclose(gradients[1]));
    }

    [Fact]
    public void ParameterChangedBeforeBackward_IsAnError()
    {
        using DisposeScope scope = torch.NewDisposeScope();
        using TestModel model = Model(ScalarType.Float32);
        model.Backend = Backend.Simd;
        (Tensor charge, Tensor position) = Inputs(ScalarType.Float32, requiresGradient: false);
        Tensor loss = model.forward(Pairs, charge, position).Moved.square().sum();
        using (torch.no_grad())
        {
            model.get_parameter("Mixed.weight")!.mul_(2);
        }

        Assert.ThrowsAny<ExternalException>(() => loss.backward());
    }

    [Fact]
    public void GraphDisposedBeforeBackward_StillGivesGradients()
    {
        using DisposeScope scope = torch.NewDisposeScope();
        using TestModel model = Model(ScalarType.Float32);
        model.Backend = Backend.Simd;
        (Tensor charge, Tensor position) = Inputs(ScalarType.Float32, requiresGradient: false);
        Graph graph = Graph.FullyConnected(3, 4);
        Tensor loss = model.forward(graph, charge, position).Moved.square().sum();
        graph.Dispose();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        loss.backward();
        Assert.True(model.get_parameter("Mixed.bias")!.grad!.isfinite().all().item<bool>());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void ForwardWithoutBackward_ReturnsItsMemory(bool disposes)
    {
        using TestModel model = Model(ScalarType.Float32);
        model.Backend = Backend.Simd;
        using Graph graph = Graph.FullyConnected(2000, 5);
        using Tensor charge = torch.randn(10000, 2);
        using Tensor position = torch.randn(10000, 3);
        long before = 0;
        for (int i = 0; i < 300; i++)
        {
            if (i == 20)
            {
                before = Environment.WorkingSet;
            }

            using DisposeScope? scope = disposes ? torch.NewDisposeScope() : null;
            Assert.True(model.forward(graph, charge, position).Moved.requires_grad);
        }

        // Each call keeps 240 kB of kernel memory and 240 kB of outputs: 280 of them would be 134 MB; the 64 that may wait for the collector are 31 MB.
        Assert.InRange(Environment.WorkingSet - before, long.MinValue, 60_000_000);
    }

    [Fact]
    public void LargeGradients_BecomeThoseOfTheVariablesWithoutACopy()
    {
        using TestModel model = Model(ScalarType.Float32);
        model.Backend = Backend.Simd;
        using Graph graph = Graph.FullyConnected(2000, 5);
        using Tensor charge = torch.randn(10000, 2).requires_grad_();
        using Tensor position = torch.randn(10000, 3).requires_grad_();
        long before = TensorMemory.UsedBytes;
        for (int step = 0; step < 2; step++)
        {
            charge.grad = null;
            position.grad = null;
            using DisposeScope scope = torch.NewDisposeScope();
            model.forward(graph, charge, position).Moved.square().sum().backward();
        }

        // What is left of our memory are the gradients; copies would lie in that of libtorch.
        Assert.Equal(TensorMemory.BlockSize(10000 * 2 * sizeof(float)) + TensorMemory.BlockSize(10000 * 3 * sizeof(float)), TensorMemory.UsedBytes - before);
        charge.grad = null;
        position.grad = null;
        Assert.Equal(before, TensorMemory.UsedBytes);
    }

    [Fact]
    public void Training_WithAnOptimizer_LowersTheLoss()
    {
        using DisposeScope outer = torch.NewDisposeScope();
        using TestModel model = Model(ScalarType.Float32);
        model.Backend = Backend.Simd;
        (Tensor charge, Tensor position) = Inputs(ScalarType.Float32, requiresGradient: false);
        Tensor goal = position + 0.1;
        using optim.Optimizer optimizer = torch.optim.Adam(model.parameters(), 0.02);
        double first = 0, last = 0;
        for (int step = 0; step < 60; step++)
        {
            using DisposeScope scope = torch.NewDisposeScope();
            optimizer.zero_grad();
            Tensor loss = nn.functional.mse_loss(model.forward(Pairs, charge, position).Moved, goal);
            loss.backward();
            optimizer.step();
            last = loss.item<float>();
            first = step == 0 ? last : first;
        }

        Assert.InRange(last, 0, 0.5 * first);
    }

    private static TestModel Model(ScalarType type)
    {
        torch.random.manual_seed(7);
        return new TestModel(type: type);
    }

    private static (Tensor Charge, Tensor Position) Inputs(ScalarType type, bool requiresGradient)
    {
        torch.random.manual_seed(8);
        Tensor charge = torch.randn(12, 2, dtype: type);
        Tensor position = torch.randn(12, 3, dtype: type);
        return (charge.requires_grad_(requiresGradient), position.requires_grad_(requiresGradient));
    }

    private static Dictionary<string, Tensor> Gradients(TestModel model, Backend backend, Tensor charge, Tensor position)
    {
        model.Backend = backend;
        model.zero_grad();
        charge.grad = null;
        position.grad = null;
        (Tensor scalars, Tensor moved) = model.forward(Pairs, charge, position);
        (scalars.exp().sum() + moved.square().sum()).backward();
        Dictionary<string, Tensor> gradients = model.named_parameters().ToDictionary(p => p.name, p => p.parameter.grad!.clone());
        gradients.Add("charge", charge.grad!.clone());
        gradients.Add("position", position.grad!.clone());
        gradients.Add("scalars", scalars.detach());
        gradients.Add("moved", moved.detach());
        return gradients;
    }

    private static Dictionary<string, Tensor> SecondDerivatives(TestModel model, Backend backend)
    {
        (Tensor charge, Tensor position) = Inputs(ScalarType.Float64, requiresGradient: true);
        model.Backend = backend;
        model.zero_grad();
        Tensor loss = model.forward(Pairs, charge, position).Moved.square().sum();
        Tensor force = torch.autograd.grad([loss], [position], retain_graph: true, create_graph: true)[0];
        force.square().sum().backward();
        Dictionary<string, Tensor> gradients = model.named_parameters().ToDictionary(p => p.name, p => p.parameter.grad!.clone());
        gradients.Add("position", position.grad!.clone());
        return gradients;
    }
}
