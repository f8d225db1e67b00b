using System.Diagnostics;
using TorchSharp;
using static TorchSharp.torch;

namespace Intertwine.Samples;

/// <summary>Milliseconds for one batch: the median over repetitions.</summary>
/// <param name="Name">What computed the network.</param>
/// <param name="Forward">Forward pass without gradients.</param>
/// <param name="ForwardBackward">Forward pass, loss and all gradients.</param>
/// <param name="Optimizer">Setting the gradients to zero, and Adam's step.</param>
public sealed record StepTiming(string Name, double Forward, double ForwardBackward, double Optimizer)
{
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(1.2);
    private const int WarmUp = 5;

    /// <summary>Training step as a whole.</summary>
    public double Step => ForwardBackward + Optimizer;

    /// <summary>Times a network on a batch. The weights stay as they are: the optimizer runs with learning rate zero.</summary>
    /// <param name="predict">A forward pass.</param>
    /// <param name="loss">A forward pass and its loss.</param>
    public static StepTiming Measure(string name, nn.Module model, Action predict, Func<Tensor> loss)
    {
        using var adam = new FlatAdam(model.parameters(), learningRate: 0, weightDecay: 0);
        List<double> forward = [], forwardBackward = [], optimizer = [];
        var begin = Stopwatch.GetTimestamp();
        for (var repetition = 0; repetition < WarmUp + 3 || Stopwatch.GetElapsedTime(begin) < Budget; repetition++)
        {
            var pure = Time(() =>
            {
                using var noGradient = no_grad();
                predict();
            });
            var zero = Time(adam.ZeroGradients);
            var both = Time(() => loss().backward());
            var step = Time(adam.Step);
            if (repetition < WarmUp) continue;
            forward.Add(pure);
            forwardBackward.Add(both);
            optimizer.Add(zero + step);
        }
        adam.ZeroGradients();
        return new StepTiming(name, Median(forward), Median(forwardBackward), Median(optimizer));
    }

    private static double Time(Action action)
    {
        using var scope = NewDisposeScope();
        var start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static double Median(List<double> values)
    {
        values.Sort();
        return (values[values.Count / 2] + values[(values.Count - 1) / 2]) / 2;
    }
}
