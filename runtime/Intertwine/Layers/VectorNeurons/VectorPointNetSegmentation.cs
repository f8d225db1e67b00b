namespace Intertwine;

/// <summary>
/// VN-PointNet for the segmentation of parts (Deng et al. 2021, arXiv 2104.12229): logits of every point that no rotation of the cloud changes, from the invariants of the cloud, of all layers of the point, and the category of
/// the shape.
/// </summary>
/// <remarks>Centre the clouds: positions are vectors here. The defaults are the published widths; the published network ends in the logarithm of a softmax.</remarks>
[EquivariantBlock("SE(3)")]
public sealed partial class VectorPointNetSegmentation
{
    /// <summary>k: neighbours of a point, itself included.</summary>
    [Option(40)]
    public partial int Neighbours { get; }

    [Option(VectorPooling.Mean)]
    public partial VectorPooling Pooling { get; }

    /// <summary>Channels of the first two layers.</summary>
    [Option(64 / 3)]
    public partial int Narrow { get; }

    /// <summary>Channels of the next two.</summary>
    [Option(128 / 3)]
    public partial int Middle { get; }

    /// <summary>Channels of the layer behind the feature transform.</summary>
    [Option(512 / 3)]
    public partial int Broad { get; }

    /// <summary>Channels of the last layer of points.</summary>
    [Option(2048 / 3)]
    public partial int Wide { get; }

    /// <summary>Channels of the second layer of the frame: a quarter of what it makes invariant.</summary>
    [Option(2048 / 3 / 2)]
    public partial int FrameWidth { get; }

    /// <summary>Channels that the feature transform pools.</summary>
    [Option(1024 / 3)]
    public partial int TransformWide { get; }

    /// <summary>Channels of the two layers of clouds in the feature transform.</summary>
    [Option(512 / 3)]
    public partial int TransformUpper { get; }

    /// <inheritdoc cref="TransformUpper"/>
    [Option(256 / 3)]
    public partial int TransformLower { get; }

    /// <summary>Channels of the classifier's first two layers.</summary>
    [Option(256)]
    public partial int Upper { get; }

    /// <summary>Channels of its third.</summary>
    [Option(128)]
    public partial int Lower { get; }

    [Option(50)]
    public partial int Parts { get; }

    /// <summary>What the weights of the batch norms of vectors begin as; with 0.5 and a bias of 1 few vectors are turned around at first (see <see cref="VectorBatchNormAttribute"/>).</summary>
    [Option(1.0)]
    public partial double NormWeight { get; }

    /// <summary>What their biases begin as.</summary>
    [Option(0.0)]
    public partial double NormBias { get; }

    /// <summary>x, from the centre of the cloud.</summary>
    [Input("1", Per.Node)]
    public partial Feature Position { get; }

    /// <summary>Which category the shape is of, one-hot.</summary>
    [Input("*x0", Per.Graph)]
    public partial Feature Category { get; }

    [Block<VectorEdgeConv>(nameof(Position))]
    [With(nameof(VectorEdgeConv.Channels), nameof(Narrow))]
    [With(nameof(VectorEdgeConv.Neighbours), nameof(Neighbours))]
    [With(nameof(VectorEdgeConv.Cross), true)]
    [With(nameof(VectorEdgeConv.Pooling), nameof(Pooling))]
    [With(nameof(VectorEdgeConv.NormWeight), nameof(NormWeight))]
    [With(nameof(VectorEdgeConv.NormBias), nameof(NormBias))]
    public partial VectorEdgeConv Local { get; }

    [Block<VectorLayer>($"{nameof(Local)}.{nameof(VectorEdgeConv.Pooled)}")]
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
    [With(nameof(VectorLayer.Channels), nameof(Middle))]
    [With(nameof(VectorLayer.NormWeight), nameof(NormWeight))]
    [With(nameof(VectorLayer.NormBias), nameof(NormBias))]
    public partial VectorLayer Third { get; }

