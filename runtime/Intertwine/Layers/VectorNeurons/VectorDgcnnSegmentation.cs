namespace Intertwine;

/// <summary>
/// VN-DGCNN for the segmentation of parts (Deng et al. 2021, arXiv 2104.12229, after Wang et al. 2019): logits of every point that neither rotations nor mirrors of the cloud change, from the invariants of the cloud, of the point's
/// edge convolutions, and the category of the shape.
/// </summary>
/// <remarks>Centre the clouds: positions are vectors here. The defaults are the published widths.</remarks>
[EquivariantBlock("E(3)")]
public sealed partial class VectorDgcnnSegmentation
{
    /// <summary>k: neighbours of a point, itself included.</summary>
    [Option(40)]
    public partial int Neighbours { get; }

    [Option(VectorPooling.Mean)]
    public partial VectorPooling Pooling { get; }

    /// <summary>What is kept of what lies behind a direction, and of negative scalars in the classifier.</summary>
    [Option(0.2)]
    public partial double Slope { get; }

    /// <summary>Channels of the edge convolutions.</summary>
    [Option(64 / 3)]
    public partial int Narrow { get; }

    /// <summary>Channels of the last layer of points.</summary>
    [Option(1024 / 3)]
    public partial int Wide { get; }

    /// <summary>Channels of the second layer of the frame: a quarter of what it makes invariant.</summary>
    [Option(1024 / 3 / 2)]
    public partial int FrameWidth { get; }

    /// <summary>Channels that the category becomes.</summary>
    [Option(64)]
    public partial int CategoryWidth { get; }

    /// <summary>Channels of the classifier's first two layers.</summary>
    [Option(256)]
    public partial int Upper { get; }

    /// <summary>Channels of its third.</summary>
    [Option(128)]
    public partial int Lower { get; }

    [Option(0.5)]
    public partial double Dropout { get; }

    [Option(50)]
    public partial int Parts { get; }

    /// <summary>What the weights of the batch norms of vectors begin as; with 0.5 and a bias of 1 few vectors are turned around at first (see <see cref="VectorBatchNormAttribute"/>).</summary>
    [Option(1.0)]
    public partial double NormWeight { get; }

    /// <summary>What their biases begin as.</summary>
    [Option(0.0)]
    public partial double NormBias { get; }

    /// <summary>x, from the centre of the cloud.</summary>
    [Input("1o", Per.Node)]
    public partial Feature Position { get; }

    /// <summary>Which category the shape is of, one-hot.</summary>
    [Input("*x0e", Per.Graph)]
    public partial Feature Category { get; }

    [Block<VectorEdgeConv>(nameof(Position))]
    [With(nameof(VectorEdgeConv.Channels), nameof(Narrow))]
    [With(nameof(VectorEdgeConv.Depth), 2)]
    [With(nameof(VectorEdgeConv.Neighbours), nameof(Neighbours))]
    [With(nameof(VectorEdgeConv.Pooling), nameof(Pooling))]
    [With(nameof(VectorEdgeConv.Slope), nameof(Slope))]
    [With(nameof(VectorEdgeConv.NormWeight), nameof(NormWeight))]
    [With(nameof(VectorEdgeConv.NormBias), nameof(NormBias))]
    public partial VectorEdgeConv First { get; }

    [Block<VectorEdgeConv>($"{nameof(First)}.{nameof(VectorEdgeConv.Pooled)}")]
    [With(nameof(VectorEdgeConv.Channels), nameof(Narrow))]
    [With(nameof(VectorEdgeConv.Depth), 2)]
    [With(nameof(VectorEdgeConv.Neighbours), nameof(Neighbours))]
    [With(nameof(VectorEdgeConv.Pooling), nameof(Pooling))]
    [With(nameof(VectorEdgeConv.Slope), nameof(Slope))]
    [With(nameof(VectorEdgeConv.NormWeight), nameof(NormWeight))]
    [With(nameof(VectorEdgeConv.NormBias), nameof(NormBias))]
    public partial VectorEdgeConv Second { get; }

    [Block<VectorEdgeConv>($"{nameof(Second)}.{nameof(VectorEdgeConv.Pooled)}")]
    [With(nameof(VectorEdgeConv.Channels), nameof(Narrow))]
    [With(nameof(VectorEdgeConv.Neighbours), nameof(Neighbours))]
    [With(nameof(VectorEdgeConv.Pooling), nameof(Pooling))]
    [With(nameof(VectorEdgeConv.Slope), nameof(Slope))]
    [With(nameof(VectorEdgeConv.NormWeight), nameof(NormWeight))]
    [With(nameof(VectorEdgeConv.NormBias), nameof(NormBias))]
    public partial VectorEdgeConv Third { get; }

    [Concat($"{nameof(First)}.{nameof(VectorEdgeConv.Pooled)}", $"{nameof(Second)}.{nameof(VectorEdgeConv.Pooled)}", $"{nameof(Third)}.{nameof(VectorEdgeConv.Pooled)}")]
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

    [Block<DenseLayer>(nameof(Category))]
    [With(nameof(DenseLayer.Channels), nameof(CategoryWidth))]
    [With(nameof(DenseLayer.Bias), false)]
    [With(nameof(DenseLayer.Slope), nameof(Slope))]
    public partial DenseLayer Kind { get; }

    /// <summary>What the cloud looks like from any side, and what it is.</summary>
    [Concat(nameof(Largest), $"{nameof(Kind)}.{nameof(DenseLayer.Result)}")]
    public partial Feature Shape { get; }

    [PerNode(nameof(Shape))]
    public partial Feature Everywhere { get; }

    /// <summary>The point's edge convolutions as invariants.</summary>
    [InnerProducts(nameof(Levels), $"{nameof(Standard)}.{nameof(StandardFrame.Frame)}")]
    public partial Feature Details { get; }

    [Concat(nameof(Everywhere), nameof(Details))]
    public partial Feature All { get; }

    [Block<DenseLayer>(nameof(All))]
    [With(nameof(DenseLayer.Channels), nameof(Upper))]
    [With(nameof(DenseLayer.Bias), false)]
    [With(nameof(DenseLayer.Slope), nameof(Slope))]
    [With(nameof(DenseLayer.DropoutAfter), nameof(Dropout))]
    public partial DenseLayer Head { get; }

    [Block<DenseLayer>($"{nameof(Head)}.{nameof(DenseLayer.Result)}")]
    [With(nameof(DenseLayer.Channels), nameof(Upper))]
    [With(nameof(DenseLayer.Bias), false)]
    [With(nameof(DenseLayer.Slope), nameof(Slope))]
    [With(nameof(DenseLayer.DropoutAfter), nameof(Dropout))]
    public partial DenseLayer Neck { get; }

    [Block<DenseLayer>($"{nameof(Neck)}.{nameof(DenseLayer.Result)}")]
    [With(nameof(DenseLayer.Channels), nameof(Lower))]
    [With(nameof(DenseLayer.Bias), false)]
    [With(nameof(DenseLayer.Slope), nameof(Slope))]
    public partial DenseLayer Tail { get; }

    [Linear($"{nameof(Tail)}.{nameof(DenseLayer.Result)}", Channels = nameof(Parts), Bias = false)]
    [Output]
    public partial Feature Logits { get; }
}
