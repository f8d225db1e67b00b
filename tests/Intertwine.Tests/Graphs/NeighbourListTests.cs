using FsCheck.Xunit;

namespace Intertwine.Tests;

public sealed class NeighbourListTests
{
    [Property(MaxTest = 30)]
    public void RandomWalk_ExactListIsTheRadiusGraph_AtEveryStep(int seed)
    {
        RadiusGraphProperties.Sample sample = RadiusGraphProperties.Sample.Draw(seed);
        var random = new Random(seed);
        using var list = new NeighbourList(sample.Cutoff, 0.4 * sample.Cutoff, sample.GraphOfNode, sample.Cells);
        double[] x = [.. sample.Positions];
        for (int step = 0; step < 10; step++)
        {
            using Graph fresh = Graph.Radius(x, sample.Cutoff, sample.GraphOfNode, sample.Cells);
            Assert.Equal(BruteForceRadius.Edges(fresh), BruteForceRadius.Edges(list.Exact(x)));
            Assert.Subset(BruteForceRadius.Edges(list.Update(x)).ToHashSet(), BruteForceRadius.Edges(fresh).ToHashSet());
            for (int k = 0; k < x.Length; k++)
            {
                x[k] += 0.06 * sample.Cutoff * (random.NextDouble() - 0.5);
            }
        }

        Assert.True(list.Builds < 10);
    }

    [Fact]
    public void HalfTheSkin_DecidesOnANewGraph()
    {
        using var list = new NeighbourList(2, 1, Cell.Cubic(10));
        Graph first = list.Update([0, 0, 0, 2.75, 0, 0]);
        Assert.Equal(2, first.EdgeCount);
        Assert.Same(first, list.Update([0.5, 0, 0, 2.25, 0, 0]));
        Assert.Same(first, list.Update([0, 0, 0, 2.75, 0, 0.5]));
        Assert.Equal(1, list.Builds);
        Assert.Equal(2, list.Exact([0.5, 0, 0, 2.25, 0, 0]).EdgeCount);
        Assert.Equal(0, list.Exact([0, 0, 0, 2.75, 0, 0]).EdgeCount);
        Assert.NotSame(first, list.Update([0, 0, 0, 2.75, 0, 0.5 + 1e-9]));
        Assert.Equal(2, list.Builds);
        list.SetCells([Cell.Cubic(10)]);
        list.Update([0, 0, 0, 2.75, 0, 0.5]);
        Assert.Equal(2, list.Builds);
        list.SetCells([Cell.Cubic(3)]);
        using Graph small = Graph.Radius([0, 0, 0, 2.75, 0, 0.5], 3, Cell.Cubic(3));
        Assert.Equal(BruteForceRadius.Edges(small), BruteForceRadius.Edges(list.Update([0, 0, 0, 2.75, 0, 0.5])));
        Assert.Equal(3, list.Builds);
    }

    [Fact]
    public void List_SaysWhatIsWrong()
    {
        Assert.Equal("cutoff", Assert.Throws<ArgumentOutOfRangeException>(() => new NeighbourList(0, 1)).ParamName);
        Assert.Equal("skin", Assert.Throws<ArgumentOutOfRangeException>(() => new NeighbourList(1, -1)).ParamName);
        using var list = new NeighbourList(1, 1);
        list.Update((double[])[0, 0, 0]);
        Assert.Contains("got NaN for x of node 0", Assert.Throws<ArgumentException>(() => list.Update((double[])[double.NaN, 0, 0])).Message, StringComparison.Ordinal);
    }
}