    [Block<FeatureTransform>($"{nameof(Third)}.{nameof(VectorLayer.Rectified)}")]
    [With(nameof(FeatureTransform.Narrow), nameof(Narrow))]
    [With(nameof(FeatureTransform.Middle), nameof(Middle))]
    [With(nameof(FeatureTransform.Wide), nameof(TransformWide))]
    [With(nameof(FeatureTransform.Upper), nameof(TransformUpper))]
    [With(nameof(FeatureTransform.Lower), nameof(TransformLower))]
    [With(nameof(FeatureTransform.Pooling), nameof(Pooling))]
    [With(nameof(FeatureTransform.NormWeight), nameof(NormWeight))]
    [With(nameof(FeatureTransform.NormBias), nameof(NormBias))]
    public partial FeatureTransform Transform { get; }

    [PerNode($"{nameof(Transform)}.{nameof(FeatureTransform.Transform)}")]
    public partial Feature Shared { get; }

    [Concat($"{nameof(Third)}.{nameof(VectorLayer.Rectified)}", nameof(Shared))]
    public partial Feature Known { get; }

    [Block<VectorLayer>(nameof(Known))]
    [With(nameof(VectorLayer.Channels), nameof(Broad))]
    [With(nameof(VectorLayer.NormWeight), nameof(NormWeight))]
    [With(nameof(VectorLayer.NormBias), nameof(NormBias))]
    public partial VectorLayer Fourth { get; }

    [VectorLinear($"{nameof(Fourth)}.{nameof(VectorLayer.Rectified)}", nameof(Wide))]
    public partial Feature Mixed { get; }

    [VectorBatchNorm(nameof(Mixed), InitialWeight = nameof(NormWeight), InitialBias = nameof(NormBias))]
    public partial Feature Fifth { get; }

    [Block<WithMean>(nameof(Fifth))]
    public partial WithMean Cloud { get; }

    [Block<StandardFrame>($"{nameof(Cloud)}.{nameof(WithMean.Both)}")]
    [With(nameof(StandardFrame.Wide), nameof(Wide))]
    [With(nameof(StandardFrame.Narrow), nameof(FrameWidth))]
    [With(nameof(StandardFrame.NormWeight), nameof(NormWeight))]
    [With(nameof(StandardFrame.NormBias), nameof(NormBias))]
    public partial StandardFrame Standard { get; }

    [Max($"{nameof(Standard)}.{nameof(StandardFrame.Invariants)}", Over.Graph)]
    public partial Feature Largest { get; }

    /// <summary>What the cloud looks like from any side, and what it is.</summary>
    [Concat(nameof(Largest), nameof(Category))]
    public partial Feature Shape { get; }

    [PerNode(nameof(Shape))]
    public partial Feature Everywhere { get; }

    /// <summary>The point's vectors of all layers.</summary>
    [Concat(
        $"{nameof(First)}.{nameof(VectorLayer.Rectified)}",
        $"{nameof(Second)}.{nameof(VectorLayer.Rectified)}",
        $"{nameof(Third)}.{nameof(VectorLayer.Rectified)}",
        $"{nameof(Fourth)}.{nameof(VectorLayer.Rectified)}")]
    public partial Feature Levels { get; }

    /// <summary>The same as invariants.</summary>
    [InnerProducts(nameof(Levels), $"{nameof(Standard)}.{nameof(StandardFrame.Frame)}")]
    public partial Feature Details { get; }

    [Concat(nameof(Everywhere), nameof(Details), $"{nameof(Standard)}.{nameof(StandardFrame.Invariants)}")]
    public partial Feature All { get; }

    [Block<DenseLayer>(nameof(All))]
    [With(nameof(DenseLayer.Channels), nameof(Upper))]
    public partial DenseLayer Head { get; }

    [Block<DenseLayer>($"{nameof(Head)}.{nameof(DenseLayer.Result)}")]
    [With(nameof(DenseLayer.Channels), nameof(Upper))]
    public partial DenseLayer Neck { get; }

    [Block<DenseLayer>($"{nameof(Neck)}.{nameof(DenseLayer.Result)}")]
    [With(nameof(DenseLayer.Channels), nameof(Lower))]
    public partial DenseLayer Tail { get; }

    [Linear($"{nameof(Tail)}.{nameof(DenseLayer.Result)}", Channels = nameof(Parts))]
    [Output]
    public partial Feature Logits { get; }
}
