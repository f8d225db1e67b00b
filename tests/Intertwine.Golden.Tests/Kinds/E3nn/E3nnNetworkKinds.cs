using System.Globalization;
using System.Text.RegularExpressions;
using static TorchSharp.torch;

namespace Intertwine.Golden.Kinds;

/// <summary><c>Convolution</c> and <c>MessagePassing</c> of <c>nn.models.v2106</c>; their metadata are the printed module.</summary>
internal sealed partial class E3nnMessagePassingKind : IGoldenKind
{
    /// <summary>The printed module leaves the option out; this is its value in e3nn's own tests.</summary>
    private const double TypicalNeighbours = 3;

    public double Float64Tolerance => 1e-6;

    public bool Matches(GoldenConfig config) => config.Text("repo", string.Empty) == "e3nn" && Pattern().IsMatch(config.Text("cfg", string.Empty));

    public string Declaration(GoldenConfig config)
    {
        IReadOnlyList<(string Prefix, E3nnConvolution Layer)> layers = Layers(config);
        (E3nnIrreps node, E3nnIrreps attributes, E3nnIrreps edge, int scalars) = Inputs(config);
        List<string> members = [];
        string source = "Nodes";
        for (int i = 0; i < layers.Count; i++)
        {
            members.Add(layers[i].Layer.Members(source));
            source = $"L{i}Out";
            if (i < layers.Count - 1)
            {
                members.Add($"[Gate(nameof({source}), Scale = ActivationScale.E3nn)] public partial Feature G{i} {{ get; }}\n    ");
                source = $"G{i}";
            }
        }

        return $$"""
            using Intertwine;

            [EquivariantModel("O(3)")]
            public partial class {{IGoldenKind.ModelName}}
            {
                [Graph] public partial EdgeSet Edges { get; }
                [Input("{{node.Declared}}", Per.Node)] public partial Feature Nodes { get; }
                [Input("{{attributes.Declared}}", Per.Node)] public partial Feature Attributes { get; }
                [Input("{{edge.Declared}}", Per.Edge)] public partial Feature Edge { get; }
                [Input("{{scalars}}x0e", Per.Edge)] public partial Feature EdgeScalars { get; }
                {{string.Concat(members)}}
                [Output(nameof({{source}}))] public partial Feature Y { get; }
            }
            """;
    }

    public IReadOnlyDictionary<string, Tensor> BindWeights(GoldenConfig config, IReadOnlyDictionary<string, Tensor> official) =>
        new Dictionary<string, Tensor>(Layers(config).SelectMany(l => l.Layer.Bind(official, l.Prefix)));

    public GoldenInputs BuildInputs(GoldenConfig config, IReadOnlyDictionary<string, Tensor> official)
    {
        (E3nnIrreps node, E3nnIrreps attributes, E3nnIrreps edge, _) = Inputs(config);
        return new GoldenInputs(
            Graph.FromEdges(official["edge_src"], official["edge_dst"], official["node_input"].shape[0]),
            new Dictionary<string, Tensor>(
            [
                .. node.Split("Nodes", official["node_input"]), .. attributes.Split("Attributes", official["node_attr"]), .. edge.Split("Edge", official["edge_attr"]), new("EdgeScalars", official["edge_scalars"]),
            ]));
    }

    public IReadOnlyDictionary<string, Tensor> ReadOutputs(GoldenConfig config, IReadOnlyDictionary<string, Tensor> outputs)
    {
        Match last = Pattern().Matches(config.Text("cfg", string.Empty))[^1];
        return new Dictionary<string, Tensor> { ["y"] = E3nnIrreps.Parse(last.Groups["output"].Value).Join("Y", outputs, Layers(config)[^1].Layer.Result) };
    }

