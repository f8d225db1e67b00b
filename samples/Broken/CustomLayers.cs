// Methods as layers. One mistake for each rule; the line at which it is reported says so.

// Method of a layer not found.
namespace Broken.EQV0070
{
    [EquivariantModel("O(3)")]
    public partial class Net
    {
        [Input("4x1o", Per.Node)] public partial Feature V { get; }
        [Custom("Soften", nameof(V)), Output] public partial Feature Y { get; } // EQV0070
    }
}

// Method of a layer does not say that it is equivariant.
namespace Broken.EQV0071
{
    [EquivariantModel("O(3)")]
    public partial class Net
    {
        [Input("4x1o", Per.Node)] public partial Feature V { get; }
        [Custom(nameof(Double), nameof(V)), Output] public partial Feature Y { get; } // EQV0071

        public static Tensor Double(Tensor v) => 2 * v;
    }
}

// Method cannot be a layer.
namespace Broken.EQV0072
{
    [EquivariantModel("O(3)")]
    public partial class Net
    {
        [Input("4x1o", Per.Node)] public partial Feature V { get; }
        [Custom(nameof(Scaled), nameof(V)), Output] public partial Feature Y { get; } // EQV0072

        [Equivariant("O(3)")]
        [return: Rep("1o")]
        public static Tensor Scaled([Rep("1o")] Tensor v, double factor) => factor * v;
    }
}

// Tensor of a layer does not say how it transforms.
namespace Broken.EQV0073
{
    [EquivariantModel("O(3)")]
    public partial class Net
    {
        [Input("4x1o", Per.Node)] public partial Feature V { get; }
        [Custom(nameof(Double), nameof(V)), Output] public partial Feature Y { get; } // EQV0073

        [Equivariant("O(3)")]
        public static Tensor Double([Rep("1o")] Tensor v) => 2 * v;
    }
}

// Method of a smaller group.
namespace Broken.EQV0074
{
    [EquivariantModel("O(3)")]
    public partial class Net
    {
        [Input("4x1o", Per.Node)] public partial Feature V { get; }
        [Custom(nameof(Cross), nameof(V)), Output] public partial Feature Y { get; } // EQV0074

        [Equivariant("SO(3)")]
        [return: Rep("1")]
        public static Tensor Cross([Rep("1")] Tensor v) => linalg.cross(v, v.roll(1, 1), -1); // EQV9010
    }
}

// Number of tensors does not match.
namespace Broken.EQV0075
{
    [EquivariantModel("O(3)")]
    public partial class Net
    {
        [Input("4x1o", Per.Node)] public partial Feature V { get; }
        [Input("4x0e", Per.Node)] public partial Feature S { get; }
        [Custom(nameof(Scale), nameof(V)), Output] public partial Feature Y { get; } // EQV0075
        [Linear(nameof(S)), Output] public partial Feature Z { get; }

        [Equivariant("O(3)")]
        [return: Rep("1o")]
        public static Tensor Scale([Rep("1o")] Tensor v, [Invariant] Tensor s) => v * s; // EQV9010
    }
}

// Source transforms differently from the parameter.
namespace Broken.EQV0076
{
    [EquivariantModel("O(3)")]
    public partial class Net
    {
        [Input("4x1e", Per.Node)] public partial Feature Spin { get; }
        [Custom(nameof(Soften), nameof(Spin)), Output] public partial Feature Y { get; } // EQV0076

        [Equivariant("O(3)")]
        [return: Rep("1o")]
        public static Tensor Soften([Rep("1o")] Tensor v) => v / (1 + v.square().sum(-1, keepdim: true)).sqrt();
    }
}

// Representation of a tensor is not one piece.
namespace Broken.EQV0077
{
    [EquivariantModel("O(3)")]
    public partial class Net
    {
        [Input("4x1o", Per.Node)] public partial Feature V { get; }
        [Custom(nameof(Both), nameof(V)), Output] public partial Feature Y { get; } // EQV0077

        [Equivariant("O(3)")]
        [return: Rep("1o")]
        public static (Tensor, Tensor) Both([Rep("1o")] Tensor v) => (v, 2 * v);
    }
}

// Gradient through a layer written by hand.
namespace Broken.EQV0078
{
    [EquivariantModel("O(3)")]
    public partial class Net
    {
        [Input("4x1o", Per.Node)] public partial Feature V { get; }
        [Custom(nameof(Soften), nameof(V))] public partial Feature Y { get; }
        [SquaredNorm(nameof(Y))] public partial Feature Squares { get; }
        [Linear(nameof(Squares), Channels = 1)] public partial Feature PerNode { get; }
        [Gradient(nameof(PerNode), nameof(V)), Output] public partial Feature Force { get; } // EQV0078

        [Equivariant("O(3)")]
        [return: Rep("1o")]
        public static Tensor Soften([Rep("1o")] Tensor v) => v / (1 + v.square().sum(-1, keepdim: true)).sqrt();
    }
}
