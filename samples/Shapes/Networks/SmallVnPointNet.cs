using Intertwine;

namespace Shapes;

/// <summary>VN-PointNet with about half the published widths, for 256 points and minutes of training.</summary>
[EquivariantModel("SE(3)")]
public partial class SmallVnPointNet
{
    /// <summary>x, from the centre of the shape.</summary>
    [Input("1", Per.Node)]
    public partial Feature Position { get; }

    [Block<VectorPointNet>(nameof(Position))]
    [With(nameof(VectorPointNet.Neighbours), 12)]
    [With(nameof(VectorPointNet.Narrow), 16)]
    [With(nameof(VectorPointNet.Middle), 32)]
    [With(nameof(VectorPointNet.Wide), 96)]
    [With(nameof(VectorPointNet.FrameWidth), 48)]
    [With(nameof(VectorPointNet.TransformUpper), 64)]
    [With(nameof(VectorPointNet.TransformLower), 32)]
    [With(nameof(VectorPointNet.Upper), 256)]
    [With(nameof(VectorPointNet.Lower), 128)]
    [With(nameof(VectorPointNet.Classes), ShapeNetwork.MostClasses)]
    [With(nameof(VectorPointNet.NormWeight), ShapeNetwork.NormWeight)]
    [With(nameof(VectorPointNet.NormBias), ShapeNetwork.NormBias)]
    public partial VectorPointNet Network { get; }

    [Output($"{nameof(Network)}.{nameof(VectorPointNet.Logits)}")]
    public partial Feature Logits { get; }
}
