using Intertwine.Kernels;
using Intertwine.Runtime;
using TorchSharp;
using static TorchSharp.torch;

namespace Intertwine.Tests;

/// <summary>Dropout, then batch normalisation, then the sum over each graph: a model whose training and evaluation differ.</summary>
internal sealed class RegularisedModel : EquivariantModel
{
    private static readonly ModelDefinition TestDefinition = new()
    {
        Name = "RegularisedModel",
        Group = "O(3)",
        Inputs = [new("Charge", "2x0e", "nodes", 2, 1)],
        Outputs = [new("Normal", "2x0e", "nodes", 2, 1), new("Total", "2x0e", "graphs", 2, 1)],
        Dropouts = [new DropoutDefinition("Dropped", "nodes", 2, 0.25)],
        BatchNorms = [new BatchNormDefinition("Normal", "nodes", 2, 0.1)],
    };

    public RegularisedModel(ScalarType type = ScalarType.Float32)
        : base(TestDefinition, type)
    {
    }

    public Tensor? Mask { get; private set; }

    public (Tensor Normal, Tensor Total) forward(Graph graph, Tensor charge)
    {
        Tensor[] outputs = Run(graph, charge);
        return (outputs[0], outputs[1]);
    }

    protected override Tensor[] Reference(TorchCall call)
    {
        Tensor x = call.Input("Charge");
        Tensor mean = call.Training ? Mean(x * call.Input("Dropped.mask"), call) : call.Input("Normal.running_mean");
        if (call.Training)
        {
            Mask = call.Input("Dropped.mask").clone().DetachFromDisposeScope();
            x *= Mask;
        }

        Tensor variance = call.Training ? Mean((x - mean).square(), call) : call.Input("Normal.running_var");
        Tensor normal = (x - mean) * (variance + 1e-5).rsqrt();
        Tensor total = call.ScatterSum(normal, "nodeGraph");
        return call.Training ? [normal, total, mean, variance] : [normal, total];
    }

    protected override KernelProgram? Kernels(ScalarType type, bool training) => null;

    private static Tensor Mean(Tensor x, TorchCall call) => x.sum([0L], keepdim: true) / call.CountOf("nodes");
}
