using static TorchSharp.torch;

namespace Intertwine.Golden.Kinds;

/// <summary>
/// <c>models.egnn_clean.EGNN</c>: linear in, layers, linear out; the result is node features and positions. With <c>normalize</c> the differences are divided by their norm + 1e-8, and the norm counts as a constant.
/// </summary>
internal sealed class EgnnPlainKind : IGoldenKind
{
    private static readonly Dictionary<string, string> Outer = new() { ["embedding_in"] = "Embedded", ["embedding_out"] = "Decoded" };

    public bool Matches(GoldenConfig config) => config.Class == "models.egnn_clean.EGNN";

    public string Declaration(GoldenConfig config)
    {
        bool attributes = config.Int("in_edge_nf", 0) > 0;
        string aggregation = config.Text("coords_agg", "mean") switch
        {
            "mean" => nameof(Aggregation.Mean),
            "sum" => nameof(Aggregation.Sum),
            string other => throw new InvalidDataException($"The metadata's 'coords_agg': expected mean or sum; got '{other}'."),
        };
        return $$"""
            using Intertwine;

            [EquivariantModel("E(3)")]
            public partial class {{IGoldenKind.ModelName}}
            {
                private const int Hidden = {{config.Int("hidden_nf")}};

                [Graph] public partial EdgeSet Pairs { get; }
                [Input("{{config.Int("in_node_nf")}}x0e", Per.Node)] public partial Feature Nodes { get; }
                [Input("point", Per.Node)] public partial Feature Position { get; }
                {{(attributes ? $"[Input(\"{config.Int("in_edge_nf")}x0e\", Per.Edge)] public partial Feature EdgeAttributes {{ get; }}" : "")}}

                [Linear(nameof(Nodes), Channels = Hidden)] public partial Feature Embedded { get; }

                [Repeat<EgnnLayer>({{config.Int("n_layers", 4)}}, nameof(Embedded), nameof(Position))]
                {{(attributes ? "[Feed(nameof(EgnnLayer.EdgeAttributes), nameof(EdgeAttributes))]" : "")}}
                [With(nameof(EgnnLayer.Hidden), Hidden)]
                [With(nameof(EgnnLayer.Residual), {{Text(config.Flag("residual", true))}})]
                [With(nameof(EgnnLayer.Attention), {{Text(config.Flag("attention"))}})]
                [With(nameof(EgnnLayer.CoordinateAggregation), Aggregation.{{aggregation}})]
                [With(nameof(EgnnLayer.NormalizeDifferences), {{Text(config.Flag("normalize"))}})]
                [With(nameof(EgnnLayer.NormOffset), 1e-8)]
                [With(nameof(EgnnLayer.DetachNorm), true)]
                [With(nameof(EgnnLayer.Tanh), {{Text(config.Flag("tanh"))}})]
                public partial EgnnLayer Layers { get; }

                [Linear($"{nameof(Layers)}.{nameof(EgnnLayer.UpdatedNodes)}", Channels = {{config.Int("out_node_nf")}}), Output] public partial Feature Decoded { get; }
                [Output($"{nameof(Layers)}.{nameof(EgnnLayer.MovedPosition)}")] public partial Feature Moved { get; }
            }
            """;
    }

    public IReadOnlyDictionary<string, Tensor> BindWeights(GoldenConfig config, IReadOnlyDictionary<string, Tensor> official) => official.ToDictionary(w => EgnnNames.Key(w.Key, Outer), w => w.Value);

    public GoldenInputs BuildInputs(GoldenConfig config, IReadOnlyDictionary<string, Tensor> official)
    {
        Dictionary<string, Tensor> features = new() { ["Nodes"] = official["h"], ["Position"] = official["x"] };
        if (official.TryGetValue("edge_attr", out Tensor? attributes))
        {
            features["EdgeAttributes"] = attributes;
        }

        return new GoldenInputs(EgnnNames.Graph(official["edges"], official["x"].shape[0], config.Int("batch", 1)), features);
    }

    public IReadOnlyDictionary<string, Tensor> ReadOutputs(GoldenConfig config, IReadOnlyDictionary<string, Tensor> outputs) =>
        new Dictionary<string, Tensor> { ["h"] = outputs["Decoded"], ["x"] = outputs["Moved"] };

    private static string Text(bool value) => value ? "true" : "false";
}
