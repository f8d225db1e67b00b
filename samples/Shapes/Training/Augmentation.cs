using Intertwine.Samples;

namespace Shapes;

/// <summary>
/// What happens to a cloud before a network sees it: points are drawn from it, it is rotated and scaled; and, as in the published training of PointNet and of vector neurons (Deng et al. 2021), points may be
/// dropped and the cloud shifted. A dropped point becomes a copy of the first, so that the number of points stays.
/// </summary>
public sealed record Augmentation
{
    public RotationKind Rotation { get; init; } = RotationKind.Z;

    /// <summary>
    /// The share of points that are dropped is uniform from 0 to this. Published for PointNet: 0.875, of 1,024 points. Means over points and nearest neighbours suffer from the copies, so that none are dropped by default.
    /// </summary>
    public double MostDropped { get; init; }

    public double LeastScale { get; init; } = 0.8;

    public double MostScale { get; init; } = 1.25;

    /// <summary>Each coordinate of the shift is uniform from minus this to this. Published: 0.1. The networks of vectors start from the centre of a shape, which test shapes have at the origin, so that nothing is shifted by default.</summary>
    public double MostShift { get; init; }

    /// <summary>A rotation and no other change.</summary>
    public static Augmentation Only(RotationKind rotation) => new() { Rotation = rotation, MostDropped = 0, LeastScale = 1, MostScale = 1, MostShift = 0 };

    /// <summary>Changes a cloud.</summary>
    /// <param name="cloud"><c>[points, 3]</c>.</param>
    /// <param name="drawing">Decides which points are taken.</param>
    /// <param name="random">Decides the rest.</param>
    /// <param name="target"><c>[points of the network, 3]</c>, at most as many as the cloud has.</param>
    public void Apply(ReadOnlySpan<float> cloud, ref CounterRandom drawing, ref CounterRandom random, Span<float> target)
    {
        DrawPoints(cloud, ref drawing, target);
        var rotation = Shapes.Rotation.Random(Rotation, ref random);
        var dropped = MostDropped * random.NextDouble();
        var scale = LeastScale + ((MostScale - LeastScale) * random.NextDouble());
        var (dx, dy, dz) = (Shift(ref random), Shift(ref random), Shift(ref random));
        for (var p = 0; p < target.Length; p += 3)
        {
            // The first point is itself the copy.
            var (x, y, z) = p > 0 && MostDropped > 0 && random.NextDouble() < dropped
                ? (target[0], target[1], target[2])
                : Move(rotation.Apply(target[p], target[p + 1], target[p + 2]));
            (target[p], target[p + 1], target[p + 2]) = (x, y, z);
        }

        (float, float, float) Move((double X, double Y, double Z) v) => ((float)((scale * v.X) + dx), (float)((scale * v.Y) + dy), (float)((scale * v.Z) + dz));
    }

    private double Shift(ref CounterRandom random) => MostShift * ((2 * random.NextDouble()) - 1);

    /// <summary>Different points in random order; all of them where the network takes as many as there are.</summary>
    private static void DrawPoints(ReadOnlySpan<float> cloud, ref CounterRandom drawing, Span<float> target)
    {
        var (have, take) = (cloud.Length / 3, target.Length / 3);
        if (take > have) throw new ArgumentException($"Expected a cloud of at least {take} points; got {have}.", nameof(cloud));
        Span<int> order = have <= 4096 ? stackalloc int[have] : new int[have];
        for (var i = 0; i < have; i++) order[i] = i;
        for (var i = 0; i < take; i++)
        {
            var j = i + drawing.NextInt(have - i);
            (order[i], order[j]) = (order[j], order[i]);
            cloud.Slice(3 * order[i], 3).CopyTo(target.Slice(3 * i, 3));
        }
    }
}
