using Intertwine.Kernels;
using TorchSharp;
using static TorchSharp.torch;

namespace Intertwine.Tests;

public sealed class GraphTests
{
    [Fact]
    public void FullyConnected_StandsReceiverByReceiver()
    {
        using Graph graph = Graph.FullyConnected(2, 3);
        Assert.Equal((6, 12, 2), (graph.NodeCount, graph.EdgeCount, graph.GraphCount));
        Assert.Equal([1, 2, 0, 2, 0, 1, 4, 5, 3, 5, 3, 4], graph.Source.data<long>().ToArray());
        Assert.Equal([0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5], graph.Target.data<long>().ToArray());
        Assert.Equal([0, 0, 0, 1, 1, 1], graph.NodeGraph.data<long>().ToArray());
        Assert.Equal([0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1], graph.EdgeGraph.data<long>().ToArray());
        using Graph loops = Graph.FullyConnected(1, 2, selfLoops: true);
        Assert.Equal([0, 1, 0, 1], loops.Source.data<long>().ToArray());
        Assert.Equal([0, 0, 1, 1], loops.Target.data<long>().ToArray());
    }

    [Fact]
    public void FromEdges_TakesSpansAndTensors()
    {
        using Graph ints = Graph.FromEdges((ReadOnlySpan<int>)[0, 2], (ReadOnlySpan<int>)[1, 1], 3);
        using Graph longs = Graph.FromEdges((ReadOnlySpan<long>)[0, 2], (ReadOnlySpan<long>)[1, 1], 3);
        using Tensor source = torch.tensor(new long[] { 0, 2 });
        using Tensor target = torch.tensor(new int[] { 1, 1 }, dtype: ScalarType.Int32);
        using Graph tensors = Graph.FromEdges(source, target, 3);
        foreach (Graph graph in (Graph[])[ints, longs, tensors])
        {
            Assert.Equal([0, 2], graph.Source.data<long>().ToArray());
            Assert.Equal([1, 1], graph.Target.data<long>().ToArray());
            Assert.Equal([0, 0, 0], graph.NodeGraph.data<long>().ToArray());
            Assert.Equal(1, graph.GraphCount);
        }
    }

    [Fact]
    public void Batch_NumbersOn()
    {
        using Graph one = Graph.FromEdges((ReadOnlySpan<int>)[0], (ReadOnlySpan<int>)[1], 2);
        using Graph two = Graph.FromEdges((ReadOnlySpan<int>)[2], (ReadOnlySpan<int>)[0], 3, (ReadOnlySpan<int>)[1, 0, 1]);
        using Graph batch = Graph.Batch(one, two);
        Assert.Equal((5, 2, 3), (batch.NodeCount, batch.EdgeCount, batch.GraphCount));
        Assert.Equal([0, 4], batch.Source.data<long>().ToArray());
        Assert.Equal([1, 2], batch.Target.data<long>().ToArray());
        Assert.Equal([0, 0, 2, 1, 2], batch.NodeGraph.data<long>().ToArray());
        Assert.Equal([0, 2], batch.EdgeGraph.data<long>().ToArray());
    }

    [Fact]
    public void Batch_OfNothing_IsEmpty()
    {
        using Graph graph = Graph.Batch();
        Assert.Equal((0, 0, 0), (graph.NodeCount, graph.EdgeCount, graph.GraphCount));
    }

    [Theory]
    [InlineData(new long[] { 0, 3 }, new long[] { 1, 1 }, null, null, "source", "got 3 for edge 1")]
    [InlineData(new long[] { 0, 1 }, new long[] { 1, -1 }, null, null, "target", "got -1 for edge 1")]
    [InlineData(new long[] { 0 }, new long[] { 1, 1 }, null, null, "target", "as many targets as sources (1); got 2")]
    [InlineData(new long[] { 0 }, new long[] { 1 }, new long[] { 0, 0 }, null, "graphOfNode", "(3); got 2")]
    [InlineData(new long[] { 0 }, new long[] { 1 }, new long[] { 0, 0, 2 }, 2, "graphOfNode", "got 2 for node 2")]
    [InlineData(new long[] { 0 }, new long[] { 1 }, new long[] { 0, 1, 1 }, 2, "graphOfNode", "Edge 0 joins node 0 of graph 0 to node 1 of graph 1")]
    [InlineData(new long[] { 0 }, new long[] { 1 }, null, 2, "graphCount", "got 2")]
    public void FromEdges_SaysWhatIsWrong(long[] source, long[] target, long[]? graphOfNode, int? graphCount, string argument, string message)
    {
        ArgumentException e = Assert.ThrowsAny<ArgumentException>(() => Graph.FromEdges(source, target, 3, graphOfNode, graphCount));
        Assert.Equal(argument, e.ParamName);
        Assert.Contains(message, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void FromEdges_FloatTensor_IsAnError()
    {
        using Tensor source = torch.zeros(2);
        ArgumentException e = Assert.Throws<ArgumentException>(() => Graph.FromEdges(source, source, 3));
        Assert.Contains("expected an int64 tensor", e.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Tensors_OutliveDisposeScopes_AndInferenceMode()
    {
        using Graph graph = Graph.FullyConnected(1, 3);
        Tensor target;
        using (torch.NewDisposeScope())
        using (torch.inference_mode())
        {
            target = graph.Target;
        }

        Assert.Same(target, graph.Target);
        using Tensor x = torch.randn(3, 2, requires_grad: true);
        x.index_select(0, target).sum().backward();
        Assert.Equal(2, x.grad![0, 0].item<float>());
    }

    [Fact]
    public void Table_IsBuiltOnce()
    {
        using Graph graph = Graph.FullyConnected(2, 3);
        IndexTable table = graph.Table("target");
        Assert.Same(table, graph.Table("target"));
        Assert.Equal((12, 6, true), (table.From, table.To, table.IsSorted));
        Assert.Equal(2, graph.Table("edgeGraph").To);
        ArgumentException e = Assert.Throws<ArgumentException>(() => graph.Table("sauce"));
        Assert.Contains("nodeGraph", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Disposed_Throws()
    {
        Graph graph = Graph.FullyConnected(1, 2);
        graph.Dispose();
        Assert.Throws<ObjectDisposedException>(() => graph.Target);
        Assert.Throws<ObjectDisposedException>(() => graph.Table("target"));
    }
}
