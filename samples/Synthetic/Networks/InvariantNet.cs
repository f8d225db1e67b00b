using Intertwine;

namespace Synthetic;

/// <summary>An invariant function of two vectors in five dimensions: learnt inner products, then a multilayer perceptron.</summary>
[EquivariantModel("O(5)")]
public partial class InvariantNet
{
    /// <summary>r_1 and r_2.</summary>
    [Input("2xV", Per.Node)]
    public partial Feature Vectors { get; }

    [Linear(nameof(Vectors), "16xV")]
    public partial Feature Left { get; }

    [Linear(nameof(Vectors), "16xV")]
    public partial Feature Right { get; }

    [InnerProduct(nameof(Left), nameof(Right))]
    public partial Feature Products { get; }

    [Mlp(nameof(Products), 64, 64, 1), Output]
    public partial Feature Value { get; }
}
