namespace Intertwine;

/// <summary>
/// VN-PointNet for classification (Deng, Litany, Duan, Poulenard, Tagliasacchi, Guibas 2021, arXiv 2104.12229): logits of a cloud of points that no rotation changes. The cross product in its first layer makes it a network of
/// rotations, not of mirrors.
/// </summary>
/// <remarks>
/// Centre the clouds: positions are vectors here, and moving them changes the result. The defaults are the published widths, those of PointNet divided by 3 so that three components each make about as many numbers. The
/// published network ends in the logarithm of a softmax, and its loss is the cross entropy.
/// </remarks>
[EquivariantBlock("SE(3)")]
public sealed partial class VectorPointNet
{
    /// <summary>k: neighbours of a point, itself included.</summary>
    [Option(20)]
    public partial int Neighbours { get; }

    [Option(VectorPooling.Mean)]
    public partial VectorPooling Pooling { get; }

    /// <summary>Channels of the first layers.</summary>
    [Option(64 / 3)]
    public partial int Narrow { get; }

    /// <summary>Channels of the layer behind the feature transform.</summary>
    [Option(128 / 3)]
    public partial int Middle { get; }

    /// <summary>Channels of the last layer of points.</summary>
    [Option(1024 / 3)]
    public partial int Wide { get; }

    /// <summary>Channels of the second layer of the frame: a quarter of what it makes invariant.</summary>
    [Option(1024 / 3 / 2)]
    public partial int FrameWidth { get; }

    /// <summary>Channels of the two layers of clouds in the feature transform.</summary>
    [Option(512 / 3)]
    public partial int TransformUpper { get; }

    /// <inheritdoc cref="TransformUpper"/>
    [Option(256 / 3)]
    public partial int TransformLower { get; }

    /// <summary>Channels of the classifier's first layer.</summary>
    [Option(512)]
    public partial int Upper { get; }

    /// <summary>Channels of the classifier's second layer.</summary>
    [Option(256)]
    public partial int Lower { get; }

    [Option(0.4)]
    public partial double Dropout { get; }

    [Option(40)]
    public partial int Classes { get; }

    /// <summary>What the weights of the batch norms of vectors begin as; with 0.5 and a bias of 1 few vectors are turned around at first (see <see cref="VectorBatchNormAttribute"/>).</summary>
    [Option(1.0)]
    public partial double NormWeight { get; }

    /// <summary>What their biases begin as.</summary>
    [Option(0.0)]
    public partial double NormBias { get; }

    /// <summary>x, from the centre of the cloud.</summary>
    [Input("1", Per.Node)]
    public partial Feature Position { get; }

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

    [Block<FeatureTransform>($"{nameof(First)}.{nameof(VectorLayer.Rectified)}")]
    [With(nameof(FeatureTransform.Narrow), nameof(Narrow))]
    [With(nameof(FeatureTransform.Middle), nameof(Middle))]
    [With(nameof(FeatureTransform.Wide), nameof(Wide))]
    [With(nameof(FeatureTransform.Upper), nameof(TransformUpper))]
    [With(nameof(FeatureTransform.Lower), nameof(TransformLower))]
    [With(nameof(FeatureTransform.Pooling), nameof(Pooling))]
    [With(nameof(FeatureTransform.NormWeight), nameof(NormWeight))]
    [With(nameof(FeatureTransform.NormBias), nameof(NormBias))]
    public partial FeatureTransform Transform { get; }

    [PerNode($"{nameof(Transform)}.{nameof(FeatureTransform.Transform)}")]
    public partial Feature Shared { get; }

    [Concat($"{nameof(First)}.{nameof(VectorLayer.Rectified)}", nameof(Shared))]
    public partial Feature Known { get; }

    [Block<VectorLayer>(nameof(Known))]
    [With(nameof(VectorLayer.Channels), nameof(Middle))]
    [With(nameof(VectorLayer.NormWeight), nameof(NormWeight))]
    [With(nameof(VectorLayer.NormBias), nameof(NormBias))]
    public partial VectorLayer Second { get; }

    [VectorLinear($"{nameof(Second)}.{nameof(VectorLayer.Rectified)}", nameof(Wide))]
    public partial Feature Mixed { get; }

    [VectorBatchNorm(nameof(Mixed), InitialWeight = nameof(NormWeight), InitialBias = nameof(NormBias))]
    public partial Feature Third { get; }

    [Block<WithMean>(nameof(Third))]
    public partial WithMean Cloud { get; }

    [Block<StandardFrame>($"{nameof(Cloud)}.{nameof(WithMean.Both)}")]
    [With(nameof(StandardFrame.Wide), nameof(Wide))]
    [With(nameof(StandardFrame.Narrow), nameof(FrameWidth))]
    [With(nameof(StandardFrame.NormWeight), nameof(NormWeight))]
    [With(nameof(StandardFrame.NormBias), nameof(NormBias))]
    public partial StandardFrame Standard { get; }

    /// <summary>What the cloud looks like from any side: the largest of each invariant.</summary>
    [Max($"{nameof(Standard)}.{nameof(StandardFrame.Invariants)}", Over.Graph)]
    public partial Feature Shape { get; }

    [Block<DenseLayer>(nameof(Shape))]
    [With(nameof(DenseLayer.Channels), nameof(Upper))]
    public partial DenseLayer Head { get; }

    [Block<DenseLayer>($"{nameof(Head)}.{nameof(DenseLayer.Result)}")]
    [With(nameof(DenseLayer.Channels), nameof(Lower))]
    [With(nameof(DenseLayer.DropoutBefore), nameof(Dropout))]
    public partial DenseLayer Neck { get; }

    [Linear($"{nameof(Neck)}.{nameof(DenseLayer.Result)}", Channels = nameof(Classes))]
    [Output]
    public partial Feature Logits { get; }
}
