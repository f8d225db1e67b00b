using System.Reflection;
using System.Runtime.CompilerServices;
using TorchSharp;
using static TorchSharp.torch;

namespace Intertwine.Generator.Tests.Models;

/// <summary>An instance of a compiled declaration, with random inputs and cotangents that are the same numbers in every precision.</summary>
internal sealed class DeclaredModel : IDisposable
{
    private readonly DisposeScope _scope = torch.NewDisposeScope();
    private readonly Graph _graph;
    private readonly Tensor[] _cotangents;

    public DeclaredModel(Type type, ScalarType precision, int seed, Graph graph)
    {
        torch.random.manual_seed(seed);
        Model = (EquivariantModel)Activator.CreateInstance(type, Backend.Auto, ScalarType.Float64, null)!;
        using (torch.no_grad())
        {
            // The published initial moves of points are so short that their differences have few digits in float32.
            foreach ((_, TorchSharp.Modules.Parameter parameter) in Model.named_parameters().Where(p => p.name.EndsWith(".Pull.1.weight", StringComparison.Ordinal)))
            {
                parameter.mul_(300);
            }
        }

        _graph = graph;
        Inputs = [.. Model.Definition.Inputs.Select(i => Random(precision, i.Domain, i.Channels, i.Components).requires_grad_())];
        _cotangents = [.. Model.Definition.Outputs.Select(o => Random(precision, o.Domain, o.Channels, o.Components))];
        Model.to(precision);
    }

    public EquivariantModel Model { get; }

    public Tensor[] Inputs { get; }

    /// <summary>Inputs and parameters by name.</summary>
    public IReadOnlyList<(string Name, Tensor Value)> Leaves =>
    [
        .. Inputs.Select((x, i) => (Model.Definition.Inputs[i].Name, x)),
        .. Model.named_parameters().Select(p => (p.name, (Tensor)p.parameter)),
    ];

    /// <summary>Through the generated <c>forward</c>.</summary>
    public Tensor[] Forward() => Forward(_graph, Inputs);

    /// <summary>On another graph and other inputs.</summary>
    public Tensor[] Forward(Graph graph, params Tensor[] inputs)
    {
        MethodInfo forward = Model.GetType().GetMethod("forward", BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)!;
        object result = forward.Invoke(Model, BindingFlags.DoNotWrapExceptions, null, [graph, .. inputs], null)!;
        return result is ITuple tuple ? [.. Enumerable.Range(0, tuple.Length).Select(i => (Tensor)tuple[i]!)] : [(Tensor)result];
    }

    /// <summary>sum(output * cotangent).</summary>
    public double Loss()
    {
        using DisposeScope scope = torch.NewDisposeScope();
        using IDisposable noGradient = torch.no_grad();
        return Loss(Forward()).to(ScalarType.Float64).item<double>();
    }

    /// <summary>Outputs, then gradients of <see cref="Loss()"/> by all leaves, zero where nothing depends on them. Dropout masks are the same at every call.</summary>
    public IReadOnlyList<(string Name, double[] Values)> Run(Backend backend, bool training = false)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        Model.Backend = backend;
        Model.train(training);
        foreach ((_, Tensor leaf) in Leaves)
        {
            leaf.grad = null;
        }

        torch.random.manual_seed(7);
        Tensor[] outputs = Forward();
        Loss(outputs).backward();
        return
        [
            .. outputs.Select((o, i) => (Model.Definition.Outputs[i].Name, Numbers(o))),
            .. Leaves.Select(l => ($"gradient of {l.Name}", l.Value.grad is { } gradient ? Numbers(gradient) : new double[l.Value.numel()])),
            .. Model.named_buffers().Select(b => (b.name, Numbers(b.buffer))),
        ];
    }

    public static double[] Numbers(Tensor tensor)
    {
        using Tensor copy = tensor.detach().to(ScalarType.Float64, copy: true).contiguous();
        return copy.data<double>().ToArray();
    }

    public void Dispose()
    {
        Model.Dispose();
        _scope.Dispose();
    }

    private Tensor Loss(Tensor[] outputs)
    {
        Tensor loss = torch.zeros([], dtype: outputs[0].dtype);
        for (int i = 0; i < outputs.Length; i++)
        {
            loss += (outputs[i].reshape(_cotangents[i].shape) * _cotangents[i]).sum();
        }

        return loss;
    }

    private Tensor Random(ScalarType precision, string domain, int channels, int components)
    {
        long items = domain switch
        {
            "graphs" => _graph.GraphCount,
            "nodes" => _graph.NodeCount,
            "edges" => _graph.EdgeCount,
            _ => Model.Definition.Sets.Single(s => s.Name == domain).Items.Count(_graph.Table("nodeGraph")),
        };
        return torch.randn([items, channels, components], dtype: ScalarType.Float64).to(ScalarType.Float32).to(precision);
    }
}
