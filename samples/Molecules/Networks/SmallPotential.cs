using Intertwine;

namespace Molecules;

/// <summary>
/// A network of the NequIP kind (Batzner et al. 2022) with two interactions and harmonics up to l = 1: the energy of each graph as a sum over its atoms. Positions are in units of the cutoff, beyond which there are no messages.
/// </summary>
[EquivariantModel("E(3)")]
public partial class SmallPotential
{
    private const int Width = 16;
    private const double Mean = 0.3;

    [Graph] public partial EdgeSet Neighbours { get; }
    [Input("5x0e", Per.Node)] public partial Feature Species { get; }
    [Input("point", Per.Node)] public partial Feature Position { get; }

    [GatherSource(nameof(Position))] public partial Feature There { get; }
    [GatherTarget(nameof(Position))] public partial Feature Here { get; }
    [Difference(nameof(There), nameof(Here))] public partial Feature Offset { get; }
    [Norm(nameof(Offset))] public partial Feature Distance { get; }
    [SphericalHarmonics(nameof(Offset), 1)] public partial Feature Direction { get; }
    [RadialBasis(nameof(Distance), 8, RadialFunctions.Bessel, 1.0)] public partial Feature Waves { get; }
    [RadialBasis(nameof(Distance), 1, RadialFunctions.Cosine, 1.0, Start = -1.0)] public partial Feature Cosine { get; }
    [Scale(nameof(Cosine), nameof(Cosine))] public partial Feature Envelope2 { get; }
    [Scale(nameof(Envelope2), nameof(Cosine))] public partial Feature Envelope { get; }
    [Scale(nameof(Waves), nameof(Envelope))] public partial Feature Radial { get; }

    [Linear(nameof(Species), "16x0e", Normalization = PathNormalization.Path, Bias = false)] public partial Feature H0 { get; }

    [Linear(nameof(H0), Normalization = PathNormalization.Element, Bias = false)] public partial Feature A1 { get; }
    [GatherSource(nameof(A1))] public partial Feature S1 { get; }
    [Mlp(nameof(Radial), 32, 32, 2 * Width, Bias = false, Normalization = PathNormalization.Element, Scale = ActivationScale.E3nn)] public partial Feature W1 { get; }
    [ChannelwiseTensorProduct(nameof(S1), nameof(Direction), "0e + 1o", Weights = nameof(W1))] public partial Feature M1 { get; }
    [Sum(nameof(M1), Over.Neighbours)] public partial Feature R1 { get; }
    [Scale(nameof(R1), Factor = Mean)] public partial Feature N1 { get; }
    [Linear(nameof(N1), "32x0e + 16x1o", Normalization = PathNormalization.Element, Bias = false)] public partial Feature L1 { get; }
    [TensorProduct(nameof(H0), nameof(Species), "32x0e")] public partial Feature C1 { get; }
    [Concat(nameof(L1), nameof(C1))] public partial Feature D1 { get; }
    [Linear(nameof(D1), "32x0e + 16x1o", Normalization = PathNormalization.Element, Bias = false)] public partial Feature U1 { get; }
    [Gate(nameof(U1), Scale = ActivationScale.E3nn)] public partial Feature H1 { get; }

    [Linear(nameof(H1), Normalization = PathNormalization.Element, Bias = false)] public partial Feature A2 { get; }
    [GatherSource(nameof(A2))] public partial Feature S2 { get; }
    [Mlp(nameof(Radial), 32, 32, 2 * Width, Bias = false, Normalization = PathNormalization.Element, Scale = ActivationScale.E3nn)] public partial Feature W2 { get; }
    [ChannelwiseTensorProduct(nameof(S2), nameof(Direction), "0e", Weights = nameof(W2))] public partial Feature M2 { get; }
    [Sum(nameof(M2), Over.Neighbours)] public partial Feature R2 { get; }
    [Scale(nameof(R2), Factor = Mean)] public partial Feature N2 { get; }
    [Concat(nameof(N2), nameof(H0))] public partial Feature D2 { get; }
    [Linear(nameof(D2), "32x0e", Normalization = PathNormalization.Element, Bias = false)] public partial Feature U2 { get; }
    [Activate(nameof(U2), Activation.Silu)] public partial Feature H2 { get; }
    [Mlp(nameof(H2), 16, 1)] public partial Feature Site { get; }
    [Sum(nameof(Site), Over.Graph), Output] public partial Feature Energy { get; }
}
