namespace Intertwine;

/// <summary>
/// The interaction of Neural Equivariant Interatomic Potentials (Batzner et al. 2022, arXiv 2101.03164), a convolution of tensor field networks (Thomas et al. 2018, arXiv 1802.08219) with gates. For an edge from j to i:
/// <code>
/// m_ij = sum over paths of R_path(|r_ij|) T_path(W_1 h_j, Y(r_ij / |r_ij|))     R = L phi_r(radial functions), a weight for each path and channel
/// h_i' = gate(W_2 sum_j m_ij / sqrt(N) + W_3(species of i) h_i)                 (+ h_i with Residual)
/// </code>
/// T_path are the Clebsch-Gordan products of an irrep of h with one of Y that reach an irrep of <see cref="Hidden"/>, channel by channel; W are linear layers, irrep by irrep; scalars pass through SiLU, pseudo-scalars through tanh,
/// other irreps are multiplied by the SiLU of a scalar each. Any harmonics, any hidden irreps: those that the layer's input cannot make yet are left out.
/// </summary>
[EquivariantBlock("E(3)")]
public sealed partial class NequipLayer
{
    /// <summary>The representation of the result; with scalars, from which the gates are made as well.</summary>
    [Option("32x0e + 32x1o + 32x2e")]
    public partial string Hidden { get; }

    /// <summary>Channels of the two hidden layers of phi_r.</summary>
    [Option(64)]
    public partial int RadialChannels { get; }

    /// <summary>N: how many neighbours an atom has on average.</summary>
    [Option(1.0)]
    public partial double AverageNeighbours { get; }

    /// <summary>Whether h_i is added to the result; irreps that both have need equal channels.</summary>
    [Option(false)]
    public partial bool Residual { get; }

    /// <summary>h.</summary>
    [Input("*", Per.Node, Example = nameof(Hidden))]
    public partial Feature Nodes { get; }

    /// <summary>Y(r_ij / |r_ij|).</summary>
    [Input("*", Per.Edge)]
    public partial Feature Harmonics { get; }

    /// <summary>Functions of |r_ij| that vanish at the cut-off: without biases everything behind them does.</summary>
    [Input("*x0e", Per.Edge)]
    public partial Feature Radial { get; }

    /// <summary>The species of each atom, one-hot. If not fed, W_3 is the same for all.</summary>
    [Input("*x0e", Per.Node, Optional = true)]
    public partial Feature Species { get; }

    /// <summary>W_1 h.</summary>
    [Linear(nameof(Nodes), Bias = false, Normalization = PathNormalization.Element)]
    public partial Feature Mixed { get; }

    [GatherSource(nameof(Mixed))]
    public partial Feature Neighbour { get; }

    /// <summary>phi_r.</summary>
    [Mlp(nameof(Radial), nameof(RadialChannels), nameof(RadialChannels), ActivateOutput = true, Bias = false, Normalization = PathNormalization.Element, Scale = ActivationScale.SecondMoment)]
    public partial Feature RadialHidden { get; }

    /// <summary>m_ij.</summary>
    [ChannelwiseTensorProduct(nameof(Neighbour), nameof(Harmonics), nameof(Hidden), WeightsFrom = nameof(RadialHidden))]
    public partial Feature Message { get; }

    [Sum(nameof(Message), Over.Neighbours)]
    public partial Feature Received { get; }

    [Scale(nameof(Received), Factor = nameof(AverageNeighbours), Exponent = -0.5)]
    public partial Feature Density { get; }

    /// <summary>W_2 times the sum of messages, with the scalars for the gates.</summary>
    [Linear(nameof(Density), nameof(Hidden), Gates = true, OnlyReachable = true, Bias = false, Normalization = PathNormalization.Element)]
    public partial Feature Update { get; }

    [Linear(nameof(Nodes), nameof(Update), OnlyReachable = true, Bias = false, Normalization = PathNormalization.Element)]
    [When(nameof(Species), Not = true)]
    public partial Feature CommonSelf { get; }

    /// <summary>W_3 h_i.</summary>
    [TensorProduct(nameof(Nodes), nameof(Species), nameof(Update), OnlyReachable = true)]
    [When(nameof(Species), Otherwise = nameof(CommonSelf))]
    public partial Feature Self { get; }

    [Add(nameof(Update), nameof(Self), MissingAsZero = true)]
    public partial Feature Ungated { get; }

    [Gate(nameof(Ungated), Gates = Activation.Silu, Scale = ActivationScale.SecondMoment)]
    public partial Feature Gated { get; }

    [Add(nameof(Nodes), nameof(Gated), MissingAsZero = true)]
    [When(nameof(Residual), Otherwise = nameof(Gated))]
    [Output(Next = nameof(Nodes))]
    public partial Feature UpdatedNodes { get; }
}
