using TorchSharp;
using static TorchSharp.torch;

namespace Intertwine;

public abstract partial class EquivariantModel
{
    /// <summary>The shape at the typed API: channels are left out where a feature has one channel of several components, components where it has one.</summary>
    internal static long[] CanonicalShape(long items, int channels, int components) =>
        components == 1 ? [items, channels] : channels == 1 ? [items, components] : [items, channels, components];

    private Dictionary<string, long> CountItems(Graph? graph, ReadOnlySpan<Tensor> inputs)
    {
        if (inputs.Length != Definition.Inputs.Length)
        {
            throw new ArgumentException($"{Definition.Name} takes {Definition.Inputs.Length} inputs ({string.Join(", ", Definition.Inputs.Select(i => i.Name))}); got {inputs.Length}.", nameof(inputs));
        }

        if (graph is null && Definition.HasGraph)
        {
            throw new ArgumentNullException(nameof(graph), $"{Definition.Name} needs a graph.");
        }

        Dictionary<string, long> counts = new() { ["unit"] = 1 };
        if (graph is not null)
        {
            counts["graphs"] = graph.GraphCount;
            counts["nodes"] = graph.NodeCount;
            counts["edges"] = graph.EdgeCount;
            foreach (SetDefinition set in Definition.Sets)
            {
                counts[set.Name] = graph.CountOf(set.Items);
            }
        }

        for (int i = 0; i < inputs.Length; i++)
        {
            if (inputs[i] is null)
            {
                throw new ArgumentNullException(Definition.Inputs[i].Name, $"Input '{Definition.Inputs[i].Name}' of {Definition.Name} is null.");
            }

            // Without a graph the first input of a domain says how many items it has.
            counts.TryAdd(Definition.Inputs[i].Domain, inputs[i].dim() > 0 ? inputs[i].shape[0] : 0);
        }

        foreach (BatchNormDefinition norm in training ? Definition.BatchNorms : [])
        {
            if (counts[norm.Domain] < 2)
            {
                throw new ArgumentException($"Batch normalisation '{norm.Path}' of {Definition.Name} needs at least two {norm.Domain} in training; got {counts[norm.Domain]}.", nameof(inputs));
            }
        }

        return counts;
    }

    private void CheckInput(InputDefinition input, Tensor tensor, Dictionary<string, long> counts, ScalarType type, Device device)
    {
        long[] canonical = CanonicalShape(counts[input.Domain], input.Channels, input.Components);
        ReadOnlySpan<long> shape = tensor.shape;
        bool fits = shape.SequenceEqual(canonical)
            || shape.SequenceEqual([counts[input.Domain], input.Channels, input.Components])
            || (input.Channels == 1 && input.Components == 1 && shape.SequenceEqual([counts[input.Domain]]));
        if (!fits)
        {
            throw new ArgumentException(
                $"Input '{input.Name}' of {Definition.Name} ({input.Representation}, one value per item of {counts[input.Domain]} {input.Domain}): expected shape [{string.Join(", ", canonical)}]; got [{string.Join(", ", tensor.shape)}].",
                input.Name);
        }

        if (tensor.dtype != type)
        {
            throw new ArgumentException($"Input '{input.Name}' of {Definition.Name}: expected {type}, the type of the model's parameters; got {tensor.dtype}.", input.Name);
        }

        if (tensor.device_type != device.type || (device.type != DeviceType.CPU && tensor.device_index != device.index))
        {
            throw new ArgumentException($"Input '{input.Name}' of {Definition.Name}: expected a tensor on {device}, where the model's parameters are; got one on {tensor.device}.", input.Name);
        }
    }
}
