namespace Intertwine.Golden.Kinds;

/// <summary><c>nn.Activation</c>: one function for each term. Ours have one on scalars and one on pseudo-scalars.</summary>
internal sealed class E3nnActivationKind() : E3nnKind("Activation")
{
    protected override string Members(GoldenConfig config)
    {
        E3nnIrreps irreps = Input(config);
        string?[] activations = [.. config.Json("acts").EnumerateArray().Select(a => a.GetString())];
        string? Of(string irrep) => activations[irreps.Terms.ToList().FindIndex(t => t.Irrep == irrep) is >= 0 and int i ? i : throw new NotSupportedException($"No {irrep}.")];
        string pseudo = irreps.Channels("0o") > 0 ? $", PseudoScalars = {Activation(Of("0o"))}" : "";
        return Feature($"Input(\"{irreps.Declared}\", Per.Node)", "X") + Feature($"Activate(nameof(X), {Activation(Of("0e"))}{pseudo}, KeepOthers = true, Scale = ActivationScale.E3nn), Output", "Y");
    }
}

/// <summary><c>nn.Gate</c> with even gates.</summary>
internal sealed class E3nnGateKind() : E3nnKind("Gate")
{
    public override bool Matches(GoldenConfig config) => config.Text("repo", string.Empty) == "e3nn" && config.Has("irreps_gates");

    protected override string Members(GoldenConfig config)
    {
        E3nnIrreps scalars = E3nnIrreps.Parse(config.Text("irreps_scalars", string.Empty));
        string?[] activations = [.. config.Json("act_scalars").EnumerateArray().Select(a => a.GetString())];
        string Options(string irrep, string option) => scalars.Terms.ToList().FindIndex(t => t.Irrep == irrep) is >= 0 and int i ? $", {option} = {Activation(activations[i])}" : "";
        return Feature($"Input(\"{Input(config).Declared}\", Per.Node)", "X")
            + Feature($"Gate(nameof(X){Options("0e", "Activation")}{Options("0o", "PseudoScalars")}, Gates = Activation.Sigmoid, Scale = ActivationScale.E3nn), Output", "Y");
    }
}

/// <summary><c>nn.S2Activation</c> of one channel.</summary>
internal sealed class E3nnS2ActivationKind() : E3nnKind("S2Activation")
{
    /// <summary>e3nn keeps the matrices of the grid in float32.</summary>
    public override double Float64Tolerance => 1e-6;

    protected override string Members(GoldenConfig config) =>
        Feature($"Input(\"{Input(config).Declared}\", Per.Node)", "X")
        + Feature(
            $"S2Activation(nameof(X), {Activation(config.Text("act", "null"))}, {config.Int("res")}, MaximumDegree = {Output(config).Terms.Count() - 1}, Normalization = HarmonicNormalization.{Capital(config.Text("normalization", "component"))}, Scale = ActivationScale.E3nn), Output",
            "Y");

    /// <summary>Degrees as the output has components; even functions of signals that change sign are even.</summary>
    protected override E3nnIrreps Output(GoldenConfig config)
    {
        string[] irreps = [.. Input(config).Terms.Select(t => t.Irrep)];
        bool isOdd = irreps[0] == "0o" && config.Text("act", "null") is not ("abs" or "cos");
        bool isPseudo = irreps.Length > 1 && irreps[1][1] == irreps[0][1];
        int degrees = (int)Math.Round(Math.Sqrt(config.Shape("output/y")[^1]));
        return new(Enumerable.Range(0, degrees).Select(l => (1, $"{l}{(isOdd ^ (l % 2 != 0 && !isPseudo) ? 'o' : 'e')}")));
    }

    private static string Capital(string name) => char.ToUpperInvariant(name[0]) + name[1..];
}

/// <summary><c>o3.Norm</c>.</summary>
internal sealed class E3nnNormKind() : E3nnKind("Norm")
{
    protected override string Members(GoldenConfig config) => Feature($"Input(\"{Input(config).Declared}\", Per.Node)", "X") + Feature("Norm(nameof(X)), Output", "Y");

    protected override E3nnIrreps Output(GoldenConfig config) => new([(Input(config).Terms.Sum(t => t.Channels), "0e")]);

    public override IReadOnlyDictionary<string, TorchSharp.torch.Tensor> ReadOutputs(GoldenConfig config, IReadOnlyDictionary<string, TorchSharp.torch.Tensor> outputs) =>
        new Dictionary<string, TorchSharp.torch.Tensor> { ["y"] = Input(config).Unsort(outputs["Y"].t()).t() };
}

/// <summary><c>nn.NormActivation</c>.</summary>
internal sealed class E3nnNormActivationKind() : E3nnKind("NormActivation")
{
    protected override string Members(GoldenConfig config) =>
        Feature($"Input(\"{Input(config).Declared}\", Per.Node)", "X")
        + Feature($"NormActivation(nameof(X), {Activation(config.Text("act", "null"))}, Normalize = {Text(config.Flag("normalize"))}, Bias = {Text(config.Flag("bias"))}), Output", "Y");

    public override IReadOnlyDictionary<string, TorchSharp.torch.Tensor> BindWeights(GoldenConfig config, IReadOnlyDictionary<string, TorchSharp.torch.Tensor> official) =>
        config.Flag("bias") ? new Dictionary<string, TorchSharp.torch.Tensor> { ["Y.bias"] = Input(config).Sort(official["biases"]) } : base.BindWeights(config, official);
}
