using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Intertwine.Kernels.Tests;

/// <summary>k nearest neighbours against all pairs: clouds of every size, equal points, points on lattices and far from the origin, every number and vector type.</summary>
[Collection(nameof(KernelThreads))]
public sealed unsafe class NearestNeighboursTests : IDisposable
{
    private readonly int _threads = KernelThreads.Count;

    public void Dispose() => KernelThreads.Count = _threads;

    [Property(MaxTest = 150)]
    public void Find_IsWhatAllPairsGive(PositiveInt seed)
    {
        Cloud cloud = Cloud.Random(new Random(seed.Get));
        Check<double>(cloud);
        Check<float>(cloud);
    }

    [Theory]
    [InlineData(1, 3, 20)]
    [InlineData(2, 3, 20)]
    [InlineData(64, 3, 20)]
    [InlineData(65, 1, 1)]
    [InlineData(700, 63, 20)]
    [InlineData(1024, 3, 20)]
    [InlineData(1030, 7, 40)]
    [InlineData(400, 255, 20)]
    [InlineData(300, 5, 500)]
    public void Find_OfNormalPoints_IsWhatAllPairsGive(int nodes, int rows, int k)
    {
        var cloud = new Cloud(rows, k, true, [.. Enumerable.Repeat(0L, nodes)], Normal(new Random(nodes), nodes * rows));
        Check<float>(cloud);
        Check<float>(cloud with { IncludeSelf = false });
        Check<double>(cloud);
    }

    [Fact]
    public void Find_FarFromTheOrigin_LosesNobody()
    {
        // Squares are 10^12 times the squared distances, more than float32 has digits for.
        var random = new Random(3);
        double[] points = [.. Normal(random, 900 * 3).Select(x => 1e6 + x)];
        Check<float>(new Cloud(3, 20, true, new long[900], points));
        Check<double>(new Cloud(3, 20, true, new long[900], [.. points.Select(x => x + 1e12)]));
    }

    [Fact]
    public void Find_OfVeryUnlikeClusters_LosesNobody()
    {
        // One point far away and one cluster a million times smaller than the other: the scale of the cloud says nothing about either.
        var random = new Random(4);
        double[] points = Normal(random, 600 * 3);
        for (int i = 0; i < 300 * 3; i++)
        {
            points[i] = 0.5 + (1e-6 * points[i]);
        }

        points[^1] = 1e5;
        Check<float>(new Cloud(3, 20, false, new long[600], points));
        Check<double>(new Cloud(3, 20, false, new long[600], points));
    }

    [Theory]
    [InlineData(1e-42)]
    [InlineData(1e-30)]
    [InlineData(1e30)]
    [InlineData(3e38)]
    public void Find_AtTheEndsOfTheRange_IsWhatAllPairsGive(double scale)
    {
        var random = new Random(5);
        double[] points = [.. Enumerable.Range(0, 500 * 3).Select(_ => scale * ((2 * random.NextDouble()) - 1))];
        Check<float>(new Cloud(3, 20, true, new long[500], points));
        Check<double>(new Cloud(3, 20, true, new long[500], points));
        Check<double>(new Cloud(3, 20, true, new long[500], [.. points.Select(x => x / scale * 1e-170)]));
    }

