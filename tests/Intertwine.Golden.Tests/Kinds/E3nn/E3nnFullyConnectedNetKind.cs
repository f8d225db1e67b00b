using System.Globalization;
using System.Text.Json;
using static TorchSharp.torch;

namespace Intertwine.Golden.Kinds;

/// <summary><c>nn.FullyConnectedNet</c>; its matrices are [in, out].</summary>
internal sealed class E3nnFullyConnectedNetKind() : E3nnKind("FullyConnectedNet")
{
    protected override string Members(GoldenConfig config) =>
        Feature($"Input(\"{Widths(config)[0]}x0e\", Per.Node)", "X") + Feature($"{Layer("nameof(X)", Widths(config), config.Text("act", "null"), config.Flag("out_act"))}, Output", "Y");

    /// <summary>The attribute of such a net.</summary>
    public static string Layer(string source, int[] widths, string activation, bool activateOutput) =>
        $"Mlp({source}, {string.Join(", ", widths.Skip(1))}, Activation = {Activation(activation)}, ActivateOutput = {Text(activateOutput)}, Bias = false, Normalization = PathNormalization.Element, Scale = ActivationScale.E3nn)";

    public override IReadOnlyDictionary<string, Tensor> BindWeights(GoldenConfig config, IReadOnlyDictionary<string, Tensor> official) =>
        new Dictionary<string, Tensor>(Bind("Y", official, ""));

    /// <summary>Matrices of the official net <paramref name="prefix"/> for our feature.</summary>
    public static IEnumerable<KeyValuePair<string, Tensor>> Bind(string feature, IReadOnlyDictionary<string, Tensor> official, string prefix)
    {
        for (int i = 0; official.TryGetValue(string.Create(CultureInfo.InvariantCulture, $"{prefix}layer{i}.weight"), out Tensor? matrix); i++)
        {
            yield return new(string.Create(CultureInfo.InvariantCulture, $"{feature}.{i}.weight"), matrix.t());
        }
    }

    protected override E3nnIrreps Input(GoldenConfig config) => new([(Widths(config)[0], "0e")]);

    protected override E3nnIrreps Output(GoldenConfig config) => new([(Widths(config)[^1], "0e")]);

    private static int[] Widths(GoldenConfig config) => config.Json("hs").Deserialize<int[]>()!;
}
