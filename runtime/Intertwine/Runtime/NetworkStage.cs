using System.ComponentModel;
using Intertwine.Kernels;
using TorchSharp;
using static TorchSharp.torch;

namespace Intertwine.Runtime;

/// <summary>
/// One program of a network, forward and backward, on every backend: the whole network, or what can be computed between two layers written by hand. On the CPU each run of its kernels is one node of the autograd graph.
/// </summary>
/// <param name="definition">Its inputs, outputs and parameters, under their names in the model.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class NetworkStage(ModelDefinition definition) : NetworkStep
{
    private readonly Dictionary<(ScalarType Type, bool Training, bool Gpu), BoundProgram?> _programs = [];

    /// <summary>What the program consists of.</summary>
    public ModelDefinition Definition { get; } = definition;

    /// <inheritdoc cref="EquivariantModel.Reference"/>
    protected internal abstract Tensor[] Reference(TorchCall call);

    /// <inheritdoc cref="EquivariantModel.Kernels"/>
    protected internal abstract KernelProgram? Kernels(ScalarType type, bool training);

    /// <inheritdoc cref="EquivariantModel.GpuKernels"/>
    protected internal virtual KernelProgram? GpuKernels(ScalarType type, bool training) => null;

    internal override void Run(Dictionary<string, Tensor> values, IReadOnlyDictionary<string, Tensor> parameters, in NetworkCall call)
    {
        bool training = call.Training && Definition.TrainingDiffers;
        Tensor[] outputs = Run([.. Definition.ProgramInputs(training).Select(name => values[name])], [.. Definition.Parameters.Select(p => parameters[p.Name])], call);
        foreach ((string name, Tensor output) in Definition.ProgramOutputs(training).Zip(outputs))
        {
            values[name] = output;
        }
    }

    /// <summary>One pass on values of any accepted shape; outputs without trivial axes, then batch statistics <c>[channels]</c>.</summary>
    internal Tensor[] Run(Tensor[] values, Tensor[] parameters, in NetworkCall call)
    {
        bool training = call.Training && Definition.TrainingDiffers;
        return SelectProgram(call, training) is { } program ? RunKernels(program, training, values, parameters, call) : RunReference(call.Graph, call.Counts, values, parameters, training, call.Type, call.Device);
    }

    /// <summary>The reference on values of any accepted shape; outputs as <see cref="Run(Tensor[], Tensor[], in NetworkCall)"/> gives them.</summary>
    /// <param name="edges">By map the edges of dynamic sets, where they have been found; they are found anew if left out.</param>
    internal Tensor[] RunReference(
        Graph? graph, IReadOnlyDictionary<string, long> counts, Tensor[] values, Tensor[] parameters, bool training, ScalarType type, Device device,
        IReadOnlyDictionary<string, long[]>? edges = null)
    {
        Tensor[] items = new Tensor[values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            (long count, int channels, int components) = ProgramInputShape(i, training, counts);
            items[i] = values[i].reshape(count, channels, components);
        }

        Tensor[] outputs = Reference(new TorchCall(Definition, graph, counts, items, parameters, training, type, device, edges));
        long[][] shapes = OutputShapes(counts, training);
        if (outputs.Length != shapes.Length)
        {
            throw new InvalidOperationException($"The reference of {Definition.Name} gave {outputs.Length} outputs; expected {shapes.Length}.");
        }

        for (int i = 0; i < outputs.Length; i++)
        {
            outputs[i] = outputs[i].reshape(shapes[i]);
        }

        return outputs;
    }

    private Tensor[] RunKernels(BoundProgram program, bool training, Tensor[] values, Tensor[] parameters, in NetworkCall call)
    {
        KernelSignature signature = program.Signature;
        IReadOnlyDictionary<string, long> counts = call.Counts;
        Graph? graph = call.Graph;
        KernelCallSite site = new(
            this,
            program,
            graph,
            training,
            counts,
            // Programs name all domains; without a graph some have no items.
            [.. signature.Domains.Select(d => counts.GetValueOrDefault(d))],
            [.. signature.Maps.Select((m, i) => program.IsDynamic(i) ? null : TableOf(graph, m.Name))],
            Array.ConvertAll(values, v => v.shape),
            OutputShapes(counts, training),
            call.Type);
        // On the CPU this is nothing. Tensors on a GPU come here with Backend.Gpu only: its kernels run in a context of their own, and what they work on goes through host memory.
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = InHostMemory(values[i]);
        }

        for (int i = 0; i < parameters.Length; i++)
        {
            parameters[i] = InHostMemory(parameters[i]);
        }

        Tensor[] outputs = torch.is_grad_enabled() && (values.Any(v => v.requires_grad) || parameters.Any(p => p.requires_grad))
            ? KernelNode.Forward(site, values, parameters)
            : site.Forward(values, parameters);
        Device device = call.Device;
        return device.type == DeviceType.CPU ? outputs : Array.ConvertAll(outputs, o => o.to(device));
    }

    private IndexTable TableOf(Graph? graph, string map) =>
        (graph ?? throw new InvalidOperationException($"{Definition.Name} uses the index map '{map}' and was called without a graph.")).Table(CallMaps.KeyOf(Definition, map));

    /// <summary>A tensor whose numbers kernels can read; the same where it is one already, for a handle costs about as much as a small loop over the items.</summary>
    private static Tensor InHostMemory(Tensor tensor) => tensor.device_type == DeviceType.CPU && tensor.is_contiguous() ? tensor : tensor.cpu().contiguous();

    /// <summary>The kernels that the backend asked for has for such tensors; null where TorchSharp computes.</summary>
    private BoundProgram? SelectProgram(in NetworkCall call, bool training)
    {
        if (call.Backend == Backend.Torch)
        {
            return null;
        }

        bool gpu = call.Backend == Backend.Gpu;
        bool supported = (gpu || call.Device.type == DeviceType.CPU) && call.Type is ScalarType.Float32 or ScalarType.Float64;
        BoundProgram? program = supported ? Program(call.Type, training, gpu) : null;
        return program is null && call.Backend != Backend.Auto
            ? throw new NotSupportedException(
                $"Backend.{call.Backend} computes float32 and float64{(gpu ? string.Empty : " on the CPU")}; {Definition.Name} is {call.Type} on {call.Device}{(supported ? " and has no kernels for it" : "")}. Use Backend.Auto or Backend.Torch.")
            : program;
    }

    /// <summary>The kernels for a number type and mode, bound to the names of this model; null where there are none.</summary>
    private BoundProgram? Program(ScalarType type, bool training, bool gpu)
    {
        lock (_programs)
        {
            if (!_programs.TryGetValue((type, training, gpu), out BoundProgram? program))
            {
                program = (gpu ? GpuKernels(type, training) : Kernels(type, training)) is { } kernels ? new BoundProgram(kernels, Definition, training) : null;
                _programs.Add((type, training, gpu), program);
            }

            return program;
        }
    }

    /// <summary>Items, channels and components of an input of the programs: a feature, a mask, a running statistic.</summary>
    private (long Items, int Channels, int Components) ProgramInputShape(int i, bool training, IReadOnlyDictionary<string, long> counts)
    {
        if (i < Definition.Inputs.Length)
        {
            InputDefinition input = Definition.Inputs[i];
            return (counts[input.Domain], input.Channels, input.Components);
        }

        i -= Definition.Inputs.Length;
        return training
            ? (counts[Definition.Dropouts[i].Domain], Definition.Dropouts[i].Channels, 1)
            : (1, Definition.BatchNorms.SelectMany(n => n.Running).ElementAt(i).Channels, 1);
    }

    /// <summary>In the order of <see cref="ModelDefinition.ProgramOutputs"/>.</summary>
    private long[][] OutputShapes(IReadOnlyDictionary<string, long> counts, bool training) =>
    [
        .. Definition.Outputs.Select(o => EquivariantModel.CanonicalShape(counts[o.Domain], o.Channels, o.Components)),
        .. training ? Definition.BatchNorms.SelectMany(n => n.Running).Select(s => (long[])[s.Channels]) : [],
    ];
}
