namespace Intertwine;

/// <summary>
/// The layer of vector neurons (Deng, Litany, Duan, Poulenard, Tagliasacchi, Guibas 2021, arXiv 2104.12229): y = ReLU_d(BN(W x)), a linear layer over channels, batch normalisation of lengths, and a rectifier whose directions
/// d = D x come from the layer's input. The official <c>VNLinearLeakyReLU</c>.
/// </summary>
[EquivariantBlock("E(3)")]
public sealed partial class VectorLayer
{
    /// <summary>Channels of y.</summary>
    [Option(64 / 3)]
    public partial int Channels { get; }

    /// <summary>What is kept of what lies behind a direction.</summary>
    [Option(0.0)]
    public partial double Slope { get; }

    /// <summary>Whether all channels have one direction.</summary>
    [Option(false)]
    public partial bool Shared { get; }

    /// <summary>What the weights of the batch norms of vectors begin as; with 0.5 and a bias of 1 few vectors are turned around at first (see <see cref="VectorBatchNormAttribute"/>).</summary>
    [Option(1.0)]
    public partial double NormWeight { get; }

    /// <summary>What their biases begin as.</summary>
    [Option(0.0)]
    public partial double NormBias { get; }

    /// <summary>x, of edges, nodes or graphs.</summary>
    [Input("*", Per.Item)]
    public partial Feature Vectors { get; }

    /// <summary>W x.</summary>
    [VectorLinear(nameof(Vectors), nameof(Channels))]
    public partial Feature Mixed { get; }

    [VectorBatchNorm(nameof(Mixed), InitialWeight = nameof(NormWeight), InitialBias = nameof(NormBias))]
    public partial Feature Normalized { get; }

    [VectorRelu(nameof(Normalized), Direction = nameof(Vectors), Slope = nameof(Slope), Shared = nameof(Shared))]
    [Output(Next = nameof(Vectors))]
    public partial Feature Rectified { get; }
}
