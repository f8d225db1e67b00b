using System.Globalization;
using TorchSharp;
using static TorchSharp.torch;

namespace Intertwine.Golden;

/// <summary>
/// The official EGNN networks once more, in plain TorchSharp and straight from their equations, to make golden files for options that the stored files do not use. Weights, inputs and cotangents are random.
/// </summary>
internal sealed class OfficialEgnn
{
    private readonly Dictionary<string, string> _options;
    private readonly GoldenConfig _config;
    private readonly Dictionary<string, Tensor> _weights = [];
    private readonly Dictionary<string, Tensor> _inputs = [];

    private OfficialEgnn(string type, IReadOnlyDictionary<string, string> options)
    {
        _options = new(options) { ["cls"] = type };
        _config = new GoldenConfig(_options, []);
    }

    private bool HasVelocity => _config.Class.EndsWith("EGNN_vel", StringComparison.Ordinal);

    private bool IsQm9 => _config.Class == "qm9.models.EGNN";

    private int Hidden => _config.Int("hidden_nf");

    private int EdgeFeatures => _config.Int("in_edge_nf", 0);

    /// <summary>Writes a file as the official code would.</summary>
    public static void Write(string path, string type, IReadOnlyDictionary<string, string> options)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        torch.random.manual_seed(5);
        OfficialEgnn network = new(type, options);
        Safetensors.Write(path, network.Run(), network._options);
    }

    private Dictionary<string, Tensor> Run()
    {
        int nodes = _config.Int("batch") * _config.Int("nodes");
        string features = IsQm9 ? "h0" : "h";
        Input(features, nodes, _config.Int("in_node_nf"));
        Input("x", nodes, 3);
        using Graph graph = Graph.FullyConnected(_config.Int("batch"), _config.Int("nodes"), selfLoops: IsQm9);
        _inputs["edges"] = torch.stack([graph.Target, graph.Source]);
        if (HasVelocity)
        {
            Input("vel", nodes, 3);
        }

        if (EdgeFeatures > 0)
        {
            Input("edge_attr", graph.EdgeCount, EdgeFeatures);
        }

        if (IsQm9)
        {
            _inputs["node_mask"] = torch.rand([nodes, 1], dtype: ScalarType.Float64).gt(0.2).to(ScalarType.Float64);
            _inputs["edge_mask"] = graph.Source.ne(graph.Target).unsqueeze(1).to(ScalarType.Float64);
        }

        Dictionary<string, Tensor> outputs = Forward(features, nodes);
        Dictionary<string, Tensor> file = [];
        Tensor loss = torch.zeros([], dtype: ScalarType.Float64);
        foreach ((string name, Tensor output) in outputs)
        {
            Tensor cotangent = Rounded(torch.randn(output.shape, dtype: ScalarType.Float64));
            loss += (output * cotangent).sum();
            file[$"output/{name}"] = output.to(ScalarType.Float32);
            file[$"output64/{name}"] = output;
            file[$"cotangent/{name}"] = cotangent.to(ScalarType.Float32);
        }

        loss.backward();
        List<string> without = [];
        foreach ((string name, Tensor weight) in _weights)
        {
            file[$"weight/{name}"] = weight.to(ScalarType.Float32);
            if (weight.grad is { } gradient)
            {
                file[$"grad/weight/{name}"] = gradient.to(ScalarType.Float32);
            }
            else
            {
                without.Add($"\"{name}\"");
            }
        }

        foreach ((string name, Tensor input) in _inputs)
        {
            file[$"input/{name}"] = input.is_floating_point() ? input.to(ScalarType.Float32) : input;
            if (input.grad is { } gradient)
            {
                file[$"grad/input/{name}"] = gradient.to(ScalarType.Float32);
            }
        }

        _options["params_without_grad"] = $"[{string.Join(", ", without)}]";
        return file;
    }

    private Dictionary<string, Tensor> Forward(string features, long nodes)
    {
        Tensor x = _inputs["x"];
        Tensor h = Linear(HasVelocity || IsQm9 ? "embedding" : "embedding_in", _inputs[features], Hidden);
        for (int i = 0; i < _config.Int("n_layers"); i++)
        {
            (h, x) = Layer(string.Create(CultureInfo.InvariantCulture, $"gcl_{i}"), h, x, nodes);
        }

        if (HasVelocity)
        {
            return new() { ["x"] = x };
        }

        if (!IsQm9)
        {
            return new() { ["h"] = Linear("embedding_out", h, _config.Int("out_node_nf")), ["x"] = x };
        }

        Tensor pooled = (Mlp("node_dec", h, Hidden) * _inputs["node_mask"]).view(_config.Int("batch"), -1, Hidden).sum(1);
        return new() { ["pred"] = Mlp("graph_dec", pooled, 1).squeeze(1) };
    }

    private (Tensor Nodes, Tensor Position) Layer(string name, Tensor h, Tensor x, long nodes)
    {
        Tensor row = _inputs["edges"][0];
        Tensor column = _inputs["edges"][1];
        Tensor difference = x[row] - x[column];
        Tensor radial = difference.pow(2).sum(1, keepdim: true);
        if (_config.Flag("norm_diff"))
        {
            difference /= radial.sqrt() + 1;
        }

        if (_config.Flag("normalize"))
        {
            difference /= radial.sqrt().detach() + 1e-8;
        }

        Tensor[] edge = [h[row], h[column], radial, .. EdgeFeatures > 0 ? (Tensor[])[_inputs["edge_attr"]] : []];
        Tensor message = nn.functional.silu(Mlp($"{name}.edge_mlp", torch.cat(edge, 1), Hidden));
        if (_config.Flag("attention"))
        {
            message *= Linear($"{name}.att_mlp.0", message, 1).sigmoid();
        }

        if (IsQm9)
        {
            message *= _inputs["edge_mask"];
        }
        else
        {
            Tensor pull = Mlp($"{name}.coord_mlp", message, 1, bias: false);
            Tensor sum = Sum(difference * (_config.Flag("tanh") ? pull.tanh() : pull), row, nodes);
            Tensor count = Sum(torch.ones_like(difference), row, nodes).clamp(min: 1);
            x = x + ((_config.Text("coords_agg", "mean") == "sum" ? sum : sum / count) * _config.Number("coords_weight", 1));
            if (HasVelocity)
            {
                x = x + (Mlp($"{name}.coord_mlp_vel", h, 1) * _inputs["vel"]);
            }
        }

        Tensor[] node = [h, Sum(message, row, nodes), .. IsQm9 && _config.Flag("node_attr", true) ? (Tensor[])[_inputs["h0"]] : []];
        Tensor update = Mlp($"{name}.node_mlp", torch.cat(node, 1), Hidden);
        bool residual = IsQm9 || (HasVelocity ? _config.Flag("recurrent") : _config.Flag("residual", true));
        return (residual ? h + update : update, x);
    }

    private static Tensor Sum(Tensor values, Tensor row, long nodes) => torch.zeros([nodes, values.shape[1]], dtype: ScalarType.Float64).index_add(0, row, values, 1);

    private Tensor Mlp(string name, Tensor x, int width, bool bias = true) => Linear($"{name}.2", nn.functional.silu(Linear($"{name}.0", x, Hidden)), width, bias);

    private Tensor Linear(string name, Tensor x, int width, bool bias = true)
    {
        Tensor weight = Parameter($"{name}.weight", width, x.shape[1]);
        return bias ? nn.functional.linear(x, weight, Parameter($"{name}.bias", width)) : nn.functional.linear(x, weight);
    }

    private Tensor Parameter(string name, params long[] shape) => _weights[name] = Rounded(torch.randn(shape, dtype: ScalarType.Float64) * 0.3).requires_grad_();

    private void Input(string name, params long[] shape) => _inputs[name] = Rounded(torch.randn(shape, dtype: ScalarType.Float64)).requires_grad_();

    /// <summary>To numbers that float32 can hold, so that both precisions start from the same.</summary>
    private static Tensor Rounded(Tensor tensor) => tensor.to(ScalarType.Float32).to(ScalarType.Float64);
}
