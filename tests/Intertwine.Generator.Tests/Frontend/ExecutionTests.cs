using System.Reflection;
using TorchSharp;
using static TorchSharp.torch;

namespace Intertwine.Generator.Tests;

/// <summary>Generated classes as a program uses them.</summary>
[Collection(RandomGenerator.Name)]
public class ExecutionTests
{
    [Fact]
    public void NBody_RunsOnBothBackends_WithEqualResults()
    {
        Assembly assembly = GeneratorHost.Load(Declarations.NBody);
        using Graph graph = Graph.FullyConnected(3, 5);
        torch.random.manual_seed(1);
        dynamic model = Create(assembly, "NBodyNet", ScalarType.Float64);
        Tensor[] inputs = [Random(15, 1), Random(15, 3), Random(15, 3), Random(60, 2)];
        model.Backend = Backend.Torch;
        Tensor reference = model.forward(graph, inputs[0], inputs[1], inputs[2], inputs[3]);
        model.Backend = Backend.Simd;
        Tensor kernels = model.forward(graph, inputs[0], inputs[1], inputs[2], inputs[3]);
        Assert.Equal([15, 3], reference.shape);
        Assert.True(torch.allclose(reference, kernels, 1e-10, 1e-10));

        // Translations and rotations of all points and vectors move the result likewise.
        Tensor rotation = torch.linalg.qr(Random(3, 3)).Q;
        Tensor shift = Random(1, 3);
        Tensor moved = model.forward(graph, inputs[0], inputs[1].matmul(rotation) + shift, inputs[2].matmul(rotation), inputs[3]);
        Assert.True(torch.allclose(reference.matmul(rotation) + shift, moved, 1e-8, 1e-8));
    }

    [Fact]
    public void StateDictionary_FollowsThePropertyPath()
    {
        dynamic model = Create(GeneratorHost.Load(Declarations.NBody), "NBodyNet", ScalarType.Float32);
        var keys = (IEnumerable<string>)((nn.Module)model).state_dict().Keys;
        Assert.Equal(
            ["Embedded.weight", "Embedded.bias", "Layers.0.Message.0.weight", "Layers.0.Message.0.bias", "Layers.0.Message.1.weight", "Layers.0.Message.1.bias", "Layers.0.Pull.0.weight"],
            keys.Take(7));
        Assert.Equal(134_020, ((nn.Module)model).parameters().Sum(p => p.numel()));
    }

    [Fact]
    public void Features_DescribeThemselves()
    {
        dynamic model = Create(GeneratorHost.Load(Declarations.NBody), "NBodyNet", ScalarType.Float32);
        Feature embedded = model.Embedded;
        Assert.Equal("64x0e", embedded.Representation);
        Assert.Equal("[nodes, 64]", embedded.Shape);
        Assert.Equal(128, embedded.ParameterCount);
        Assert.Equal("Layers.3.MovedPosition", ((Feature)model.FinalPosition).Path);
        EgnnLayer layers = model.Layers;
        Assert.Equal(64, layers.Hidden);
        Assert.Equal(4, layers.Definition.Copies);
        Assert.Equal("Layers.3.Message", layers.Message.Path);
        Assert.Equal(Per.Edge, layers.Message.Domain);
        Assert.False(layers.Gate.Exists);
        Assert.Equal(layers.Message, layers.Attended);
        Assert.Equal("Charges", layers.EdgeAttributes.Path);
    }

    [Fact]
    public void SeveralOutputsAndPieces_BecomeANamedTuple()
    {
        Assembly assembly = GeneratorHost.Load("""
            [EquivariantModel("O(3)")]
            public partial class Net
            {
                [Input("2x0e + 3x1o", Per.Node)] public partial Feature Mixed { get; }
                [Linear(nameof(Mixed), "4x0e + 1x1o"), Output] public partial Feature Both { get; }
                [SquaredNorm(nameof(Mixed)), Output] public partial Feature Squares { get; }
            }

            public static class Use
            {
                public static TorchSharp.torch.Tensor[] Run(Net net, TorchSharp.torch.Tensor scalars, TorchSharp.torch.Tensor vectors)
                {
                    var result = net.forward(mixed0e: scalars, mixed1o: vectors);
                    return [result.Both0e, result.Both1o, result.Squares];
                }
            }
            """);
        object model = Create(assembly, "Net", ScalarType.Float64);
        foreach (Backend backend in (Backend[])[Backend.Torch, Backend.Simd])
        {
            ((EquivariantModel)model).Backend = backend;
            var results = (Tensor[])assembly.GetType("Use")!.GetMethod("Run")!.Invoke(null, [model, Random(7, 2), Random(7, 3, 3)])!;
            Assert.Equal([7, 4], results[0].shape);
            Assert.Equal([7, 3], results[1].shape);
            Assert.Equal([7, 5], results[2].shape);
        }
    }

    [Fact]
    public void DropoutAndBatchNorm_DifferInTrainingAndEvaluation()
    {
        dynamic model = Create(GeneratorHost.Load("""
            [EquivariantModel("O(3)")]
            public partial class Net
            {
                [Input("6x0e", Per.Node)] public partial Feature Scalars { get; }
                [Input("4x1o", Per.Node)] public partial Feature Vectors { get; }
                [BatchNorm(nameof(Scalars)), Output] public partial Feature Normal { get; }
                [Dropout(nameof(Vectors), 0.5), Output] public partial Feature Dropped { get; }
            }
            """), "Net", ScalarType.Float64);
        Tensor scalars = (Random(50, 6) * 3) + 1;
        Tensor vectors = Random(50, 4, 3);
        foreach (Backend backend in (Backend[])[Backend.Torch, Backend.Simd])
        {
            model.Backend = backend;
            ((nn.Module)model).train();
            (Tensor normal, Tensor dropped) = ((Tensor, Tensor))model.forward(scalars, vectors);
            Assert.True(normal.mean([0]).abs().max().item<double>() < 1e-12);
            Tensor ratio = dropped / vectors;
            Assert.True(torch.logical_or(ratio.abs() < 1e-12, (ratio - 2).abs() < 1e-12).all().item<bool>());
            Assert.True(torch.allclose(ratio, ratio.mean([2], keepdim: true).expand_as(ratio)));
            ((nn.Module)model).eval();
            (normal, dropped) = ((Tensor, Tensor))model.forward(scalars, vectors);
            Assert.True(torch.allclose(dropped, vectors));
            Assert.True(normal.mean([0]).abs().max().item<double>() > 1e-3);
        }
    }

    private static object Create(Assembly assembly, string name, ScalarType type) =>
        Activator.CreateInstance(assembly.GetType(name)!, Backend.Auto, type, null)!;

    private static Tensor Random(params long[] shape) => torch.randn(shape, dtype: ScalarType.Float64);
}
