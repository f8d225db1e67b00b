using System.Globalization;
using static TorchSharp.torch;

namespace Intertwine.Golden.Kinds;

/// <summary>
/// What the kinds of the package VN-transformer share: features [batch, sequence, channels, coordinates], where an entry of the batch is a cloud and a token one of its points; our items are [tokens, channels, coordinates].
/// </summary>
internal abstract class VnTokensKind(string name) : IGoldenKind
{
    public bool Matches(GoldenConfig config) => config.Text("repo", string.Empty) == "VN-transformer" && config.Class == name;

    public string Declaration(GoldenConfig config) => $$"""
        using Intertwine;

        [EquivariantModel("O(3)")]
        public partial class {{IGoldenKind.ModelName}}
        {
            {{string.Join("\n    ", Members(config))}}
        }
        """;

    public IReadOnlyDictionary<string, Tensor> BindWeights(GoldenConfig config, IReadOnlyDictionary<string, Tensor> official) =>
        Names(config).ToDictionary(names => names.Ours, names => Bind(names.Ours, IsBuffer(names.Official) ? official[names.Official].detach().clone().requires_grad_() : official[names.Official]));

    public abstract GoldenInputs BuildInputs(GoldenConfig config, IReadOnlyDictionary<string, Tensor> official);

    public abstract IReadOnlyDictionary<string, Tensor> ReadOutputs(GoldenConfig config, IReadOnlyDictionary<string, Tensor> outputs);

    /// <summary>The shift of a layer norm is a buffer: the package has no gradient by it.</summary>
    private static bool IsBuffer(string official) => official.EndsWith(".beta", StringComparison.Ordinal);

    /// <summary>The declared properties.</summary>
    protected abstract IEnumerable<string> Members(GoldenConfig config);

    /// <summary>Our parameters and the official ones.</summary>
    protected abstract IEnumerable<(string Ours, string Official)> Names(GoldenConfig config);

    /// <summary>An official weight in our layout.</summary>
    protected virtual Tensor Bind(string ours, Tensor official) => official;

    protected static string Property(string attributes, string name, string type = "Feature") => $"[{attributes}] public partial {type} {name} {{ get; }}";

    protected static string Number(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>The arguments of a linear layer with the package's bias, if the file has one.</summary>
    protected static string Bias(GoldenConfig config) => config.Has("bias_epsilon") ? $", ApproximateBias = {Number(config.Number("bias_epsilon", 0))}, BiasForm = VectorBias.Uniform" : "";

    /// <summary>The arguments of a layer norm: its shifts are buffers of zeros in the package, but hashed numbers in a file without weights.</summary>
    protected static string NormBias(GoldenConfig config) => config.Has("hash_seed") ? ", Bias = true" : "";

    /// <summary>Weight and shift of a layer norm.</summary>
    protected static IEnumerable<(string, string)> Norm(GoldenConfig config, string ours, string official) =>
        config.Has("hash_seed") ? [($"{ours}.weight", $"{official}.ln.gamma"), ($"{ours}.bias", $"{official}.ln.beta")] : [($"{ours}.weight", $"{official}.ln.gamma")];

    /// <summary>Weight and bias of a linear layer.</summary>
    protected static IEnumerable<(string, string)> Linear(GoldenConfig config, string ours, string official) =>
        config.Has("bias_epsilon") ? [($"{ours}.weight", $"{official}.weight"), ($"{ours}.bias", $"{official}.bias")] : [($"{ours}.weight", $"{official}.weight")];

    /// <summary>[batch, sequence, …] → [batch * sequence, …].</summary>
    protected static Tensor Items(Tensor official) => official.reshape([-1, .. official.shape.Skip(2)]);

    protected static Tensor Mask(IReadOnlyDictionary<string, Tensor> official, Tensor like) => official["mask"].to(like.dtype).reshape(-1, 1);
}
