using Intertwine;

namespace Molecules;

/// <summary>
/// The energy of a molecule as a sum over its atoms, after Batzner et al. 2022 (NequIP): the species of an atom, embedded, goes through interactions with its neighbours, and two linear layers read the energy of the atom
/// from its scalars; each species has a scale and a shift of its own. Forces are minus the gradient by the positions.
/// </summary>
/// <remarks>Lengths are in units of the cutoff: a neighbour at distance 1 no longer counts. Energies are in any unit e, forces in e per cutoff.</remarks>
[EquivariantBlock("E(3)")]
public sealed partial class AtomicEnergies
{
    /// <summary>Channels of the embedded species, as a representation.</summary>
    [Option("32x0e")]
    public partial string Embedding { get; }

    /// <summary>What an atom knows between two interactions.</summary>
    [Option("32x0e + 32x1o + 32x2e")]
    public partial string Hidden { get; }

    /// <summary>What it knows after the last one: only scalars are read.</summary>
    [Option("32x0e")]
    public partial string Final { get; }

    /// <summary>Interactions before the last one.</summary>
    [Option(2)]
    public partial int Interactions { get; }

    /// <summary>Greatest degree of the harmonics of edge directions.</summary>
    [Option(2)]
    public partial int Degree { get; }

    /// <summary>Bessel functions of the distance.</summary>
    [Option(8)]
    public partial int RadialFunctions { get; }

    /// <summary>Width of the network that makes weights of them.</summary>
    [Option(64)]
    public partial int RadialChannels { get; }

    /// <summary>Width of the layer between scalars and energy.</summary>
    [Option("16x0e")]
    public partial string Readout { get; }

    /// <summary>How many neighbours an atom has on average.</summary>
    [Option(12.0)]
    public partial double AverageNeighbours { get; }

    /// <summary>Species, one-hot.</summary>
    [Input("*x0e", Per.Node)]
    public partial Feature Species { get; }

    /// <summary>x.</summary>
    [Input("point", Per.Node)]
    public partial Feature Position { get; }

    /// <summary>From an atom to its image in another cell of a periodic box; 0 within the cell and in open space.</summary>
    [Input("1o", Per.Edge)]
    public partial Feature Shift { get; }

    [GatherSource(nameof(Position))]
    public partial Feature There { get; }

    [GatherTarget(nameof(Position))]
    public partial Feature Here { get; }

    [Difference(nameof(There), nameof(Here))]
    public partial Feature Direct { get; }

    /// <summary>x_j - x_i, to the image of j that the edge comes from.</summary>
    [Add(nameof(Direct), nameof(Shift))]
    public partial Feature Bond { get; }

    [Norm(nameof(Bond))]
    public partial Feature Length { get; }

    [SphericalHarmonics(nameof(Bond), nameof(Degree))]
    public partial Feature Harmonics { get; }

    [RadialBasis(nameof(Length), nameof(RadialFunctions), Intertwine.RadialFunctions.Bessel, 1.0, Envelope = 6, Factor = 0.1)]
    public partial Feature Radial { get; }

    [Linear(nameof(Species), nameof(Embedding), Bias = false, Normalization = PathNormalization.Element)]
    public partial Feature Embedded { get; }

    [Repeat<NequipLayer>(nameof(Interactions), nameof(Embedded), nameof(Harmonics), nameof(Radial))]
    [Feed(nameof(NequipLayer.Species), nameof(Species))]
    [With(nameof(NequipLayer.Hidden), nameof(Hidden))]
    [With(nameof(NequipLayer.RadialChannels), nameof(RadialChannels))]
    [With(nameof(NequipLayer.AverageNeighbours), nameof(AverageNeighbours))]
    public partial NequipLayer Layers { get; }

    [Block<NequipLayer>($"{nameof(Layers)}.{nameof(NequipLayer.UpdatedNodes)}", nameof(Harmonics), nameof(Radial))]
    [Feed(nameof(NequipLayer.Species), nameof(Species))]
    [With(nameof(NequipLayer.Hidden), nameof(Final))]
    [With(nameof(NequipLayer.RadialChannels), nameof(RadialChannels))]
    [With(nameof(NequipLayer.AverageNeighbours), nameof(AverageNeighbours))]
    public partial NequipLayer Last { get; }

    [Linear($"{nameof(Last)}.{nameof(NequipLayer.UpdatedNodes)}", nameof(Readout), Bias = false, Normalization = PathNormalization.Element)]
    public partial Feature Known { get; }

    [Linear(nameof(Known), "1x0e", Bias = false, Normalization = PathNormalization.Element)]
    public partial Feature Raw { get; }

    [Linear(nameof(Species), "1x0e", Bias = false)]
    public partial Feature SpeciesScale { get; }

    [Linear(nameof(Species), "1x0e", Bias = false)]
    public partial Feature SpeciesShift { get; }

    [Scale(nameof(Raw), nameof(SpeciesScale))]
    public partial Feature Scaled { get; }

    [Add(nameof(Scaled), nameof(SpeciesShift))]
    public partial Feature Site { get; }

    [Sum(nameof(Site), Over.Graph), Output]
    public partial Feature Energy { get; }
}
