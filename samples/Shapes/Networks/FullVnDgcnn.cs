using Intertwine;

namespace Shapes;

/// <summary>VN-DGCNN with the published widths and 20 neighbours.</summary>
[EquivariantModel("E(3)")]
public partial class FullVnDgcnn
{
    /// <summary>x, from the centre of the shape.</summary>
    [Input("1o", Per.Node)]
    public partial Feature Position { get; }

    [Block<VectorDgcnn>(nameof(Position))]
    [With(nameof(VectorDgcnn.Classes), ShapeNetwork.MostClasses)]
    [With(nameof(VectorDgcnn.NormWeight), ShapeNetwork.NormWeight)]
    [With(nameof(VectorDgcnn.NormBias), ShapeNetwork.NormBias)]
    public partial VectorDgcnn Network { get; }

    [Output($"{nameof(Network)}.{nameof(VectorDgcnn.Logits)}")]
    public partial Feature Logits { get; }
}
