namespace Intertwine;

/// <summary>
/// A layer of MACE (Batatia et al. 2022, arXiv 2206.07697): higher-order equivariant message passing. For an edge from j to i, with the species z_i of atom i:
/// <code>
/// A_i = W_2 sum_j sum over paths of R_path(|r_ij|) T_path(W_1 h_j, Y(r_ij / |r_ij|)) / N       the density, R = L phi_r(radial functions)
/// B_i = sum over degrees v and paths n of W_n(z_i) U_n(A_i, …, A_i)                            many-body terms, channel by channel
/// h_i' = W_3 B_i + W_4(z_i) h_i
/// </code>
/// T_path are Clebsch-Gordan products channel by channel, U_n the symmetric contractions of <see cref="SymmetricContractionAttribute"/>. Irreps of <see cref="Density"/> and <see cref="Hidden"/> that the layer's input cannot make
/// yet are left out.
/// </summary>
/// <remarks>The interaction is the residual one of the published code (<c>RealAgnosticResidualInteractionBlock</c>), with three hidden layers in phi_r.</remarks>
[EquivariantBlock("E(3)")]
public sealed partial class MaceLayer
{
    /// <summary>The representation of the result; the published networks have <c>128x0e</c> and <c>128x0e + 128x1o</c>.</summary>
    [Option("32x0e + 32x1o")]
    public partial string Hidden { get; }

    /// <summary>The representation of A: the same number of channels for each irrep.</summary>
    [Option("32x0e + 32x1o + 32x2e")]
    public partial string Density { get; }

    /// <summary>The largest degree of B in A, 1 to 3: messages of one more body each.</summary>
    [Option(3)]
    public partial int Correlation { get; }

    /// <summary>Channels of the three hidden layers of phi_r.</summary>
    [Option(64)]
    public partial int RadialChannels { get; }

    /// <summary>N: how many neighbours an atom has on average.</summary>
    [Option(1.0)]
    public partial double AverageNeighbours { get; }

    /// <summary>h.</summary>
    [Input("*", Per.Node, Example = nameof(Hidden))]
    public partial Feature Nodes { get; }

    /// <summary>Y(r_ij / |r_ij|).</summary>
    [Input("*", Per.Edge)]
    public partial Feature Harmonics { get; }

    /// <summary>Functions of |r_ij| that vanish at the cut-off: without biases everything behind them does.</summary>
    [Input("*x0e", Per.Edge)]
    public partial Feature Radial { get; }

    /// <summary>z: the species of each atom, one-hot.</summary>
    [Input("*x0e", Per.Node)]
    public partial Feature Species { get; }

    /// <summary>W_1 h.</summary>
    [Linear(nameof(Nodes), Bias = false, Normalization = PathNormalization.Element)]
    public partial Feature Mixed { get; }

    [GatherSource(nameof(Mixed))]
    public partial Feature Neighbour { get; }

    /// <summary>phi_r.</summary>
    [Mlp(nameof(Radial), nameof(RadialChannels), nameof(RadialChannels), nameof(RadialChannels), ActivateOutput = true, Bias = false, Normalization = PathNormalization.Element, Scale = ActivationScale.SecondMoment)]
    public partial Feature RadialHidden { get; }

    [ChannelwiseTensorProduct(nameof(Neighbour), nameof(Harmonics), nameof(Density), WeightsFrom = nameof(RadialHidden))]
    public partial Feature Message { get; }

    [Sum(nameof(Message), Over.Neighbours)]
    public partial Feature Received { get; }

    [Scale(nameof(Received), Factor = nameof(AverageNeighbours), Exponent = -1)]
    public partial Feature Averaged { get; }

    /// <summary>A.</summary>
    [Linear(nameof(Averaged), nameof(Density), OnlyReachable = true, Bias = false, Normalization = PathNormalization.Element)]
    public partial Feature Atomic { get; }

    /// <summary>B.</summary>
    [SymmetricContraction(nameof(Atomic), nameof(Correlation), nameof(Hidden), Species = nameof(Species))]
    public partial Feature ManyBody { get; }

    /// <summary>W_3 B.</summary>
    [Linear(nameof(ManyBody), nameof(Hidden), OnlyReachable = true, Bias = false, Normalization = PathNormalization.Element)]
    public partial Feature Update { get; }

    /// <summary>W_4(z) h; without the irreps that h has not.</summary>
    [TensorProduct(nameof(Nodes), nameof(Species), nameof(Update), OnlyReachable = true)]
    public partial Feature Self { get; }

    [Add(nameof(Update), nameof(Self), MissingAsZero = true)]
    [Output(Next = nameof(Nodes))]
    public partial Feature UpdatedNodes { get; }
}
