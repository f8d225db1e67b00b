using Intertwine;

namespace Synthetic;

/// <summary>The inertia tensor of point masses: products of learnt vectors, scaled by learnt combinations of the masses.</summary>
[EquivariantModel("O(3)")]
public partial class InertiaNet
{
    private const int Width = 32;

    /// <summary>m_1 … m_5.</summary>
    [Input("5x0e", Per.Node)]
    public partial Feature Masses { get; }

    /// <summary>r_1 … r_5.</summary>
    [Input("5x1o", Per.Node)]
    public partial Feature Positions { get; }

    [Linear(nameof(Positions), Channels = Width)]
    public partial Feature Left { get; }

    [Linear(nameof(Positions), Channels = Width)]
    public partial Feature Right { get; }

    /// <summary>The scalar and the traceless symmetric part of the products.</summary>
    [ElementwiseTensorProduct(nameof(Left), nameof(Right), "0e + 2e")]
    public partial Feature Products { get; }

    [Linear(nameof(Masses), Channels = 2 * Width)]
    public partial Feature Weights { get; }

    [Scale(nameof(Products), nameof(Weights))]
    public partial Feature Weighted { get; }

    /// <summary>A 3 x 3 matrix.</summary>
    [Linear(nameof(Weighted), "V*V"), Output]
    public partial Feature Inertia { get; }
}
