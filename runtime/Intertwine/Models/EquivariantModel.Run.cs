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
        NetworkCall call = new(Definition.Name, graph, counts, training, type, device, _backend);
        Tensor[] outputs = NetworkSteps is { } steps ? RunSteps(steps, values, parameters, call) : _whole.Run(values, parameters, call);
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

    /// <summary>The steps of a network with layers written by hand, one after the other.</summary>
    /// <param name="inputs">In the order of <see cref="ModelDefinition.ProgramInputs"/>.</param>
    private Tensor[] RunSteps(NetworkSteps network, Tensor[] inputs, Tensor[] parameters, in NetworkCall call)
    {
        Dictionary<string, Tensor> values = Definition.ProgramInputs(call.Training).Zip(inputs).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal);
        Dictionary<string, Tensor> named = Definition.Parameters.Zip(parameters).ToDictionary(pair => pair.First.Name, pair => pair.Second, StringComparer.Ordinal);
        foreach (NetworkStep step in network.Steps)
        {
            step.Run(values, named, call);
        }

        Tensor[] outputs = new Tensor[Definition.Outputs.Length];
        for (int i = 0; i < outputs.Length; i++)
        {
            OutputDefinition output = Definition.Outputs[i];
            outputs[i] = values[network.Outputs[i]].reshape(CanonicalShape(call.Counts[output.Domain], output.Channels, output.Components));
        }

        return [.. outputs, .. call.Training ? Definition.BatchNorms.SelectMany(n => n.BatchStatistics).Select(name => values[name]) : []];
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
