using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Intertwine.Samples.Tests.Shared;

public class WeightAverageTests
{
    [Fact]
    public void Update_is_the_recurrence_with_a_decay_that_begins_small()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(1);
        var parameter = new Parameter(randn(5, ScalarType.Float64));
        using var adam = new FlatAdam([parameter], learningRate: 0.1, weightDecay: 0, amsgrad: true);
        using var average = new WeightAverage(adam, decay: 0.3);
        var expected = parameter.detach().clone();
        for (var n = 1; n <= 6; n++)
        {
            parameter.grad = randn(5, ScalarType.Float64);
            adam.Step();
            average.Update(adam);
            var decay = Math.Min(0.3, (1.0 + n) / (10 + n));
            expected = decay * expected + (1 - decay) * parameter.detach();
            Assert.True((average.Values - expected).abs().max().item<double>() < 1e-14);
        }
        adam.Write(average.Values);
        Assert.Equal(average.Values.data<double>().ToArray(), parameter.detach().data<double>().ToArray());
        adam.Write(adam.Values);
        Assert.Equal(adam.Values.detach().data<double>().ToArray(), parameter.detach().data<double>().ToArray());
        Assert.NotEqual(average.Values.data<double>().ToArray(), parameter.detach().data<double>().ToArray());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void A_decay_outside_0_to_1_is_refused(double decay)
    {
        using var adam = new FlatAdam([new Parameter(zeros(1))], learningRate: 1, weightDecay: 0);
        Assert.Contains($"got {decay}", Assert.Throws<ArgumentOutOfRangeException>(() => new WeightAverage(adam, decay)).Message);
    }
}
