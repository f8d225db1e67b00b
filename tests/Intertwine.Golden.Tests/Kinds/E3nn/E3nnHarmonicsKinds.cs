using System.Globalization;
using static TorchSharp.torch;

namespace Intertwine.Golden.Kinds;

/// <summary><c>o3.spherical_harmonics</c> of degrees 0 to lmax in all normalisations.</summary>
internal sealed class E3nnSphericalHarmonicsKind() : E3nnKind
{
    private static readonly (string Output, string Feature)[] Outputs =
    [
        .. from normalization in (string[])["component", "integral", "norm"] from normalize in (string[])["True", "False"] select ($"{normalization}_normalize{normalize}", $"{Capital(normalization)}{normalize}"),
    ];

    public override bool Matches(GoldenConfig config) => config.HasTensor("output/component_normalizeTrue") && config.Has("lmax");

    protected override string Members(GoldenConfig config) => Feature("Input(\"1o\", Per.Node)", "X") + string.Concat(Outputs.Select(o => Feature(
        $"SphericalHarmonics(nameof(X), {config.Int("lmax")}, Normalization = HarmonicNormalization.{o.Feature.Replace("True", "", StringComparison.Ordinal).Replace("False", "", StringComparison.Ordinal)}, Normalize = {(o.Feature.EndsWith("True", StringComparison.Ordinal) ? "true" : "false")}), Output",
        o.Feature)));

    public override IReadOnlyDictionary<string, Tensor> ReadOutputs(GoldenConfig config, IReadOnlyDictionary<string, Tensor> outputs) =>
        Outputs.ToDictionary(o => o.Output, o => Output(config).Join(o.Feature, outputs));

    protected override E3nnIrreps Input(GoldenConfig config) => new([(1, "1o")]);

    protected override E3nnIrreps Output(GoldenConfig config) => new(Enumerable.Range(0, config.Int("lmax") + 1).Select(l => (1, $"{l}{(l % 2 == 0 ? 'e' : 'o')}")));

    private static string Capital(string name) => char.ToUpper(name[0], CultureInfo.InvariantCulture) + name[1..];
}

/// <summary><c>math.soft_one_hot_linspace</c> with all its bases.</summary>
internal sealed class E3nnRadialKind() : E3nnKind
{
    private static readonly (string Output, string Feature, string Functions, bool Cutoff)[] Outputs =
    [
        .. from functions in (string[])["gaussian", "cosine", "smooth_finite", "fourier"] from cutoff in (bool[])[true, false] select ($"{functions}_cutoff{cutoff}", $"{Name(functions)}{cutoff}", Name(functions), cutoff),
        ("bessel", "Bessel", "Bessel", true),
    ];

    public override IReadOnlyList<string> IgnoredOutputs => ["soft_unit_step"];

    public override bool Matches(GoldenConfig config) => config.HasTensor("output/gaussian_cutoffTrue");

    protected override string Members(GoldenConfig config) => Feature("Input(\"1x0e\", Per.Node)", "X") + Feature("Input(\"1x0e\", Per.Node)", "Positive") + string.Concat(Outputs.Select(o => Feature(
        string.Create(
            CultureInfo.InvariantCulture,
            $"RadialBasis(nameof({(o.Functions == "Bessel" ? "Positive" : "X")}), {config.Int("number")}, RadialFunctions.{o.Functions}, {config.Number("end", 1):R}, Start = {config.Number("start", 0):R}, Cutoff = {Text(o.Cutoff)}), Output"),
        o.Feature)));

    public override GoldenInputs BuildInputs(GoldenConfig config, IReadOnlyDictionary<string, Tensor> official) =>
        new(null, new Dictionary<string, Tensor> { ["X"] = official["x"].unsqueeze(-1), ["Positive"] = official["x"].clamp(min: 0.01).unsqueeze(-1) });

    public override IReadOnlyDictionary<string, Tensor> ReadOutputs(GoldenConfig config, IReadOnlyDictionary<string, Tensor> outputs) => Outputs.ToDictionary(o => o.Output, o => outputs[o.Feature]);

    private static string Name(string functions) => string.Concat(functions.Split('_').Select(word => char.ToUpper(word[0], CultureInfo.InvariantCulture) + word[1..]));
}