    [Fact]
    public void Find_OfEqualPoints_TakesTheLowestNodesFirst()
    {
        int[] edges = Find<float>(new Cloud(2, 3, true, new long[6], [1, 1, 5, 5, 1, 1, 1, 1, 5, 5, 1, 1]));
        Assert.Equal([0, 2, 3, 1, 4, 0, 0, 2, 3, 0, 2, 3, 1, 4, 0, 0, 2, 3], edges);
        int[] others = Find<float>(new Cloud(2, 3, false, new long[6], [1, 1, 5, 5, 1, 1, 1, 1, 5, 5, 1, 1]));
        Assert.Equal([2, 3, 5, 4, 0, 2, 0, 3, 5, 0, 2, 5, 1, 0, 2, 0, 2, 3], others);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void Find_WithAnyNumberOfThreads_GivesTheSame(int threads)
    {
        var random = new Random(6);
        var cloud = new Cloud(3, 20, true, [.. Enumerable.Range(0, 3000).Select(i => (long)(i % 7))], Normal(random, 3000 * 3));
        KernelThreads.Count = 3;
        int[] expected = Find<float>(cloud);
        KernelThreads.Count = threads;
        Assert.Equal(expected, Find<float>(cloud));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void Find_OfANumberThatIsNotFinite_NamesItsPlace(double bad)
    {
        double[] points = Normal(new Random(7), 200 * 3);
        points[(3 * 140) + 1] = bad;
        var cloud = new Cloud(3, 4, true, [.. Enumerable.Range(0, 200).Select(i => (long)(i % 2))], points);
        ArgumentException single = Assert.Throws<ArgumentException>(() => Find<float>(cloud));
        Assert.Contains("for node 140, row 1", single.Message, StringComparison.Ordinal);
        ArgumentException both = Assert.Throws<ArgumentException>(() => Find<double>(cloud));
        Assert.Contains("need finite numbers", both.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Find_OfNumbersWhoseSquaresOverflow_SaysSo()
    {
        ArgumentException exception = Assert.Throws<ArgumentException>(() => Find<double>(new Cloud(1, 1, true, new long[3], [1, 1e200, 2])));
        Assert.Contains("magnitude 1E+150 at most; got 1E+200 for node 1, row 0", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 3)]
    [InlineData(3, 0)]
    public void Find_WithoutNeighboursOrRows_IsAnError(int k, int rows)
    {
        using IndexTable table = new(new long[2], 1, "nodeGraph");
        float* points = stackalloc float[6];
        int* source = stackalloc int[8];
        nint pointer = (nint)points, output = (nint)source;
        Assert.Throws<ArgumentOutOfRangeException>(() => NearestNeighbours.Find((float*)pointer, rows, table, (int*)output, k, true, (int*)output));
    }

    [Fact]
    public void Find_AllocatesNothing()
    {
        KernelThreads.Count = 2;
        using IndexTable table = new([.. Enumerable.Range(0, 600).Select(i => (long)(i / 200))], 3, "nodeGraph");
        using Buffer<float> points = new([.. Normal(new Random(8), 600 * 5).Select(x => (float)x)]);
        using Buffer<int> start = new([.. Enumerable.Range(0, 601).Select(i => i * 9)]), source = new(600 * 9);
        Measure();
        Assert.Equal(0, Measure());

        long Measure()
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int repeat = 0; repeat < 20; repeat++)
            {
                NearestNeighbours.Find(points.Pointer, 5, table, start.Pointer, 9, true, source.Pointer);
            }

            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    [Property(MaxTest = 100)]
    public void Squared_IsTheSquaredDistance(PositiveInt rows, int seed)
    {
        int count = Math.Min(rows.Get, 300);
        var random = new Random(seed);
        using Buffer<double> a = new(Normal(random, count)), b = new(Normal(random, count));
        double expected = a.ToArray().Zip(b.ToArray(), (x, y) => (x - y) * (x - y)).Sum();
        double squared = PointDistance.Squared(a.Pointer, b.Pointer, count);
        Assert.Equal(expected, squared, 1e-14 * expected);
        Assert.Equal(squared, PointDistance.Squared(b.Pointer, a.Pointer, count));
        using Buffer<float> c = new([.. a.ToArray().Select(x => (float)x)]), d = new([.. b.ToArray().Select(x => (float)x)]);
        using Buffer<double> wideC = new([.. c.ToArray().Select(x => (double)x)]), wideD = new([.. d.ToArray().Select(x => (double)x)]);
        Assert.Equal(PointDistance.Squared(wideC.Pointer, wideD.Pointer, count), PointDistance.Squared(c.Pointer, d.Pointer, count));
    }

    private static double[] Normal(Random random, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()))];

    private static void Check<T>(Cloud cloud)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int[] expected = AllPairs<T>(cloud);
        Assert.Equal(expected, Find<T>(cloud));
        if (typeof(T) == typeof(float))
        {
            CheckLevel<SimdPortableSingle, float>(SimdLevel.Portable, cloud, expected);
            CheckLevel<Simd256Single, float>(SimdLevel.Avx2, cloud, expected);
            CheckLevel<Simd512Single, float>(SimdLevel.Avx512, cloud, expected);
        }
        else
        {
            CheckLevel<SimdPortableDouble, double>(SimdLevel.Portable, cloud, expected);
            CheckLevel<Simd256Double, double>(SimdLevel.Avx2, cloud, expected);
            CheckLevel<Simd512Double, double>(SimdLevel.Avx512, cloud, expected);
        }
    }

    private static void CheckLevel<V, T>(SimdLevel level, Cloud cloud, int[] expected)
        where V : unmanaged, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (level.IsSupported())
        {
            Assert.Equal(expected, Run(cloud, (nint points, IndexTable table, nint start, nint source) =>
                NearestNeighbours.Find<V, T>((T*)points, cloud.Rows, table, (int*)start, cloud.K, cloud.IncludeSelf, (int*)source), typeof(T)));
        }
    }

