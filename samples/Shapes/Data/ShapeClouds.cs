namespace Shapes;

/// <summary>Point clouds of the same size and the class of each.</summary>
/// <param name="Points"><c>[clouds, points, 3]</c>.</param>
/// <param name="Labels"><c>[clouds]</c>.</param>
/// <param name="PointsPerCloud">Points of each.</param>
public sealed record ShapeClouds(float[] Points, int[] Labels, int PointsPerCloud)
{
    public int Count => Labels.Length;

    /// <summary>The points of a cloud, <c>[points, 3]</c>.</summary>
    public Span<float> this[int cloud] => Points.AsSpan(cloud * PointsPerCloud * 3, PointsPerCloud * 3);

    /// <summary>The clouds with the given numbers.</summary>
    public ShapeClouds Select(IReadOnlyList<int> clouds)
    {
        var result = new ShapeClouds(new float[clouds.Count * PointsPerCloud * 3], [.. clouds.Select(c => Labels[c])], PointsPerCloud);
        for (var i = 0; i < clouds.Count; i++) this[clouds[i]].CopyTo(result[i]);
        return result;
    }

    /// <summary>Moves the mean of every cloud to the origin and scales its farthest point to distance 1, in place.</summary>
    public ShapeClouds Normalise()
    {
        for (var cloud = 0; cloud < Count; cloud++) Normalise(this[cloud]);
        return this;
    }

    /// <summary>Moves the mean of the points to the origin and scales the farthest to distance 1.</summary>
    /// <param name="points"><c>[points, 3]</c>.</param>
    public static void Normalise(Span<float> points)
    {
        double x = 0, y = 0, z = 0;
        for (var p = 0; p < points.Length; p += 3) (x, y, z) = (x + points[p], y + points[p + 1], z + points[p + 2]);
        var n = points.Length / 3;
        (x, y, z) = (x / n, y / n, z / n);
        double largest = 0;
        for (var p = 0; p < points.Length; p += 3)
        {
            double dx = points[p] - x, dy = points[p + 1] - y, dz = points[p + 2] - z;
            (points[p], points[p + 1], points[p + 2]) = ((float)dx, (float)dy, (float)dz);
            largest = Math.Max(largest, (dx * dx) + (dy * dy) + (dz * dz));
        }
        // All points at one place: a cloud without size stays at the origin.
        if (largest == 0) return;
        var scale = (float)(1 / Math.Sqrt(largest));
        for (var i = 0; i < points.Length; i++) points[i] *= scale;
    }
}

/// <summary>Shapes to train and to test on.</summary>
/// <param name="Name">A word for file names and checkpoints.</param>
/// <param name="Title">What tables call them.</param>
/// <param name="Classes">Their names.</param>
public sealed record ShapeSets(string Name, string Title, IReadOnlyList<string> Classes, ShapeClouds Train, ShapeClouds Test);
