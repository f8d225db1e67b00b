namespace Intertwine.Gpu.Tests;

/// <summary>Signals on the sphere of every point, through a function on a grid.</summary>
[EquivariantModel("O(3)")]
public partial class SphereNet
{
    [Input("2x1o", Per.Node)]
    public partial Feature Vectors { get; }

    [SphericalHarmonics(nameof(Vectors), 2)]
    public partial Feature Harmonics { get; }

    [Linear(nameof(Harmonics), "3x0e + 3x1o + 3x2e")]
    public partial Feature Signal { get; }

#pragma warning disable EQV2001 // asked for
    [S2Activation(nameof(Signal), Activation.Silu, 6)]
    public partial Feature Activated { get; }
#pragma warning restore EQV2001

    [Linear(nameof(Activated), "2x0e + 1o"), Output]
    public partial Feature Result { get; }
}
