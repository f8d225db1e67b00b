using Intertwine.Samples;

namespace Shapes;

/// <summary>A surface of triangles.</summary>
/// <param name="Vertices"><c>[vertices, 3]</c>.</param>
/// <param name="Triangles"><c>[triangles, 3]</c>, numbers of vertices.</param>
public sealed record Mesh(double[] Vertices, int[] Triangles)
{
    /// <summary>Area of each triangle added to those before.</summary>
    public double[] CumulativeAreas()
    {
        var sums = new double[Triangles.Length / 3];
        double sum = 0;
        for (var t = 0; t < sums.Length; t++)
        {
            var (a, b, c) = Corners(t);
            var (ux, uy, uz) = (Vertices[b] - Vertices[a], Vertices[b + 1] - Vertices[a + 1], Vertices[b + 2] - Vertices[a + 2]);
            var (vx, vy, vz) = (Vertices[c] - Vertices[a], Vertices[c + 1] - Vertices[a + 1], Vertices[c + 2] - Vertices[a + 2]);
            var (nx, ny, nz) = ((uy * vz) - (uz * vy), (uz * vx) - (ux * vz), (ux * vy) - (uy * vx));
            sums[t] = sum += 0.5 * Math.Sqrt((nx * nx) + (ny * ny) + (nz * nz));
        }
        return sums;
    }

    /// <summary>
    /// Draws points uniformly on the surface: a triangle by area, in it a + (1 - sqrt(u)) (b - a) + sqrt(u) v (c - a) with u, v uniform in [0, 1) (Osada et al., "Shape distributions", 2002).
    /// </summary>
    /// <param name="target"><c>[points, 3]</c>.</param>
    /// <exception cref="InvalidDataException">The surface has no area.</exception>
    public void Sample(ref CounterRandom random, Span<float> target)
    {
        var sums = CumulativeAreas();
        if (sums.Length == 0 || sums[^1] is not (> 0 and < double.PositiveInfinity)) throw new InvalidDataException("expected a surface with an area; got none.");
        for (var p = 0; p < target.Length; p += 3)
        {
            var at = Array.BinarySearch(sums, random.NextDouble() * sums[^1]);
            // The first sum above the number drawn; triangles without area are never it.
            var (a, b, c) = Corners(Math.Min(at < 0 ? ~at : at + 1, sums.Length - 1));
            var root = Math.Sqrt(random.NextDouble());
            var (toB, toC) = (1 - root, root * random.NextDouble());
            for (var k = 0; k < 3; k++)
            {
                target[p + k] = (float)(Vertices[a + k] + (toB * (Vertices[b + k] - Vertices[a + k])) + (toC * (Vertices[c + k] - Vertices[a + k])));
            }
        }
    }

    private (int A, int B, int C) Corners(int triangle) => (3 * Triangles[3 * triangle], 3 * Triangles[(3 * triangle) + 1], 3 * Triangles[(3 * triangle) + 2]);
}
