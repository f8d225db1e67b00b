using static TorchSharp.torch;

namespace Intertwine.Golden.Kinds;

/// <summary><c>get_graph_feature</c> and <c>get_graph_feature_cross</c>: x [batch, channels, 3, points] → feat [batch, 2 or 3 channels, 3, points, k].</summary>
internal sealed class VnnGraphFeatureKind : IGoldenKind
{
    /// <summary>Of both files; their metadata leave it out.</summary>
    private const int Batch = 2;

    /// <summary>Which neighbours: edges of ours are in that order, or the features would not agree.</summary>
    public IReadOnlyList<string> IgnoredOutputs => ["idx"];

    public bool Matches(GoldenConfig config) => config.Text("fn", string.Empty) is "get_graph_feature" or "get_graph_feature_cross";

    public string Declaration(GoldenConfig config) => $$"""
        using Intertwine;

        [EquivariantModel("SO(3)")]
        public partial class {{IGoldenKind.ModelName}}
        {
            [Input("{{Channels(config)}}x1", Per.Node)] public partial Feature X { get; }
            [Nearest(nameof(X), {{config.Int("k")}})] public partial EdgeSet Near { get; }
            [EdgeFeatures(nameof(X), Along = nameof(Near), Cross = {{(IsCross(config) ? "true" : "false")}}), Output] public partial Feature Y { get; }
        }
        """;

    public IReadOnlyDictionary<string, Tensor> BindWeights(GoldenConfig config, IReadOnlyDictionary<string, Tensor> official) => official;

    public GoldenInputs BuildInputs(GoldenConfig config, IReadOnlyDictionary<string, Tensor> official)
    {
        Tensor x = official["x"];
        Tensor items = VnnLayout.ToItems(x);
        return new GoldenInputs(Graph.Clouds((int)x.shape[0], (int)x.shape[3]), new Dictionary<string, Tensor> { ["X"] = x.shape[1] == 1 ? items.squeeze(1) : items });
    }

    public IReadOnlyDictionary<string, Tensor> ReadOutputs(GoldenConfig config, IReadOnlyDictionary<string, Tensor> outputs)
    {
        Tensor y = outputs["Y"];
        return new Dictionary<string, Tensor> { ["feat"] = y.reshape(Batch, -1, config.Int("k"), y.shape[1], 3).permute(0, 3, 4, 1, 2) };
    }

    private static bool IsCross(GoldenConfig config) => config.Text("fn", string.Empty).EndsWith("cross", StringComparison.Ordinal);

    /// <summary>Of the two files; their metadata leave them out.</summary>
    private static int Channels(GoldenConfig config) => IsCross(config) ? 1 : 2;
}
