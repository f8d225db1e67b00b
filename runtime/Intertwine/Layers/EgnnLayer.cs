namespace Intertwine;

/// <summary>
/// The E(n)-equivariant graph layer of Satorras, Hoogeboom and Welling 2021 (arXiv 2102.09844), with the velocities of section 3.2, the attention of section 3.3 and the options of the published code.
/// For an edge from j to i:
/// <code>
/// m_ij = phi_e(h_i, h_j, |x_i - x_j|^2, a_ij)               (times sigmoid(phi_a(m_ij)) with Attention)
/// x_i' = x_i + mean_j (x_i - x_j) phi_x(m_ij) + phi_v(h_i) v_i
/// h_i' = h_i + phi_h(h_i, sum_j m_ij)
/// </code>
/// </summary>
[EquivariantBlock("E(3)")]
public sealed partial class EgnnLayer
{
    /// <summary>Channels of the messages and of the hidden layers.</summary>
    [Option(64)]
    public partial int Hidden { get; }

    /// <summary>Whether messages are weighted by a learnt gate in (0, 1).</summary>
    [Option(false)]
    public partial bool Attention { get; }

    /// <summary>Whether positions move. Without it the layer is invariant and has no phi_x.</summary>
    [Option(true)]
    public partial bool UpdatePosition { get; }

    /// <summary>Whether h_i is added to phi_h.</summary>
    [Option(true)]
    public partial bool Residual { get; }

    /// <summary>Whether moves are averaged or summed over the neighbours.</summary>
    [Option(Aggregation.Mean)]
    public partial Aggregation CoordinateAggregation { get; }

    /// <summary>Whether x_i - x_j is divided by |x_i - x_j| + <see cref="NormOffset"/>.</summary>
    [Option(false)]
    public partial bool NormalizeDifferences { get; }

    /// <summary>What is added to the norm: 1 in the published n-body network, 1e-8 in the published plain layers.</summary>
    [Option(1.0)]
    public partial double NormOffset { get; }

    /// <summary>Whether the norm counts as a constant in derivatives, as in the published plain layers.</summary>
    [Option(false)]
    public partial bool DetachNorm { get; }

    /// <summary>Whether phi_x ends in a hyperbolic tangent.</summary>
    [Option(false)]
    public partial bool Tanh { get; }

    /// <summary>h: what each node knows.</summary>
    [Input("*x0e", Per.Node)]
    public partial Feature Nodes { get; }

    /// <summary>x.</summary>
    [Input("point", Per.Node)]
    public partial Feature Position { get; }

    /// <summary>v, never updated.</summary>
    [Input("1o", Per.Node, Optional = true)]
    public partial Feature Velocity { get; }

    /// <summary>a_ij.</summary>
    [Input("*x0e", Per.Edge, Optional = true)]
    public partial Feature EdgeAttributes { get; }

    /// <summary>Further inputs of phi_h.</summary>
    [Input("*x0e", Per.Node, Optional = true)]
    public partial Feature NodeAttributes { get; }

    /// <summary>1 for edges that send, 0 for those that do not (padding, self loops).</summary>
    [Input("1x0e", Per.Edge, Optional = true)]
    public partial Feature EdgeMask { get; }

    [GatherTarget(nameof(Nodes))]
    public partial Feature Receiver { get; }

    [GatherSource(nameof(Nodes))]
    public partial Feature Sender { get; }

    [GatherTarget(nameof(Position))]
    public partial Feature ReceiverPosition { get; }

    [GatherSource(nameof(Position))]
    public partial Feature SenderPosition { get; }

    /// <summary>x_i - x_j.</summary>
    [Difference(nameof(ReceiverPosition), nameof(SenderPosition))]
    public partial Feature Offset { get; }

    [SquaredNorm(nameof(Offset))]
    public partial Feature SquaredDistance { get; }

    [Concat(nameof(Receiver), nameof(Sender), nameof(SquaredDistance), nameof(EdgeAttributes))]
    public partial Feature Pair { get; }

    /// <summary>phi_e.</summary>
    [Mlp(nameof(Pair), nameof(Hidden), nameof(Hidden), ActivateOutput = true)]
    public partial Feature Message { get; }

    /// <summary>sigmoid(phi_a(m_ij)).</summary>
    [Mlp(nameof(Message), 1, OutputActivation = Activation.Sigmoid)]
    [When(nameof(Attention))]
    public partial Feature Gate { get; }

    [Scale(nameof(Message), nameof(Gate))]
    [When(nameof(Attention), Otherwise = nameof(Message))]
    public partial Feature Attended { get; }

    [Scale(nameof(Attended), nameof(EdgeMask))]
    [When(nameof(EdgeMask), Otherwise = nameof(Attended))]
    public partial Feature Sent { get; }

    /// <summary>phi_x.</summary>
    [Mlp(nameof(Sent), nameof(Hidden), 1, OutputBias = false, OutputInit = Init.XavierUniform, OutputGain = 0.001)]
    [When(nameof(UpdatePosition))]
    public partial Feature Pull { get; }

    [Activate(nameof(Pull), Activation.Tanh)]
    [When(nameof(UpdatePosition))]
    [When(nameof(Tanh), Otherwise = nameof(Pull))]
    public partial Feature BoundedPull { get; }

    [Normalize(nameof(Offset), Offset = nameof(NormOffset), DetachNorm = nameof(DetachNorm))]
    [When(nameof(NormalizeDifferences), Otherwise = nameof(Offset))]
    public partial Feature Direction { get; }

    [Scale(nameof(Direction), nameof(BoundedPull))]
    [When(nameof(UpdatePosition))]
    public partial Feature Step { get; }

    [Aggregate(nameof(Step), Over.Neighbours, nameof(CoordinateAggregation))]
    [When(nameof(UpdatePosition))]
    public partial Feature Shift { get; }

    /// <summary>phi_v, of the layer's input h.</summary>
    [Mlp(nameof(Nodes), nameof(Hidden), 1)]
    [When(nameof(Velocity))]
    [When(nameof(UpdatePosition))]
    public partial Feature Inertia { get; }

    [Scale(nameof(Velocity), nameof(Inertia))]
    [When(nameof(Velocity))]
    [When(nameof(UpdatePosition))]
    public partial Feature Drift { get; }

    [Add(nameof(Position), nameof(Shift), nameof(Drift))]
    [When(nameof(UpdatePosition), Otherwise = nameof(Position))]
    [Output(Next = nameof(Position))]
    public partial Feature MovedPosition { get; }

    [Sum(nameof(Sent), Over.Neighbours)]
    public partial Feature Received { get; }

    [Concat(nameof(Nodes), nameof(Received), nameof(NodeAttributes))]
    public partial Feature Known { get; }

    /// <summary>phi_h.</summary>
    [Mlp(nameof(Known), nameof(Hidden), nameof(Nodes))]
    public partial Feature Update { get; }

    [Add(nameof(Nodes), nameof(Update))]
    [When(nameof(Residual), Otherwise = nameof(Update))]
    [Output(Next = nameof(Nodes))]
    public partial Feature UpdatedNodes { get; }
}
