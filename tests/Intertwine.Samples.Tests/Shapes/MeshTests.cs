using System.Text;
using Shapes;

namespace Intertwine.Samples.Tests.Shapes;

public sealed class MeshTests
{
    private const string Square = "4 1 0\n0 0 0\n2 0 0\n2 1 0\n0 1 0\n4 0 1 2 3 255 0 0\n";

    [Theory]
    [InlineData("OFF\n" + Square)]
    [InlineData("OFF" + Square)]
    [InlineData("OFF " + Square)]
    [InlineData("# a comment\nOFF # another\n" + Square)]
    [InlineData("OFF\r\n4 1 0\r\n0 0 0\r\n2 0 0\r\n2 1 0\r\n0 1 0\r\n4 0 1 2 3")]
    public void Off_IsRead_AlsoWhereTheHeaderRunsIntoTheNumbers(string text)
    {
        var mesh = Parse(text);
        Assert.Equal([0, 0, 0, 2, 0, 0, 2, 1, 0, 0, 1, 0], mesh.Vertices);
        Assert.Equal([0, 1, 2, 0, 2, 3], mesh.Triangles);
    }

    [Theory]
    [InlineData("PLY\n", "m.off: expected the word OFF at the beginning; got 'PLY")]
    [InlineData("OFF\n2 x 0\n", "m.off: expected the number of faces, a whole number; got 'x'")]
    [InlineData("OFF\n1 0 0\n0 nan 0\n", "m.off: expected coordinate 1 of vertex 0, a number; got 'nan'")]
    [InlineData("OFF\n1 1 0\n0 0 0\n3 0 0 1\n", "m.off: expected a vertex below 1 in face 0; got 1")]
    [InlineData("OFF\n2 1 0\n0 0 0\n", "m.off: expected coordinate 0 of vertex 1; the file ends before")]
    public void Off_ThatIsWrong_IsExplained(string text, string message) => Assert.Contains(message, Assert.Throws<InvalidDataException>(() => Parse(text)).Message);

    [Fact]
    public void Sample_IsUniformOnTheSurface()
    {
        // Two rectangles of areas 1 and 3 at right angles, and a triangle without area.
        var mesh = new Mesh([0, 0, 0, 1, 0, 0, 1, 1, 0, 0, 1, 0, 0, 0, 3, 1, 0, 3], [0, 1, 2, 0, 2, 3, 0, 0, 1, 0, 1, 5, 0, 5, 4]);
        Assert.Equal([0.5, 1, 1, 2.5, 4], mesh.CumulativeAreas());
        var points = new float[3 * 20_000];
        var random = new CounterRandom(1, 2, 3);
        mesh.Sample(ref random, points);
        var flat = points.Chunk(3).Where(p => p[2] == 0).ToArray();
        Assert.Equal(0.25, flat.Length / 20_000.0, 0.01);
        // Mean and mean square of a uniform number are 1/2 and 1/3.
        Assert.Equal(0.5, flat.Average(p => p[0]), 0.02);
        Assert.Equal(1 / 3.0, flat.Average(p => p[1] * p[1]), 0.02);
        Assert.Equal(1.5, points.Chunk(3).Where(p => p[2] != 0).Average(p => p[2]), 0.03);
        Assert.All(points.Chunk(3), p => Assert.True(p[1] == 0 || p[2] == 0));
    }

    [Fact]
    public void Sample_OfNoSurface_IsExplained()
    {
        var mesh = new Mesh([0, 0, 0, 1, 1, 1], [0, 0, 1]);
        Assert.Contains("expected a surface with an area", Assert.Throws<InvalidDataException>(() =>
        {
            var random = new CounterRandom(1, 2, 3);
            mesh.Sample(ref random, new float[3]);
        }).Message);
    }

    [Theory]
    [InlineData("box", 2 * ((0.5 * 0.8) + (0.5 * 1) + (0.8 * 1)))]
    [InlineData("pyramid", 4 + (4 * 1.4142135623730951))]
    [InlineData("torus", 4 * Math.PI * Math.PI * 0.3)]
    public void Solids_HaveTheirAreas(string kind, double area)
    {
        var mesh = kind switch
        {
            "box" => SolidMeshes.Extrude(1, (0, 0), (0.5, 0), (0.5, 0.8), (0, 0.8)),
            "pyramid" => SolidMeshes.Pyramid(1, (-1, -1), (1, -1), (1, 1), (-1, 1)),
            _ => SolidMeshes.Revolve([.. SolidMeshes.Arc(1, 0, 0.3, 0, 2 * Math.PI, steps: 64)]),
        };
        Assert.Equal(area, mesh.CumulativeAreas()[^1], 0.005 * area);
    }

    [Fact]
    public void GeneratedSolids_AreTheSameForTheSameSeed_AndOfAllKinds()
    {
        var sets = GeneratedSolids.Create(train: 30, test: 20, points: 64, seed: 4);
        Assert.True(sets.Classes.Count >= 8);
        Assert.Equal((30, 20, 64), (sets.Train.Count, sets.Test.Count, sets.Train.PointsPerCloud));
        Assert.Equal(3, sets.Train.Labels.Count(label => label == 9));
        Assert.Equal(sets.Train.Points, GeneratedSolids.Create(30, 20, 64, seed: 4).Train.Points);
        Assert.NotEqual(sets.Train.Points, GeneratedSolids.Create(30, 20, 64, seed: 5).Train.Points);
        Assert.NotEqual(sets.Train[0].ToArray(), sets.Train[10].ToArray());
        Assert.All(sets.Train.Points, x => Assert.InRange(x, -1.0001f, 1.0001f));
        // Fewer of them are the first of more.
        Assert.Equal(sets.Train[7].ToArray(), GeneratedSolids.Create(8, 1, 64, seed: 4).Train[7].ToArray());
    }

    [Fact]
    public void GeneratedSolids_StandUpright()
    {
        // Of cones, wide below: the mean distance from the axis falls with the height.
        var sets = GeneratedSolids.Create(100, 10, 256, seed: 1);
        var cone = sets.Classes.ToList().IndexOf("cone");
        for (var c = cone; c < 100; c += sets.Classes.Count)
        {
            var points = sets.Train[c].ToArray().Chunk(3).OrderBy(p => p[2]).ToArray();
            Assert.True(Radius(points[..64]) > 1.4 * Radius(points[^32..]), $"solid {c}");
        }

        static double Radius(float[][] points) => points.Average(p => Math.Sqrt((p[0] * p[0]) + (p[1] * p[1])));
    }

    private static Mesh Parse(string text) => OffReader.Parse(Encoding.ASCII.GetBytes(text), "m.off");
}
