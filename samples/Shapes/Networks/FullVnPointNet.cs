using Intertwine;

namespace Shapes;

/// <summary>VN-PointNet with the published widths and 20 neighbours.</summary>
[EquivariantModel("SE(3)")]
public partial class FullVnPointNet
{
    /// <summary>x, from the centre of the shape.</summary>
    [Input("1", Per.Node)]
    public partial Feature Position { get; }

    [Block<VectorPointNet>(nameof(Position))]
    [With(nameof(VectorPointNet.Classes), ShapeNetwork.MostClasses)]
    [With(nameof(VectorPointNet.NormWeight), ShapeNetwork.NormWeight)]
    [With(nameof(VectorPointNet.NormBias), ShapeNetwork.NormBias)]
    public partial VectorPointNet Network { get; }

    [Output($"{nameof(Network)}.{nameof(VectorPointNet.Logits)}")]
    public partial Feature Logits { get; }
}
