// Declared groups and representations. One mistake for each rule; the line at which it is reported says so.

// Type is not a declared group.
namespace Broken.EQV0020
{
    public partial struct Cylinder;

    [EquivariantModel<Cylinder>] // EQV0020
    public partial class Net
    {
        [Input("2xV", Per.Node)] public partial Feature X { get; }
        [Linear(nameof(X), "V"), Output] public partial Feature Y { get; }
    }
}

// Matrix of the wrong size.
namespace Broken.EQV0021
{
    [Group(Dimension = 3)]
    [InfinitesimalGenerator(0, -1, 0,  1, 0, 0,  0, 0)] // EQV0021
    public partial struct Turns;
}

// Generator that is singular or not finite.
namespace Broken.EQV0022
{
    [Group]
    [DiscreteGenerator(0, 1,  0, 1)] // EQV0022
    public partial struct Swap;
}

// Name of a representation is taken or cannot be read.
namespace Broken.EQV0023
{
    [Group]
    [DiscreteGenerator(0, 1,  1, 0)]
    public partial struct Swap;

    [Representation<Swap>("V")] // EQV0023
    [DiscreteGenerator(-1)]
    public partial struct Sign;
}

// Images do not represent the group.
namespace Broken.EQV1010
{
    [Group]
    [DiscreteGenerator(0, 1,  1, 0)]
    public partial struct Swap;

    [Representation<Swap>("Turn")] // EQV1010
    [DiscreteGenerator(0, -1,  1, 0)]
    public partial struct Turn;
}
