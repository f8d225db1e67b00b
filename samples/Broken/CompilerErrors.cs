// Mistakes that are errors of C# too: an editor shows both, while the compiler stops at its own errors and prints no others. Not part of the build.

// Declared type is not partial.
namespace Broken.EQV0001
{
    [EquivariantModel("O(3)")]
    public class Net // EQV0001
    {
        [Input("3x0e", Per.Node), Output] public partial Feature X { get; }
    }
}

// Type cannot be a declared group or representation.
namespace Broken.EQV0024
{
    [Group]
    [DiscreteGenerator(0, 1,  1, 0)]
    public partial struct Swap // EQV0024
    {
        public static int Group => 2;
    }
}

// Name of a member that the class is given.
namespace Broken.EQV0031
{
    [EquivariantModel("O(3)")]
    public partial class Net
    {
        [Input("4x0e", Per.Node)] public partial Feature X { get; }
        [Linear(nameof(X)), Output] public partial Feature forward { get; } // EQV0031
    }
}

// Property of a form that has no other half.
namespace Broken.EQV0035
{
    [EquivariantModel("O(3)")]
    public partial class Net
    {
        [Input("4x0e", Per.Node)] public partial Feature X { get; }
        [Linear(nameof(X)), Output] public partial Feature Y { get; private set; } // EQV0035
    }
}
