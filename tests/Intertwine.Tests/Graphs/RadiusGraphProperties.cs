using FsCheck.Xunit;
using TorchSharp;
using static TorchSharp.torch;

namespace Intertwine.Tests;

/// <summary>Radius graphs of random boxes against brute force, and their symmetries.</summary>
public sealed class RadiusGraphProperties
{
    [Property(MaxTest = 150)]
    public void Edges_AreThoseOfBruteForce_InItsOrder(int seed)
    {
        Sample sample = Sample.Draw(seed);
        bool selfLoops = seed % 3 == 0;
        using Graph graph = Graph.Radius(sample.Positions, sample.Cutoff, sample.GraphOfNode, sample.Cells, selfLoops: selfLoops);
        Assert.Equal(BruteForceRadius.Edges(sample.Positions, sample.Cutoff, sample.GraphOfNode, sample.Cells, selfLoops), BruteForceRadius.Edges(graph));
    }

    [Property(MaxTest = 60)]
    public void Shifts_GiveEdgesBelowTheCutoff_AndEveryEdgeHasItsOpposite(int seed)
    {
        Sample sample = Sample.Draw(seed);
        using Graph graph = Graph.Radius(sample.Positions, sample.Cutoff, sample.GraphOfNode, sample.Cells);
        using Tensor positions = torch.tensor(sample.Positions).reshape(-1, 3);
        using Tensor vectors = graph.EdgeVectors(positions);
        double[] d = BruteForceRadius.Values<double>(vectors);
        double[] shifts = BruteForceRadius.Values<double>(graph.Shifts(ScalarType.Float64));
        List<(int Target, int Source, int A, int B, int C)> edges = BruteForceRadius.Edges(graph);
        for (int e = 0; e < edges.Count; e++)
        {
            (int i, int j, int a, int b, int c) = edges[e];
            (double x, double y, double z) = sample.Cells[(int)sample.GraphOfNode[i]]?.Shift(a, b, c) ?? default;
            Assert.Equal((x, y, z), (shifts[3 * e], shifts[(3 * e) + 1], shifts[(3 * e) + 2]));
            Assert.Equal(sample.Positions[3 * j] - sample.Positions[3 * i] + x, d[3 * e], 12);
            Assert.True((d[3 * e] * d[3 * e]) + (d[(3 * e) + 1] * d[(3 * e) + 1]) + (d[(3 * e) + 2] * d[(3 * e) + 2]) < sample.Cutoff * sample.Cutoff);
        }

        Assert.Equal(edges.Order(), edges.Select(e => (e.Source, e.Target, -e.A, -e.B, -e.C)).Order());
    }

    [Property(MaxTest = 60)]
    public void Permutation_PermutesTheEdges(int seed)
    {
        Sample sample = Sample.Draw(seed);
        int[] place = [.. Enumerable.Range(0, sample.Nodes)];
        new Random(seed).Shuffle(place);
        double[] positions = new double[sample.Positions.Length];
        long[] graphOfNode = new long[sample.Nodes];
        for (int i = 0; i < sample.Nodes; i++)
        {
            sample.Positions.AsSpan(3 * i, 3).CopyTo(positions.AsSpan(3 * place[i], 3));
            graphOfNode[place[i]] = sample.GraphOfNode[i];
        }

        using Graph graph = Graph.Radius(sample.Positions, sample.Cutoff, sample.GraphOfNode, sample.Cells);
        using Graph permuted = Graph.Radius(positions, sample.Cutoff, graphOfNode, sample.Cells);
        Assert.Equal(BruteForceRadius.Edges(graph).Select(e => (place[e.Target], place[e.Source], e.A, e.B, e.C)).Order(), BruteForceRadius.Edges(permuted));
    }

