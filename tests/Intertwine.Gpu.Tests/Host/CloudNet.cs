namespace Intertwine.Gpu.Tests;

/// <summary>Vector neurons in small: neighbours by position, then by features, then all pairs; a choice among neighbours and one among the points of a cloud.</summary>
[EquivariantModel("O(3)")]
public partial class CloudNet
{
    [Input("1x1o", Per.Node)]
    public partial Feature Position { get; }

    [Nearest(nameof(Position), 5)]
    public partial EdgeSet Near { get; }

    [GatherSource(nameof(Position), Along = nameof(Near))]
    public partial Feature There { get; }

    [GatherTarget(nameof(Position), Along = nameof(Near))]
    public partial Feature Here { get; }

    [Difference(nameof(There), nameof(Here))]
    public partial Feature Between { get; }

    [Concat(nameof(Between), nameof(Here))]
    public partial Feature Edge { get; }

    [VectorLinear(nameof(Edge), 6)]
    public partial Feature Mixed { get; }

    [VectorRelu(nameof(Mixed), Slope = 0.2)]
    public partial Feature Bent { get; }

    [VectorMaxPool(nameof(Bent), Over.Neighbours)]
    public partial Feature Pooled { get; }

    [Nearest(nameof(Pooled), 4, IncludeSelf = false)]
    public partial EdgeSet Alike { get; }

    [GatherSource(nameof(Pooled), Along = nameof(Alike))]
    public partial Feature FromAlike { get; }

    [VectorLinear(nameof(FromAlike), 7)]
    public partial Feature MixedAlike { get; }

    [Mean(nameof(MixedAlike), Over.Neighbours)]
    public partial Feature Second { get; }

    [AllPairs]
    public partial EdgeSet Pairs { get; }

    [GatherSource(nameof(Second), Along = nameof(Pairs))]
    public partial Feature FromAll { get; }

    [GatherTarget(nameof(Pooled), Along = nameof(Pairs))]
    public partial Feature ToAll { get; }

    [Norm(nameof(FromAll))]
    public partial Feature Lengths { get; }

    [Sum(nameof(Lengths), Over.Neighbours)]
    public partial Feature Density { get; }

    [Mean(nameof(ToAll), Over.Neighbours)]
    public partial Feature Kept { get; }

    [Linear(nameof(Kept), Channels = 3), Output]
    public partial Feature Moved { get; }

    [Max(nameof(Density), Over.Graph), Output]
    public partial Feature Largest { get; }
}
