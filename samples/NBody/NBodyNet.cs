using Intertwine;

namespace NBody;

/// <summary>
/// The network of the n-body experiment of Satorras, Hoogeboom and Welling (2021): four E(n)-equivariant layers of width 64 with velocities.
/// Turning, mirroring or moving the particles turns, mirrors and moves the prediction.
/// </summary>
[EquivariantModel("E(3)")]
public partial class NBodyNet
{
    private const int Hidden = 64;

    /// <summary>Every body joined to every other.</summary>
    [Graph]
    public partial EdgeSet Pairs { get; }

    /// <summary>|v|.</summary>
    [Input("1x0e", Per.Node)]
    public partial Feature Speed { get; }

    /// <summary>x at the first frame.</summary>
    [Input("point", Per.Node)]
    public partial Feature Position { get; }

    /// <summary>v at the first frame.</summary>
    [Input("1o", Per.Node)]
    public partial Feature Velocity { get; }

    /// <summary>q_i q_j and |x_i - x_j|².</summary>
    [Input("2x0e", Per.Edge)]
    public partial Feature Charges { get; }

    [Linear(nameof(Speed), Channels = Hidden)]
    public partial Feature Embedded { get; }

    [Repeat<EgnnLayer>(4, nameof(Embedded), nameof(Position))]
    [Feed(nameof(EgnnLayer.Velocity), nameof(Velocity))]
    [Feed(nameof(EgnnLayer.EdgeAttributes), nameof(Charges))]
    [With(nameof(EgnnLayer.Hidden), Hidden)]
    public partial EgnnLayer Layers { get; }

    /// <summary>x at the last frame.</summary>
    [Output($"{nameof(Layers)}.{nameof(EgnnLayer.MovedPosition)}")]
    public partial Feature FinalPosition { get; }
}
