using static TorchSharp.torch;

namespace Intertwine.Golden.Kinds;

/// <summary><c>VNMaxPool</c> over the last axis of [batch, channels, 3, samples, neighbours]: the items are the edges into a node for each sample.</summary>
internal sealed class VnnMaxPoolKind() : VnnKind("VNMaxPool")
{
    protected override string Members(GoldenConfig config) =>
        "[Graph] public partial EdgeSet Edges { get; }\n    "
        + VnnLayer.Feature($"Input(\"{VnnLayout.Shape(config)[1]}x1\", Per.Edge)", "X")
        + Layers(config)[0].Members
        + VnnLayer.Feature("Output(nameof(Result))", "Y");

    protected override IReadOnlyList<VnnLayer> Layers(GoldenConfig config) => [new MaxPool("", "Result", "X")];

    public override GoldenInputs BuildInputs(GoldenConfig config, IReadOnlyDictionary<string, Tensor> official)
    {
        long[] shape = VnnLayout.Shape(config);
        int nodes = (int)(shape[0] * shape[3]);
        int[] targets = [.. Enumerable.Range(0, nodes * (int)shape[4]).Select(edge => edge / (int)shape[4])];
        return new(Graph.FromEdges((ReadOnlySpan<int>)targets, targets, nodes), new Dictionary<string, Tensor> { ["X"] = VnnLayout.ToItems(official["x"]) });
    }

    public override IReadOnlyDictionary<string, Tensor> ReadOutputs(GoldenConfig config, IReadOnlyDictionary<string, Tensor> outputs) =>
        new Dictionary<string, Tensor> { ["y"] = VnnLayout.FromItems(outputs["Y"], VnnLayout.Shape(config)[..4]) };

    /// <summary>The largest over neighbours.</summary>
    private sealed record MaxPool(string Official, string Name, string Source) : VnnLayer
    {
        public override string Members => Feature($"VectorMaxPool(nameof({Source}), Over.Neighbours)", Name);

        public override IEnumerable<KeyValuePair<string, Tensor>> Bind(IReadOnlyDictionary<string, Tensor> official) => [new(Name + ".weight", official[Official + "map_to_dir.weight"])];
    }
}
