// Classes, properties, names, widths and blocks. One mistake for each rule; the line at which it is reported says so.

// Unknown source feature.
namespace Broken.EQV0002
{
    [EquivariantModel("E(3)")]
    public partial class Net
    {
        [Input("1x0e", Per.Node), Output] public partial Feature Speed { get; }
        [Linear("Sped", Channels = 8), Output] public partial Feature Embedded { get; } // EQV0002
    }
}

// Cyclic network.
namespace Broken.EQV0003
{
    [EquivariantModel("O(3)")]
    public partial class Net
    {
        [Input("4x0e", Per.Node)] public partial Feature X { get; }
        [Add(nameof(X), nameof(B)), Output] public partial Feature A { get; } // EQV0003
        [Linear(nameof(A))] public partial Feature B { get; }
    }
}

// Malformed representation.
namespace Broken.EQV0004
{
    [EquivariantModel("O(3)")]
    public partial class Net
    {
        [Input("16x0e + 8x1q", Per.Node), Output] public partial Feature X { get; } // EQV0004
    }
}

// Sources on different domains.
namespace Broken.EQV0005
{
    [EquivariantModel("O(3)")]
    public partial class Net
    {
        [Graph] public partial EdgeSet Pairs { get; }
        [Input("4x0e", Per.Node)] public partial Feature Atoms { get; }
        [Input("2x0e", Per.Edge)] public partial Feature Bonds { get; }
        [Concat(nameof(Atoms), nameof(Bonds)), Output] public partial Feature Both { get; } // EQV0005
    }
}

// Feature is never used.
namespace Broken.EQV0006
{
    [EquivariantModel("O(3)")]
    public partial class Net
    {
        [Input("4x0e", Per.Node)] public partial Feature X { get; }
        [Linear(nameof(X))] public partial Feature Hidden { get; } // EQV0006
        [Linear(nameof(X)), Output] public partial Feature Y { get; }
    }
}

// Unknown group.
namespace Broken.EQV0007
{
    [EquivariantModel("Q(3)")] // EQV0007
    public partial class Net
    {
        [Input("0e", Per.Node), Output] public partial Feature X { get; }
    }
}

// Not exactly one defining attribute.
namespace Broken.EQV0008
{
    [EquivariantModel("O(3)")]
    public partial class Net
    {
        [Input("4x0e", Per.Node), Output] public partial Feature X { get; }
        [Linear(nameof(X)), Mlp(nameof(X), 8), Output] public partial Feature Y { get; } // EQV0008
    }
}

// Channels do not match.
namespace Broken.EQV0009
{
    [EquivariantModel("O(3)")]
    public partial class Net
    {
        [Input("4x0e", Per.Node)] public partial Feature X { get; }
        [Linear(nameof(X), Channels = 8)] public partial Feature Wide { get; }
        [Add(nameof(X), nameof(Wide)), Output] public partial Feature Y { get; } // EQV0009
    }
}

// Wrong use of a block.
namespace Broken.EQV0010
{
    [EquivariantModel("E(3)")]
    public partial class Net
    {
        [Graph] public partial EdgeSet Pairs { get; }
        [Input("8x0e", Per.Node)] public partial Feature Nodes { get; }
        [Block<EgnnLayer>(nameof(Nodes))] public partial EgnnLayer Layer { get; } // EQV0010
        [Output($"{nameof(Layer)}.{nameof(EgnnLayer.UpdatedNodes)}")] public partial Feature Y { get; }
    }
}

// Network without input or output.
namespace Broken.EQV0011
{
    [EquivariantModel("O(3)")]
    public partial class Net // EQV0011
    {
        [Input("4x0e", Per.Node)] public partial Feature X { get; }
        [Linear(nameof(X), Channels = 1)] public partial Feature Y { get; }
    }
}

// Layer needs a graph.
namespace Broken.EQV0012
{
    [EquivariantModel("O(3)")]
    public partial class Net
    {
        [Input("4x0e", Per.Node)] public partial Feature X { get; }
        [GatherSource(nameof(X)), Output] public partial Feature Sender { get; } // EQV0012
    }
}

