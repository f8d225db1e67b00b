namespace Intertwine;

/// <summary>
/// A layer of Steerable E(3) Equivariant Graph Neural Networks (Brandstetter, Hesselink, van der Pol, Bekkers, Welling 2022, arXiv 2110.02905): messages and updates of steerable features by tensor products with all weights,
/// steered by attributes of edges and nodes. For an edge from j to i:
/// <code>
/// m_ij = phi_m(f_i, f_j, s_ij; a_ij)            a_ij: spherical harmonics of x_i - x_j, s_ij: invariants such as |x_i - x_j|^2
/// f_i' = f_i + phi_f(f_i, sum_j m_ij; a_i)      a_i: the mean of a_ij over j, plus harmonics of other vectors of the node
/// </code>
/// phi(x; a) are two layers x → W_a x, the fully connected Clebsch-Gordan product of x and a; a gate follows each but the last of phi_f: SiLU for scalars, tanh for pseudo-scalars, a sigmoid of a scalar for other irreps.
/// </summary>
/// <remarks>Without the biases of scalars in the published code. Irreps of <see cref="Hidden"/> that the sources cannot make are left out.</remarks>
[EquivariantBlock("E(3)")]
public sealed partial class SegnnLayer
{
    /// <summary>The representation of messages and of the result; with scalars.</summary>
    [Option("16x0e + 16x1o + 16x2e")]
    public partial string Hidden { get; }

    /// <summary>Whether f_i is added; irreps that f_i and the update both have need equal channels then.</summary>
    [Option(true)]
    public partial bool Residual { get; }

    /// <summary>How messages are reduced.</summary>
    [Option(Aggregation.Sum)]
    public partial Aggregation MessageAggregation { get; }

    /// <summary>f.</summary>
    [Input("*", Per.Node, Example = nameof(Hidden))]
    public partial Feature Nodes { get; }

    /// <summary>a_ij.</summary>
    [Input("*", Per.Edge)]
    public partial Feature EdgeAttributes { get; }

    /// <summary>a_i.</summary>
    [Input("*", Per.Node)]
    public partial Feature NodeAttributes { get; }

    /// <summary>s_ij.</summary>
    [Input("*x0e", Per.Edge, Optional = true)]
    public partial Feature Invariants { get; }

    [GatherTarget(nameof(Nodes))]
    public partial Feature Receiver { get; }

    [GatherSource(nameof(Nodes))]
    public partial Feature Sender { get; }

    [Concat(nameof(Receiver), nameof(Sender), nameof(Invariants))]
    public partial Feature Pair { get; }

    [TensorProduct(nameof(Pair), nameof(EdgeAttributes), nameof(Hidden), Gates = true, OnlyReachable = true)]
    public partial Feature FirstProduct { get; }

    [Gate(nameof(FirstProduct), Scale = ActivationScale.SecondMoment)]
    public partial Feature FirstMessage { get; }

    [TensorProduct(nameof(FirstMessage), nameof(EdgeAttributes), nameof(Hidden), Gates = true, OnlyReachable = true)]
    public partial Feature SecondProduct { get; }

    /// <summary>m_ij.</summary>
    [Gate(nameof(SecondProduct), Scale = ActivationScale.SecondMoment)]
    public partial Feature Message { get; }

    [Aggregate(nameof(Message), Over.Neighbours, nameof(MessageAggregation))]
    public partial Feature Received { get; }

    [Concat(nameof(Nodes), nameof(Received))]
    public partial Feature Known { get; }

    [TensorProduct(nameof(Known), nameof(NodeAttributes), nameof(Hidden), Gates = true, OnlyReachable = true)]
    public partial Feature ThirdProduct { get; }

    [Gate(nameof(ThirdProduct), Scale = ActivationScale.SecondMoment)]
    public partial Feature FirstUpdate { get; }

    /// <summary>phi_f.</summary>
    [TensorProduct(nameof(FirstUpdate), nameof(NodeAttributes), nameof(Hidden), OnlyReachable = true)]
    public partial Feature Update { get; }

    [Add(nameof(Nodes), nameof(Update), MissingAsZero = true)]
    [When(nameof(Residual), Otherwise = nameof(Update))]
    [Output(Next = nameof(Nodes))]
    public partial Feature UpdatedNodes { get; }
}
