namespace Intertwine.Gpu.Tests;

/// <summary>The model of the snippets of docs/gpu.md.</summary>
[EquivariantModel("E(3)")]
public partial class Flow
{
    [Graph]
    public partial EdgeSet Pairs { get; }

    [Input("1x0e", Per.Node)]
    public partial Feature Charge { get; }

    [Input("point", Per.Node)]
    public partial Feature Position { get; }

    [Linear(nameof(Charge), Channels = 8)]
    public partial Feature Embedded { get; }

    [Repeat<EgnnLayer>(1, nameof(Embedded), nameof(Position))]
    [With(nameof(EgnnLayer.Hidden), 8)]
    public partial EgnnLayer Layers { get; }

    [Output($"{nameof(Layers)}.{nameof(EgnnLayer.MovedPosition)}")]
    public partial Feature Moved { get; }
}
