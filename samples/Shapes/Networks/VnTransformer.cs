using Intertwine;

namespace Shapes;

/// <summary>
/// Classification with attention between all points of a cloud, after the VN-Transformer (Assaad, Downey, Al-Rfou, Nayakanti, Sapp 2023, arXiv 2206.04176): layers of vectors for each point, attention, an equivariant frame, and
/// a classifier of the largest invariants. The features of a point begin with its neighbours, as in VN-PointNet: by itself a point has one vector and no surroundings.
/// </summary>
[EquivariantBlock("E(3)")]
public sealed partial class VnTransformer
{
    /// <summary>k: neighbours of a point, itself included.</summary>
    [Option(12)]
    public partial int Neighbours { get; }

    /// <summary>Channels of a point; also those of queries, keys and values, all heads together.</summary>
    [Option(32)]
    public partial int Channels { get; }

    /// <summary>Channels of the network per point in each layer.</summary>
    [Option(48)]
    public partial int Hidden { get; }

    /// <summary>Layers of attention.</summary>
    [Option(2)]
    public partial int Layers { get; }

    [Option(4)]
    public partial int Heads { get; }

    /// <summary>Channels of the second layer of the frame.</summary>
    [Option(16)]
    public partial int FrameWidth { get; }

    /// <summary>Channels of the classifier's first layer.</summary>
    [Option(64)]
    public partial int Upper { get; }

    [Option(40)]
    public partial int Classes { get; }

    /// <summary>x, from the centre of the cloud.</summary>
    [Input("1o", Per.Node)]
    public partial Feature Position { get; }

    /// <summary>Every point attends to all of its cloud.</summary>
    [AllPairs]
    public partial EdgeSet Pairs { get; }

    [Block<VectorEdgeConv>(nameof(Position))]
    [With(nameof(VectorEdgeConv.Channels), nameof(Channels))]
    [With(nameof(VectorEdgeConv.Neighbours), nameof(Neighbours))]
    [With(nameof(VectorEdgeConv.Slope), 0.2)]
    [With(nameof(VectorEdgeConv.NormWeight), ShapeNetwork.NormWeight)]
    [With(nameof(VectorEdgeConv.NormBias), ShapeNetwork.NormBias)]
    public partial VectorEdgeConv Local { get; }

    [Block<VectorLayer>($"{nameof(Local)}.{nameof(VectorEdgeConv.Pooled)}")]
    [With(nameof(VectorLayer.Channels), nameof(Channels))]
    [With(nameof(VectorLayer.Slope), 0.2)]
    [With(nameof(VectorLayer.NormWeight), ShapeNetwork.NormWeight)]
    [With(nameof(VectorLayer.NormBias), ShapeNetwork.NormBias)]
    public partial VectorLayer Embedding { get; }

    [Repeat<VectorTransformerLayer>(nameof(Layers), $"{nameof(Embedding)}.{nameof(VectorLayer.Rectified)}", Along = nameof(Pairs))]
    [With(nameof(VectorTransformerLayer.Heads), nameof(Heads))]
    [With(nameof(VectorTransformerLayer.AttentionChannels), nameof(Channels))]
    [With(nameof(VectorTransformerLayer.Hidden), nameof(Hidden))]
    public partial VectorTransformerLayer Attention { get; }

    [Block<WithMean>($"{nameof(Attention)}.{nameof(VectorTransformerLayer.Updated)}")]
    public partial WithMean Cloud { get; }

    [Block<StandardFrame>($"{nameof(Cloud)}.{nameof(WithMean.Both)}")]
    [With(nameof(StandardFrame.Wide), nameof(Channels))]
    [With(nameof(StandardFrame.Narrow), nameof(FrameWidth))]
    [With(nameof(StandardFrame.Slope), 0.2)]
    [With(nameof(StandardFrame.NormWeight), ShapeNetwork.NormWeight)]
    [With(nameof(StandardFrame.NormBias), ShapeNetwork.NormBias)]
    public partial StandardFrame Standard { get; }

    /// <summary>What the cloud looks like from any side: the largest of each invariant.</summary>
    [Max($"{nameof(Standard)}.{nameof(StandardFrame.Invariants)}", Over.Graph)]
    public partial Feature Shape { get; }

    [Block<DenseLayer>(nameof(Shape))]
    [With(nameof(DenseLayer.Channels), nameof(Upper))]
    [With(nameof(DenseLayer.Slope), 0.2)]
    public partial DenseLayer Head { get; }

    [Linear($"{nameof(Head)}.{nameof(DenseLayer.Result)}", Channels = nameof(Classes))]
    [Output]
    public partial Feature Logits { get; }
}
