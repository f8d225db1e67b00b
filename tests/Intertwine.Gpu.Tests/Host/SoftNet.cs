using static TorchSharp.torch;

namespace Intertwine.Gpu.Tests;

/// <summary>A network with a layer written by hand between its kernels.</summary>
[EquivariantModel("O(3)")]
public partial class SoftNet
{
    [Graph]
    public partial EdgeSet Pairs { get; }

    [Input("2x1o", Per.Node)]
    public partial Feature Velocity { get; }

    [Linear(nameof(Velocity), Channels = 6)]
    public partial Feature Wide { get; }

    [Custom(nameof(Soften), nameof(Wide))]
    public partial Feature Softened { get; }

    [Add(nameof(Softened), nameof(Wide))]
    public partial Feature Both { get; }

    [SquaredNorm(nameof(Both))]
    public partial Feature Squares { get; }

    [Mlp(nameof(Squares), 4, 1)]
    public partial Feature PerNode { get; }

    [Sum(nameof(PerNode), Over.Graph)]
    [Output]
    public partial Feature Energy { get; }

    [Equivariant("O(3)")]
    [return: Rep("1o")]
    private static Tensor Soften([Rep("1o")] Tensor v) => v / (1 + v.square().sum(-1, keepdim: true)).sqrt();
}
