using Intertwine;

namespace Molecules;

/// <summary>
/// After Batatia et al. 2022 (MACE): two layers whose messages are products of up to three neighbours' contributions, and a read-out behind each; the energies of both are added. 16 channels, densities up to l = 2.
/// </summary>
/// <remarks>Units as in <see cref="AtomicEnergies"/>.</remarks>
[EquivariantModel("E(3)")]
public partial class MacePotential
{
    private const string Hidden = "16x0e + 16x1o";
    private const string Final = "16x0e";
    private const string Density = "16x0e + 16x1o + 16x2e";
    private const int RadialChannels = 32;
    private const double AverageNeighbours = 12;

    /// <summary>Atoms nearer to each other than the cutoff, joined in both directions.</summary>
    [Graph]
    public partial EdgeSet Neighbours { get; }

    /// <summary>Which of the data set's elements an atom is, one-hot.</summary>
    [Input("5x0e", Per.Node)]
    public partial Feature Species { get; }

    /// <summary>x / cutoff.</summary>
    [Input("point", Per.Node)]
    public partial Feature Position { get; }

    /// <summary>Shifts between periodic images / cutoff.</summary>
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

    [SphericalHarmonics(nameof(Bond), 2)]
    public partial Feature Harmonics { get; }

    [RadialBasis(nameof(Length), 8, RadialFunctions.Bessel, 1.0, Envelope = 5, Factor = 0.1)]
    public partial Feature Radial { get; }

    [Linear(nameof(Species), Final, Bias = false, Normalization = PathNormalization.Element)]
    public partial Feature Embedded { get; }

    [Block<MaceLayer>(nameof(Embedded), nameof(Harmonics), nameof(Radial), nameof(Species))]
    [With(nameof(MaceLayer.Hidden), Hidden)]
    [With(nameof(MaceLayer.Density), Density)]
    [With(nameof(MaceLayer.RadialChannels), RadialChannels)]
    [With(nameof(MaceLayer.AverageNeighbours), AverageNeighbours)]
    public partial MaceLayer First { get; }

    [Block<MaceLayer>($"{nameof(First)}.{nameof(MaceLayer.UpdatedNodes)}", nameof(Harmonics), nameof(Radial), nameof(Species))]
    [With(nameof(MaceLayer.Hidden), Final)]
    [With(nameof(MaceLayer.Density), Density)]
    [With(nameof(MaceLayer.RadialChannels), RadialChannels)]
    [With(nameof(MaceLayer.AverageNeighbours), AverageNeighbours)]
    public partial MaceLayer Second { get; }

    [Linear($"{nameof(First)}.{nameof(MaceLayer.UpdatedNodes)}", "1x0e", Bias = false, Normalization = PathNormalization.Element)]
    public partial Feature FirstEnergy { get; }

    [Mlp($"{nameof(Second)}.{nameof(MaceLayer.UpdatedNodes)}", 16, 1, Bias = false, Normalization = PathNormalization.Element, Scale = ActivationScale.SecondMoment)]
    public partial Feature SecondEnergy { get; }

    [Add(nameof(FirstEnergy), nameof(SecondEnergy))]
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

    /// <summary>-dE/dx, differentiated when the program is built.</summary>
    [Gradient(nameof(Energy), nameof(Position), Factor = -1), Output]
    public partial Feature Forces { get; }
}
