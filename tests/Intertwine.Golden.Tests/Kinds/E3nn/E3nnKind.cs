using static TorchSharp.torch;

namespace Intertwine.Golden.Kinds;

/// <summary>What the kinds of e3nn's single layers share: one class, inputs X (and others), one output Y, no graph.</summary>
internal abstract class E3nnKind(params string[] classes) : IGoldenKind
{
    public virtual bool Matches(GoldenConfig config) => config.Text("repo", string.Empty) == "e3nn" && classes.Contains(config.Class);

    public string Declaration(GoldenConfig config) => $$"""
        using Intertwine;

        [EquivariantModel("O(3)")]
        public partial class {{IGoldenKind.ModelName}}
        {
            {{Members(config)}}
        }
        """;

    public virtual IReadOnlyDictionary<string, Tensor> BindWeights(GoldenConfig config, IReadOnlyDictionary<string, Tensor> official) => new Dictionary<string, Tensor>();

    public virtual GoldenInputs BuildInputs(GoldenConfig config, IReadOnlyDictionary<string, Tensor> official) =>
        new(null, new Dictionary<string, Tensor>(Input(config).Split("X", official.TryGetValue("x1", out Tensor? x) ? x : official["x"])));

    public virtual IReadOnlyDictionary<string, Tensor> ReadOutputs(GoldenConfig config, IReadOnlyDictionary<string, Tensor> outputs) =>
        new Dictionary<string, Tensor> { ["y"] = Output(config).Join("Y", outputs, Reached(config)) };

    public virtual IReadOnlyList<string> IgnoredOutputs => [];

    public virtual double Float64Tolerance => 1e-10;

    public virtual IReadOnlyDictionary<string, Tensor> ReadBuffers(GoldenConfig config, IReadOnlyDictionary<string, Tensor> state) => new Dictionary<string, Tensor>();

    /// <summary>The declared properties.</summary>
    protected abstract string Members(GoldenConfig config);

    protected virtual E3nnIrreps Input(GoldenConfig config) => E3nnIrreps.Parse(config.Text("irreps_in", config.Text("irreps", string.Empty)));

    protected virtual E3nnIrreps Output(GoldenConfig config) => E3nnIrreps.Parse(config.Text("irreps_out", config.Text("irreps", string.Empty)));

    /// <summary>The irreps of the output that are not always 0: ours has only these.</summary>
    protected virtual E3nnIrreps Reached(GoldenConfig config) => Output(config);

    protected static string Feature(string attribute, string name) => $"[{attribute}] public partial Feature {name} {{ get; }}\n    ";

    protected static string Text(bool value) => value ? "true" : "false";

    /// <summary>An activation by its official name.</summary>
    protected static string Activation(string? name) => name switch
    {
        null or "null" => "Activation.None",
        "silu" or "relu" or "tanh" or "sigmoid" or "softplus" or "gelu" or "abs" or "sin" or "cos" => $"Activation.{char.ToUpperInvariant(name[0])}{name[1..]}",
        _ => throw new NotSupportedException($"The activation '{name}'."),
    };
}
