namespace Intertwine;

/// <summary>Every node with what its graph knows on average: [x_i, mean over the graph of x], twice the channels.</summary>
[EquivariantBlock("E(3)")]
public sealed partial class WithMean
{
    /// <summary>x.</summary>
    [Input("*", Per.Node)]
    public partial Feature Points { get; }

    [Mean(nameof(Points), Over.Graph)]
    public partial Feature Mean { get; }

    [PerNode(nameof(Mean))]
    public partial Feature Everywhere { get; }

    [Concat(nameof(Points), nameof(Everywhere))]
    [Output]
    public partial Feature Both { get; }
}
