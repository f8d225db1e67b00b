namespace Intertwine.Benchmarks;

/// <summary>A small interatomic potential of the NequIP kind: the energy of atoms of three species, lmax 2, three interactions, of which the last keeps scalars only.</summary>
[EquivariantBlock("E(3)")]
public sealed partial class PotentialBlock
{
    internal const double Cutoff = 5;
    internal const int RadialFunctions = 8;
    internal const double Neighbours = 10;

    [Input("3x0e", Per.Node)]
    public partial Feature Species { get; }

    [Input("point", Per.Node)]
    public partial Feature Position { get; }

    [GatherSource(nameof(Position))]
    public partial Feature From { get; }

    [GatherTarget(nameof(Position))]
    public partial Feature To { get; }

    [Difference(nameof(From), nameof(To))]
    public partial Feature Bond { get; }

    [Norm(nameof(Bond))]
    public partial Feature Length { get; }

    [SphericalHarmonics(nameof(Bond), 2)]
    public partial Feature Harmonics { get; }

    [RadialBasis(nameof(Length), RadialFunctions, Intertwine.RadialFunctions.Bessel, Cutoff, Envelope = 6)]
    public partial Feature Radial { get; }

    [Linear(nameof(Species), "32x0e", Bias = false, Normalization = PathNormalization.Element)]
    public partial Feature Embedded { get; }

    [Repeat<NequipLayer>(2, nameof(Embedded), nameof(Harmonics), nameof(Radial))]
    [With(nameof(NequipLayer.Hidden), "32x0e + 32x1o + 32x2e")]
    [With(nameof(NequipLayer.AverageNeighbours), Neighbours)]
    [Feed(nameof(NequipLayer.Species), nameof(Species))]
    public partial NequipLayer Layers { get; }

    [Block<NequipLayer>($"{nameof(Layers)}.{nameof(NequipLayer.UpdatedNodes)}", nameof(Harmonics), nameof(Radial))]
    [With(nameof(NequipLayer.Hidden), "32x0e")]
    [With(nameof(NequipLayer.AverageNeighbours), Neighbours)]
    [Feed(nameof(NequipLayer.Species), nameof(Species))]
    public partial NequipLayer Last { get; }

    [Linear($"{nameof(Last)}.{nameof(NequipLayer.UpdatedNodes)}", "16x0e", Bias = false, Normalization = PathNormalization.Element)]
    public partial Feature Readout { get; }

    [Linear(nameof(Readout), "1x0e", Bias = false, Normalization = PathNormalization.Element)]
    public partial Feature AtomEnergy { get; }

    [Sum(nameof(AtomEnergy), Over.Graph)]
    [Output]
    public partial Feature Energy { get; }
}

/// <summary>Energies of molecules.</summary>
[EquivariantModel("E(3)")]
public partial class EnergyNet
{
    [Graph]
    public partial EdgeSet Edges { get; }

    [Input("3x0e", Per.Node)]
    public partial Feature Species { get; }

    [Input("point", Per.Node)]
    public partial Feature Position { get; }

    [Block<PotentialBlock>(nameof(Species), nameof(Position))]
    public partial PotentialBlock Potential { get; }

    [Output($"{nameof(Potential)}.{nameof(PotentialBlock.Energy)}")]
    public partial Feature Energy { get; }
}

/// <summary>Energies and forces of molecules.</summary>
[EquivariantModel("E(3)")]
public partial class ForceNet
{
    [Graph]
    public partial EdgeSet Edges { get; }

    [Input("3x0e", Per.Node)]
    public partial Feature Species { get; }

    [Input("point", Per.Node)]
    public partial Feature Position { get; }

    [Block<PotentialBlock>(nameof(Species), nameof(Position))]
    public partial PotentialBlock Potential { get; }

    [Output($"{nameof(Potential)}.{nameof(PotentialBlock.Energy)}")]
    public partial Feature Energy { get; }

    [Gradient($"{nameof(Potential)}.{nameof(PotentialBlock.Energy)}", nameof(Position), Factor = -1)]
    [Output]
    public partial Feature Forces { get; }
}
