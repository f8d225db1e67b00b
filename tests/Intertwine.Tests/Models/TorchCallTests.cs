using Intertwine.Runtime;
using TorchSharp;
using static TorchSharp.torch;

namespace Intertwine.Tests;

/// <summary>The operations of the reference that take more than one TorchSharp call.</summary>
public sealed class TorchCallTests : IDisposable
{
    private readonly DisposeScope _scope = torch.NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void SegmentOperations_OnNodesWithAndWithoutEdges()
    {
        using Graph graph = Graph.FromEdges((ReadOnlySpan<int>)[0, 1, 3], (ReadOnlySpan<int>)[2, 2, 0], 4);
        TorchCall call = Call(graph);
        Tensor x = torch.tensor(new double[] { -1, 5, -3, 2, -7, 4 }).reshape(3, 2, 1);
        Assert.Equal([-7, 4, 0, 0, -1, 5, 0, 0], call.SegmentMax(x, "target").data<double>().ToArray());
        Assert.Equal([-7, 4, 0, 0, -4, 7, 0, 0], call.ScatterSum(x, "target").data<double>().ToArray());
        Assert.Equal([1, 0, 2, 0], call.Degree("target").data<double>().ToArray());
        Assert.Equal([4.0], call.CountOf("nodes").data<double>().ToArray());
        Assert.False(call.SegmentMax(x.requires_grad_(), "target").requires_grad);
    }

    [Fact]
    public void SegmentChoices_OnNodesWithAndWithoutEdges()
    {
        using Graph graph = Graph.FromEdges((ReadOnlySpan<int>)[0, 1, 3, 3], (ReadOnlySpan<int>)[2, 2, 0, 2], 4);
        TorchCall call = Call(graph);
        Tensor x = torch.tensor(new double[] { -1, 5, -3, 2, -7, 4, -1, 7 }).reshape(4, 2, 1);
        Tensor which = call.SegmentArgMax(x, "target");
        Assert.Equal([0, 0, -1, -1, 0, 2, -1, -1], which.data<double>().ToArray());
        x.requires_grad_();
        Tensor picked = call.SegmentPick(x, which, "target");
        Assert.Equal([-7, 4, 0, 0, -1, 7, 0, 0], picked.detach().data<double>().ToArray());
        Tensor cotangent = torch.arange(1, 9, dtype: ScalarType.Float64).reshape(4, 2, 1).requires_grad_();
        Tensor placed = call.SegmentPlace(cotangent, which, "target");
        Assert.Equal([5, 0, 0, 0, 1, 2, 0, 6], placed.detach().data<double>().ToArray());
        Assert.Equal(placed.detach().data<double>().ToArray(), torch.autograd.grad([picked], [x], [cotangent.detach()])[0].data<double>().ToArray());
        Assert.Equal(picked.detach().data<double>().ToArray(), torch.autograd.grad([placed], [cotangent], [x.detach()])[0].data<double>().ToArray());
    }

    [Fact]
    public void SegmentArgMax_TakesTheFirstNaN()
    {
        using Graph graph = Graph.FromEdges((ReadOnlySpan<int>)[0, 1, 1], (ReadOnlySpan<int>)[1, 1, 1], 2);
        Tensor x = torch.tensor(new double[] { 3, double.NaN, double.NaN }).reshape(3, 1, 1);
        Assert.Equal([-1, 1.0], Call(graph).SegmentArgMax(x, "target").data<double>().ToArray());
    }

    [Fact]
    public void SegmentChoices_WithoutEdges_AreEmpty()
    {
        using Graph graph = Graph.FromEdges(ReadOnlySpan<int>.Empty, [], 2);
        Tensor x = torch.zeros([0, 1, 3], dtype: ScalarType.Float64);
        Tensor which = Call(graph).SegmentArgMax(x.narrow(2, 0, 1), "target");
        Assert.Equal([-1.0, -1], which.data<double>().ToArray());
        Assert.Equal(new double[6], Call(graph).SegmentPick(x, which, "target").data<double>().ToArray());
        Assert.Equal([0, 1, 3], Call(graph).SegmentPlace(torch.zeros([2, 1, 3], dtype: ScalarType.Float64), which, "target").shape);
    }

    [Fact]
    public void SegmentMax_KeepsNaN()
    {
        using Graph graph = Graph.FromEdges((ReadOnlySpan<int>)[0, 1], (ReadOnlySpan<int>)[1, 1], 2);
        Tensor x = torch.tensor(new double[] { double.NaN, 3 }).reshape(2, 1, 1);
        Assert.True(double.IsNaN(Call(graph).SegmentMax(x, "target")[1, 0, 0].item<double>()));
    }

    [Fact]
    public void SegmentMax_WithoutEdges_IsZero()
    {
        using Graph graph = Graph.FromEdges(ReadOnlySpan<int>.Empty, [], 2);
        Assert.Equal([0.0, 0], Call(graph).SegmentMax(torch.zeros([0, 1, 1], dtype: ScalarType.Float64), "target").data<double>().ToArray());
    }

    [Fact]
    public void SafeSqrt_HasZeroDerivativesAtZero()
    {
        Tensor x = torch.tensor(new double[] { 0, 4 }).requires_grad_();
        Tensor root = TorchCall.SafeSqrt(x);
        Assert.Equal([0.0, 2], root.detach().data<double>().ToArray());
        Tensor first = torch.autograd.grad([root.sum()], [x], retain_graph: true, create_graph: true)[0];
        Assert.Equal([0, 0.25], first.detach().data<double>().ToArray());
        Tensor second = torch.autograd.grad([first.sum()], [x])[0];
        Assert.Equal([0, -1.0 / 32], second.data<double>().ToArray());
        Assert.True(double.IsNaN(TorchCall.SafeSqrt(torch.tensor(-1.0)).item<double>()));
    }

    [Fact]
    public void SafeReciprocalSqrt_IsZeroAtZero()
    {
        Tensor x = torch.tensor(new double[] { 0, 4 }).requires_grad_();
        Tensor root = TorchCall.SafeReciprocalSqrt(x);
        Assert.Equal([0, 0.5], root.detach().data<double>().ToArray());
        Assert.Equal([0, -1.0 / 16], torch.autograd.grad([root.sum()], [x])[0].data<double>().ToArray());
    }

    private static TorchCall Call(Graph graph)
    {
        Dictionary<string, long> counts = new() { ["unit"] = 1, ["graphs"] = graph.GraphCount, ["nodes"] = graph.NodeCount, ["edges"] = graph.EdgeCount };
        return new TorchCall(TestModel.TestDefinition, graph, counts, [], [], training: false, ScalarType.Float64, torch.CPU);
    }
}
