namespace Shapes;

/// <summary>Surfaces of solids made by turning a profile about the z axis or by drawing a polygon along it.</summary>
public static class SolidMeshes
{
    /// <summary>Flat pieces that a full turn is made of.</summary>
    private const int Turn = 48;

    /// <summary>The profile, points (r, z), turned about the z axis.</summary>
    public static Mesh Revolve(params IReadOnlyList<(double R, double Z)> profile)
    {
        var vertices = new List<double>();
        var triangles = new List<int>();
        foreach (var (r, z) in profile)
        {
            for (var s = 0; s < Turn; s++)
            {
                var (sin, cos) = Math.SinCos(2 * Math.PI * s / Turn);
                vertices.AddRange([r * cos, r * sin, z]);
            }
        }
        for (var ring = 0; ring + 1 < profile.Count; ring++)
        {
            for (var s = 0; s < Turn; s++)
            {
                var (a, b) = ((ring * Turn) + s, (ring * Turn) + ((s + 1) % Turn));
                triangles.AddRange([a, b, a + Turn, b, b + Turn, a + Turn]);
            }
        }
        return new Mesh([.. vertices], [.. triangles]);
    }

    /// <summary>The prism over a polygon, from z = -height / 2 to height / 2. All of the polygon must be seen from its first corner.</summary>
    public static Mesh Extrude(double height, params IReadOnlyList<(double X, double Y)> polygon)
    {
        var n = polygon.Count;
        double[] vertices = [.. new[] { -height / 2, height / 2 }.SelectMany(z => polygon.SelectMany(p => new[] { p.X, p.Y, z }))];
        var triangles = new List<int>();
        for (var i = 0; i < n; i++)
        {
            var j = (i + 1) % n;
            triangles.AddRange([i, j, n + i, j, n + j, n + i]);
            if (i > 0 && j > 0) triangles.AddRange([0, i, j, n, n + i, n + j]);
        }
        return new Mesh(vertices, [.. triangles]);
    }

    /// <summary>The pyramid over a polygon at z = 0 with its tip at z = height above the origin.</summary>
    public static Mesh Pyramid(double height, params IReadOnlyList<(double X, double Y)> polygon)
    {
        var n = polygon.Count;
        double[] vertices = [.. polygon.SelectMany(p => new[] { p.X, p.Y, 0 }), 0, 0, height];
        var triangles = new List<int>();
        for (var i = 0; i < n; i++)
        {
            var j = (i + 1) % n;
            triangles.AddRange([i, j, n]);
            if (i > 0 && j > 0) triangles.AddRange([0, i, j]);
        }
        return new Mesh(vertices, [.. triangles]);
    }

    /// <summary>Part of a circle in the plane of (r, z), from one angle to another.</summary>
    public static IEnumerable<(double R, double Z)> Arc(double centreR, double centreZ, double radius, double from, double to, int steps = 16) =>
        Enumerable.Range(0, steps + 1).Select(i => from + ((to - from) * i / steps)).Select(angle => (centreR + (radius * Math.Cos(angle)), centreZ + (radius * Math.Sin(angle))));

    /// <summary>A mesh with its coordinates multiplied axis by axis.</summary>
    public static Mesh Scale(Mesh mesh, double x, double y, double z)
    {
        double[] factors = [x, y, z];
        return mesh with { Vertices = [.. mesh.Vertices.Select((value, i) => value * factors[i % 3])] };
    }
}
