using Intertwine.Benchmarks;
using static TorchSharp.torch;

namespace Intertwine.Golden.Kinds;

/// <summary>A whole classifier: a cloud x [batch, 3, points] → y [batch, classes]. The files have dropout switched off.</summary>
/// <param name="name">The official class, with its module.</param>
/// <param name="block">The block that is the network.</param>
/// <param name="group">The group of the model.</param>
/// <param name="vector">Its representation of positions.</param>
/// <param name="names">Official names → those of the block.</param>
/// <param name="choices">How far gradients move where rounding makes another choice: docs/golden.md has the measurement.</param>
/// <param name="rounding">How far outputs and buffers move in float32 in files whose official run says that they do: docs/golden.md has the measurement.</param>
internal abstract class VnnNetworkKind(string name, string block, string group, string vector, VectorNames names, double choices, double rounding = 0) : IGoldenKind
{
    private const string Network = "Network";

    /// <summary>
    /// Of some 300,000 rectified values one or a few lie so near to the kink that float32 and float64 decide differently, and each that does moves gradients by up to 1e-2. A float64 run that is given the choices of the float32
    /// run is as far off. Without such a value the error is the rounding of the file.
    /// </summary>
    public double Float32GradientTolerance => choices;

    public double RoundedOutputTolerance => rounding;

    public bool Matches(GoldenConfig config) => config.Class == name;

    public string Declaration(GoldenConfig config) => $$"""
        using Intertwine;

        [EquivariantModel("{{group}}")]
        public partial class {{IGoldenKind.ModelName}}
        {
            [Input("{{vector}}", Per.Node)] public partial Feature Position { get; }

            [Block<{{block}}>(nameof(Position))]
            [With(nameof({{block}}.Neighbours), {{config.Int("n_knn")}})]
            [With(nameof({{block}}.Classes), {{config.Int("num_class")}})]
            [With(nameof({{block}}.Pooling), VectorPooling.{{(config.Text("pooling", "mean") == "max" ? "Max" : "Mean")}})]
            [With(nameof({{block}}.Dropout), 0.0)]
            public partial {{block}} {{Network}} { get; }

            [Output($"{nameof({{Network}})}.{nameof({{block}}.Logits)}")] public partial Feature Logits { get; }
        }
        """;

    public IReadOnlyDictionary<string, Tensor> BindWeights(GoldenConfig config, IReadOnlyDictionary<string, Tensor> official) => official.ToDictionary(w => Key(w.Key), w => w.Value);

    public GoldenInputs BuildInputs(GoldenConfig config, IReadOnlyDictionary<string, Tensor> official)
    {
        Tensor x = official["x"];
        return new GoldenInputs(Graph.Clouds((int)x.shape[0], (int)x.shape[2]), new Dictionary<string, Tensor> { ["Position"] = x.transpose(1, 2).reshape(-1, 3) });
    }

    public virtual IReadOnlyDictionary<string, Tensor> ReadOutputs(GoldenConfig config, IReadOnlyDictionary<string, Tensor> outputs) => new Dictionary<string, Tensor> { ["y"] = outputs["Logits"] };

    public IReadOnlyDictionary<string, Tensor> ReadBuffers(GoldenConfig config, IReadOnlyDictionary<string, Tensor> state) =>
        config.Tensors("hash_names").Where(t => t.Name.Contains(".running_", StringComparison.Ordinal) || t.Name.EndsWith("num_batches_tracked", StringComparison.Ordinal)).ToDictionary(t => t.Name, t => state[Key(t.Name)]);

    private string Key(string official) => $"{Network}.{names.Of(official)}";
}

/// <summary>VN-PointNet, whose official outputs are logarithms of probabilities.</summary>
internal sealed class VnnPointNetKind() : VnnNetworkKind("models.vn_pointnet_cls.get_model", nameof(VectorPointNet), "SO(3)", "1", VectorNames.PointNet, choices: 2e-2, rounding: 1.4e-4)
{
    public override IReadOnlyDictionary<string, Tensor> ReadOutputs(GoldenConfig config, IReadOnlyDictionary<string, Tensor> outputs) =>
        new Dictionary<string, Tensor> { ["y"] = nn.functional.log_softmax(outputs["Logits"], -1) };
}

/// <summary>VN-DGCNN.</summary>
internal sealed class VnnDgcnnKind() : VnnNetworkKind("models.vn_dgcnn_cls.get_model", nameof(VectorDgcnn), "O(3)", "1o", VectorNames.Dgcnn, choices: 5e-3);
