using Shapes;
using TorchSharp;
using static TorchSharp.torch;

namespace Intertwine.Samples.Tests.Shapes;

public sealed class AugmentationTests
{
    private static readonly ShapeSets Sets = GeneratedSolids.Create(train: 12, test: 6, points: 40, seed: 2);

    [Theory]
    [InlineData(RotationKind.None)]
    [InlineData(RotationKind.Z)]
    [InlineData(RotationKind.So3)]
    public void Rotations_AreRotations(RotationKind kind)
    {
        var random = new CounterRandom(1, 2, 3);
        for (var i = 0; i < 20; i++)
        {
            var r = Rotation.Random(kind, ref random);
            double[][] rows = [[r.XX, r.XY, r.XZ], [r.YX, r.YY, r.YZ], [r.ZX, r.ZY, r.ZZ]];
            for (var a = 0; a < 3; a++)
            {
                for (var b = 0; b < 3; b++) Assert.Equal(a == b ? 1 : 0, rows[a].Zip(rows[b], (x, y) => x * y).Sum(), 1e-12);
            }
            var determinant = (r.XX * ((r.YY * r.ZZ) - (r.YZ * r.ZY))) - (r.XY * ((r.YX * r.ZZ) - (r.YZ * r.ZX))) + (r.XZ * ((r.YX * r.ZY) - (r.YY * r.ZX)));
            Assert.Equal(1, determinant, 1e-12);
            if (kind != RotationKind.So3) Assert.Equal((0, 0, 1), r.Apply(0, 0, 1));
            if (kind == RotationKind.None) Assert.Equal((1, 2, 3), r.Apply(1, 2, 3));
        }
    }

    [Fact]
    public void Rotations_OfSpace_AreUniform()
    {
        // The image of any vector is uniform on the sphere: mean 0, mean square of each coordinate 1/3; and the mean of the trace is 0.
        var random = new CounterRandom(5, 6, 7);
        double mean = 0, square = 0, trace = 0;
        const int Count = 20_000;
        for (var i = 0; i < Count; i++)
        {
            var r = Rotation.Random(RotationKind.So3, ref random);
            var (_, _, z) = r.Apply(0, 0, 1);
            (mean, square, trace) = (mean + (z / Count), square + (z * z / Count), trace + ((r.XX + r.YY + r.ZZ) / Count));
        }
        Assert.Equal(0, mean, 0.02);
        Assert.Equal(1 / 3.0, square, 0.01);
        Assert.Equal(0, trace, 0.03);
    }

    [Fact]
    public void Items_AreFunctionsOfSeedEpochAndNumber()
    {
        using var first = Training(seed: 3);
        using var second = Training(seed: 3);
        using var other = Training(seed: 4);
        first.Epoch = second.Epoch = other.Epoch = 5;
        // Whatever was asked for before.
        second.Slice(0, 4);
        Assert.Equal(Item(first, 7), Item(second, 7));
        Assert.NotEqual(Item(first, 7), Item(other, 7));
        second.Epoch = 6;
        Assert.NotEqual(Item(first, 7), Item(second, 7));
        Assert.NotEqual(Item(first, 7), Item(first, 6));
    }

    [Fact]
    public void Batches_AreTheItems()
    {
        using var scope = NewDisposeScope();
        using var data = Training(seed: 3);
        var batch = data.Select(tensor(new long[] { 4, 1 }));
        Assert.Equal([.. Item(data, 4), .. Item(data, 1)], batch.Points.data<float>().ToArray());
        Assert.Equal([Sets.Train.Labels[4], Sets.Train.Labels[1]], batch.Labels.data<long>().ToArray());
        Assert.Equal((2, 16, 2, 32), (batch.Clouds, batch.PointsPerCloud, batch.Graph.GraphCount, batch.Graph.NodeCount));
    }

    [Fact]
    public void DroppedPoints_AreCopiesOfTheFirst()
    {
        var augmentation = Augmentation.Only(RotationKind.So3) with { MostDropped = 0.875 };
        List<double> shares = [];
        for (var i = 0; i < 300; i++)
        {
            var random = new CounterRandom(1, 2, (ulong)i);
            var target = new float[3 * 40];
            augmentation.Apply(Sets.Train[i % 12], ref random, ref random, target);
            var points = target.Chunk(3).ToArray();
            shares.Add(points.Skip(1).Count(p => p.SequenceEqual(points[0])) / 39.0);
        }
        Assert.Equal(0.4375, shares.Average(), 0.05);
        Assert.InRange(shares.Max(), 0.75, 1);
        Assert.True(shares.Min() < 0.1);
    }

    [Fact]
    public void ScaleAndShift_StayWithinTheirBounds()
    {
        var augmentation = new Augmentation { Rotation = RotationKind.None, MostShift = 0.1 };
        float[] cloud = [1, 0, 0, -1, 0, 0];
        for (var i = 0; i < 200; i++)
        {
            var random = new CounterRandom(1, 2, (ulong)i);
            var target = new float[6];
            augmentation.Apply(cloud, ref random, ref random, target);
            Assert.InRange(Math.Abs(target[0] - target[3]) / 2, 0.8f, 1.25f);
            for (var k = 0; k < 3; k++) Assert.InRange((target[k] + target[3 + k]) / 2, -0.1f, 0.1f);
        }
    }

    [Fact]
    public void Evaluation_ShowsTheSamePointsUnderEveryRotation()
    {
        using var aligned = ShapeData.ForEvaluation(Sets.Test, RotationKind.None, 16, 1, ScalarType.Float32);
        using var upright = ShapeData.ForEvaluation(Sets.Test, RotationKind.Z, 16, 1, ScalarType.Float32);
        using var any = ShapeData.ForEvaluation(Sets.Test, RotationKind.So3, 16, 1, ScalarType.Float32);
        any.Epoch = 3;
        for (var item = 0; item < Sets.Test.Count; item++)
        {
            var (a, u, r) = (Points(aligned, item), Points(upright, item), Points(any, item));
            var cloud = Sets.Test[item].ToArray().Chunk(3).ToArray();
            for (var p = 0; p < 16; p++)
            {
                Assert.Contains(cloud, point => point.SequenceEqual(a[p]));
                Assert.Equal(a[p][2], u[p][2], 1e-6);
                Assert.Equal(Norm(a[p]), Norm(r[p]), 1e-5);
            }
            Assert.Equal(16, a.Select(p => (p[0], p[1], p[2])).Distinct().Count());
            Assert.NotEqual(u[0], a[0]);
        }

        static float[][] Points(ShapeData data, int item) => [.. Item(data, item).Chunk(3)];

        static double Norm(float[] p) => Math.Sqrt((p[0] * p[0]) + (p[1] * p[1]) + (p[2] * p[2]));
    }

    [Fact]
    public void MorePointsThanTheShapesHave_AreRefused() =>
        Assert.Contains("--points: expected 1 to 40 points", Assert.Throws<InvalidDataException>(() => ShapeData.ForEvaluation(Sets.Test, RotationKind.Z, 41, 1, ScalarType.Float32)).Message);

    private static ShapeData Training(ulong seed) => ShapeData.ForTraining(Sets.Train, new Augmentation { MostDropped = 0.5, MostShift = 0.1 }, 16, seed, ScalarType.Float32);

    private static float[] Item(ShapeData data, int item)
    {
        var target = new float[3 * 16];
        data.Write(item, target);
        return target;
    }
}
