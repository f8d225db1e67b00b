using Intertwine.Kernels;
using Intertwine.Runtime;
using TorchSharp;
using static TorchSharp.torch;

namespace Intertwine.Tests;

/// <summary>
/// What the generator would write for a small E(3) model, by hand. With h scalars [nodes, 2] and x points [nodes, 3]:
/// m_j = tanh(W h_j + b); s_i = sum over edges j -> i of m_j; outputs: Scalars s [nodes, 3], Moved x_i + (u . s_i) (x_i - x_j summed over edges) [nodes, 3].
/// </summary>
internal sealed class TestModel : EquivariantModel
{
    public static readonly ModelDefinition TestDefinition = new()
    {
        Name = "TestModel",
        Group = "E(3)",
        Inputs = [new("Charge", "2x0e", "nodes", 2, 1), new("Position", "point", "nodes", 1, 3)],
        Outputs = [new("Scalars", "3x0e", "nodes", 3, 1), new("Moved", "point", "nodes", 1, 3)],
        Parameters =
        [
            new("Mixed.weight", [3, 2], new ParameterInit.Uniform(1 / Math.Sqrt(2))),
            new("Mixed.bias", [3], new ParameterInit.Uniform(1 / Math.Sqrt(2))),
            new("Layers.0.Weight.0.weight", [1, 3], new ParameterInit.XavierUniform(1, 3, 1)),
        ],
        Features = [new Feature("Mixed", "Mixed", Per.Node, new FeaturePart("0e", 3, 1)) { ParameterCount = 9, Flops = 12 }],
    };

    private readonly bool _hasKernels;

    public TestModel(bool hasKernels = true, ScalarType type = ScalarType.Float32)
        : base(TestDefinition, type) => _hasKernels = hasKernels;

    public int KernelRequests { get; private set; }

    public static TestKernels<float> SinglePrecision { get; } = new();

    public static TestKernels<double> DoublePrecision { get; } = new();

    public (Tensor Scalars, Tensor Moved) forward(Graph graph, Tensor charge, Tensor position)
    {
        Tensor[] outputs = Run(graph, charge, position);
        return (outputs[0], outputs[1]);
    }

    protected override Tensor[] Reference(TorchCall call)
    {
        Tensor message = (torch.matmul(call.Parameter(0), call.Input(0)) + call.Parameter(1)).tanh();
        Tensor sum = call.ScatterSum(call.Gather(message, "source"), "target");
        Tensor difference = call.Gather(call.Input(1), "target") - call.Gather(call.Input(1), "source");
        Tensor direction = call.ScatterSum(difference, "target");
        return [sum, call.Input(1) + (torch.matmul(call.Parameter(2), sum) * direction)];
    }

    protected override KernelProgram? Kernels(ScalarType type, bool training)
    {
        KernelRequests++;
        return !_hasKernels ? null : type == ScalarType.Float32 ? SinglePrecision : type == ScalarType.Float64 ? DoublePrecision : null;
    }
}
