using static TorchSharp.torch;

namespace Intertwine.Golden.Kinds;

/// <summary>A single layer from X to Y.</summary>
internal abstract class VnnLayerKind(string name) : VnnKind(name)
{
    protected abstract VnnLayer Layer(GoldenConfig config);

    protected override IReadOnlyList<VnnLayer> Layers(GoldenConfig config) => [Layer(config)];

    protected override string Members(GoldenConfig config) =>
        VnnLayer.Feature($"Input(\"{VnnLayout.Shape(config)[1]}x1\", Per.Node)", "X") + Layer(config).Members + VnnLayer.Feature("Output(nameof(Result))", "Y");
}

internal sealed class VnnLinearKind() : VnnLayerKind("VNLinear")
{
    protected override VnnLayer Layer(GoldenConfig config) => new VnnLayer.Linear("map_to_feat.", "Result", "X", config.Int("cout"));
}

internal sealed class VnnLeakyReluKind() : VnnLayerKind("VNLeakyReLU")
{
    protected override VnnLayer Layer(GoldenConfig config) => new VnnLayer.LeakyRelu("", "Result", "X", config.Number("negative_slope", 0.2), config.Flag("share_nonlinearity"));
}

internal sealed class VnnLinearLeakyReluKind() : VnnLayerKind("VNLinearLeakyReLU")
{
    protected override VnnLayer Layer(GoldenConfig config) =>
        new VnnLayer.LinearLeakyRelu("", "Result", "X", config.Int("cout"), config.Number("negative_slope", 0.2), config.Flag("share_nonlinearity"));
}

internal sealed class VnnBatchNormKind() : VnnLayerKind("VNBatchNorm")
{
    protected override VnnLayer Layer(GoldenConfig config) => new VnnLayer.BatchNorm("", "Result", "X");
}

/// <summary>The invariants x_std [batch, channels, 3, samples] and the frame trans [batch, coordinate, vector, samples].</summary>
internal sealed class VnnStdFeatureKind() : VnnLayerKind("VNStdFeature")
{
    protected override VnnLayer Layer(GoldenConfig config) =>
        new VnnLayer.StdFeature("", "Result", "X", config.Int("in_channels"), config.Number("negative_slope", 0.2), config.Flag("normalize_frame"));

    protected override string Members(GoldenConfig config) => base.Members(config) + VnnLayer.Feature("Output(nameof(ResultFrame))", "Frame");

    public override IReadOnlyDictionary<string, Tensor> ReadOutputs(GoldenConfig config, IReadOnlyDictionary<string, Tensor> outputs)
    {
        long[] shape = VnnLayout.Shape(config);
        return new Dictionary<string, Tensor>
        {
            ["x_std"] = VnnLayout.FromItems(outputs["Y"].reshape(-1, shape[1], 3), shape),
            ["trans"] = VnnLayout.FromItems(outputs["Frame"].transpose(1, 2), shape),
        };
    }
}
