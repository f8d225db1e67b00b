namespace Intertwine;

/// <summary>
/// Latent tokens of a cloud (the mean projection of the VN-Transformer, Assaad and others 2023): for each graph the mean of its items, of which every token is another combination,
/// <c>z_m = W_m mean_i x_i</c>. As queries that read the items they make attention linear in their number.
/// </summary>
/// <remarks>The <c>VNWeightedPool</c> of the package VN-transformer, whose weight <c>[m, in, out]</c> is <c>Projected.weight</c> <c>[m out, in]</c> here.</remarks>
[EquivariantBlock("E(3)")]
public sealed partial class VectorMeanProject
{
    /// <summary>Tokens of each graph.</summary>
    [Option(32)]
    public partial int Tokens { get; }

    /// <summary>Channels of all tokens of a graph together: <see cref="Tokens"/> times those of one.</summary>
    [Option(1024)]
    public partial int TokenChannels { get; }

    /// <summary>x.</summary>
    [Input("*", Per.Node, Example = "8x1o")]
    public partial Feature Items { get; }

    /// <summary>Their mean.</summary>
    [Mean(nameof(Items), Over.Graph)]
    public partial Feature Center { get; }

    /// <summary>W_m of it, token after token.</summary>
    [VectorLinear(nameof(Center), nameof(TokenChannels))]
    public partial Feature Projected { get; }

    /// <summary>z.</summary>
    [Tokens(nameof(Projected), nameof(Tokens)), Output]
    public partial Feature Latents { get; }
}
