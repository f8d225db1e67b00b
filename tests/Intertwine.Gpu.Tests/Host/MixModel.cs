using Intertwine.Kernels;
using Intertwine.Runtime;
using TorchSharp;
using static TorchSharp.torch;

namespace Intertwine.Gpu.Tests;

/// <summary>The model of <see cref="MixProgram{T}"/>.</summary>
internal sealed class MixModel : EquivariantModel
{
    private readonly HostProgram _single = new(new MixProgram<float>(), GpuTest.Device);
    private readonly HostProgram _double = new(new MixProgram<double>(), GpuTest.Device);

    public MixModel(ScalarType type)
        : base(
            new ModelDefinition
            {
                Name = "MixModel",
                Group = "E(3)",
                Inputs = [new("X", "2x0e", "nodes", 2, 1)],
                Outputs = [new("Y", "2x0e", "nodes", 2, 1)],
                Parameters = [new("Mixed.weight", [2, 2], new ParameterInit.Normal(1))],
            },
            type)
    {
    }

    public Tensor forward(Graph graph, Tensor x) => Run(graph, x)[0];

    protected override Tensor[] Reference(TorchCall call)
    {
        Tensor hidden = torch.matmul(call.Parameter(0), call.Input(0)).square();
        return [call.ScatterSum(call.Gather(hidden, "source"), "target")];
    }

    protected override KernelProgram? Kernels(ScalarType type, bool training) => null;

    protected override KernelProgram? GpuKernels(ScalarType type, bool training) =>
        type == ScalarType.Float32 ? _single : type == ScalarType.Float64 ? _double : null;
}
