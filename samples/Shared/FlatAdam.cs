using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Intertwine.Samples;

/// <summary>TorchSharp's Adam (Kingma and Ba, 2015) on all parameters laid end to end in one tensor.</summary>
public sealed class FlatAdam : FlatOptimizer
{
    private const string MeanName = "adam.exp_avg";
    private const string SquareName = "adam.exp_avg_sq";
    private const string LargestSquareName = "adam.max_exp_avg_sq";

    private readonly Adam _adam;

    /// <param name="amsgrad">Whether steps are divided by the largest mean of the squares so far, not by the present one (Reddi, Kale, Kumar 2018).</param>
    public FlatAdam(IEnumerable<Parameter> parameters, double learningRate, double weightDecay, bool amsgrad = false)
        : base(parameters)
    {
        // TorchSharp's factory has 0.99 for beta2; Adam's is 0.999.
        _adam = optim.Adam([Flat], learningRate, beta1: 0.9, beta2: 0.999, weight_decay: weightDecay, amsgrad: amsgrad);
    }

    public override long Steps => Inner.step;

    /// <summary>The running means of the gradient and of its square; with amsgrad the largest mean of the squares so far.</summary>
    public override IReadOnlyDictionary<string, Tensor> Memory => LargestSquare is { } largest
        ? new Dictionary<string, Tensor> { [MeanName] = Inner.exp_avg, [SquareName] = Inner.exp_avg_sq, [LargestSquareName] = largest }
        : new Dictionary<string, Tensor> { [MeanName] = Inner.exp_avg, [SquareName] = Inner.exp_avg_sq };

    /// <summary>Number of steps taken, and the running means of the gradient and of its square, <c>[all parameters]</c>. The tensors stay the optimizer's.</summary>
    public (long Step, Tensor Mean, Tensor Square) State => (Inner.step, Inner.exp_avg, Inner.exp_avg_sq);

    /// <summary>The largest mean of the squares so far, <c>[all parameters]</c>; null without amsgrad. It stays the optimizer's.</summary>
    public Tensor? LargestSquare => Inner.max_exp_avg_sq;

    public override double LearningRate
    {
        set
        {
            foreach (var group in _adam.ParamGroups) group.LearningRate = value;
        }
    }

    private Adam.State Inner => (Adam.State)_adam.state_dict().State[0];

    protected override void Update(Tensor gradient)
    {
        Flat.grad = gradient;
        _adam.step();
    }

    protected override void SetSteps(long steps) => Inner.step = steps;

    protected override void Dispose(bool disposing)
    {
        if (disposing) _adam.Dispose();
        base.Dispose(disposing);
    }
}
