using static TorchSharp.torch;

namespace Intertwine.Golden.Kinds;

/// <summary><c>VNAttention</c>: with a mask, with its squared distances (keys are then the queries; the factor is on the products alone), with latents that read the tokens.</summary>
internal sealed class VnAttentionKind() : VnTokensKind("VNAttention")
{
    public override GoldenInputs BuildInputs(GoldenConfig config, IReadOnlyDictionary<string, Tensor> official)
    {
        Tensor x = official["x"];
        Dictionary<string, Tensor> features = new() { ["X"] = Items(x) };
        if (config.HasTensor("input/mask"))
        {
            features["Counts"] = Mask(official, x);
        }

        return new GoldenInputs(Graph.Clouds((int)x.shape[0], (int)x.shape[1]), features);
    }

    public override IReadOnlyDictionary<string, Tensor> ReadOutputs(GoldenConfig config, IReadOnlyDictionary<string, Tensor> outputs) => new Dictionary<string, Tensor> { ["y"] = outputs["Y"] };

    protected override IEnumerable<string> Members(GoldenConfig config)
    {
        long channels = config.Shape("input/x")[2];
        int latents = config.Int("num_latents", 0);
        int inner = config.Int("heads") * config.Int("dim_head");
        bool isTied = config.Flag("l2_dist_attn") && latents == 0;
        yield return Property($"Input(\"{channels}x1o\", Per.Node)", "X");
        if (config.HasTensor("input/mask"))
        {
            yield return Property("Input(\"0e\", Per.Node)", "Counts");
        }

        string queries = "X";
        if (latents > 0)
        {
            yield return Property($"Block<VectorMeanProject>(nameof(X)), With(nameof(VectorMeanProject.Tokens), {latents}), With(nameof(VectorMeanProject.TokenChannels), {latents * channels})", "Pool", "VectorMeanProject");
            yield return Property("VectorLinear($\"{nameof(Pool)}.{nameof(VectorMeanProject.Latents)}\", " + inner + ")", "Q");
            yield return Property("AllPairs(nameof(Q), nameof(X))", "Pairs", "EdgeSet");
        }
        else
        {
            yield return Property($"VectorLinear(nameof({queries}), {inner})", "Q");
            yield return Property("AllPairs", "Pairs", "EdgeSet");
        }

        if (!isTied)
        {
            yield return Property($"VectorLinear(nameof(X), {inner})", "K");
        }

        yield return Property($"VectorLinear(nameof(X), {inner})", "V");
        string distance = config.Flag("l2_dist_attn") ? ", Distance = AttentionDistance.HalfScaled" : "";
        string mask = config.HasTensor("input/mask") ? ", Mask = nameof(Counts)" : "";
        yield return Property($"VectorAttention(nameof(Q), nameof({(isTied ? "Q" : "K")}), nameof(V), Heads = {config.Int("heads")}{distance}{mask})", "Attended");
        yield return Property($"VectorLinear(nameof(Attended), {channels}), Output", "Y");
    }

    protected override IEnumerable<(string Ours, string Official)> Names(GoldenConfig config)
    {
        if (config.Int("num_latents", 0) > 0)
        {
            yield return ("Pool.Projected.weight", "to_q_input.weight");
        }

        yield return ("Q.weight", "to_q.weight");
        if (!config.Flag("l2_dist_attn") || config.Int("num_latents", 0) > 0)
        {
            yield return ("K.weight", "to_k.weight");
        }

        yield return ("V.weight", "to_v.weight");
        yield return ("Y.weight", "to_out.weight");
    }

    protected override Tensor Bind(string ours, Tensor official) => ours.StartsWith("Pool.", StringComparison.Ordinal) ? VnLatents.Weight(official) : official;
}

