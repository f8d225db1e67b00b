namespace Intertwine.Benchmarks;

/// <summary>The QM9 network of the E(n) graph network paper: attention, sum aggregation, no coordinate update, one number per molecule.</summary>
[EquivariantModel("E(3)")]
public partial class Qm9Net
{
    private const int Hidden = 128;

    [Graph]
    public partial EdgeSet Pairs { get; }

    [Input("15x0e", Per.Node)]
    public partial Feature Atoms { get; }

    [Input("point", Per.Node)]
    public partial Feature Position { get; }

    [Linear(nameof(Atoms), Channels = Hidden)]
    public partial Feature Embedded { get; }

    [Repeat<EgnnLayer>(7, nameof(Embedded), nameof(Position))]
    [With(nameof(EgnnLayer.Hidden), Hidden)]
    [With(nameof(EgnnLayer.Attention), true)]
    [With(nameof(EgnnLayer.UpdatePosition), false)]
    public partial EgnnLayer Layers { get; }

    [Mlp($"{nameof(Layers)}.{nameof(EgnnLayer.UpdatedNodes)}", Hidden, Hidden)]
    public partial Feature Decoded { get; }

    [Sum(nameof(Decoded), Over.Graph)]
    public partial Feature Pooled { get; }

    [Mlp(nameof(Pooled), Hidden, 1)]
    [Output]
    public partial Feature Property { get; }
}
