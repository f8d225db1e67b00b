using Intertwine;

namespace Synthetic;

/// <summary>A Lorentz-invariant function of four momenta: learnt Minkowski products, then learnt products of those, so a polynomial of degree four in the momenta.</summary>
[EquivariantModel("O(1,3)")]
public partial class MatrixElementNet
{
    /// <summary>p_1 … p_4, (E, p_x, p_y, p_z) each.</summary>
    [Input("4xV", Per.Node)]
    public partial Feature Momenta { get; }

    [Linear(nameof(Momenta), "16xV")]
    public partial Feature Left { get; }

    [Linear(nameof(Momenta), "16xV")]
    public partial Feature Right { get; }

    [InnerProduct(nameof(Left), nameof(Right))]
    public partial Feature Invariants { get; }

    [Linear(nameof(Invariants), Channels = 64)]
    public partial Feature Mixed { get; }

    [Linear(nameof(Invariants), Channels = 64)]
    public partial Feature Gates { get; }

    [Scale(nameof(Mixed), nameof(Gates))]
    public partial Feature Squares { get; }

    [Add(nameof(Squares), nameof(Mixed))]
    public partial Feature Terms { get; }

    [Linear(nameof(Terms), Channels = 1), Output]
    public partial Feature MatrixElement { get; }
}
