using System.Collections.Immutable;
using System.ComponentModel;
using TorchSharp;
using static TorchSharp.torch;

namespace Intertwine.Runtime;

/// <summary>A layer written by hand, between two programs: its method computes with TorchSharp, and autograd differentiates it.</summary>
/// <param name="path">The property path of the feature.</param>
/// <param name="method">The method, for messages.</param>
/// <param name="sources">The values that it takes, one per piece of each source.</param>
/// <param name="results">The values that it gives, one per piece of the feature.</param>
/// <param name="compute">Calls the method: tensors <c>[items, channels, components]</c> in the order of <paramref name="sources"/> and <paramref name="results"/>.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class CustomLayer(
    string path, string method, ImmutableArray<InputDefinition> sources, ImmutableArray<OutputDefinition> results, Func<Tensor[], Tensor[]> compute) : NetworkStep
{
    internal override void Run(Dictionary<string, Tensor> values, IReadOnlyDictionary<string, Tensor> parameters, in NetworkCall call)
    {
        Tensor[] arguments = new Tensor[sources.Length];
        for (int i = 0; i < arguments.Length; i++)
        {
            InputDefinition source = sources[i];
            arguments[i] = values[source.Name].reshape(call.Counts[source.Domain], source.Channels, source.Components);
        }

        Tensor[] given = compute(arguments);
        for (int i = 0; i < results.Length; i++)
        {
            Check(results[i], given[i], call);
            values[results[i].Name] = given[i];
        }
    }

    private void Check(OutputDefinition result, Tensor? given, in NetworkCall call)
    {
        long[] expected = [call.Counts[result.Domain], result.Channels, result.Components];
        string subject = $"Custom layer '{path}' of {call.Model}: {method} must return a tensor of shape [{string.Join(", ", expected)}] ([{result.Domain}, channels, components] of {result.Representation})";
        if (given is null)
        {
            throw new InvalidOperationException($"{subject}; it returned null.");
        }

        if (!given.shape.AsSpan().SequenceEqual(expected))
        {
            throw new InvalidOperationException($"{subject}; it returned one of shape [{string.Join(", ", given.shape)}].");
        }

        if (given.dtype != call.Type)
        {
            throw new InvalidOperationException($"{subject} and type {call.Type}, the type of the model's parameters; it returned one of type {given.dtype}.");
        }

        if (given.device_type != call.Device.type || (call.Device.type != DeviceType.CPU && given.device_index != call.Device.index))
        {
            throw new InvalidOperationException($"{subject} on {call.Device}, where the model's parameters are; it returned one on {given.device}.");
        }
    }
}
