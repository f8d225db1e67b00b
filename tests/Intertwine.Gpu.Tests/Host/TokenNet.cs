namespace Intertwine.Gpu.Tests;

/// <summary>A VN-Transformer in small: scalars fused to vectors, latents that read the points of a cloud.</summary>
[EquivariantModel("O(3)")]
public partial class TokenNet
{
    [Input("1o", Per.Node)]
    public partial Feature Position { get; }

    [Input("2x0e", Per.Node)]
    public partial Feature Colors { get; }

    [EarlyFusion(nameof(Position), nameof(Colors))]
    public partial Feature Fused { get; }

    [VectorLinear(nameof(Fused), 4)]
    public partial Feature Values { get; }

    [VectorLinear(nameof(Fused), 4)]
    public partial Feature Keys { get; }

    [Block<VectorMeanProject>(nameof(Values))]
    [With(nameof(VectorMeanProject.Tokens), 3), With(nameof(VectorMeanProject.TokenChannels), 12)]
    public partial VectorMeanProject Summary { get; }

    [AllPairs($"{nameof(Summary)}.{nameof(VectorMeanProject.Latents)}", nameof(Keys))]
    public partial EdgeSet Read { get; }

    [VectorAttention($"{nameof(Summary)}.{nameof(VectorMeanProject.Latents)}", nameof(Keys), nameof(Values), Heads = 2, Along = nameof(Read)), Output]
    public partial Feature Latents { get; }

    [VectorLinear(nameof(Latents), 3)]
    public partial Feature Axes { get; }

    [InnerProducts(nameof(Latents), nameof(Axes))]
    public partial Feature Invariants { get; }

    [Softmax(nameof(Invariants), Over.Graph)]
    public partial Feature Weights { get; }

    [Mean(nameof(Weights), Over.Graph)]
    public partial Feature Pooled { get; }

    [Mean(nameof(Invariants), Over.Graph)]
    public partial Feature Average { get; }

    [Concat(nameof(Average), nameof(Pooled)), Output]
    public partial Feature Scores { get; }
}