    private static IReadOnlyList<(string Prefix, E3nnConvolution Layer)> Layers(GoldenConfig config)
    {
        MatchCollection matches = Pattern().Matches(config.Text("cfg", string.Empty));
        return
        [
            .. matches.Select((m, i) => (
                matches.Count == 1 ? "" : i < matches.Count - 1 ? string.Create(CultureInfo.InvariantCulture, $"layers.{i}.first.") : string.Create(CultureInfo.InvariantCulture, $"layers.{i}."),
                new E3nnConvolution(
                    string.Create(CultureInfo.InvariantCulture, $"L{i}"),
                    E3nnIrreps.Parse(m.Groups["node"].Value),
                    E3nnIrreps.Parse(m.Groups["attributes"].Value),
                    E3nnIrreps.Parse(m.Groups["edge"].Value),
                    E3nnIrreps.Parse(m.Groups["output"].Value),
                    Widths(m)[1..^1],
                    config.Number("num_neighbors", TypicalNeighbours)))),
        ];
    }

    private static (E3nnIrreps Node, E3nnIrreps Attributes, E3nnIrreps Edge, int Scalars) Inputs(GoldenConfig config)
    {
        Match first = Pattern().Match(config.Text("cfg", string.Empty));
        return (E3nnIrreps.Parse(first.Groups["node"].Value), E3nnIrreps.Parse(first.Groups["attributes"].Value), E3nnIrreps.Parse(first.Groups["edge"].Value), Widths(first)[0]);
    }

    private static int[] Widths(Match convolution) => [.. convolution.Groups["widths"].Value.Split(',', StringSplitOptions.TrimEntries).Select(w => int.Parse(w, CultureInfo.InvariantCulture))];

