namespace Intertwine;

/// <summary>
/// A layer of the VN-Transformer (Assaad, Downey, Al-Rfou, Nayakanti, Sapp 2023, arXiv 2206.04176): multi-head attention of vectors, then a network per item, each normalised and added to what came in.
/// <code>
/// x = x + LN(W_o attention(W_q x, W_k x, W_v x))
/// x = x + LN(W_2 relu(W_r W_1 x, direction U W_1 x))
/// </code>
/// Channels mix, components do not, so that any representation without points and with invariant lengths goes through, early fused scalars (<c>sum(1o + 4x0e)</c>) included. Items attend to each other along the edges that the
/// use names with <c>Along</c>, or the only ones around it: all pairs (<c>[AllPairs]</c>) or neighbours. With <see cref="Context"/> keys and values come from other items, those that the edges start at: latents read a cloud.
/// </summary>
/// <remarks>
/// The order of the package VN-transformer (post-norm). Its weights fit with <see cref="Projection"/> = <see cref="VectorProjection.HalfNormalized"/> and, where it has biases, <see cref="BiasForm"/> =
/// <see cref="VectorBias.Uniform"/>.
/// </remarks>
[EquivariantBlock("E(3)")]
public sealed partial class VectorTransformerLayer
{
    /// <summary>Heads of the attention.</summary>
    [Option(4)]
    public partial int Heads { get; }

    /// <summary>Channels of queries, keys and values, all heads together.</summary>
    [Option(32)]
    public partial int AttentionChannels { get; }

    /// <summary>Channels of the network per item.</summary>
    [Option(128)]
    public partial int Hidden { get; }

    /// <summary>Inner products or squared distances of queries and keys.</summary>
    [Option(AttentionDistance.Product)]
    public partial AttentionDistance Distance { get; }

    /// <summary>Whether keys are the queries, as usual with squared distances.</summary>
    [Option(false)]
    public partial bool TiedKeys { get; }

    /// <summary>How the rectifier projects.</summary>
    [Option(VectorProjection.Clamped)]
    public partial VectorProjection Projection { get; }

    /// <summary>epsilon of a bias on every linear layer that breaks the symmetry by as much; 0 for none.</summary>
    [Option(0.0)]
    public partial double ApproximateBias { get; }

    /// <summary>What that bias is.</summary>
    [Option(VectorBias.PerChannel)]
    public partial VectorBias BiasForm { get; }

    /// <summary>Whether the layer norms have a bias.</summary>
    [Option(false)]
    public partial bool NormBias { get; }

    /// <summary>x.</summary>
    [Input("*", Per.Node, Example = "8x1o")]
    public partial Feature Items { get; }

    /// <summary>What keys and values are made of; if not fed, x.</summary>
    [Input("*", Per.Node, Optional = true, Example = "8x1o")]
    public partial Feature Context { get; }

    /// <summary>1 for items that are attended to, 0 for padding.</summary>
    [Input("0e", Per.Node, Optional = true)]
    public partial Feature Mask { get; }

    /// <summary>What is attended to.</summary>
    [Concat(nameof(Context)), When(nameof(Context), Otherwise = nameof(Items))]
    public partial Feature Memory { get; }

    /// <summary>W_q x.</summary>
    [VectorLinear(nameof(Items), nameof(AttentionChannels), ApproximateBias = nameof(ApproximateBias), BiasForm = nameof(BiasForm))]
    public partial Feature Queries { get; }

    /// <summary>W_k x.</summary>
    [VectorLinear(nameof(Memory), nameof(AttentionChannels), ApproximateBias = nameof(ApproximateBias), BiasForm = nameof(BiasForm))]
    [When(nameof(TiedKeys), Not = true, Otherwise = nameof(Queries))]
    public partial Feature Keys { get; }

    /// <summary>W_v x.</summary>
    [VectorLinear(nameof(Memory), nameof(AttentionChannels), ApproximateBias = nameof(ApproximateBias), BiasForm = nameof(BiasForm))]
    public partial Feature Values { get; }

    /// <summary>Means of values, weighted by how well keys fit the query.</summary>
    [VectorAttention(nameof(Queries), nameof(Keys), nameof(Values), Heads = nameof(Heads), Distance = nameof(Distance), Mask = nameof(Mask))]
    public partial Feature Attended { get; }

    /// <summary>W_o of the heads side by side.</summary>
    [VectorLinear(nameof(Attended), nameof(Items), ApproximateBias = nameof(ApproximateBias), BiasForm = nameof(BiasForm))]
    public partial Feature Joined { get; }

    /// <summary>LN of it.</summary>
    [VectorLayerNorm(nameof(Joined), Bias = nameof(NormBias))]
    public partial Feature NormedAttention { get; }

    /// <summary>x after the attention.</summary>
    [Add(nameof(Items), nameof(NormedAttention))]
    public partial Feature Mixed { get; }

    /// <summary>W_1 x.</summary>
    [VectorLinear(nameof(Mixed), nameof(Hidden), ApproximateBias = nameof(ApproximateBias), BiasForm = nameof(BiasForm))]
    public partial Feature Expanded { get; }

    /// <summary>W_r W_1 x.</summary>
    [VectorLinear(nameof(Expanded))]
    public partial Feature Activation { get; }

    /// <summary>What lies before the half-space of the direction U W_1 x.</summary>
    [VectorRelu(nameof(Activation), Direction = nameof(Expanded), Projection = nameof(Projection))]
    public partial Feature Rectified { get; }

    /// <summary>W_2 of it.</summary>
    [VectorLinear(nameof(Rectified), nameof(Items), ApproximateBias = nameof(ApproximateBias), BiasForm = nameof(BiasForm))]
    public partial Feature Contracted { get; }

    /// <summary>LN of it.</summary>
    [VectorLayerNorm(nameof(Contracted), Bias = nameof(NormBias))]
    public partial Feature NormedUpdate { get; }

    /// <summary>x after the layer.</summary>
    [Add(nameof(Mixed), nameof(NormedUpdate)), Output(Next = nameof(Items))]
    public partial Feature Updated { get; }
}