    [Property(MaxTest = 60)]
    public void Wrapping_ChangesOffsetsOnly(int seed)
    {
        Sample sample = Sample.Draw(seed);
        var random = new Random(seed);
        double[] moved = [.. sample.Positions];
        int[] periods = new int[3 * sample.Nodes];
        for (int i = 0; i < sample.Nodes; i++)
        {
            Cell? cell = sample.Cells[(int)sample.GraphOfNode[i]];
            for (int axis = 0; axis < 3; axis++)
            {
                periods[(3 * i) + axis] = cell is not null && cell.IsPeriodic(axis) ? random.Next(-3, 4) : 0;
            }

            (double x, double y, double z) = cell?.Shift(periods[3 * i], periods[(3 * i) + 1], periods[(3 * i) + 2]) ?? default;
            moved[3 * i] += x;
            moved[(3 * i) + 1] += y;
            moved[(3 * i) + 2] += z;
        }

        using Graph graph = Graph.Radius(sample.Positions, sample.Cutoff, sample.GraphOfNode, sample.Cells);
        using Graph wrapped = Graph.Radius(moved, sample.Cutoff, sample.GraphOfNode, sample.Cells);
        int Change(int e, int i, int j, int axis) => e + periods[(3 * i) + axis] - periods[(3 * j) + axis];
        Assert.Equal(
            BruteForceRadius.Edges(graph).Select(e => (e.Target, e.Source, Change(e.A, e.Target, e.Source, 0), Change(e.B, e.Target, e.Source, 1), Change(e.C, e.Target, e.Source, 2))).Order(),
            BruteForceRadius.Edges(wrapped));
    }

    [Property(MaxTest = 60)]
    public void RigidMotion_ChangesNothing(int seed)
    {
        Sample sample = Sample.Draw(seed);
        double[] rotation = Sample.Rotation(new Random(seed));
        double[] Turn(ReadOnlySpan<double> rows)
        {
            double[] turned = new double[rows.Length];
            for (int k = 0; k < rows.Length; k++)
            {
                int row = k / 3 * 3;
                int c = k % 3 * 3;
                turned[k] = (rotation[c] * rows[row]) + (rotation[c + 1] * rows[row + 1]) + (rotation[c + 2] * rows[row + 2]);
            }

            return turned;
        }

        double[] moved = [.. Turn(sample.Positions).Select((value, k) => value + (k % 3) - 0.7)];
        Cell?[] cells = [.. sample.Cells.Select(cell => cell is null ? null : Cell.FromVectors(Turn(cell.Vectors), cell.IsPeriodic(0), cell.IsPeriodic(1), cell.IsPeriodic(2)))];
        using Graph graph = Graph.Radius(sample.Positions, sample.Cutoff, sample.GraphOfNode, sample.Cells);
        using Graph turned = Graph.Radius(moved, sample.Cutoff, sample.GraphOfNode, cells);
        Assert.Equal(BruteForceRadius.Edges(graph), BruteForceRadius.Edges(turned));
    }

    [Property(MaxTest = 40)]
    public void NearestNeighbours_AreTheNearest(int seed)
    {
        Sample sample = Sample.Draw(seed);
        int most = 1 + (Math.Abs(seed % 7));
        using Graph all = Graph.Radius(sample.Positions, sample.Cutoff, sample.GraphOfNode, sample.Cells);
        using Graph nearest = Graph.Radius(sample.Positions, sample.Cutoff, sample.GraphOfNode, sample.Cells, maxNeighbours: most);
        double Length((int Target, int Source, int A, int B, int C) e)
        {
            (double x, double y, double z) = sample.Cells[(int)sample.GraphOfNode[e.Target]]?.Shift(e.A, e.B, e.C) ?? default;
            double[] p = sample.Positions;
            return Math.Sqrt(Math.Pow(p[3 * e.Source] - p[3 * e.Target] + x, 2) + Math.Pow(p[(3 * e.Source) + 1] - p[(3 * e.Target) + 1] + y, 2) + Math.Pow(p[(3 * e.Source) + 2] - p[(3 * e.Target) + 2] + z, 2));
        }

        List<(int Target, int Source, int A, int B, int C)> kept = BruteForceRadius.Edges(nearest);
        Assert.Equal(kept.Order(), kept);
        ILookup<int, double> lengths = kept.ToLookup(e => e.Target, Length);
        foreach (IGrouping<int, (int Target, int Source, int A, int B, int C)> group in BruteForceRadius.Edges(all).GroupBy(e => e.Target))
        {
            double[] expected = [.. group.Select(Length).Order().Take(most)];
            Assert.Equal(expected.Length, lengths[group.Key].Count());
            Assert.All(expected.Zip(lengths[group.Key].Order()), pair => Assert.Equal(pair.First, pair.Second, 9));
        }
    }

