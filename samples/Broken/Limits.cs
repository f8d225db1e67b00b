// Precision and the limits of the generator. One mistake for each rule; the line at which it is reported says so.

// Layer is only approximately equivariant.
namespace Broken.EQV2001
{
    [EquivariantModel("SO(3)")]
    public partial class Net
    {
        [Input("4x1", Per.Node)] public partial Feature X { get; }
        [VectorLinear(nameof(X), 8, ApproximateBias = 1e-6), Output] public partial Feature Y { get; } // EQV2001
    }
}

// Product path that cannot contribute.
namespace Broken.EQV2002
{
    [EquivariantModel("O(3)")]
    public partial class Net
    {
        [Input("4x1o", Per.Node)] public partial Feature X { get; }
        [Input("4x1o", Per.Node)] public partial Feature Y { get; }
        [FullTensorProduct(nameof(X), nameof(Y))] public partial Feature Products { get; } // EQV2002
        [Linear(nameof(Products), "8x0e + 8x1e"), Output] public partial Feature Mixed { get; }
    }
}

// Part of a feature that nothing uses.
namespace Broken.EQV2003
{
    [EquivariantModel("O(3)")]
    public partial class Net
    {
        [Input("4x0e + 4x1o", Per.Node)] public partial Feature X { get; }
        [Linear(nameof(X), "8x0e + 8x1o")] public partial Feature Hidden { get; } // EQV2003
        [Linear(nameof(Hidden), "1o"), Output] public partial Feature Y { get; }
    }
}

// Every item has weights for every pair of channels.
namespace Broken.EQV2004
{
    [EquivariantModel("O(3)")]
    public partial class Net
    {
        [Input("16x0e", Per.Edge)] public partial Feature Radial { get; }
        [Input("32x1o", Per.Edge)] public partial Feature Neighbour { get; }
        [Input("1o", Per.Edge)] public partial Feature Direction { get; }
        [Graph] public partial EdgeSet Edges { get; }
        [TensorProduct(nameof(Neighbour), nameof(Direction), "32x0e", WeightsFrom = nameof(Radial))] public partial Feature Message { get; } // EQV2004
        [Sum(nameof(Message), Over.Neighbours), Output] public partial Feature Y { get; }
    }
}

// Square root at 0.
namespace Broken.EQV2010
{
    [EquivariantModel("E(3)")]
    public partial class Net
    {
        [Input("point", Per.Node)] public partial Feature Position { get; }
        [Nearest(nameof(Position), 8)] public partial EdgeSet Near { get; }
        [GatherSource(nameof(Position))] public partial Feature From { get; }
        [GatherTarget(nameof(Position))] public partial Feature To { get; }
        [Difference(nameof(To), nameof(From))] public partial Feature Offset { get; }
        [Norm(nameof(Offset))] public partial Feature Distance { get; } // EQV2010
        [Mlp(nameof(Distance), 16, 1)] public partial Feature Pair { get; }
        [Sum(nameof(Pair), Over.Graph)] public partial Feature Energy { get; }
        [Gradient(nameof(Energy), nameof(Position), Factor = -1), Output] public partial Feature Forces { get; }
    }
}

// Division without epsilon.
namespace Broken.EQV2011
{
    [EquivariantModel("O(3)")]
    public partial class Net
    {
        [Input("4x1o", Per.Node)] public partial Feature X { get; }
        [Normalize(nameof(X), Offset = 0.0), Output] public partial Feature Y { get; } // EQV2011
    }
}

// Invariants of boosted vectors in float32.
namespace Broken.EQV2012
{
    [EquivariantModel("SO(1,3)")]
    public partial class Net
    {
        [Input("4xV", Per.Node)] public partial Feature Momentum { get; }
        [SquaredNorm(nameof(Momentum)), Output] public partial Feature Masses { get; } // EQV2012
    }
}

// Gradient of a function with kinks.
namespace Broken.EQV2013
{
    [EquivariantModel("E(3)")]
    public partial class Net
    {
        [Input("point", Per.Node)] public partial Feature Position { get; }
        [Graph] public partial EdgeSet Edges { get; }
        [GatherSource(nameof(Position))] public partial Feature From { get; }
        [GatherTarget(nameof(Position))] public partial Feature To { get; }
        [Difference(nameof(To), nameof(From))] public partial Feature Offset { get; }
        [SquaredNorm(nameof(Offset))] public partial Feature Square { get; }
        [Mlp(nameof(Square), 16, 1, Activation = Activation.Relu)] public partial Feature Pair { get; }
        [Sum(nameof(Pair), Over.Graph)] public partial Feature Energy { get; }
        [Gradient(nameof(Energy), nameof(Position), Factor = -1), Output] public partial Feature Forces { get; } // EQV2013
    }
}

// Network is too large to expand.
namespace Broken.EQV9001
{
    [EquivariantModel("O(3)")]
    public partial class Net
    {
        [Input("4x0e", Per.Node)] public partial Feature X { get; }
        [Repeat<Many>(1000, nameof(X))] public partial Many Layers { get; } // EQV9001
        [Output($"{nameof(Layers)}.{nameof(Many.Y)}")] public partial Feature Y { get; }
    }

    [EquivariantBlock("O(3)")]
    public partial class Many
    {
        [Input("4x0e", Per.Node)] public partial Feature X { get; }
        [Repeat<Step>(1000, nameof(X))] public partial Step Steps { get; }
        [Output($"{nameof(Steps)}.{nameof(Step.Y)}", Next = nameof(X))] public partial Feature Y { get; }
    }

    [EquivariantBlock("O(3)")]
    public partial class Step
    {
        [Input("4x0e", Per.Node)] public partial Feature X { get; }
        [Linear(nameof(X)), Output(Next = nameof(X))] public partial Feature Y { get; }
    }
}

// Equivariant maps were not computed.
namespace Broken.EQV9002
{
    [EquivariantModel("SO(3)")]
    public partial class Net
    {
        [Input("64", Per.Node)] public partial Feature X { get; }
        [Linear(nameof(X), Channels = 2), Output] public partial Feature Y { get; } // EQV9002
    }
}
