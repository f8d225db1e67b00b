namespace Intertwine;

/// <summary>
/// An edge convolution of vector neurons on the k nearest neighbours of each node, found among the features themselves (Wang et al. 2019; Deng et al. 2021):
/// <code>
/// y_i = pool_j φ([x_j - x_i, x_i])        φ vector layers; with Cross also of x_j × x_i
/// </code>
/// </summary>
[EquivariantBlock("E(3)")]
public sealed partial class VectorEdgeConv
{
    /// <summary>Channels of y.</summary>
    [Option(64 / 3)]
    public partial int Channels { get; }

    /// <summary>k, the node itself included.</summary>
    [Option(20)]
    public partial int Neighbours { get; }

    /// <summary>Layers of φ.</summary>
    [Option(1)]
    public partial int Depth { get; }

    /// <summary>Whether edges know x_j × x_i. It changes sign in a mirror, so that the model's group may have rotations only.</summary>
    [Option(false)]
    public partial bool Cross { get; }

    [Option(VectorPooling.Mean)]
    public partial VectorPooling Pooling { get; }

    /// <summary>What is kept of what lies behind a direction.</summary>
    [Option(0.0)]
    public partial double Slope { get; }

    /// <summary>What the weights of the batch norms of vectors begin as; with 0.5 and a bias of 1 few vectors are turned around at first (see <see cref="VectorBatchNormAttribute"/>).</summary>
    [Option(1.0)]
    public partial double NormWeight { get; }

    /// <summary>What their biases begin as.</summary>
    [Option(0.0)]
    public partial double NormBias { get; }

    /// <summary>x.</summary>
    [Input("*", Per.Node)]
    public partial Feature Points { get; }

    [Nearest(nameof(Points), nameof(Neighbours))]
    public partial EdgeSet Near { get; }

    /// <summary>What an edge knows.</summary>
    [EdgeFeatures(nameof(Points), Along = nameof(Near), Cross = nameof(Cross))]
    public partial Feature Edges { get; }

    /// <summary>φ.</summary>
    [Repeat<VectorLayer>(nameof(Depth), nameof(Edges))]
    [With(nameof(VectorLayer.Channels), nameof(Channels))]
    [With(nameof(VectorLayer.Slope), nameof(Slope))]
    [With(nameof(VectorLayer.NormWeight), nameof(NormWeight))]
    [With(nameof(VectorLayer.NormBias), nameof(NormBias))]
    public partial VectorLayer Layers { get; }

    [VectorMaxPool($"{nameof(Layers)}.{nameof(VectorLayer.Rectified)}", Over.Neighbours)]
    [When(nameof(Pooling), Is = VectorPooling.Max)]
    public partial Feature Largest { get; }

    [Mean($"{nameof(Layers)}.{nameof(VectorLayer.Rectified)}", Over.Neighbours)]
    [When(nameof(Pooling), Is = VectorPooling.Mean, Otherwise = nameof(Largest))]
    [Output]
    public partial Feature Pooled { get; }
}
