using Intertwine.Kernels;
using Intertwine.Runtime;
using TorchSharp;
using static TorchSharp.torch;

namespace Intertwine;

public abstract partial class EquivariantModel
{
    /// <summary>
    /// One forward pass: checks the inputs, picks the backend, draws dropout masks, computes, updates running statistics. Outputs have the shape that architecture.md gives: <c>[items, channels, components]</c>
    /// without trivial axes. Temporaries are disposed.
    /// </summary>
    /// <param name="graph">The graph; null only for models without one.</param>
    /// <param name="inputs">In the order of <see cref="ModelDefinition.Inputs"/>.</param>
    protected Tensor[] Run(Graph? graph, params ReadOnlySpan<Tensor> inputs)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        Dictionary<string, long> counts = CountItems(graph, inputs);
        Tensor[] parameters = CurrentParameters();
        ScalarType type = parameters.Length > 0 ? parameters[0].dtype : _type;
        Device device = parameters.Length > 0 ? parameters[0].device : inputs.Length > 0 ? inputs[0].device : torch.CPU;
        for (int i = 0; i < inputs.Length; i++)
        {
            CheckInput(Definition.Inputs[i], inputs[i], counts, type, device);
        }

        bool training = this.training && Definition.TrainingDiffers;
        Tensor[] values = [.. inputs, .. training ? DrawMasks(counts, type, device) : RunningStatistics()];
        Tensor[] outputs = SelectProgram(type, device, training) is { } program
            ? RunKernels(program, graph, training, counts, values, parameters, type, device)
            : RunReference(graph, counts, values, parameters, training, type, device);
        if (training)
        {
            UpdateRunningStatistics(outputs.AsSpan(Definition.Outputs.Length), counts);
        }

        outputs = outputs[..Definition.Outputs.Length];
        CheckFinite(outputs);
        foreach (Tensor output in outputs)
        {
            output.MoveToOuterDisposeScope();
        }

        return outputs;
    }

    /// <summary><see cref="Run"/> for the other parts of the library.</summary>
    internal Tensor[] Evaluate(Graph? graph, Tensor[] inputs) => Run(graph, inputs);

    /// <summary>The reference on values of any accepted shape; outputs as <see cref="Run"/> gives them, then batch statistics <c>[channels]</c>.</summary>
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

    private Tensor[] RunKernels(
        BoundProgram program, Graph? graph, bool training, Dictionary<string, long> counts, Tensor[] values, Tensor[] parameters, ScalarType type, Device device)
    {
        KernelSignature signature = program.Signature;
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
            type);
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
        return device.type == DeviceType.CPU ? outputs : Array.ConvertAll(outputs, o => o.to(device));
    }

    private IndexTable TableOf(Graph? graph, string map) =>
        (graph ?? throw new InvalidOperationException($"{Definition.Name} uses the index map '{map}' and was called without a graph.")).Table(CallMaps.KeyOf(Definition, map));

    /// <summary>A tensor whose numbers kernels can read; the same where it is one already, for a handle costs about as much as a small loop over the items.</summary>
    private static Tensor InHostMemory(Tensor tensor) => tensor.device_type == DeviceType.CPU && tensor.is_contiguous() ? tensor : tensor.cpu().contiguous();

    /// <summary>The kernels that the backend asked for has for such tensors; null where TorchSharp computes.</summary>
    private BoundProgram? SelectProgram(ScalarType type, Device device, bool training)
    {
        if (_backend == Backend.Torch)
        {
            return null;
        }

        bool gpu = _backend == Backend.Gpu;
        bool supported = (gpu || device.type == DeviceType.CPU) && type is ScalarType.Float32 or ScalarType.Float64;
        BoundProgram? program = supported ? Program(type, training, gpu) : null;
        return program is null && _backend != Backend.Auto
            ? throw new NotSupportedException(
                $"Backend.{_backend} computes float32 and float64{(gpu ? string.Empty : " on the CPU")}; {Definition.Name} is {type} on {device}{(supported ? " and has no kernels for it" : "")}. Use Backend.Auto or Backend.Torch.")
            : program;
    }

    private Tensor[] CurrentParameters()
    {
        Tensor[] parameters = new Tensor[Definition.Parameters.Length];
        for (int i = 0; i < parameters.Length; i++)
        {
            parameters[i] = get_parameter(Definition.Parameters[i].Name) ?? throw new ObjectDisposedException(Definition.Name);
        }

        return parameters;
    }

    private Tensor[] DrawMasks(Dictionary<string, long> counts, ScalarType type, Device device)
    {
        using IDisposable noGradient = torch.no_grad();
        return
        [
            .. Definition.Dropouts.Select(d =>
            {
                Tensor mask = torch.empty([counts[d.Domain], d.Channels, 1], dtype: type, device: device);
                return d.Rate >= 1 ? mask.zero_() : mask.bernoulli_(1 - d.Rate).div_(1 - d.Rate);
            }),
        ];
    }

    private Tensor[] RunningStatistics() => [.. Definition.BatchNorms.SelectMany(n => n.RunningStatistics).Select(Buffer)];

    private Tensor Buffer(string name) => get_buffer(name) ?? throw new ObjectDisposedException(Definition.Name);

    /// <summary>
    /// running = (1 - momentum) running + momentum batch; the variance is the unbiased one where the definition says so, as in PyTorch's BatchNorm.
    /// </summary>
    private void UpdateRunningStatistics(ReadOnlySpan<Tensor> statistics, Dictionary<string, long> counts)
    {
        using IDisposable noGradient = torch.no_grad();
        int next = 0;
        foreach (BatchNormDefinition norm in Definition.BatchNorms)
        {
            long items = counts[norm.Domain];
            foreach (string name in norm.RunningStatistics)
            {
                Tensor batch = statistics[next++].detach();
                Tensor moved = name == norm.RunningVariance && norm.Unbiased ? batch * ((double)items / (items - 1)) : batch;
                Buffer(name).mul_(1 - norm.Momentum).add_(moved, norm.Momentum);
            }

            Buffer(norm.BatchesTracked).add_(1);
        }
    }

    private void CheckFinite(Tensor[] outputs)
    {
        if (!Checks.Finite)
        {
            return;
        }

        for (int i = 0; i < outputs.Length; i++)
        {
            if (!outputs[i].isfinite().all().item<bool>())
            {
                throw new ArithmeticException($"Output '{Definition.Outputs[i].Name}' of {Definition.Name} has values that are NaN or infinite.");
            }
        }
    }
}
