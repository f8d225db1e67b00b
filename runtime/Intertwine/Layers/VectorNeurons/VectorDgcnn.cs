namespace Intertwine;

/// <summary>
/// VN-DGCNN for classification (Deng, Litany, Duan, Poulenard, Tagliasacchi, Guibas 2021, arXiv 2104.12229, after Wang et al. 2019): logits of a cloud of points that neither rotations nor mirrors change. Neighbours are found anew
/// in the features of every layer.
/// </summary>
/// <remarks>
/// Centre the clouds: positions are vectors here, and moving them changes the result. The defaults are the published widths, those of DGCNN divided by 3 so that three components each make about as many numbers.
/// </remarks>
[EquivariantBlock("E(3)")]
public sealed partial class VectorDgcnn
{
    /// <summary>k: neighbours of a point, itself included.</summary>
    [Option(20)]
    public partial int Neighbours { get; }

    [Option(VectorPooling.Mean)]
    public partial VectorPooling Pooling { get; }

    /// <summary>What is kept of what lies behind a direction, and of negative scalars in the classifier.</summary>
    [Option(0.2)]
    public partial double Slope { get; }

    /// <summary>Channels of the first two edge convolutions.</summary>
    [Option(64 / 3)]
    public partial int Narrow { get; }

    /// <summary>Channels of the third.</summary>
    [Option(128 / 3)]
    public partial int Middle { get; }

    /// <summary>Channels of the fourth.</summary>
    [Option(256 / 3)]
    public partial int Broad { get; }

    /// <summary>Channels of the last layer of points.</summary>
    [Option(1024 / 3)]
    public partial int Wide { get; }

    /// <summary>Channels of the second layer of the frame: a quarter of what it makes invariant.</summary>
    [Option(1024 / 3 / 2)]
    public partial int FrameWidth { get; }

    /// <summary>Channels of the classifier's first layer.</summary>
    [Option(512)]
    public partial int Upper { get; }

    /// <summary>Channels of the classifier's second layer.</summary>
    [Option(256)]
    public partial int Lower { get; }

    [Option(0.5)]
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
    [Input("1o", Per.Node)]
    public partial Feature Position { get; }

    [Block<VectorEdgeConv>(nameof(Position))]
    [With(nameof(VectorEdgeConv.Channels), nameof(Narrow))]
    [With(nameof(VectorEdgeConv.Neighbours), nameof(Neighbours))]
    [With(nameof(VectorEdgeConv.Pooling), nameof(Pooling))]
    [With(nameof(VectorEdgeConv.Slope), nameof(Slope))]
    [With(nameof(VectorEdgeConv.NormWeight), nameof(NormWeight))]
    [With(nameof(VectorEdgeConv.NormBias), nameof(NormBias))]
    public partial VectorEdgeConv First { get; }

    [Block<VectorEdgeConv>($"{nameof(First)}.{nameof(VectorEdgeConv.Pooled)}")]
    [With(nameof(VectorEdgeConv.Channels), nameof(Narrow))]
    [With(nameof(VectorEdgeConv.Neighbours), nameof(Neighbours))]
    [With(nameof(VectorEdgeConv.Pooling), nameof(Pooling))]
    [With(nameof(VectorEdgeConv.Slope), nameof(Slope))]
    [With(nameof(VectorEdgeConv.NormWeight), nameof(NormWeight))]
    [With(nameof(VectorEdgeConv.NormBias), nameof(NormBias))]
    public partial VectorEdgeConv Second { get; }

    [Block<VectorEdgeConv>($"{nameof(Second)}.{nameof(VectorEdgeConv.Pooled)}")]
    [With(nameof(VectorEdgeConv.Channels), nameof(Middle))]
    [With(nameof(VectorEdgeConv.Neighbours), nameof(Neighbours))]
    [With(nameof(VectorEdgeConv.Pooling), nameof(Pooling))]
    [With(nameof(VectorEdgeConv.Slope), nameof(Slope))]
    [With(nameof(VectorEdgeConv.NormWeight), nameof(NormWeight))]
    [With(nameof(VectorEdgeConv.NormBias), nameof(NormBias))]
    public partial VectorEdgeConv Third { get; }

