namespace Intertwine;

/// <summary>
/// The classifier of the VN-Transformer (Assaad, Downey, Al-Rfou, Nayakanti, Sapp 2023, arXiv 2206.04176, figure 1a): two layers of vector neurons per point (linear, batch norm, leaky ReLU), attention layers, inner
/// products with three vectors of each token, their mean, a network on scalars.
/// <code>
/// z = relu(BN(W_2 relu(BN(W_1 x))))            tokens: z, or latents that read z
/// tokens = VectorTransformerLayer(tokens)      Layers times
/// logits = MLP(mean over tokens of &lt;tokens, V(tokens)&gt;)
/// </code>
/// </summary>
/// <remarks>
/// All pairs of points attend to each other: N^2 pairs of a cloud of N points. With <see cref="UseLatents"/> the cloud's mean gives <see cref="Latents"/> tokens that read the points: as many pairs for each latent as there are points.
/// </remarks>
[EquivariantBlock("E(3)")]
public sealed partial class VectorTransformer
{
    /// <summary>Vectors of each token.</summary>
    [Option(32)]
    public partial int Channels { get; }

    /// <summary>Attention layers.</summary>
    [Option(1)]
    public partial int Layers { get; }

    /// <summary>Heads; they divide <see cref="AttentionChannels"/>.</summary>
    [Option(4)]
    public partial int Heads { get; }

    /// <summary>Channels of queries, keys and values.</summary>
    [Option(32)]
    public partial int AttentionChannels { get; }

    /// <summary>Channels of the network per token of each layer.</summary>
    [Option(64)]
    public partial int Hidden { get; }

    /// <summary>Whether latents read the points, instead of points each other.</summary>
    [Option(false)]
    public partial bool UseLatents { get; }

    /// <summary>Latents of a cloud.</summary>
    [Option(32)]
    public partial int Latents { get; }

    /// <summary><see cref="Latents"/> times <see cref="Channels"/>.</summary>
    [Option(1024)]
    public partial int LatentChannels { get; }

    /// <summary>The fraction that the leaky ReLUs keep.</summary>
    [Option(0.2)]
    public partial double Slope { get; }

    /// <summary>epsilon of the biases of the attention layers that break the symmetry by as much; 0 for none.</summary>
    [Option(0.0)]
    public partial double ApproximateBias { get; }

    /// <summary>Channels of the hidden layer of the classifier.</summary>
    [Option(32)]
    public partial int ClassifierChannels { get; }

    /// <summary>Numbers of the result.</summary>
    [Option(40)]
    public partial int Classes { get; }

    /// <summary>What the weights of the batch norms of vectors begin as; with 0.5 and a bias of 1 few vectors are turned around at first (see <see cref="VectorBatchNormAttribute"/>).</summary>
    [Option(1.0)]
    public partial double NormWeight { get; }

    /// <summary>What their biases begin as.</summary>
    [Option(0.0)]
    public partial double NormBias { get; }

    /// <summary>x: positions relative to the cloud's mean, with further features early fused or not.</summary>
    [Input("*", Per.Node, Example = "1o")]
    public partial Feature Points { get; }

    /// <summary>W_1 x.</summary>
    [VectorLinear(nameof(Points), nameof(Channels))]
    public partial Feature First { get; }

    /// <summary>BN of it.</summary>
    [VectorBatchNorm(nameof(First), InitialWeight = nameof(NormWeight), InitialBias = nameof(NormBias))]
    public partial Feature FirstNormed { get; }

    /// <summary>The first layer.</summary>
    [VectorRelu(nameof(FirstNormed), Slope = nameof(Slope))]
    public partial Feature FirstRectified { get; }

    /// <summary>W_2 of it.</summary>
    [VectorLinear(nameof(FirstRectified))]
    public partial Feature Second { get; }

    /// <summary>BN of it.</summary>
    [VectorBatchNorm(nameof(Second), InitialWeight = nameof(NormWeight), InitialBias = nameof(NormBias))]
    public partial Feature SecondNormed { get; }

    /// <summary>z.</summary>
    [VectorRelu(nameof(SecondNormed), Slope = nameof(Slope))]
    public partial Feature Embedded { get; }

    /// <summary>Latents of the mean of z.</summary>
    [Block<VectorMeanProject>(nameof(Embedded)), When(nameof(UseLatents))]
    [With(nameof(VectorMeanProject.Tokens), nameof(Latents))]
    [With(nameof(VectorMeanProject.TokenChannels), nameof(LatentChannels))]
    public partial VectorMeanProject Summary { get; }

    /// <summary>What attends.</summary>
    [Concat($"{nameof(Summary)}.{nameof(VectorMeanProject.Latents)}"), When(nameof(UseLatents), Otherwise = nameof(Embedded))]
    public partial Feature Tokens { get; }

    /// <summary>What latents read.</summary>
    [Concat(nameof(Embedded)), When(nameof(UseLatents))]
    public partial Feature Cloud { get; }

    /// <summary>From every point to every token.</summary>
    [AllPairs(nameof(Tokens), nameof(Embedded))]
    public partial EdgeSet Pairs { get; }

    /// <summary>The attention layers.</summary>
    [Repeat<VectorTransformerLayer>(nameof(Layers), nameof(Tokens), Along = nameof(Pairs))]
    [Feed(nameof(VectorTransformerLayer.Context), nameof(Cloud))]
    [With(nameof(VectorTransformerLayer.Heads), nameof(Heads))]
    [With(nameof(VectorTransformerLayer.AttentionChannels), nameof(AttentionChannels))]
    [With(nameof(VectorTransformerLayer.Hidden), nameof(Hidden))]
    [With(nameof(VectorTransformerLayer.ApproximateBias), nameof(ApproximateBias))]
    public partial VectorTransformerLayer Blocks { get; }

    /// <summary>Three vectors of each token.</summary>
    [VectorLinear($"{nameof(Blocks)}.{nameof(VectorTransformerLayer.Updated)}", 3)]
    public partial Feature Axes { get; }

    /// <summary>Mixed once more.</summary>
    [VectorLinear(nameof(Axes))]
    public partial Feature AxesMixed { get; }

    /// <summary>V(tokens).</summary>
    [VectorRelu(nameof(AxesMixed), Direction = nameof(Axes), Projection = VectorProjection.Clamped)]
    public partial Feature Frame { get; }

    /// <summary>Inner products of all channels with the three vectors.</summary>
    [InnerProducts($"{nameof(Blocks)}.{nameof(VectorTransformerLayer.Updated)}", nameof(Frame))]
    public partial Feature Invariants { get; }

    /// <summary>Their mean over the tokens of a cloud.</summary>
    [Mean(nameof(Invariants), Over.Graph)]
    public partial Feature Pooled { get; }

    /// <summary>Scores of the classes.</summary>
    [Mlp(nameof(Pooled), nameof(ClassifierChannels), nameof(Classes)), Output]
    public partial Feature Logits { get; }
}