/// <summary>Networks of <see cref="VectorTransformerLayer"/>.</summary>
internal abstract class VnNetworkKind(string name) : VnTokensKind(name)
{
    /// <summary>The layers on <paramref name="source"/>; masked tokens are not attended to.</summary>
    protected static IEnumerable<string> Layers(GoldenConfig config, string source)
    {
        string text(bool value) => value ? "true" : "false";
        int channels = config.Has("dim") ? config.Int("dim") : (int)config.Shape("input/x")[2];
        string bias = config.Has("bias_epsilon") ? $", With(nameof(VectorTransformerLayer.ApproximateBias), {Number(config.Number("bias_epsilon", 0))}), With(nameof(VectorTransformerLayer.BiasForm), VectorBias.Uniform)" : "";
        yield return Property("Input(\"0e\", Per.Node)", "Counts");
        yield return Property("AllPairs", "Pairs", "EdgeSet");
        yield return Property(
            $"Repeat<VectorTransformerLayer>({config.Int("depth")}, nameof({source})), Feed(nameof(VectorTransformerLayer.Mask), nameof(Counts)), "
            + $"With(nameof(VectorTransformerLayer.Heads), {config.Int("heads")}), With(nameof(VectorTransformerLayer.AttentionChannels), {config.Int("heads") * config.Int("dim_head")}), "
            + $"With(nameof(VectorTransformerLayer.Hidden), {4 * channels}), With(nameof(VectorTransformerLayer.Projection), VectorProjection.HalfNormalized), "
            + $"With(nameof(VectorTransformerLayer.NormBias), {text(config.Has("hash_seed"))}), With(nameof(VectorTransformerLayer.TiedKeys), {text(config.Flag("l2_dist_attn"))}), "
            + $"With(nameof(VectorTransformerLayer.Distance), AttentionDistance.{(config.Flag("l2_dist_attn") ? "HalfScaled" : "Product")}){bias}",
            "Layers",
            "VectorTransformerLayer");
    }

    protected static IEnumerable<(string, string)> LayerNames(GoldenConfig config, string prefix)
    {
        for (int i = 0; i < config.Int("depth"); i++)
        {
            string ours = $"Layers.{i}", official = $"{prefix}layers.{i}";
            IEnumerable<(string, string)> names =
            [
                .. Linear(config, $"{ours}.Queries", $"{official}.0.to_q"),
                .. config.Flag("l2_dist_attn") ? [] : Linear(config, $"{ours}.Keys", $"{official}.0.to_k"),
                .. Linear(config, $"{ours}.Values", $"{official}.0.to_v"),
                .. Linear(config, $"{ours}.Joined", $"{official}.0.to_out"),
                .. Norm(config, $"{ours}.NormedAttention", $"{official}.1"),
                .. Linear(config, $"{ours}.Expanded", $"{official}.2.0"),
                ($"{ours}.Activation.weight", $"{official}.2.1.W"),
                ($"{ours}.Rectified.weight", $"{official}.2.1.U"),
                .. Linear(config, $"{ours}.Contracted", $"{official}.2.2"),
                .. Norm(config, $"{ours}.NormedUpdate", $"{official}.3"),
            ];
            foreach ((string, string) name in names)
            {
                yield return name;
            }
        }
    }
}

/// <summary><c>VNTransformerEncoder</c>.</summary>
internal sealed class VnEncoderKind() : VnNetworkKind("VNTransformerEncoder")
{
    public override GoldenInputs BuildInputs(GoldenConfig config, IReadOnlyDictionary<string, Tensor> official)
    {
        Tensor x = official["x"];
        return new GoldenInputs(Graph.Clouds((int)x.shape[0], (int)x.shape[1]), new Dictionary<string, Tensor> { ["X"] = Items(x), ["Counts"] = Mask(official, x) });
    }

    public override IReadOnlyDictionary<string, Tensor> ReadOutputs(GoldenConfig config, IReadOnlyDictionary<string, Tensor> outputs) => new Dictionary<string, Tensor> { ["y"] = outputs["Y"] };

    protected override IEnumerable<string> Members(GoldenConfig config) =>
    [
        Property($"Input(\"{config.Shape("input/x")[2]}x1o\", Per.Node)", "X"),
        .. Layers(config, "X"),
        Property("VectorLayerNorm($\"{nameof(Layers)}.{nameof(VectorTransformerLayer.Updated)}\"), Output", "Y"),
    ];

    protected override IEnumerable<(string Ours, string Official)> Names(GoldenConfig config) => [.. LayerNames(config, ""), ("Y.weight", "norm.ln.gamma")];
}