    [Block<VectorEdgeConv>($"{nameof(Third)}.{nameof(VectorEdgeConv.Pooled)}")]
    [With(nameof(VectorEdgeConv.Channels), nameof(Broad))]
    [With(nameof(VectorEdgeConv.Neighbours), nameof(Neighbours))]
    [With(nameof(VectorEdgeConv.Pooling), nameof(Pooling))]
    [With(nameof(VectorEdgeConv.Slope), nameof(Slope))]
    [With(nameof(VectorEdgeConv.NormWeight), nameof(NormWeight))]
    [With(nameof(VectorEdgeConv.NormBias), nameof(NormBias))]
    public partial VectorEdgeConv Fourth { get; }

    [Concat(
        $"{nameof(First)}.{nameof(VectorEdgeConv.Pooled)}",
        $"{nameof(Second)}.{nameof(VectorEdgeConv.Pooled)}",
        $"{nameof(Third)}.{nameof(VectorEdgeConv.Pooled)}",
        $"{nameof(Fourth)}.{nameof(VectorEdgeConv.Pooled)}")]
    public partial Feature Levels { get; }

    [Block<VectorLayer>(nameof(Levels))]
    [With(nameof(VectorLayer.Channels), nameof(Wide))]
    [With(nameof(VectorLayer.Slope), nameof(Slope))]
    [With(nameof(VectorLayer.Shared), true)]
    [With(nameof(VectorLayer.NormWeight), nameof(NormWeight))]
    [With(nameof(VectorLayer.NormBias), nameof(NormBias))]
    public partial VectorLayer Points { get; }

    [Block<WithMean>($"{nameof(Points)}.{nameof(VectorLayer.Rectified)}")]
    public partial WithMean Cloud { get; }

    [Block<StandardFrame>($"{nameof(Cloud)}.{nameof(WithMean.Both)}")]
    [With(nameof(StandardFrame.Wide), nameof(Wide))]
    [With(nameof(StandardFrame.Narrow), nameof(FrameWidth))]
    [With(nameof(StandardFrame.Slope), nameof(Slope))]
    [With(nameof(StandardFrame.NormWeight), nameof(NormWeight))]
    [With(nameof(StandardFrame.NormBias), nameof(NormBias))]
    public partial StandardFrame Standard { get; }

    [Max($"{nameof(Standard)}.{nameof(StandardFrame.Invariants)}", Over.Graph)]
    public partial Feature Largest { get; }

    [Mean($"{nameof(Standard)}.{nameof(StandardFrame.Invariants)}", Over.Graph)]
    public partial Feature Average { get; }

    /// <summary>What the cloud looks like from any side.</summary>
    [Concat(nameof(Largest), nameof(Average))]
    public partial Feature Shape { get; }

    [Block<DenseLayer>(nameof(Shape))]
    [With(nameof(DenseLayer.Channels), nameof(Upper))]
    [With(nameof(DenseLayer.Slope), nameof(Slope))]
    [With(nameof(DenseLayer.DropoutAfter), nameof(Dropout))]
    public partial DenseLayer Head { get; }

    [Block<DenseLayer>($"{nameof(Head)}.{nameof(DenseLayer.Result)}")]
    [With(nameof(DenseLayer.Channels), nameof(Lower))]
    [With(nameof(DenseLayer.Slope), nameof(Slope))]
    [With(nameof(DenseLayer.DropoutAfter), nameof(Dropout))]
    public partial DenseLayer Neck { get; }

    [Linear($"{nameof(Neck)}.{nameof(DenseLayer.Result)}", Channels = nameof(Classes))]
    [Output]
    public partial Feature Logits { get; }
}
