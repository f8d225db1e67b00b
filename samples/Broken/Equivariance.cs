// Layers that do not commute with the group. One mistake for each rule; the line at which it is reported says so.

// Points are added.
namespace Broken.EQV1001
{
    [EquivariantModel("E(3)")]
    public partial class Net
    {
        [Input("point", Per.Node)] public partial Feature A { get; }
        [Input("point", Per.Node)] public partial Feature B { get; }
        [Add(nameof(A), nameof(B)), Output] public partial Feature Y { get; } // EQV1001
    }
}

// Pointwise activation on something that is not scalar.
namespace Broken.EQV1002
{
    [EquivariantModel("O(3)")]
    public partial class Net
    {
        [Input("8x1o", Per.Node)] public partial Feature V { get; }
        [Activate(nameof(V), Activation.Relu), Output] public partial Feature Y { get; } // EQV1002
    }
}

// Bias on something without invariants.
namespace Broken.EQV1003
{
    [EquivariantModel("O(3)")]
    public partial class Net
    {
        [Input("8x1o", Per.Node)] public partial Feature V { get; }
        [Linear(nameof(V), Channels = 4, Bias = true), Output] public partial Feature Y { get; } // EQV1003
    }
}

// Linear layer can only give zero.
namespace Broken.EQV1004
{
    [EquivariantModel("O(3)")]
    public partial class Net
    {
        [Input("8x1o", Per.Node)] public partial Feature V { get; }
        [Linear(nameof(V), "4x0e"), Output] public partial Feature Y { get; } // EQV1004
    }
}

// Output representation that the sources cannot make.
namespace Broken.EQV1005
{
    [EquivariantModel("O(3)")]
    public partial class Net
    {
        [Input("8x0e", Per.Node)] public partial Feature S { get; }
        [Input("8x1o", Per.Node), Output] public partial Feature V { get; }
        [Linear(nameof(S), "4x0e + 4x1o"), Output] public partial Feature Y { get; } // EQV1005
    }
}

// Layer got another kind of feature than it needs.
namespace Broken.EQV1006
{
    [EquivariantModel("E(3)")]
    public partial class Net
    {
        [Graph] public partial EdgeSet Pairs { get; }
        [Input("point", Per.Node)] public partial Feature Position { get; }
        [SquaredNorm(nameof(Position)), Output] public partial Feature Y { get; } // EQV1006
    }
}

// Representation of another group.
namespace Broken.EQV1007
{
    [EquivariantModel("SO(3)")]
    public partial class Net
    {
        [Input("4x1o", Per.Node), Output] public partial Feature V { get; } // EQV1007
    }
}

// Sources with different representations.
namespace Broken.EQV1008
{
    [EquivariantModel("O(3)")]
    public partial class Net
    {
        [Input("3x0e", Per.Node)] public partial Feature S { get; }
        [Input("1x1o", Per.Node)] public partial Feature V { get; }
        [Add(nameof(S), nameof(V)), Output] public partial Feature Y { get; } // EQV1008
    }
}

// Block of a smaller group.
namespace Broken.EQV1009
{
    [EquivariantModel("E(3)")]
    public partial class Net
    {
        [Input("4x0e", Per.Node)] public partial Feature X { get; }
        [Block<Mix>(nameof(X))] public partial Mix Layer { get; } // EQV1009
        [Output($"{nameof(Layer)}.{nameof(Mix.Y)}")] public partial Feature Y { get; }
    }

    [EquivariantBlock("SO(3)")]
    public partial class Mix
    {
        [Input("4x0", Per.Node)] public partial Feature X { get; }
        [Linear(nameof(X)), Output] public partial Feature Y { get; }
    }
}

// Activation of pseudo-scalars that is neither odd nor even.
namespace Broken.EQV1011
{
    [EquivariantModel("O(3)")]
    public partial class Net
    {
        [Input("8x0e + 4x0o", Per.Node)] public partial Feature X { get; }
        [Activate(nameof(X), Activation.Silu, PseudoScalars = Activation.Silu), Output] public partial Feature Y { get; } // EQV1011
    }
}

// Cross product under a group with reflections.
namespace Broken.EQV1012
{
    [EquivariantModel("O(3)")]
    public partial class Net
    {
        [Graph] public partial EdgeSet Near { get; }
        [Input("1o", Per.Node)] public partial Feature X { get; }
        [EdgeFeatures(nameof(X), Cross = true)] public partial Feature Local { get; } // EQV1012
        [VectorLinear(nameof(Local), 8), Output] public partial Feature Y { get; }
    }
}

// Approximate layers beyond the error budget.
namespace Broken.EQV1013
{
    [EquivariantModel("SO(3)", ErrorBudget = 1e-5)] // EQV1013
    public partial class Net
    {
        #pragma warning disable EQV2001
        [Input("4x1", Per.Node)] public partial Feature X { get; }
        [VectorLinear(nameof(X), 8, ApproximateBias = 1e-3), Output] public partial Feature Y { get; }
    }
}

// Band limit above what a grid resolves.
namespace Broken.EQV1014
{
    [EquivariantModel("O(3)")]
    public partial class Net
    {
        #pragma warning disable EQV2001
        [Input("8x0e + 8x1o + 8x2e + 8x3o", Per.Node)] public partial Feature X { get; }
        [S2Activation(nameof(X), Activation.Silu, 6), Output] public partial Feature Y { get; } // EQV1014
    }
}

// Attention logits are not invariant.
namespace Broken.EQV1020
{
    [EquivariantModel("E(3)")]
    public partial class Net
    {
        [Graph] public partial EdgeSet Pairs { get; }
        [Input("point", Per.Node)] public partial Feature X { get; }
        [Mean(nameof(X), Over.Graph)] public partial Feature Center { get; }
        [PerNode(nameof(Center))] public partial Feature Origin { get; }
        [Difference(nameof(X), nameof(Origin))] public partial Feature V { get; }
        [VectorAttention(nameof(X), nameof(X), nameof(V)), Output] public partial Feature Y { get; } // EQV1020
    }
}

// Piece is no summand of the direct sum.
namespace Broken.EQV1021
{
    [EquivariantModel("O(3)")]
    public partial class Net
    {
        [Input("2x1o", Per.Node)] public partial Feature V { get; }
        [Input("4x0e", Per.Node)] public partial Feature S { get; }
        [EarlyFusion(nameof(V), nameof(S))] public partial Feature Fused { get; }
        [SplitFusion(nameof(Fused), "2e"), Output] public partial Feature Y { get; } // EQV1021
    }
}

// Largest component of something that is not scalar.
namespace Broken.EQV1030
{
    [EquivariantModel("O(3)")]
    public partial class Net
    {
        [Graph] public partial EdgeSet Edges { get; }
        [Input("8x1o", Per.Edge)] public partial Feature V { get; }
        [Max(nameof(V), Over.Neighbours), Output] public partial Feature Y { get; } // EQV1030
    }
}
