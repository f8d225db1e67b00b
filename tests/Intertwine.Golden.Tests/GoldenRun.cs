using System.Reflection;
using System.Runtime.CompilerServices;
using Intertwine.Golden.Kinds;
using TorchSharp;
using static TorchSharp.torch;

namespace Intertwine.Golden;

/// <summary>What our model computes for a golden file on one backend in one precision, under the official names and in the official layout.</summary>
internal sealed record GoldenRun(
    Backend Backend,
    ScalarType Precision,
    IReadOnlyDictionary<string, GoldenArray> Outputs,
    IReadOnlyDictionary<string, GoldenArray> InputGradients,
    IReadOnlyDictionary<string, GoldenArray> WeightGradients,
    IReadOnlyDictionary<string, GoldenArray> Buffers)
{
    /// <summary>For messages: <c>Simd float32</c>.</summary>
    public string Name => $"{Backend} {(Precision == ScalarType.Float64 ? "float64" : "float32")}";

    /// <summary>Binds the weights, computes the outputs, and differentiates sum(output * cotangent).</summary>
    public static GoldenRun Execute(GoldenFile file, IGoldenKind kind, Type modelClass, Backend backend, ScalarType precision)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        using var model = (EquivariantModel)Activator.CreateInstance(modelClass, backend, precision, null)!;
        model.train(file.Config.Flag("training"));
        Dictionary<string, Tensor> weights = Leaves(file.Weights, precision, _ => true);
        IReadOnlyDictionary<string, Tensor> bound = kind.BindWeights(file.Config, weights);
        Load(model, bound);

        Dictionary<string, Tensor> inputs = Leaves(file.Inputs, precision, file.InputGradients.ContainsKey);
        GoldenInputs call = kind.BuildInputs(file.Config, inputs);
        using Graph? graph = call.Graph;
        IReadOnlyDictionary<string, Tensor> outputs = kind.ReadOutputs(file.Config, Forward(model, graph, call.Features)).ToDictionary(o => o.Key, o => WithOfficialItems(o.Value, file.Outputs.GetValueOrDefault(o.Key)));
        Tensor loss = torch.zeros([], dtype: precision);
        foreach ((string name, Tensor cotangent) in file.Cotangents)
        {
            loss += (outputs[name] * cotangent.to(precision)).sum();
        }

        if (loss.requires_grad)
        {
            loss.backward();
            PullBack(model, bound);
        }

        return new GoldenRun(backend, precision, Arrays(outputs), Gradients(inputs), Gradients(weights), Arrays(kind.ReadBuffers(file.Config, model.state_dict())));
    }

    /// <summary>Ours has one axis of items, the official one may have several.</summary>
    private static Tensor WithOfficialItems(Tensor output, Tensor? official) =>
        official is not null && official.dim() > output.dim() && official.numel() == output.numel() && official.shape[^1] == output.shape[^1] ? output.reshape(official.shape) : output;

    private static Dictionary<string, Tensor> Leaves(IReadOnlyDictionary<string, Tensor> tensors, ScalarType precision, Func<string, bool> differentiate) =>
        tensors.ToDictionary(t => t.Key, t => t.Value.is_floating_point() ? t.Value.to(precision, copy: true).requires_grad_(differentiate(t.Key)) : t.Value);

    private static void Load(EquivariantModel model, IReadOnlyDictionary<string, Tensor> bound)
    {
        Dictionary<string, Tensor> state = model.state_dict();
        string[] problems =
        [
            .. state.Keys.Except(bound.Keys).Select(k => $"nothing is bound to '{k}'"),
            .. bound.Keys.Except(state.Keys).Select(k => $"the model has no '{k}'"),
            .. state.Where(s => bound.TryGetValue(s.Key, out Tensor? value) && !value.shape.AsSpan().SequenceEqual(s.Value.shape))
                .Select(s => $"'{s.Key}' has shape [{string.Join(", ", s.Value.shape)}]; bound is [{string.Join(", ", bound[s.Key].shape)}]"),
        ];
        if (problems.Length > 0)
        {
            throw new InvalidDataException($"The weights do not fit the model: {string.Join("; ", problems)}.");
        }

        using IDisposable noGradient = torch.no_grad();
        foreach ((string key, Tensor target) in state)
        {
            target.copy_(bound[key]);
        }
    }

    /// <summary>Calls <c>forward</c> as a user would, with one tensor per input.</summary>
    private static Dictionary<string, Tensor> Forward(EquivariantModel model, Graph? graph, IReadOnlyDictionary<string, Tensor> features)
    {
        MethodInfo forward = model.GetType().GetMethod("forward", BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            ?? throw new InvalidOperationException("The model has no forward.");
        object?[] arguments = [.. model.Definition.HasGraph ? (object?[])[graph] : [], .. model.Definition.Inputs.Select(i => features[i.Name])];
        object result = forward.Invoke(model, BindingFlags.DoNotWrapExceptions, null, arguments, null)!;
        return result is ITuple tuple
            ? model.Definition.Outputs.Select((o, i) => (o.Name, Value: (Tensor)tuple[i]!)).ToDictionary(o => o.Name, o => o.Value)
            : new() { [model.Definition.Outputs[0].Name] = (Tensor)result };
    }

    /// <summary>Gradients by the model's parameters → gradients by the official weights: the adjoint of the binding, which is linear.</summary>
    private static void PullBack(EquivariantModel model, IReadOnlyDictionary<string, Tensor> bound)
    {
        foreach ((string key, TorchSharp.Modules.Parameter parameter) in model.named_parameters())
        {
            if (parameter.grad is { } gradient)
            {
                (bound[key] * gradient).sum().backward();
            }
        }
    }

    private static Dictionary<string, GoldenArray> Arrays(IReadOnlyDictionary<string, Tensor> tensors) => tensors.ToDictionary(t => t.Key, t => GoldenArray.Of(t.Value));

    /// <summary>Of the tensors that have one: nothing depends on the others.</summary>
    private static Dictionary<string, GoldenArray> Gradients(Dictionary<string, Tensor> tensors) =>
        tensors.Where(t => t.Value.is_floating_point() && t.Value.grad is not null).ToDictionary(t => t.Key, t => GoldenArray.Of(t.Value.grad!));
}
