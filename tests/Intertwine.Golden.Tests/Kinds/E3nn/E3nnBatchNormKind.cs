using TorchSharp;
using static TorchSharp.torch;

namespace Intertwine.Golden.Kinds;

/// <summary><c>nn.BatchNorm</c> on [batch, samples, numbers]; our items are the samples, and graphs have those of one entry of the batch.</summary>
internal sealed class E3nnBatchNormKind() : E3nnKind("BatchNorm")
{
    private static bool IsScalar(string irrep) => irrep == "0e";

    protected override string Members(GoldenConfig config)
    {
        string normalization = config.Text("normalization", "component") == "norm" ? "Norm" : "Component";
        string epsilon = config.Number("eps", 1e-5).ToString("R", System.Globalization.CultureInfo.InvariantCulture);
        string momentum = config.Number("momentum", 0.1).ToString("R", System.Globalization.CultureInfo.InvariantCulture);
        return "[Graph] public partial EdgeSet Edges { get; }\n    "
            + Feature($"Input(\"{Input(config).Declared}\", Per.Node)", "X")
            + Feature($"BatchNorm(nameof(X), Normalization = IrrepNormalization.{normalization}, Instance = {Text(config.Flag("instance"))}, Epsilon = {epsilon}, Momentum = {momentum}), Output", "Y");
    }

    public override IReadOnlyDictionary<string, Tensor> BindWeights(GoldenConfig config, IReadOnlyDictionary<string, Tensor> official)
    {
        E3nnIrreps irreps = Input(config);
        Dictionary<string, Tensor> bound = new() { ["Y.weight"] = irreps.Sort(official["weight"]), ["Y.bias"] = irreps.Sort(official["bias"], IsScalar) };
        if (!config.Flag("instance"))
        {
            bound["Y.running_mean"] = irreps.Sort(official["running_mean"], IsScalar);
            bound["Y.running_var"] = irreps.Sort(official["running_var"]);
            bound["Y.num_batches_tracked"] = zeros([], dtype: ScalarType.Int64);
        }

        return bound;
    }

    public override GoldenInputs BuildInputs(GoldenConfig config, IReadOnlyDictionary<string, Tensor> official)
    {
        Tensor x = official["x1"];
        return new GoldenInputs(Graph.FullyConnected((int)x.shape[0], (int)x.shape[1]), base.BuildInputs(config, official).Features);
    }

    public override IReadOnlyDictionary<string, Tensor> ReadOutputs(GoldenConfig config, IReadOnlyDictionary<string, Tensor> outputs) =>
        new Dictionary<string, Tensor> { ["y"] = Output(config).Join("Y", outputs) };

    public override IReadOnlyDictionary<string, Tensor> ReadBuffers(GoldenConfig config, IReadOnlyDictionary<string, Tensor> state) => config.Flag("instance")
        ? base.ReadBuffers(config, state)
        : new Dictionary<string, Tensor> { ["running_mean"] = Input(config).Unsort(state["Y.running_mean"], IsScalar), ["running_var"] = Input(config).Unsort(state["Y.running_var"]) };
}
