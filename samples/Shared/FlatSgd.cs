using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Intertwine.Samples;

/// <summary>
/// Stochastic gradient descent with momentum as in PyTorch, on all parameters laid end to end: v = m v + g + d w, w = w - r v, with momentum m, weight decay d and learning rate r.
/// </summary>
public sealed class FlatSgd : FlatOptimizer
{
    private const string VelocityName = "sgd.momentum_buffer";

    private readonly double _weightDecay;
    private readonly double _momentum;
    private readonly Tensor _velocity;
    private double _learningRate;
    private long _steps;

    public FlatSgd(IEnumerable<Parameter> parameters, double learningRate, double weightDecay, double momentum)
        : base(parameters)
    {
        if (momentum is not (>= 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(momentum), momentum, $"Expected a momentum from 0 to below 1; got {momentum}.");
        (_learningRate, _weightDecay, _momentum) = (learningRate, weightDecay, momentum);
        using var noGradient = no_grad();
        _velocity = zeros_like(Flat).DetachFromDisposeScope();
    }

    public override long Steps => _steps;

    public override IReadOnlyDictionary<string, Tensor> Memory => new Dictionary<string, Tensor> { [VelocityName] = _velocity };

    public override double LearningRate
    {
        set => _learningRate = value;
    }

    protected override void Update(Tensor gradient)
    {
        _velocity.mul_(_momentum).add_(gradient);
        if (_weightDecay != 0) _velocity.add_(Flat, _weightDecay);
        Flat.add_(_velocity, -_learningRate);
        _steps++;
    }

    protected override void SetSteps(long steps) => _steps = steps;

    protected override void Dispose(bool disposing)
    {
        if (disposing) _velocity.Dispose();
        base.Dispose(disposing);
    }
}
