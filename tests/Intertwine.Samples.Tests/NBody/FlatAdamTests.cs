using NBody;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Intertwine.Samples.Tests.NBody;

public class FlatAdamTests
{
    [Theory]
    [InlineData(ScalarType.Float32)]
    [InlineData(ScalarType.Float64)]
    public void Step_is_the_step_of_Adam_bit_for_bit(ScalarType precision)
    {
        using var scope = NewDisposeScope();
        random.manual_seed(1);
        Parameter[] first = [Parameter(3, 4), Parameter(5), Parameter(1, 1)];
        Parameter[] second = [.. first.Select(p => new Parameter(p.detach().clone()))];
        using var flat = new FlatAdam(first, learningRate: 0.01, weightDecay: 1e-3);
        using var adam = optim.Adam(second, lr: 0.01, beta1: 0.9, beta2: 0.999, weight_decay: 1e-3);
        for (var step = 0; step < 5; step++)
        {
            for (var i = 0; i < first.Length; i++)
            {
                var gradient = randn(first[i].shape, precision);
                first[i].grad = gradient;
                second[i].grad = gradient.clone();
            }
            flat.Step();
            adam.step();
        }
        for (var i = 0; i < first.Length; i++) Assert.True(first[i].detach().bytes.SequenceEqual(second[i].detach().bytes), $"Parameter {i} differs.");

        Parameter Parameter(params long[] shape) => new(randn(shape, precision));
    }

    [Fact]
    public void Step_starts_from_what_was_written_into_the_parameters()
    {
        using var scope = NewDisposeScope();
        var parameter = new Parameter(zeros(4));
        using var adam = new FlatAdam([parameter], learningRate: 0.5, weightDecay: 0);
        using (no_grad()) parameter.fill_(10);
        parameter.grad = ones(4);
        adam.Step();
        // The first step of Adam has the length of the learning rate.
        Assert.Equal(9.5f, parameter[0].item<float>(), 1e-5f);
    }

    [Fact]
    public void ZeroGradients_leaves_no_gradient()
    {
        using var scope = NewDisposeScope();
        var parameter = new Parameter(zeros(4));
        using var adam = new FlatAdam([parameter], learningRate: 0.5, weightDecay: 0);
        adam.ZeroGradients();
        parameter.grad = ones(4);
        adam.ZeroGradients();
        adam.Step();
        Assert.Equal(0f, parameter.abs().max().item<float>());
    }
}
