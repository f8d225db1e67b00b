namespace Intertwine.Gpu.Tests;

/// <summary>The gradient of a gradient as a feature: Σ |F|² of a small potential by the positions. A loss on it has third derivatives in its backward pass.</summary>
[EquivariantModel("E(3)")]
public partial class PairDescent
{
    [Graph]
    public partial EdgeSet Pairs { get; }

    [Input("point", Per.Node)]
    public partial Feature Position { get; }

    [GatherSource(nameof(Position))]
    public partial Feature From { get; }

    [GatherTarget(nameof(Position))]
    public partial Feature To { get; }

    [Difference(nameof(To), nameof(From))]
    public partial Feature Offset { get; }

    [SquaredNorm(nameof(Offset))]
    public partial Feature Square { get; }

    [Mlp(nameof(Square), 3, 1)]
    public partial Feature PairEnergy { get; }

    [Sum(nameof(PairEnergy), Over.Graph)]
    [Output]
    public partial Feature Energy { get; }

    [Gradient(nameof(Energy), nameof(Position), Factor = -1)]
    public partial Feature Forces { get; }

    [SquaredNorm(nameof(Forces))]
    public partial Feature Strength { get; }

    [Gradient(nameof(Strength), nameof(Position))]
    [Output]
    public partial Feature Descent { get; }
}