    [GeneratedRegex(
        @"\(sc\): FullyConnectedTensorProduct\((?<node>\S+) x (?<attributes>\S+) -> (?<output>\S+) .*?\(fc\): FullyConnectedNet\[(?<widths>[^\]]+)\].*?\(tp\): TensorProduct\(\S+ x (?<edge>\S+) ->",
        RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Pattern();
}

/// <summary><c>nn.models.v2106.gate_points_networks.SimpleNetwork</c>: message passing on points, edges within a radius.</summary>
internal sealed class E3nnSimpleNetworkKind : IGoldenKind
{
    private const int Functions = 10;

    public double Float64Tolerance => 1e-6;

    public bool Matches(GoldenConfig config) => config.Text("repo", string.Empty) == "e3nn" && config.Has("max_radius") && config.Has("pool_nodes");

    public string Declaration(GoldenConfig config)
    {
        string members = "";
        string source = "Nodes";
        (E3nnConvolution[] layers, _) = Layers(config);
        for (int i = 0; i < layers.Length; i++)
        {
            members += layers[i].Members(source);
            source = string.Create(CultureInfo.InvariantCulture, $"L{i}Out");
            if (i < layers.Length - 1)
            {
                members += string.Create(CultureInfo.InvariantCulture, $"[Gate(nameof({source}), Scale = ActivationScale.E3nn)] public partial Feature G{i} {{ get; }}\n    ");
                source = string.Create(CultureInfo.InvariantCulture, $"G{i}");
            }
        }

        string pooled = config.Flag("pool_nodes", true)
            ? string.Create(CultureInfo.InvariantCulture, $"[Sum(nameof({source}), Over.Graph)] public partial Feature Pooled {{ get; }}\n    [Scale(nameof(Pooled), Factor = {1 / Math.Sqrt(config.Number("num_nodes", 1)):R}), Output] public partial Feature Y {{ get; }}")
            : $"[Output(nameof({source}))] public partial Feature Y {{ get; }}";
        return string.Create(CultureInfo.InvariantCulture, $$"""
            using Intertwine;

            [EquivariantModel("E(3)")]
            public partial class {{IGoldenKind.ModelName}}
            {
                [Graph] public partial EdgeSet Edges { get; }
                [Input("{{E3nnIrreps.Parse(config.Text("irreps_in", "")).Declared}}", Per.Node)] public partial Feature Nodes { get; }
                [Input("1x0e", Per.Node)] public partial Feature Attributes { get; }
                [Input("point", Per.Node)] public partial Feature Position { get; }
                [GatherSource(nameof(Position))] public partial Feature From { get; }
                [GatherTarget(nameof(Position))] public partial Feature To { get; }
                [Difference(nameof(From), nameof(To))] public partial Feature Bond { get; }
                [Norm(nameof(Bond))] public partial Feature Length { get; }
                [SphericalHarmonics(nameof(Bond), {{config.Int("lmax", 2)}})] public partial Feature Edge { get; }
                [RadialBasis(nameof(Length), {{Functions}}, RadialFunctions.SmoothFinite, {{config.Number("max_radius", 1):R}}, Factor = {{Math.Sqrt(Functions):R}})] public partial Feature EdgeScalars { get; }
                {{members}}
                {{pooled}}
            }
            """);
    }

    public IReadOnlyDictionary<string, Tensor> BindWeights(GoldenConfig config, IReadOnlyDictionary<string, Tensor> official)
    {
        (E3nnConvolution[] layers, _) = Layers(config);
        return new Dictionary<string, Tensor>(layers.SelectMany((layer, i) =>
            layer.Bind(official, string.Create(CultureInfo.InvariantCulture, $"mp.layers.{i}.{(i < layers.Length - 1 ? "first." : "")}"))));
    }

    public GoldenInputs BuildInputs(GoldenConfig config, IReadOnlyDictionary<string, Tensor> official)
    {
        Tensor position = official["pos"];
        long nodes = position.shape[0];
        using Tensor near = cdist(position.detach(), position.detach()).lt(config.Number("max_radius", 1)).logical_and(eye(nodes, dtype: ScalarType.Bool).logical_not());
        using Tensor pairs = near.nonzero();
        return new GoldenInputs(
            Graph.FromEdges(pairs.select(1, 0), pairs.select(1, 1), nodes),
            new Dictionary<string, Tensor>([.. E3nnIrreps.Parse(config.Text("irreps_in", "")).Split("Nodes", official["x"]), new("Attributes", ones(nodes, 1, dtype: position.dtype)), new("Position", position)]));
    }

    public IReadOnlyDictionary<string, Tensor> ReadOutputs(GoldenConfig config, IReadOnlyDictionary<string, Tensor> outputs)
    {
        (_, E3nnIrreps result) = Layers(config);
        return new Dictionary<string, Tensor> { ["y"] = E3nnIrreps.Parse(config.Text("irreps_out", "")).Join("Y", outputs, result) };
    }

    /// <summary>As <c>MessagePassing</c> makes them: hidden layers have what messages can reach, and a gate for each channel that is not scalar.</summary>
    private static (E3nnConvolution[] Layers, E3nnIrreps Result) Layers(GoldenConfig config)
    {
        int degree = config.Int("lmax", 2);
        E3nnIrreps attributes = new([(1, "0e")]);
        E3nnIrreps edge = new(Enumerable.Range(0, degree + 1).Select(l => (1, $"{l}{(l % 2 == 0 ? 'e' : 'o')}")));
        E3nnIrreps hidden = new(from l in Enumerable.Range(0, degree + 1) from p in "oe" select (config.Int("mul", 50), $"{l}{p}"));
        E3nnIrreps node = E3nnIrreps.Parse(config.Text("irreps_in", ""));
        List<E3nnConvolution> layers = [];
        int[] widths = [100];
        for (int i = 0; i < config.Int("layers", 3); i++)
        {
            E3nnIrreps next = hidden.Where(irrep => node.Terms.Any(a => edge.Terms.Any(b => E3nnIrreps.Product(a.Irrep, b.Irrep).Contains(irrep))));
            int gates = next.Terms.Where(t => E3nnIrreps.Degree(t.Irrep) > 0).Sum(t => t.Channels);
            E3nnIrreps before = new(next.Pieces.Select(p => (next.Channels(p) + (p == "0e" ? gates : 0), p)));
            layers.Add(new E3nnConvolution(string.Create(CultureInfo.InvariantCulture, $"L{i}"), node, attributes, edge, before, widths, config.Number("num_neighbors", 1)));
            node = next;
        }

        var last = new E3nnConvolution(string.Create(CultureInfo.InvariantCulture, $"L{layers.Count}"), node, attributes, edge, E3nnIrreps.Parse(config.Text("irreps_out", "")), widths, config.Number("num_neighbors", 1));
        return ([.. layers, last], last.Result);
    }
}
