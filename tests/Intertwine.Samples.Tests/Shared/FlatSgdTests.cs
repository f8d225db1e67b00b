using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Intertwine.Samples.Tests.Shared;

public sealed class FlatSgdTests
{
    [Fact]
    public void Step_is_the_step_of_stochastic_gradient_descent_with_momentum()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(1);
        Parameter[] first = [new(randn(3, 4, ScalarType.Float64)), new(randn(5, ScalarType.Float64))];
        Parameter[] second = [.. first.Select(p => new Parameter(p.detach().clone()))];
        using var flat = new FlatSgd(first, learningRate: 1, weightDecay: 1e-2, momentum: 0.9) { LearningRate = 0.05 };
        using var sgd = optim.SGD(second, learningRate: 0.05, momentum: 0.9, weight_decay: 1e-2);
        for (var step = 0; step < 5; step++)
        {
            for (var i = 0; i < first.Length; i++)
            {
                var gradient = randn(first[i].shape, ScalarType.Float64);
                first[i].grad = gradient;
                second[i].grad = gradient.clone();
            }
            flat.Step();
            sgd.step();
        }
        Assert.Equal(5, flat.Steps);
        for (var i = 0; i < first.Length; i++) Assert.True((first[i] - second[i]).abs().max().item<double>() < 1e-14, $"Parameter {i} differs.");
    }

    [Fact]
    public void Restore_goes_on_from_the_saved_velocity()
    {
        using var scope = NewDisposeScope();
        var parameter = new Parameter(zeros(2));
        using var sgd = new FlatSgd([parameter], learningRate: 1, weightDecay: 0, momentum: 0.5);
        sgd.Restore(7, name => name == "sgd.momentum_buffer" ? ones(2) : throw new ArgumentException(name));
        parameter.grad = zeros(2);
        sgd.Step();
        Assert.Equal(8, sgd.Steps);
        Assert.Equal([-0.5f, -0.5f], parameter.detach().data<float>().ToArray());
    }

    [Fact]
    public void A_momentum_of_one_is_refused() =>
        Assert.Contains("got 1", Assert.Throws<ArgumentOutOfRangeException>(() => new FlatSgd([new Parameter(zeros(1))], learningRate: 1, weightDecay: 0, momentum: 1)).Message);
}
