namespace Intertwine.Benchmarks;

/// <summary>VN-PointNet with the published widths. Without dropout, whose masks differ from run to run.</summary>
[EquivariantModel("SO(3)")]
public partial class VectorPointNetNet
{
    [Input("1", Per.Node)]
    public partial Feature Position { get; }

    [Block<VectorPointNet>(nameof(Position))]
    [With(nameof(VectorPointNet.Dropout), 0.0)]
    public partial VectorPointNet Network { get; }

    [Output($"{nameof(Network)}.{nameof(VectorPointNet.Logits)}")]
    public partial Feature Logits { get; }
}

/// <summary>VN-DGCNN with the published widths, without dropout.</summary>
[EquivariantModel("O(3)")]
public partial class VectorDgcnnNet
{
    [Input("1o", Per.Node)]
    public partial Feature Position { get; }

    [Block<VectorDgcnn>(nameof(Position))]
    [With(nameof(VectorDgcnn.Dropout), 0.0)]
    public partial VectorDgcnn Network { get; }

    [Output($"{nameof(Network)}.{nameof(VectorDgcnn.Logits)}")]
    public partial Feature Logits { get; }
}
