using static TorchSharp.torch;

namespace Intertwine.Golden.Kinds;

/// <summary>
/// <c>qm9.models.EGNN</c>: layers that do not move the positions, on all pairs with a mask for padding and self loops; an MLP per node, the sum over the nodes of each graph, an MLP per graph.
/// With <c>node_attr</c> every layer sees the input features too.
/// </summary>
internal sealed class EgnnQm9Kind : IGoldenKind
{
    private static readonly Dictionary<string, string> Outer = new() { ["embedding"] = "Embedded", ["node_dec"] = "Decoded", ["graph_dec"] = "Predicted" };

    public bool Matches(GoldenConfig config) => config.Class == "qm9.models.EGNN";

    public string Declaration(GoldenConfig config)
    {
        bool attributes = config.Int("in_edge_nf", 0) > 0;
        return $$"""
            using Intertwine;

            [EquivariantModel("E(3)")]
            public partial class {{IGoldenKind.ModelName}}
            {
                private const int Hidden = {{config.Int("hidden_nf")}};

                [Graph] public partial EdgeSet Pairs { get; }
                [Input("{{config.Int("in_node_nf")}}x0e", Per.Node)] public partial Feature Atoms { get; }
                [Input("point", Per.Node)] public partial Feature Position { get; }
                {{(attributes ? $"[Input(\"{config.Int("in_edge_nf")}x0e\", Per.Edge)] public partial Feature EdgeAttributes {{ get; }}" : "")}}
                [Input("1x0e", Per.Node)] public partial Feature NodeMask { get; }
                [Input("1x0e", Per.Edge)] public partial Feature EdgeMask { get; }

                [Linear(nameof(Atoms), Channels = Hidden)] public partial Feature Embedded { get; }

                [Repeat<EgnnLayer>({{config.Int("n_layers", 4)}}, nameof(Embedded), nameof(Position))]
                [Feed(nameof(EgnnLayer.EdgeMask), nameof(EdgeMask))]
                {{(attributes ? "[Feed(nameof(EgnnLayer.EdgeAttributes), nameof(EdgeAttributes))]" : "")}}
                {{(config.Flag("node_attr", true) ? "[Feed(nameof(EgnnLayer.NodeAttributes), nameof(Atoms))]" : "")}}
                [With(nameof(EgnnLayer.Hidden), Hidden)]
                [With(nameof(EgnnLayer.Attention), {{(config.Flag("attention") ? "true" : "false")}})]
                [With(nameof(EgnnLayer.UpdatePosition), false)]
                public partial EgnnLayer Layers { get; }

                [Mlp($"{nameof(Layers)}.{nameof(EgnnLayer.UpdatedNodes)}", Hidden, Hidden)] public partial Feature Decoded { get; }
                [Scale(nameof(Decoded), nameof(NodeMask))] public partial Feature Masked { get; }
                [Sum(nameof(Masked), Over.Graph)] public partial Feature Pooled { get; }
                [Mlp(nameof(Pooled), Hidden, 1), Output] public partial Feature Predicted { get; }
            }
            """;
    }

    public IReadOnlyDictionary<string, Tensor> BindWeights(GoldenConfig config, IReadOnlyDictionary<string, Tensor> official) => official.ToDictionary(w => EgnnNames.Key(w.Key, Outer), w => w.Value);

    public GoldenInputs BuildInputs(GoldenConfig config, IReadOnlyDictionary<string, Tensor> official)
    {
        Dictionary<string, Tensor> features = new()
        {
            ["Atoms"] = official["h0"],
            ["Position"] = official["x"],
            ["NodeMask"] = official["node_mask"],
            ["EdgeMask"] = official["edge_mask"],
        };
        if (official.TryGetValue("edge_attr", out Tensor? attributes))
        {
            features["EdgeAttributes"] = attributes;
        }

        return new GoldenInputs(EgnnNames.Graph(official["edges"], official["x"].shape[0], config.Int("batch", 1)), features);
    }

    public IReadOnlyDictionary<string, Tensor> ReadOutputs(GoldenConfig config, IReadOnlyDictionary<string, Tensor> outputs) =>
        new Dictionary<string, Tensor> { ["pred"] = outputs["Predicted"].squeeze(1) };
}
