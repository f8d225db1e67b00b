using Intertwine;

namespace Shapes;

/// <summary>A VN-Transformer of twice the width, three layers and 20 neighbours.</summary>
[EquivariantModel("E(3)")]
public partial class FullVnTransformer
{
    /// <summary>x, from the centre of the shape.</summary>
    [Input("1o", Per.Node)]
    public partial Feature Position { get; }

    [Block<VnTransformer>(nameof(Position))]
    [With(nameof(VnTransformer.Neighbours), 20)]
    [With(nameof(VnTransformer.Channels), 64)]
    [With(nameof(VnTransformer.Hidden), 128)]
    [With(nameof(VnTransformer.Layers), 3)]
    [With(nameof(VnTransformer.Heads), 8)]
    [With(nameof(VnTransformer.FrameWidth), 32)]
    [With(nameof(VnTransformer.Upper), 256)]
    [With(nameof(VnTransformer.Classes), ShapeNetwork.MostClasses)]
    public partial VnTransformer Network { get; }

    [Output($"{nameof(Network)}.{nameof(VnTransformer.Logits)}")]
    public partial Feature Logits { get; }
}
