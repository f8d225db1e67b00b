namespace Intertwine;

/// <summary>
/// Vectors that the whole cloud knows: vector layers of every node, pooled over the graph, vector layers of the graph, and a linear layer. PointNet's feature transform, which vector neurons append instead of multiplying by it
/// (the official <c>STNkd</c>).
/// </summary>
[EquivariantBlock("E(3)")]
public sealed partial class FeatureTransform
{
    [Option(64 / 3)]
    public partial int Narrow { get; }

    [Option(128 / 3)]
    public partial int Middle { get; }

    /// <summary>Channels that are pooled.</summary>
    [Option(1024 / 3)]
    public partial int Wide { get; }

    [Option(512 / 3)]
    public partial int Upper { get; }

    [Option(256 / 3)]
    public partial int Lower { get; }

    [Option(VectorPooling.Mean)]
    public partial VectorPooling Pooling { get; }

    /// <summary>What the weights of the batch norms of vectors begin as; with 0.5 and a bias of 1 few vectors are turned around at first (see <see cref="VectorBatchNormAttribute"/>).</summary>
    [Option(1.0)]
    public partial double NormWeight { get; }

    /// <summary>What their biases begin as.</summary>
    [Option(0.0)]
    public partial double NormBias { get; }

    /// <summary>x; the result has as many channels.</summary>
    [Input("*", Per.Node)]
    public partial Feature Points { get; }

    [Block<VectorLayer>(nameof(Points))]
    [With(nameof(VectorLayer.Channels), nameof(Narrow))]
    [With(nameof(VectorLayer.NormWeight), nameof(NormWeight))]
    [With(nameof(VectorLayer.NormBias), nameof(NormBias))]
    public partial VectorLayer First { get; }

    [Block<VectorLayer>($"{nameof(First)}.{nameof(VectorLayer.Rectified)}")]
    [With(nameof(VectorLayer.Channels), nameof(Middle))]
    [With(nameof(VectorLayer.NormWeight), nameof(NormWeight))]
    [With(nameof(VectorLayer.NormBias), nameof(NormBias))]
    public partial VectorLayer Second { get; }

    [Block<VectorLayer>($"{nameof(Second)}.{nameof(VectorLayer.Rectified)}")]
    [With(nameof(VectorLayer.Channels), nameof(Wide))]
    [With(nameof(VectorLayer.NormWeight), nameof(NormWeight))]
    [With(nameof(VectorLayer.NormBias), nameof(NormBias))]
    public partial VectorLayer Third { get; }

    [VectorMaxPool($"{nameof(Third)}.{nameof(VectorLayer.Rectified)}", Over.Graph)]
    [When(nameof(Pooling), Is = VectorPooling.Max)]
    public partial Feature Largest { get; }

    [Mean($"{nameof(Third)}.{nameof(VectorLayer.Rectified)}", Over.Graph)]
    [When(nameof(Pooling), Is = VectorPooling.Mean, Otherwise = nameof(Largest))]
    public partial Feature Pooled { get; }

    [Block<VectorLayer>(nameof(Pooled))]
    [With(nameof(VectorLayer.Channels), nameof(Upper))]
    [With(nameof(VectorLayer.NormWeight), nameof(NormWeight))]
    [With(nameof(VectorLayer.NormBias), nameof(NormBias))]
    public partial VectorLayer Fourth { get; }

    [Block<VectorLayer>($"{nameof(Fourth)}.{nameof(VectorLayer.Rectified)}")]
    [With(nameof(VectorLayer.Channels), nameof(Lower))]
    [With(nameof(VectorLayer.NormWeight), nameof(NormWeight))]
    [With(nameof(VectorLayer.NormBias), nameof(NormBias))]
    public partial VectorLayer Fifth { get; }

    [VectorLinear($"{nameof(Fifth)}.{nameof(VectorLayer.Rectified)}", nameof(Points))]
    [Output]
    public partial Feature Transform { get; }
}
