using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Intertwine.Samples;

/// <summary>TorchSharp's Adam (Kingma and Ba, 2015) on all parameters laid end to end in one tensor.</summary>
/// <remarks>
/// Adam works number by number, so the result is the same to the last bit. But TorchSharp's optimizer makes about eleven native calls per parameter,
/// and a network of 62 small ones then spends more time on calls than on arithmetic.
/// The parameters may be written to between steps, but must not move to another device or type while the optimizer lives.
/// </remarks>
public sealed class FlatAdam : IDisposable
{
    private readonly Parameter[] _parameters;
    private readonly Tensor[] _views;
    private readonly long[] _sizes;
    private readonly Parameter _flat;
    private readonly Adam _adam;

    /// <param name="amsgrad">Whether steps are divided by the largest mean of the squares so far, not by the present one (Reddi, Kale, Kumar 2018).</param>
    public FlatAdam(IEnumerable<Parameter> parameters, double learningRate, double weightDecay, bool amsgrad = false)
    {
        using var noGradient = no_grad();
        _parameters = [.. parameters];
        _views = [.. _parameters.Select(p => p.view(-1).DetachFromDisposeScope())];
        _sizes = [.. _parameters.Select(p => p.numel())];
        // Of a single tensor TorchSharp's cat is that tensor, not a copy.
        _flat = new Parameter(cat(_views).clone().DetachFromDisposeScope());
        // TorchSharp's factory has 0.99 for beta2; Adam's is 0.999.
        _adam = optim.Adam([_flat], learningRate, beta1: 0.9, beta2: 0.999, weight_decay: weightDecay, amsgrad: amsgrad);
    }

    /// <summary>Number of steps taken, and the running means of the gradient and of its square, <c>[all parameters]</c>. The tensors stay the optimizer's.</summary>
    public (long Step, Tensor Mean, Tensor Square) State => (Inner.step, Inner.exp_avg, Inner.exp_avg_sq);

    /// <summary>The largest mean of the squares so far, <c>[all parameters]</c>; null without amsgrad. It stays the optimizer's.</summary>
    public Tensor? LargestSquare => Inner.max_exp_avg_sq;

    /// <summary>The parameters laid end to end as the last step left them. The tensor stays the optimizer's.</summary>
    public Tensor Values => _flat;

    public double LearningRate
    {
        set
        {
            foreach (var group in _adam.ParamGroups) group.LearningRate = value;
        }
    }

    private Adam.State Inner => (Adam.State)_adam.state_dict().State[0];

    /// <summary>Goes on from a saved state; the tensors are copied. The parameters have to be restored before.</summary>
    public void Restore(long step, Tensor mean, Tensor square, Tensor? largestSquare = null)
    {
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        Inner.step = step;
        Inner.exp_avg.copy_(mean);
        Inner.exp_avg_sq.copy_(square);
        if (LargestSquare is { } largest) largest.copy_(largestSquare ?? throw new ArgumentNullException(nameof(largestSquare), "Expected the largest squares, which amsgrad needs."));
        _flat.copy_(cat(_views));
    }

    /// <summary>Writes other values, <c>[all parameters]</c>, into the parameters.</summary>
    public void Write(Tensor values)
    {
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        var parts = values.split(_sizes);
        for (var i = 0; i < parts.Length; i++) _views[i].copy_(parts[i]);
    }

    public void ZeroGradients()
    {
        foreach (var parameter in _parameters)
        {
            using var gradient = parameter.grad;
            gradient?.zero_();
        }
    }

    /// <summary>One step with the gradients that the parameters hold; a parameter without one counts as having gradient zero.</summary>
    public void Step()
    {
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        // The parameters are the truth: whatever was loaded into them since the last step counts.
        _flat.copy_(cat(_views));
        _flat.grad = cat([.. _parameters.Select((p, i) => p.grad?.view(-1) ?? zeros_like(_views[i]))]);
        _adam.step();
        Write(_flat);
    }

    public void Dispose()
    {
        _adam.Dispose();
        _flat.Dispose();
        foreach (var view in _views) view.Dispose();
    }
}