    [Property(MaxTest = 40)]
    public void Batch_OfPeriodicGraphs_IsTheGraphOfTheBatch(int seed)
    {
        Sample sample = Sample.Draw(seed);
        long[] sorted = [.. sample.GraphOfNode.Order()];
        using Graph whole = Graph.Radius(sample.Positions, sample.Cutoff, sorted, sample.Cells);
        Graph[] parts = [.. sample.Cells.Select((cell, g) =>
            Graph.Radius([.. sample.Positions.Where((_, k) => sorted[k / 3] == g)], sample.Cutoff, cell))];
        using Graph batch = Graph.Batch(parts);
        Assert.Equal(BruteForceRadius.Edges(whole), BruteForceRadius.Edges(batch));
        Assert.Equal(whole.HasShifts, batch.HasShifts);
        Assert.Equal(BruteForceRadius.Values<double>(whole.Shifts(ScalarType.Float64)), BruteForceRadius.Values<double>(batch.Shifts(ScalarType.Float64)));
        Assert.Equal(BruteForceRadius.Values<long>(whole.NodeGraph), BruteForceRadius.Values<long>(batch.NodeGraph));
        foreach (Graph part in parts)
        {
            part.Dispose();
        }
    }

    /// <summary>Points in some boxes, each periodic along any axes; boxes smaller and larger than the cut-off, sometimes very oblique; points sometimes outside, sometimes on each other.</summary>
    internal sealed record Sample(double[] Positions, long[] GraphOfNode, Cell?[] Cells, double Cutoff)
    {
        public int Nodes => GraphOfNode.Length;

        public static Sample Draw(int seed)
        {
            var random = new Random(seed);
            double cutoff = 0.5 + (2 * random.NextDouble());
            int graphs = random.Next(1, 4);
            var cells = new Cell?[graphs];
            double[] sizes = new double[graphs];
            for (int g = 0; g < graphs; g++)
            {
                sizes[g] = (random.Next(3) switch { 0 => 0.6, 1 => 1.5, _ => 6 }) * cutoff;
                int kind = random.Next(8);
                double[] rotation = Rotation(random);
                double[] vectors = new double[9];
                for (int k = 0; k < 9; k++)
                {
                    // A lower triangle, turned: sides about the size, skewed by up to half a side.
                    int row = k / 3;
                    int column = k % 3;
                    for (int m = 0; m <= row; m++)
                    {
                        double entry = m == row ? sizes[g] * (0.7 + (0.6 * Hash(seed, g, row, m))) : sizes[g] * (Hash(seed, g, row, m) - 0.5);
                        vectors[k] += entry * rotation[(3 * m) + column];
                    }
                }

                cells[g] = kind == 0 ? null : Cell.FromVectors(vectors, (kind & 1) != 0, (kind & 2) != 0, (kind & 4) != 0);
            }

            int nodes = random.Next(0, 26);
            double[] positions = new double[3 * nodes];
            long[] graphOfNode = new long[nodes];
            for (int i = 0; i < nodes; i++)
            {
                graphOfNode[i] = random.Next(graphs);
                for (int c = 0; c < 3; c++)
                {
                    positions[(3 * i) + c] = (random.NextDouble() - 0.2) * 1.5 * sizes[graphOfNode[i]];
                }

                if (i > 0 && random.Next(12) == 0)
                {
                    positions.AsSpan(3 * (i - 1), 3).CopyTo(positions.AsSpan(3 * i, 3));
                }
            }

            return new Sample(positions, graphOfNode, cells, cutoff);
        }

        public static double[] Rotation(Random random)
        {
            double[] q = [.. Enumerable.Range(0, 4).Select(_ => random.NextDouble() - 0.5)];
            double norm = Math.Sqrt(q.Sum(value => value * value));
            (double w, double x, double y, double z) = (q[0] / norm, q[1] / norm, q[2] / norm, q[3] / norm);
            return
            [
                1 - (2 * ((y * y) + (z * z))), 2 * ((x * y) - (z * w)), 2 * ((x * z) + (y * w)),
                2 * ((x * y) + (z * w)), 1 - (2 * ((x * x) + (z * z))), 2 * ((y * z) - (x * w)),
                2 * ((x * z) - (y * w)), 2 * ((y * z) + (x * w)), 1 - (2 * ((x * x) + (y * y))),
            ];
        }

        private static double Hash(int seed, int graph, int row, int column) => new Random(unchecked((seed * 31) + (graph * 9) + (row * 3) + column)).NextDouble();
    }
}