/// <summary>
/// <c>VNTransformer</c>: coordinates, early fused with other features, through layers and back. The package's translation equivariance subtracts the mean over batch and sequence, so that clouds of a batch see each other;
/// to reproduce it the test feeds that mean. (Per cloud it is <c>[Mean(…, Over.Graph)]</c>, <c>[PerNode]</c> and <c>[Difference]</c>.)
/// </summary>
internal sealed class VnTransformerKind() : VnNetworkKind("VNTransformer"), IGoldenKind
{
    /// <summary>In the file <c>small</c> the package's own float32 gradients are 1e-4 off its float64 run: vectors of short lengths are divided by them in the layer norms. Ours are 3e-4 off.</summary>
    public double Float32GradientTolerance => 4e-4;

    public override GoldenInputs BuildInputs(GoldenConfig config, IReadOnlyDictionary<string, Tensor> official)
    {
        Tensor x = official["coors"];
        Dictionary<string, Tensor> features = new() { ["Position"] = Items(x), ["Counts"] = Mask(official, x) };
        if (IsCentered(config))
        {
            features["Center"] = Items(x.mean([0, 1], keepdim: true).expand_as(x));
        }

        if (HasFeatures(config))
        {
            features["Others"] = Items(official["feats"]);
        }

        return new GoldenInputs(Graph.Clouds((int)x.shape[0], (int)x.shape[1]), features);
    }

    public override IReadOnlyDictionary<string, Tensor> ReadOutputs(GoldenConfig config, IReadOnlyDictionary<string, Tensor> outputs) =>
        HasFeatures(config) ? new Dictionary<string, Tensor> { ["coors"] = outputs["Moved"], ["feats"] = outputs["Changed"] } : new Dictionary<string, Tensor> { ["coors"] = outputs["Moved"] };

    protected override IEnumerable<string> Members(GoldenConfig config)
    {
        bool returns = config.Flag("translation_equivariance");
        yield return Property("Input(\"1o\", Per.Node)", "Position");
        string source = "Position";
        if (IsCentered(config))
        {
            yield return Property("Input(\"1o\", Per.Node)", "Center");
            yield return Property("Difference(nameof(Position), nameof(Center))", "Relative");
            source = "Relative";
        }

        if (HasFeatures(config))
        {
            yield return Property($"Input(\"{config.Int("dim_feat")}x0e\", Per.Node)", "Others");
            yield return Property($"EarlyFusion(nameof({source}), nameof(Others))", "Fused");
            source = "Fused";
        }

        yield return Property($"VectorLinear(nameof({source}), {config.Int("dim")}{Bias(config)})", "Embedded");
        foreach (string member in Layers(config, "Embedded"))
        {
            yield return member;
        }

        yield return Property("VectorLayerNorm($\"{nameof(Layers)}.{nameof(VectorTransformerLayer.Updated)}\"" + NormBias(config) + ")", "Normed");
        bool isLast = !HasFeatures(config) && !returns;
        string moved = isLast ? "Moved" : "Out";
        yield return Property($"VectorLinear(nameof(Normed), 1{Bias(config)}){(isLast ? ", Output" : "")}", moved);
        if (HasFeatures(config))
        {
            yield return Property($"SplitFusion(nameof(Out), \"1o\"){(returns ? "" : ", Output")}", returns ? "Vector" : "Moved");
            yield return Property("SplitFusion(nameof(Out), \"0e\"), Output", "Changed");
        }

        if (returns)
        {
            yield return Property($"Add(nameof({(HasFeatures(config) ? "Vector" : "Out")}), nameof(Center)), Output", "Moved");
        }
    }

    protected override IEnumerable<(string Ours, string Official)> Names(GoldenConfig config) =>
    [
        .. Linear(config, "Embedded", "vn_proj_in.1"),
        .. LayerNames(config, "encoder."),
        .. Norm(config, "Normed", "vn_proj_out.0"),
        .. Linear(config, HasFeatures(config) || config.Flag("translation_equivariance") ? "Out" : "Moved", "vn_proj_out.1"),
    ];

    private static bool HasFeatures(GoldenConfig config) => config.Int("dim_feat", 0) > 0;

    private static bool IsCentered(GoldenConfig config) => config.Flag("translation_equivariance") || config.Flag("translation_invariant");
}
