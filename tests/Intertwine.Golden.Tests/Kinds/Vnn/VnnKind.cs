using static TorchSharp.torch;

namespace Intertwine.Golden.Kinds;

/// <summary>What the kinds of vector neurons share: the official layout [batch, channels, 3, samples…], an input X, a group, and no graph unless a kind says so.</summary>
/// <param name="classes">The official classes, with or without their module.</param>
internal abstract class VnnKind(params string[] classes) : IGoldenKind
{
    public virtual bool Matches(GoldenConfig config) => config.Text("repo", string.Empty) == "vnn" && classes.Contains(config.Class);

    public string Declaration(GoldenConfig config) => $$"""
        using Intertwine;

        [EquivariantModel("SO(3)")]
        public partial class {{IGoldenKind.ModelName}}
        {
            {{Members(config)}}
        }
        """;

    public virtual IReadOnlyDictionary<string, Tensor> BindWeights(GoldenConfig config, IReadOnlyDictionary<string, Tensor> official) =>
        Layers(config).SelectMany(layer => layer.Bind(official)).ToDictionary(w => w.Key, w => w.Value);

    public virtual GoldenInputs BuildInputs(GoldenConfig config, IReadOnlyDictionary<string, Tensor> official) =>
        new(null, new Dictionary<string, Tensor> { ["X"] = VnnLayout.ToItems(official["x"]) });

    public virtual IReadOnlyDictionary<string, Tensor> ReadOutputs(GoldenConfig config, IReadOnlyDictionary<string, Tensor> outputs) =>
        new Dictionary<string, Tensor> { ["y"] = VnnLayout.FromItems(outputs["Y"], VnnLayout.Shape(config)) };

    public virtual IReadOnlyDictionary<string, Tensor> ReadBuffers(GoldenConfig config, IReadOnlyDictionary<string, Tensor> state) =>
        Layers(config).SelectMany(layer => layer.Buffers(state)).ToDictionary(b => b.Key, b => b.Value);

    /// <summary>The declared properties.</summary>
    protected abstract string Members(GoldenConfig config);

    /// <summary>The official layers with their names in the declaration.</summary>
    protected abstract IReadOnlyList<VnnLayer> Layers(GoldenConfig config);
}