    private static int[] Find<T>(Cloud cloud)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Run(cloud, (points, table, start, source) => NearestNeighbours.Find((T*)points, cloud.Rows, table, (int*)start, cloud.K, cloud.IncludeSelf, (int*)source), typeof(T));

    private static int[] Run(Cloud cloud, Action<nint, IndexTable, nint, nint> find, Type number)
    {
        using IndexTable table = cloud.Table();
        long[] targets = new long[NearestNeighbours.Count(table, cloud.K, cloud.IncludeSelf)];
        NearestNeighbours.Targets(table, cloud.K, cloud.IncludeSelf, targets);
        using var target = new IndexTable(targets, table.From, "target");
        Assert.True(target.IsSorted);
        using var source = new Buffer<int>(targets.Length);
        if (number == typeof(float))
        {
            using var points = new Buffer<float>([.. cloud.Points.Select(x => (float)x)]);
            find((nint)points.Pointer, table, (nint)target.Start, (nint)source.Pointer);
        }
        else
        {
            using var points = new Buffer<double>(cloud.Points);
            find((nint)points.Pointer, table, (nint)target.Start, (nint)source.Pointer);
        }

        return source.ToArray();
    }

    /// <summary>The definition.</summary>
    private static int[] AllPairs<T>(Cloud cloud)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        using var points = new Buffer<T>([.. cloud.Points.Select(T.CreateTruncating)]);
        nint pointer = (nint)points.Pointer;
        List<int> edges = [];
        for (int i = 0; i < cloud.NodeGraph.Length; i++)
        {
            edges.AddRange(Enumerable.Range(0, cloud.NodeGraph.Length)
                .Where(j => cloud.NodeGraph[j] == cloud.NodeGraph[i] && (cloud.IncludeSelf || j != i))
                .Select(j => (Distance: PointDistance.Squared((T*)pointer + (i * cloud.Rows), (T*)pointer + (j * cloud.Rows), cloud.Rows), Node: j))
                .Order()
                .Take(cloud.K)
                .Select(pair => pair.Node));
        }

        return [.. edges];
    }

    /// <summary>Points of several graphs, in any order.</summary>
    private sealed record Cloud(int Rows, int K, bool IncludeSelf, long[] NodeGraph, double[] Points)
    {
        public IndexTable Table() => new(NodeGraph, NodeGraph.Length == 0 ? 2 : (int)NodeGraph.Max() + 2, "nodeGraph");

        public static Cloud Random(Random random)
        {
            int nodes = random.Next(4) == 0 ? random.Next(300, 700) : random.Next(1, 150);
            int rows = random.Next(3) == 0 ? random.Next(1, 40) : 3;
            int k = random.Next(5) == 0 ? random.Next(1, 200) : random.Next(1, 12);
            int graphs = random.Next(1, 5);
            long[] nodeGraph = [.. Enumerable.Range(0, nodes).Select(_ => (long)random.Next(graphs))];
            if (random.Next(2) == 0)
            {
                Array.Sort(nodeGraph);
            }

            double[] points = Normal(random, nodes * rows);
            int shape = random.Next(5);
            double offset = Math.Pow(10, random.Next(-2, 7));
            for (int i = 0; i < points.Length; i++)
            {
                points[i] = shape switch
                {
                    0 => Math.Round(points[i]),
                    1 => points[i] + offset,
                    2 => Math.Round(4 * points[i]) / 4 + offset,
                    3 => points[i] * Math.Pow(10, (i % 7) - 3),
                    _ => points[i],
                };
            }

            // Dropped points are equal to the first one.
            if (random.Next(2) == 0)
            {
                for (int i = 1; i < nodes; i++)
                {
                    if (random.NextDouble() < 0.6)
                    {
                        Array.Copy(points, 0, points, i * rows, rows);
                    }
                }
            }

            return new Cloud(rows, k, random.Next(2) == 0, nodeGraph, points);
        }
    }
}
