using TorchSharp;
using static TorchSharp.torch;

namespace Intertwine.Samples;

/// <summary>
/// An exponential moving average of the weights along training, a = d a + (1 - d) w after each step, with d = min(decay, (1 + n) / (10 + n)) after n steps, so that the random first weights are soon forgotten.
/// The average of noisy weights is nearer to the minimum than any of them.
/// </summary>
public sealed class WeightAverage : IDisposable
{
    private readonly double _decay;

    public WeightAverage(FlatOptimizer optimizer, double decay)
    {
        if (decay is not (> 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(decay), decay, $"Expected a decay between 0 and 1; got {decay}.");
        _decay = decay;
        using var noGradient = no_grad();
        Values = optimizer.Values.detach().clone().DetachFromDisposeScope();
    }

    /// <summary><c>[all parameters]</c>, in the order of the optimizer.</summary>
    public Tensor Values { get; }

    /// <summary>Takes in the weights that the optimizer's last step left.</summary>
    public void Update(FlatOptimizer optimizer)
    {
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        double n = optimizer.Steps;
        Values.lerp_(optimizer.Values, 1 - Math.Min(_decay, (1 + n) / (10 + n)));
    }

    public void Dispose() => Values.Dispose();
}
