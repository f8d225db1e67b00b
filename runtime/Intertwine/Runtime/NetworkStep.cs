using System.Collections.Immutable;
using System.ComponentModel;
using TorchSharp;
using static TorchSharp.torch;

namespace Intertwine.Runtime;

/// <summary>One step of a network that is no single program: a program, or a layer written by hand.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class NetworkStep
{
    private protected NetworkStep()
    {
    }

    /// <summary>Computes new values from those that are there, by name.</summary>
    internal abstract void Run(Dictionary<string, Tensor> values, IReadOnlyDictionary<string, Tensor> parameters, in NetworkCall call);
}

/// <summary>A network with layers written by hand: programs, and the calls between them.</summary>
/// <param name="steps">Each after what it needs. Values have the path of their feature as names.</param>
/// <param name="outputs">The values that the model gives, in the order of <see cref="ModelDefinition.Outputs"/>.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class NetworkSteps(ImmutableArray<NetworkStep> steps, ImmutableArray<string> outputs)
{
    public ImmutableArray<NetworkStep> Steps { get; } = steps;

    public ImmutableArray<string> Outputs { get; } = outputs;
}

/// <summary>What one forward pass of a model is about, besides its tensors.</summary>
/// <param name="Model">The name of the model, for messages.</param>
/// <param name="Counts">Items per domain, by name.</param>
/// <param name="Training">Whether dropouts act and batch statistics are those of the batch.</param>
internal readonly record struct NetworkCall(string Model, Graph? Graph, IReadOnlyDictionary<string, long> Counts, bool Training, ScalarType Type, Device Device, Backend Backend);
