namespace Intertwine.Gpu.Tests;

/// <summary>A small potential: energies of charges by learnt functions of their distances, and the forces.</summary>
[EquivariantModel("E(3)")]
public partial class PairPotential
{
    [Graph]
    public partial EdgeSet Pairs { get; }

    [Input("2x0e", Per.Node)]
    public partial Feature Charge { get; }

    [Input("point", Per.Node)]
    public partial Feature Position { get; }

    [GatherSource(nameof(Position))]
    public partial Feature From { get; }

    [GatherTarget(nameof(Position))]
    public partial Feature To { get; }

    [Difference(nameof(To), nameof(From))]
    public partial Feature Offset { get; }

    [Norm(nameof(Offset))]
    public partial Feature Distance { get; }

    [GatherSource(nameof(Charge))]
    public partial Feature Neighbour { get; }

    [Concat(nameof(Distance), nameof(Neighbour))]
    public partial Feature Known { get; }

    [Mlp(nameof(Known), 6, 1)]
    public partial Feature PairEnergy { get; }

    [Sum(nameof(PairEnergy), Over.Graph)]
    [Output]
    public partial Feature Energy { get; }

    [Gradient(nameof(Energy), nameof(Position), Factor = -1)]
    [Output]
    public partial Feature Forces { get; }
}
