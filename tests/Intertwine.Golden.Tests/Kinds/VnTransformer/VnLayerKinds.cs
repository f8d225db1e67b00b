using static TorchSharp.torch;

namespace Intertwine.Golden.Kinds;

/// <summary>Layers x → y on each token.</summary>
internal abstract class VnTokenLayerKind(string name) : VnTokensKind(name)
{
    public override GoldenInputs BuildInputs(GoldenConfig config, IReadOnlyDictionary<string, Tensor> official) => new(null, new Dictionary<string, Tensor> { ["X"] = Items(official["x"]) });

    public override IReadOnlyDictionary<string, Tensor> ReadOutputs(GoldenConfig config, IReadOnlyDictionary<string, Tensor> outputs) =>
        new Dictionary<string, Tensor> { ["y"] = outputs["Y"].reshape([.. config.Shape("input/x").Take(2), .. outputs["Y"].shape.Skip(1)]) };

    protected static string Input(GoldenConfig config) => Property($"Input(\"{config.Shape("input/x")[2]}x1o\", Per.Node)", "X");
}

/// <summary><c>VNLinear</c>.</summary>
internal sealed class VnLinearKind() : VnTokenLayerKind("VNLinear")
{
    protected override IEnumerable<string> Members(GoldenConfig config) => [Input(config), Property($"VectorLinear(nameof(X), {config.Shape("weight/weight")[0]}{Bias(config)}), Output", "Y")];

    protected override IEnumerable<(string Ours, string Official)> Names(GoldenConfig config) =>
        config.HasTensor("weight/bias") ? [("Y.weight", "weight"), ("Y.bias", "bias")] : [("Y.weight", "weight")];
}

/// <summary><c>VNReLU</c>: direction U x of W x.</summary>
internal sealed class VnReluKind() : VnTokenLayerKind("VNReLU")
{
    protected override IEnumerable<string> Members(GoldenConfig config) =>
    [
        Input(config),
        Property("VectorLinear(nameof(X))", "W"),
        Property($"VectorRelu(nameof(W), Direction = nameof(X), Projection = VectorProjection.HalfNormalized, Epsilon = {Number(config.Number("eps", 1e-6))}), Output", "Y"),
    ];

    protected override IEnumerable<(string Ours, string Official)> Names(GoldenConfig config) => [("W.weight", "W"), ("Y.weight", "U")];
}

/// <summary><c>VNLayerNorm</c>.</summary>
internal sealed class VnLayerNormKind() : VnTokenLayerKind("VNLayerNorm")
{
    protected override IEnumerable<string> Members(GoldenConfig config) => [Input(config), Property("VectorLayerNorm(nameof(X)), Output", "Y")];

    protected override IEnumerable<(string Ours, string Official)> Names(GoldenConfig config) => [("Y.weight", "ln.gamma")];
}

/// <summary><c>VNFeedForward</c>.</summary>
internal sealed class VnFeedForwardKind() : VnTokenLayerKind("VNFeedForward")
{
    protected override IEnumerable<string> Members(GoldenConfig config) =>
    [
        Input(config),
        Property($"VectorLinear(nameof(X), {config.Shape("weight/0.weight")[0]})", "A"),
        Property("VectorLinear(nameof(A))", "W"),
        Property("VectorRelu(nameof(W), Direction = nameof(A), Projection = VectorProjection.HalfNormalized)", "B"),
        Property("VectorLinear(nameof(B), nameof(X)), Output", "Y"),
    ];

    protected override IEnumerable<(string Ours, string Official)> Names(GoldenConfig config) => [("A.weight", "0.weight"), ("W.weight", "1.W"), ("B.weight", "1.U"), ("Y.weight", "2.weight")];
}

/// <summary><c>VNInvariant</c>: inner products with three vectors; the package adds them up over the channels.</summary>
internal sealed class VnInvariantKind() : VnTokenLayerKind("VNInvariant")
{
    public override IReadOnlyDictionary<string, Tensor> ReadOutputs(GoldenConfig config, IReadOnlyDictionary<string, Tensor> outputs)
    {
        long[] x = config.Shape("input/x");
        return new Dictionary<string, Tensor> { ["y"] = outputs["Y"].reshape(x[0], x[1], x[2], 3).sum([2]) };
    }

    protected override IEnumerable<string> Members(GoldenConfig config) =>
    [
        Input(config),
        Property("VectorLinear(nameof(X), 3)", "A"),
        Property("VectorLinear(nameof(A))", "W"),
        Property("VectorRelu(nameof(W), Direction = nameof(A), Projection = VectorProjection.HalfNormalized)", "M"),
        Property("InnerProducts(nameof(X), nameof(M)), Output", "Y"),
    ];

    protected override IEnumerable<(string Ours, string Official)> Names(GoldenConfig config) => [("A.weight", "mlp.0.weight"), ("W.weight", "mlp.1.W"), ("M.weight", "mlp.1.U")];
}

/// <summary><c>VNWeightedPool</c>: <see cref="VectorMeanProject"/>. Masked tokens are not points of the cloud, whose clouds may be of any size.</summary>
internal sealed class VnWeightedPoolKind() : VnTokensKind("VNWeightedPool")
{
    public override GoldenInputs BuildInputs(GoldenConfig config, IReadOnlyDictionary<string, Tensor> official)
    {
        Tensor mask = official["mask"].to(ScalarType.Bool);
        int[] sizes = [.. mask.to(ScalarType.Int64).sum(1).data<long>().Select(n => (int)n)];
        return new GoldenInputs(Graph.Clouds(sizes), new Dictionary<string, Tensor> { ["X"] = Items(official["x"]).index_select(0, mask.reshape(-1).nonzero().squeeze(1)) });
    }

    public override IReadOnlyDictionary<string, Tensor> ReadOutputs(GoldenConfig config, IReadOnlyDictionary<string, Tensor> outputs) => new Dictionary<string, Tensor> { ["y"] = outputs["Y"] };

    protected override IEnumerable<string> Members(GoldenConfig config)
    {
        long[] weight = config.Shape("weight/weight");
        return
        [
            Property($"Input(\"{weight[1]}x1o\", Per.Node)", "X"),
            Property($"Block<VectorMeanProject>(nameof(X)), With(nameof(VectorMeanProject.Tokens), {weight[0]}), With(nameof(VectorMeanProject.TokenChannels), {weight[0] * weight[2]})", "Pool", "VectorMeanProject"),
            Property("Output($\"{nameof(Pool)}.{nameof(VectorMeanProject.Latents)}\")", "Y"),
        ];
    }

    protected override IEnumerable<(string Ours, string Official)> Names(GoldenConfig config) => [("Pool.Projected.weight", "weight")];

    protected override Tensor Bind(string ours, Tensor official) => VnLatents.Weight(official);
}

/// <summary>Weights of latents.</summary>
internal static class VnLatents
{
    /// <summary>[tokens, in, out] → [tokens * out, in].</summary>
    public static Tensor Weight(Tensor official) => official.permute(0, 2, 1).reshape(-1, official.shape[1]);
}
