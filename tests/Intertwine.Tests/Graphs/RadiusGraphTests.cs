using TorchSharp;
using static TorchSharp.torch;

namespace Intertwine.Tests;

public sealed class RadiusGraphTests
{
    [Fact]
    public void OpenBox_JoinsBothWays_ByTarget()
    {
        using Graph graph = Graph.Radius([0, 0, 0, 1, 0, 0, 2.5, 0, 0], 2);
        Assert.Equal([(0, 1, 0, 0, 0), (1, 0, 0, 0, 0), (1, 2, 0, 0, 0), (2, 1, 0, 0, 0)], BruteForceRadius.Edges(graph));
        Assert.False(graph.HasShifts);
        Assert.Equal(new double[12], graph.Shifts(ScalarType.Float64).data<double>().ToArray());
    }

    [Fact]
    public void EdgeVector_PointsFromTheTargetToTheImageOfTheSource()
    {
        using Graph graph = Graph.Radius([0.5, 0, 0, 9.5, 0, 0], 2, Cell.Cubic(10));
        using Tensor x = torch.tensor(new[] { 0.5, 0, 0, 9.5, 0, 0 }, requires_grad: true).reshape(2, 3);
        using Tensor vectors = graph.EdgeVectors(x);
        Assert.Equal([(0, 1, -1, 0, 0), (1, 0, 1, 0, 0)], BruteForceRadius.Edges(graph));
        Assert.Equal([-10.0, 0, 0, 10, 0, 0], graph.Shifts(ScalarType.Float64).data<double>().ToArray());
        Assert.Equal([-1.0, 0, 0, 1, 0, 0], vectors.data<double>().ToArray());
        Assert.True(vectors.requires_grad);
    }

    [Fact]
    public void OneAtom_SeesItsOwnImages()
    {
        // The shells of a simple cubic lattice: 6 at 1, 12 at sqrt 2, 8 at sqrt 3, 6 at 2.
        foreach ((double cutoff, int edges) in ((double, int)[])[(0.9, 0), (1.1, 6), (1.5, 18), (1.8, 26), (2.1, 32)])
        {
            using Graph cubic = Graph.Radius([0.3, 0.1, -4], cutoff, Cell.Cubic(1));
            Assert.Equal(edges, cubic.EdgeCount);
        }

        using Graph slab = Graph.Radius([0, 0, 0], 1.1, Cell.FromVectors([1, 0, 0, 0, 1, 0, 0, 0, 0], periodicC: false));
        Assert.Equal(4, slab.EdgeCount);
        using Graph loops = Graph.Radius([0, 0, 0], 0.5, Cell.Cubic(1), selfLoops: true);
        Assert.Equal([(0, 0, 0, 0, 0)], BruteForceRadius.Edges(loops));
    }

    [Fact]
    public void TheCutoffItself_IsOutside()
    {
        using Graph at = Graph.Radius([0, 0, 0, 1, 0, 0], 1);
        using Graph beyond = Graph.Radius([0, 0, 0, 1, 0, 0], Math.BitIncrement(1));
        Assert.Equal((0, 2), (at.EdgeCount, beyond.EdgeCount));
    }

    [Fact]
    public void FloatsSpansAndTensors_Agree()
    {
        float[] x = [0, 0, 0, 1, 0.5f, 0, 3, 0, 0, 0, 0, 1];
        long[] graphs = [0, 1, 1, 0];
        using Tensor positions = torch.tensor(x).reshape(4, 3);
        using Tensor wide = positions.to(ScalarType.Float64);
        using Tensor graphOfNode = torch.tensor(graphs);
        using Graph fromFloats = Graph.Radius((ReadOnlySpan<float>)x, 2.5, graphs);
        using Graph fromTensor = Graph.Radius(positions, 2.5, graphOfNode);
        using Graph fromDoubles = Graph.Radius(wide, 2.5, graphOfNode);
        foreach (Graph graph in (Graph[])[fromFloats, fromTensor, fromDoubles])
        {
            Assert.Equal([(0, 3, 0, 0, 0), (1, 2, 0, 0, 0), (2, 1, 0, 0, 0), (3, 0, 0, 0, 0)], BruteForceRadius.Edges(graph));
            Assert.Equal(2, graph.GraphCount);
        }
    }

    [Fact]
    public void Nothing_IsAnEmptyGraph()
    {
        using Graph graph = Graph.Radius(ReadOnlySpan<double>.Empty, 1);
        using Graph periodic = Graph.Radius(ReadOnlySpan<double>.Empty, 1, Cell.Cubic(2));
        Assert.Equal((0, 0, 0), (graph.NodeCount, graph.EdgeCount, graph.GraphCount));
        Assert.Equal((0, 0, 1), (periodic.NodeCount, periodic.EdgeCount, periodic.GraphCount));
        Assert.Equal([0, 3], periodic.Shifts().shape);
    }

    [Fact]
    public void EmptyTensors_AreEmptyGraphs()
    {
        using Tensor positions = torch.zeros(0, 3);
        using Tensor edges = torch.zeros(0, ScalarType.Int64);
        using Graph radius = Graph.Radius(positions, 1.0);
        using Graph fromEdges = Graph.FromEdges(edges, edges, 2);
        Assert.Equal((0, 0), (radius.NodeCount, radius.EdgeCount));
        Assert.Equal((2, 0), (fromEdges.NodeCount, fromEdges.EdgeCount));
    }

