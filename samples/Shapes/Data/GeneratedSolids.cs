using Intertwine.Samples;

namespace Shapes;

/// <summary>Parametric solids of ten kinds, standing upright (z up) in random proportions, with points drawn on their surfaces and displaced by noise: data for a first run.</summary>
public static class GeneratedSolids
{
    /// <summary>The name of the set.</summary>
    public const string Name = "solids";

    /// <summary>Standard deviation of each coordinate's displacement, where the solids have a radius of about 1.</summary>
    public const double Noise = 0.01;

    private static readonly (string Name, Func<Draw, Mesh> Make)[] Kinds =
    [
        ("box", draw => Box(draw.Between(0.4, 1), draw.Between(0.4, 1), draw.Between(0.3, 2))),
        ("cylinder", draw => Cylinder(draw.Between(0.3, 0.9), draw.Between(0.5, 2))),
        ("cone", draw => Cone(draw.Between(0.4, 1), draw.Between(0.6, 2))),
        ("torus", draw => SolidMeshes.Revolve([.. SolidMeshes.Arc(1, 0, draw.Between(0.15, 0.45), 0, 2 * Math.PI)])),
        ("ellipsoid", draw => SolidMeshes.Scale(SolidMeshes.Revolve([.. SolidMeshes.Arc(0, 0, 1, -Math.PI / 2, Math.PI / 2)]), draw.Between(0.4, 1), draw.Between(0.4, 1), draw.Between(0.4, 1))),
        ("pyramid", draw => Pyramid(draw.Between(0.5, 1), draw.Between(0.5, 1), draw.Between(0.6, 1.8))),
        ("prism", draw => SolidMeshes.Extrude(draw.Between(0.5, 2), (-draw.Between(0.5, 1), -0.4), (draw.Between(0.5, 1), -0.4), (draw.Between(-0.4, 0.4), draw.Between(0.4, 1)))),
        ("capsule", draw => Capsule(draw.Between(0.25, 0.6), draw.Between(0.4, 1.6))),
        ("bowl", draw => SolidMeshes.Scale(SolidMeshes.Revolve([.. SolidMeshes.Arc(0, 0, 1, -Math.PI / 2, draw.Between(-0.2, 0.1))]), 1, 1, draw.Between(0.5, 1.1))),
        ("angle", draw => Angle(draw.Between(0.6, 1), draw.Between(0.6, 1), draw.Between(0.15, 0.35), draw.Between(0.4, 1.8))),
    ];

    /// <summary>What the kinds are called.</summary>
    public static IReadOnlyList<string> Classes { get; } = [.. Kinds.Select(kind => kind.Name)];

    /// <summary>So many solids, kind by kind in turn, the same for the same seed.</summary>
    public static ShapeSets Create(int train, int test, int points, ulong seed) =>
        new(Name, $"generated solids, {Kinds.Length} classes", Classes, Draws(train, points, seed, Streams.TrainSolids), Draws(test, points, seed, Streams.TestSolids));

    /// <summary>The surface of one solid.</summary>
    public static Mesh Surface(int kind, ref CounterRandom random)
    {
        var draw = new Draw(random);
        var mesh = Kinds[kind].Make(draw);
        random = draw.Random;
        return mesh;
    }

    private static ShapeClouds Draws(int count, int points, ulong seed, ulong stream)
    {
        var clouds = new ShapeClouds(new float[count * points * 3], [.. Enumerable.Range(0, count).Select(i => i % Kinds.Length)], points);
        Parallel.For(0, count, i =>
        {
            var random = new CounterRandom(seed, stream, (ulong)i);
            var mesh = Surface(clouds.Labels[i], ref random);
            var cloud = clouds[i];
            mesh.Sample(ref random, cloud);
            foreach (ref var x in cloud) x += (float)(Noise * random.NextNormal());
        });
        return clouds.Normalise();
    }

    private static Mesh Box(double x, double y, double z) => SolidMeshes.Extrude(z, (-x / 2, -y / 2), (x / 2, -y / 2), (x / 2, y / 2), (-x / 2, y / 2));

    private static Mesh Cylinder(double radius, double height) => SolidMeshes.Revolve((0, -height / 2), (radius, -height / 2), (radius, height / 2), (0, height / 2));

    private static Mesh Cone(double radius, double height) => SolidMeshes.Revolve((0, 0), (radius, 0), (0, height));

    private static Mesh Pyramid(double x, double y, double height) => SolidMeshes.Pyramid(height, (-x, -y), (x, -y), (x, y), (-x, y));

    private static Mesh Capsule(double radius, double height) => SolidMeshes.Revolve(
        [.. SolidMeshes.Arc(0, -height / 2, radius, -Math.PI / 2, 0), .. SolidMeshes.Arc(0, height / 2, radius, 0, Math.PI / 2)]);

    /// <summary>A beam whose section is an L.</summary>
    private static Mesh Angle(double x, double y, double thickness, double height) => SolidMeshes.Extrude(
        height, (thickness, thickness), (thickness, y), (0, y), (0, 0), (x, 0), (x, thickness));

    /// <summary>Numbers for proportions.</summary>
    private sealed class Draw(CounterRandom random)
    {
        public CounterRandom Random = random;

        public double Between(double least, double most) => least + ((most - least) * Random.NextDouble());
    }
}
