using Intertwine;

namespace Shapes;

/// <summary>A VN-Transformer of less than 50,000 parameters.</summary>
[EquivariantModel("E(3)")]
public partial class SmallVnTransformer
{
    /// <summary>x, from the centre of the shape.</summary>
    [Input("1o", Per.Node)]
    public partial Feature Position { get; }

    [Block<VnTransformer>(nameof(Position))]
    [With(nameof(VnTransformer.Classes), ShapeNetwork.MostClasses)]
    public partial VnTransformer Network { get; }

    [Output($"{nameof(Network)}.{nameof(VnTransformer.Logits)}")]
    public partial Feature Logits { get; }
}
