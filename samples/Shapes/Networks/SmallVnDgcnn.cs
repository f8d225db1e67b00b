using Intertwine;

namespace Shapes;

/// <summary>VN-DGCNN with about half the published widths, for 256 points and minutes of training.</summary>
[EquivariantModel("E(3)")]
public partial class SmallVnDgcnn
{
    /// <summary>x, from the centre of the shape.</summary>
    [Input("1o", Per.Node)]
    public partial Feature Position { get; }

    [Block<VectorDgcnn>(nameof(Position))]
    [With(nameof(VectorDgcnn.Neighbours), 10)]
    [With(nameof(VectorDgcnn.Narrow), 12)]
    [With(nameof(VectorDgcnn.Middle), 24)]
    [With(nameof(VectorDgcnn.Broad), 40)]
    [With(nameof(VectorDgcnn.Wide), 80)]
    [With(nameof(VectorDgcnn.FrameWidth), 40)]
    [With(nameof(VectorDgcnn.Upper), 256)]
    [With(nameof(VectorDgcnn.Lower), 128)]
    [With(nameof(VectorDgcnn.Classes), ShapeNetwork.MostClasses)]
    [With(nameof(VectorDgcnn.NormWeight), ShapeNetwork.NormWeight)]
    [With(nameof(VectorDgcnn.NormBias), ShapeNetwork.NormBias)]
    public partial VectorDgcnn Network { get; }

    [Output($"{nameof(Network)}.{nameof(VectorDgcnn.Logits)}")]
    public partial Feature Logits { get; }
}
