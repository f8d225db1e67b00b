using static TorchSharp.torch;

namespace Intertwine.Tests;

/// <summary>Radius graphs by looking at every pair and every image that could be near.</summary>
internal static class BruteForceRadius
{
    /// <summary>(target, source, S) by ascending order.</summary>
    public static List<(int Target, int Source, int A, int B, int C)> Edges(double[] x, double cutoff, long[]? graphOfNode = null, IReadOnlyList<Cell?>? cells = null, bool selfLoops = false)
    {
        var edges = new List<(int, int, int, int, int)>();
        int nodes = x.Length / 3;
        for (int i = 0; i < nodes; i++)
        {
            for (int j = 0; j < nodes; j++)
            {
                long graph = graphOfNode?[i] ?? 0;
                if ((graphOfNode?[j] ?? 0) != graph)
                {
                    continue;
                }

                Cell? cell = cells?[(int)graph];
                double[] d = [x[3 * j] - x[3 * i], x[(3 * j) + 1] - x[(3 * i) + 1], x[(3 * j) + 2] - x[(3 * i) + 2]];
                int[] most = [.. Enumerable.Range(0, 3).Select(axis => Images(cell, axis, cutoff + Math.Sqrt((d[0] * d[0]) + (d[1] * d[1]) + (d[2] * d[2]))))];
                for (int a = -most[0]; a <= most[0]; a++)
                {
                    for (int b = -most[1]; b <= most[1]; b++)
                    {
                        for (int c = -most[2]; c <= most[2]; c++)
                        {
                            (double sx, double sy, double sz) = cell?.Shift(a, b, c) ?? default;
                            double length = Math.Sqrt(Math.Pow(d[0] + sx, 2) + Math.Pow(d[1] + sy, 2) + Math.Pow(d[2] + sz, 2));
                            if (length < cutoff && (selfLoops || (i, 0, 0, 0) != (j, a, b, c)))
                            {
                                edges.Add((i, j, a, b, c));
                            }
                        }
                    }
                }
            }
        }

        edges.Sort();
        return edges;
    }

    public static List<(int Target, int Source, int A, int B, int C)> Edges(Graph graph)
    {
        long[] source = Values<long>(graph.Source);
        long[] target = Values<long>(graph.Target);
        long[] s = Values<long>(graph.CellOffsets);
        return [.. source.Select((_, e) => ((int)target[e], (int)source[e], (int)s[3 * e], (int)s[(3 * e) + 1], (int)s[(3 * e) + 2]))];
    }

    /// <summary>The numbers of a tensor, which may be empty.</summary>
    public static T[] Values<T>(Tensor tensor)
        where T : unmanaged => tensor.numel() == 0 ? [] : tensor.data<T>().ToArray();

    /// <summary>How many periods a vector of a length can span: the distance of the lattice planes is the least step across them within the periodic vectors' span.</summary>
    private static int Images(Cell? cell, int axis, double length)
    {
        if (cell is null || !cell.IsPeriodic(axis))
        {
            return 0;
        }

        // Gram-Schmidt against the other periodic vectors leaves the height of this one.
        List<double[]> others = [.. Enumerable.Range(0, 3).Where(k => k != axis && cell.IsPeriodic(k)).Select(k => new[] { cell[k, 0], cell[k, 1], cell[k, 2] })];
        if (others.Count == 2)
        {
            double along = Dot(others[1], others[0]) / Dot(others[0], others[0]);
            others[1] = [.. others[1].Select((value, k) => value - (along * others[0][k]))];
        }

        double[] height = [cell[axis, 0], cell[axis, 1], cell[axis, 2]];
        foreach (double[] other in others)
        {
            double along = Dot(height, other) / Dot(other, other);
            height = [.. height.Select((value, k) => value - (along * other[k]))];
        }

        return (int)Math.Ceiling(length / Math.Sqrt(Dot(height, height)));
    }

    private static double Dot(double[] a, double[] b) => (a[0] * b[0]) + (a[1] * b[1]) + (a[2] * b[2]);
}
