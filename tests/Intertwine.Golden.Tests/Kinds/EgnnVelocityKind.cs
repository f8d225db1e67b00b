using static TorchSharp.torch;

namespace Intertwine.Golden.Kinds;

/// <summary>
/// <c>n_body_system.model.EGNN_vel</c>: an embedding and layers with velocities; the result is the positions. Coordinates are averaged over the neighbours.
/// </summary>
internal sealed class EgnnVelocityKind : IGoldenKind
{
    private static readonly Dictionary<string, string> Outer = new() { ["embedding"] = "Embedded" };

    public bool Matches(GoldenConfig config) => config.Class == "n_body_system.model.EGNN_vel";

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
                [Input("{{config.Int("in_node_nf")}}x0e", Per.Node)] public partial Feature Nodes { get; }
                [Input("point", Per.Node)] public partial Feature Position { get; }
                [Input("1o", Per.Node)] public partial Feature Velocity { get; }
                {{(attributes ? $"[Input(\"{config.Int("in_edge_nf")}x0e\", Per.Edge)] public partial Feature EdgeAttributes {{ get; }}" : "")}}

                [Linear(nameof(Nodes), Channels = Hidden)] public partial Feature Embedded { get; }

                [Repeat<EgnnLayer>({{config.Int("n_layers", 4)}}, nameof(Embedded), nameof(Position))]
                [Feed(nameof(EgnnLayer.Velocity), nameof(Velocity))]
                {{(attributes ? "[Feed(nameof(EgnnLayer.EdgeAttributes), nameof(EdgeAttributes))]" : "")}}
                [With(nameof(EgnnLayer.Hidden), Hidden)]
                [With(nameof(EgnnLayer.Residual), {{Text(config.Flag("recurrent"))}})]
                [With(nameof(EgnnLayer.Attention), {{Text(config.Flag("attention"))}})]
                [With(nameof(EgnnLayer.NormalizeDifferences), {{Text(config.Flag("norm_diff"))}})]
                [With(nameof(EgnnLayer.NormOffset), 1.0)]
                [With(nameof(EgnnLayer.Tanh), {{Text(config.Flag("tanh"))}})]
                public partial EgnnLayer Layers { get; }

                [Output($"{nameof(Layers)}.{nameof(EgnnLayer.MovedPosition)}")] public partial Feature Moved { get; }
            }
            """;
    }

    public IReadOnlyDictionary<string, Tensor> BindWeights(GoldenConfig config, IReadOnlyDictionary<string, Tensor> official)
    {
        // The official layer multiplies the mean move by coords_weight; phi_x is linear at its end unless there is a tanh, so that the factor can stand in its last weight.
        double factor = config.Number("coords_weight", 1);
        if (factor != 1 && config.Flag("tanh"))
        {
            throw new NotSupportedException($"coords_weight = {factor} together with tanh: {nameof(EgnnLayer)} has no such factor.");
        }

        return official.ToDictionary(w => EgnnNames.Key(w.Key, Outer), w => factor != 1 && w.Key.EndsWith("coord_mlp.2.weight", StringComparison.Ordinal) ? w.Value * factor : w.Value);
    }

    public GoldenInputs BuildInputs(GoldenConfig config, IReadOnlyDictionary<string, Tensor> official)
    {
        Dictionary<string, Tensor> features = new() { ["Nodes"] = official["h"], ["Position"] = official["x"], ["Velocity"] = official["vel"] };
        if (official.TryGetValue("edge_attr", out Tensor? attributes))
        {
            features["EdgeAttributes"] = attributes;
        }

        return new GoldenInputs(EgnnNames.Graph(official["edges"], official["x"].shape[0], config.Int("batch", 1)), features);
    }

    public IReadOnlyDictionary<string, Tensor> ReadOutputs(GoldenConfig config, IReadOnlyDictionary<string, Tensor> outputs) => new Dictionary<string, Tensor> { ["x"] = outputs["Moved"] };

    private static string Text(bool value) => value ? "true" : "false";
}
