// Gradients, edge sets and attention. One mistake for each rule; the line at which it is reported says so.

// Gradient by something that the value does not depend on.
namespace Broken.EQV0025
{
    [EquivariantModel("E(3)")]
    public partial class Potential
    {
        [Graph] public partial EdgeSet Edges { get; }
        [Input("point", Per.Node)] public partial Feature Position { get; }
        [Input("4x0e", Per.Node)] public partial Feature Species { get; }
        [Mlp(nameof(Species), 16, 1)] public partial Feature Energy { get; }
        [Output(nameof(Position))] public partial Feature Same { get; }
        [Gradient(nameof(Energy), nameof(Position), Factor = -1), Output] public partial Feature Forces { get; } // EQV0025
    }
}

// Several edge sets to choose from.
namespace Broken.EQV0026
{
    [EquivariantModel("O(3)")]
    public partial class Net
    {
        [AllPairs] public partial EdgeSet Pairs { get; }
        [Nearest(nameof(X), 8)] public partial EdgeSet Near { get; }
        [Input("4x1o", Per.Node)] public partial Feature X { get; }
        [GatherSource(nameof(X)), Output] public partial Feature Sender { get; } // EQV0026
    }
}

// Edge set does not fit.
namespace Broken.EQV0027
{
    [EquivariantModel("O(3)")]
    public partial class Net
    {
        [Graph] public partial EdgeSet Bonds { get; }
        [Input("4x1o", Per.Node)] public partial Feature X { get; }
        [GatherSource(nameof(X), Along = nameof(X)), Output] public partial Feature Sender { get; } // EQV0027
    }
}

// Neighbours by a feature whose distances are not invariant.
namespace Broken.EQV0028
{
    [EquivariantModel("SO(1,3)")]
    public partial class Net
    {
        [Input("4xV", Per.Node)] public partial Feature X { get; }
        [Nearest(nameof(X), 8)] public partial EdgeSet Near { get; } // EQV0028
        [GatherSource(nameof(X)), Output] public partial Feature Sender { get; }
    }
}

// Number of neighbours out of range.
namespace Broken.EQV0029
{
    [EquivariantModel("O(3)")]
    public partial class Net
    {
        [Input("4x1o", Per.Node)] public partial Feature X { get; }
        [Nearest(nameof(X), 0)] public partial EdgeSet Near { get; } // EQV0029
        [GatherSource(nameof(X)), Output] public partial Feature Sender { get; }
    }
}

// Number of heads does not divide the channels.
namespace Broken.EQV0030
{
    [EquivariantModel("O(3)")]
    public partial class Net
    {
        [Graph] public partial EdgeSet Pairs { get; }
        [Input("6x1o", Per.Node)] public partial Feature X { get; }
        [VectorAttention(nameof(X), nameof(X), nameof(X), Heads = 4), Output] public partial Feature Y { get; } // EQV0030
    }
}
