namespace Intertwine.Benchmarks;

/// <summary>A fully connected tensor product alone, with as many channels as a small interatomic potential has.</summary>
[EquivariantModel("O(3)")]
public partial class ProductNet
{
    [Input("32x0e + 32x1o + 32x2e", Per.Node)]
    public partial Feature Left { get; }

    [Input("0e + 1o + 2e", Per.Node)]
    public partial Feature Right { get; }

    [TensorProduct(nameof(Left), nameof(Right), "32x0e + 32x1o + 32x2e")]
    [Output]
    public partial Feature Product { get; }
}

/// <summary>The product of an interaction: channel by channel, with weights of each item.</summary>
[EquivariantModel("O(3)")]
public partial class ChannelwiseNet
{
    [Input("32x0e + 32x1o + 32x2e", Per.Node)]
    public partial Feature Left { get; }

    [Input("0e + 1o + 2e", Per.Node)]
    public partial Feature Right { get; }

    [Input("352x0e", Per.Node)]
    public partial Feature Weights { get; }

    [ChannelwiseTensorProduct(nameof(Left), nameof(Right), "0e + 1o + 2e", Weights = nameof(Weights))]
    [Output]
    public partial Feature Product { get; }
}
