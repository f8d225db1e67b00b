using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Intertwine.Samples;

/// <summary>A rule of steps on all parameters laid end to end in one tensor.</summary>
/// <remarks>
/// Such rules work number by number, so the result is the same to the last bit. But TorchSharp's optimizers make about eleven native calls per parameter,
/// and a network of 62 small ones then spends more time on calls than on arithmetic.
/// The parameters may be written to between steps, but must not move to another device or type while the optimizer lives.
/// </remarks>
public abstract class FlatOptimizer : IDisposable
{
    private readonly Parameter[] _parameters;
    private readonly Tensor[] _views;
    private readonly long[] _sizes;

    protected FlatOptimizer(IEnumerable<Parameter> parameters)
    {
        using var noGradient = no_grad();
        _parameters = [.. parameters];
        _views = [.. _parameters.Select(p => p.view(-1).DetachFromDisposeScope())];
        _sizes = [.. _parameters.Select(p => p.numel())];
        // Of a single tensor TorchSharp's cat is that tensor, not a copy.
        Flat = new Parameter(cat(_views).clone().DetachFromDisposeScope());
    }

    /// <summary>The optimizer that the settings ask for.</summary>
    public static FlatOptimizer Create(IEnumerable<Parameter> parameters, TrainingSettings settings) => settings.Optimizer switch
    {
        OptimizerKind.Adam => new FlatAdam(parameters, settings.LearningRate, settings.WeightDecay, settings.Amsgrad),
        OptimizerKind.Sgd => new FlatSgd(parameters, settings.LearningRate, settings.WeightDecay, settings.Momentum),
        _ => throw new ArgumentOutOfRangeException(nameof(settings), settings.Optimizer, $"Expected an optimizer; got {settings.Optimizer}."),
    };

    /// <summary>Number of steps taken.</summary>
    public abstract long Steps { get; }

    /// <summary>What the rule remembers, each <c>[all parameters]</c>, by the names that checkpoints have for it. The tensors stay the optimizer's.</summary>
    public abstract IReadOnlyDictionary<string, Tensor> Memory { get; }

    /// <summary>The parameters laid end to end as the last step left them. The tensor stays the optimizer's.</summary>
    public Tensor Values => Flat;

    public abstract double LearningRate { set; }

    protected Parameter Flat { get; }

    /// <summary>Goes on from a saved state; the tensors are copied. The parameters have to be restored before.</summary>
    /// <param name="saved">A tensor for every name of <see cref="Memory"/>.</param>
    public void Restore(long steps, Func<string, Tensor> saved)
    {
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        SetSteps(steps);
        foreach (var (name, tensor) in Memory) tensor.copy_(saved(name));
        Flat.copy_(cat(_views));
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
        Flat.copy_(cat(_views));
        Update(cat([.. _parameters.Select((p, i) => p.grad?.view(-1) ?? zeros_like(_views[i]))]));
        Write(Flat);
    }

    /// <summary>Changes <see cref="Flat"/> by one step.</summary>
    /// <param name="gradient"><c>[all parameters]</c>.</param>
    protected abstract void Update(Tensor gradient);

    protected abstract void SetSteps(long steps);

    protected virtual void Dispose(bool disposing)
    {
        if (!disposing) return;
        Flat.Dispose();
        foreach (var view in _views) view.Dispose();
    }

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }
}