    [Fact]
    public void Batch_WithOpenAndPeriodicGraphs_FillsWithZeros()
    {
        double[] x = [0.5, 0, 0, 9.5, 0, 0];
        using Graph open = Graph.Radius(x, 9.5);
        using Graph periodic = Graph.Radius(x, 2, Cell.Cubic(10));
        using Graph batch = Graph.Batch(open, periodic);
        Assert.True(batch.HasShifts);
        Assert.Equal([(0, 1, 0, 0, 0), (1, 0, 0, 0, 0), (2, 3, -1, 0, 0), (3, 2, 1, 0, 0)], BruteForceRadius.Edges(batch));
        Assert.Equal([0f, 0, 0, 0, 0, 0, -10, 0, 0, 10, 0, 0], batch.Shifts().data<float>().ToArray());
        Assert.Same(batch.Shifts(), batch.Shifts(ScalarType.Float32, torch.CPU));
        using Tensor wrong = torch.zeros(3, 3);
        Expect("positions", "Expected positions [4, 3]; got [3, 3]", () => batch.EdgeVectors(wrong));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void VisitedPairs_GrowWithTheNodes(bool periodic)
    {
        long previous = 0;
        foreach (int side in (int[])[8, 16, 32])
        {
            // Density 1, cut-off 1.9: 29 neighbours, and 27 bins of 8 points.
            int nodes = side * side * side;
            var random = new Random(side);
            double[] x = [.. Enumerable.Range(0, 3 * nodes).Select(_ => side * random.NextDouble())];
            using Graph graph = Graph.Radius(x, 1.9, default, [periodic ? Cell.Cubic(side) : null], null, false, null, out long visited);
            Assert.InRange((double)visited / nodes, 27 * 8 * 0.4, 27 * 8 * 1.1);
            Assert.InRange((double)graph.EdgeCount / nodes, periodic ? 27 : 15, 31);
            Assert.True(previous == 0 || visited < 8 * 1.5 * previous);
            previous = visited;
        }
    }

    [Fact]
    public void FarClusters_CostNoMoreThanNearOnes()
    {
        // Two clusters a million cut-offs apart: only bins with points are stored and visited.
        var random = new Random(1);
        double[] x = [.. Enumerable.Range(0, 3 * 600).Select(k => (7 * random.NextDouble()) + (k < 900 ? 0 : 1e6))];
        using Graph graph = Graph.Radius(x, 1, default, null, null, false, null, out long visited);
        Assert.InRange(visited, 600, 600 * 27 * 4);
        Assert.Equal(BruteForceRadius.Edges(x, 1).Count, graph.EdgeCount);
    }

    [Fact]
    public void Radius_SaysWhatIsWrong()
    {
        Expect("positions", "three coordinates per node; got 4", () => Graph.Radius([0.0, 0, 0, 0], 1));
        Expect("positions", "finite positions; got NaN for y of node 1", () => Graph.Radius([0.0, 0, 0, 0, double.NaN, 0], 1));
        Expect("cutoff", "positive, finite cut-off; got 0", () => Graph.Radius([0.0, 0, 0], 0));
        Expect("cutoff", "got NaN", () => Graph.Radius([0.0, 0, 0], double.NaN));
        Expect("cutoff", "images of the box", () => Graph.Radius([0.0, 0, 0], 1000, Cell.Cubic(0.5)));
        Expect("maxNeighbours", "one neighbour or more", () => Graph.Radius([0.0, 0, 0], 1, maxNeighbours: 0));
        Expect("graphOfNode", "one graph number per node (1); got 2", () => Graph.Radius([0.0, 0, 0], 1, (long[])[0, 0]));
        Expect("graphOfNode", "got -1 for node 0", () => Graph.Radius([0.0, 0, 0], 1, (long[])[-1], graphCount: 1));
        Expect("cells", "one cell per graph (2), null for an open one; got 1", () => Graph.Radius([0.0, 0, 0], 1, (long[])[0], [null], graphCount: 2));
        Expect("cells", "one cell per graph (1)", () => Graph.Radius([0.0, 0, 0], 1, cells: [null, null]));
        using Tensor wrong = torch.zeros(3, 2);
        Expect("positions", "tensor [nodes, 3]; got Float32 [3, 2]", () => Graph.Radius(wrong, 1.0));
    }

    [Fact]
    public void Cell_SaysWhatIsWrong()
    {
        Expect("vectors", "nine numbers", () => Cell.FromVectors([1, 2, 3]));
        Expect("vectors", "finite lattice vectors; got (0, Infinity, 0) for vector 1", () => Cell.FromVectors([1, 0, 0, 0, double.PositiveInfinity, 0, 0, 0, 1]));
        Expect("vectors", "linearly independent", () => Cell.FromVectors([1, 0, 0, 2, 0, 0, 0, 0, 1]));
        Expect("vectors", "linearly independent", () => Cell.FromVectors([0, 0, 0, 0, 1, 0, 0, 0, 1]));
        Assert.Equal("open, (0, 1, 0), (0, 0, 1)", Cell.FromVectors([0, 0, 0, 0, 1, 0, 0, 0, 1], periodicA: false).ToString());
        Assert.Equal(Cell.Cubic(2), Cell.Orthorhombic(2, 2, 2));
        Assert.NotEqual(Cell.Cubic(2), Cell.FromVectors([2, 0, 0, 0, 2, 0, 0, 0, 2], periodicC: false));
        Assert.Equal(24, Cell.Orthorhombic(2, 3, 4).Volume);
    }

    private static void Expect(string argument, string message, Action action)
    {
        ArgumentException e = Assert.ThrowsAny<ArgumentException>(action);
        Assert.Equal(argument, e.ParamName);
        Assert.Contains(message, e.Message, StringComparison.Ordinal);
    }
}