// Source is not a feature.
namespace Broken.EQV0013
{
    [EquivariantModel("E(3)")]
    public partial class Net
    {
        [Graph] public partial EdgeSet Pairs { get; }
        [Input("8x0e", Per.Node)] public partial Feature Nodes { get; }
        [Input("point", Per.Node)] public partial Feature Position { get; }
        [Block<EgnnLayer>(nameof(Nodes), nameof(Position))] public partial EgnnLayer Layer { get; }
        [Linear(nameof(Layer)), Output] public partial Feature Y { get; } // EQV0013
    }
}

// Value out of range.
namespace Broken.EQV0014
{
    [EquivariantModel("O(3)")]
    public partial class Net
    {
        [Input("4x0e", Per.Node)] public partial Feature X { get; }
        [Dropout(nameof(X), 1.5), Output] public partial Feature Y { get; } // EQV0014
    }
}

// Property type does not fit its attribute.
namespace Broken.EQV0015
{
    [EquivariantModel("O(3)")]
    public partial class Net
    {
        [Input("4x0e", Per.Node)] public partial Feature X { get; }
        [Linear(nameof(X)), Output] public partial EdgeSet Y { get; } // EQV0015
    }
}

// Property of a network is not partial.
namespace Broken.EQV0016
{
    [EquivariantModel("O(3)")]
    public partial class Net
    {
        [Input("4x0e", Per.Node)] public partial Feature X { get; }
        [Linear(nameof(X)), Output] public Feature Y { get; } = null!; // EQV0016
    }
}

// Class cannot be a network.
namespace Broken.EQV0017
{
    [EquivariantModel("O(3)")]
    public partial class Net : System.IO.MemoryStream // EQV0017
    {
        [Input("4x0e", Per.Node), Output] public partial Feature X { get; }
    }
}

// Source does not exist under the options chosen.
namespace Broken.EQV0018
{
    [EquivariantBlock("O(3)")]
    public partial class Gated
    {
        [Option(false)] public partial bool Attention { get; }
        [Input("4x0e", Per.Node)] public partial Feature X { get; }
        [Mlp(nameof(X), 1), When(nameof(Attention))] public partial Feature Gate { get; }
        [Scale(nameof(X), nameof(Gate)), Output] public partial Feature Y { get; } // EQV0018
    }
}

// Second graph.
namespace Broken.EQV0019
{
    [EquivariantModel("O(3)")]
    public partial class Net
    {
        [Graph] public partial EdgeSet Bonds { get; }
        [Graph] public partial EdgeSet Contacts { get; } // EQV0019
        [Input("4x0e", Per.Node), Output] public partial Feature X { get; }
    }
}

// Input or option of a block set twice.
namespace Broken.EQV0032
{
    [EquivariantModel("O(3)")]
    public partial class Net
    {
        [Input("4x0e", Per.Node)] public partial Feature X { get; }
        [Block<Part>(nameof(X)), With(nameof(Part.Width), 16), With(nameof(Part.Width), 32)] public partial Part Layer { get; } // EQV0032
        [Output($"{nameof(Layer)}.{nameof(Part.Y)}")] public partial Feature Y { get; }
    }

    [EquivariantBlock("O(3)")]
    public partial class Part
    {
        [Option(8)] public partial int Width { get; }
        [Input("*x0e", Per.Node)] public partial Feature X { get; }
        [Linear(nameof(X), Channels = nameof(Width)), Output] public partial Feature Y { get; }
    }
}

// Attribute without effect.
namespace Broken.EQV0033
{
    [EquivariantModel("O(3)")]
    public partial class Net
    {
        [Input("4x0e", Per.Node)] public partial Feature X { get; }
        [Activate(nameof(X), Activation.Relu, Slope = 0.2), Output] public partial Feature Y { get; } // EQV0033
    }
}

// Copies of a block that hand nothing on.
namespace Broken.EQV0034
{
    [EquivariantModel("O(3)")]
    public partial class Net
    {
        [Input("4x0e", Per.Node)] public partial Feature X { get; }
        [Repeat<Part>(3, nameof(X))] public partial Part Layers { get; } // EQV0034
        [Output($"{nameof(Layers)}.{nameof(Part.Y)}")] public partial Feature Y { get; }
    }

    [EquivariantBlock("O(3)")]
    public partial class Part
    {
        [Input("*x0e", Per.Node)] public partial Feature X { get; }
        [Mlp(nameof(X), 8, nameof(X)), Output] public partial Feature Y { get; }
    }
}
