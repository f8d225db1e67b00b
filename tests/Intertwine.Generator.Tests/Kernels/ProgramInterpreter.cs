using Intertwine.Generator.Kernels;
using Intertwine.Kernels;
using KernelProgram = Intertwine.Generator.Kernels.KernelProgram;

namespace Intertwine.Generator.Tests.Kernels;

/// <summary>Sizes and index maps that a program runs on.</summary>
internal sealed record TestWorld(IReadOnlyDictionary<string, int> Counts, IReadOnlyDictionary<string, int[]> Maps)
{
    /// <summary>A random graph with self loops, repeated edges and isolated nodes allowed, edges in no order.</summary>
    public static TestWorld Random(Random random, int graphs, int nodes, int edges)
    {
        int[] nodeGraph = [.. Enumerable.Range(0, nodes).Select(_ => random.Next(graphs)).Order()];
        int[] source = [.. Enumerable.Range(0, edges).Select(_ => random.Next(nodes))];
        int[] target = [.. Enumerable.Range(0, edges).Select(_ => random.Next(nodes))];
        return new TestWorld(
            new Dictionary<string, int> { ["unit"] = 1, ["graphs"] = graphs, ["nodes"] = nodes, ["edges"] = edges },
            new Dictionary<string, int[]> { ["source"] = source, ["target"] = target, ["nodeGraph"] = nodeGraph, ["edgeGraph"] = [.. target.Select(n => nodeGraph[n])] });
    }

    /// <summary>The world with a set that a network makes itself; the sources of a dynamic one are for the program to find.</summary>
    public TestWorld With(Domain domain, ItemSet set)
    {
        using var nodeGraph = new IndexTable([.. Maps["nodeGraph"].Select(i => (long)i)], Counts["graphs"], "nodeGraph");
        var maps = new Dictionary<string, int[]>(Maps);
        if (!set.IsDynamic)
        {
            maps[IndexMap.Source(domain).Name] = set.Places(SetMap.Source, nodeGraph);
        }

        maps[IndexMap.Target(domain).Name] = set.Places(SetMap.Target, nodeGraph);
        maps[IndexMap.ToGraphs(domain).Name] = set.Places(SetMap.Graph, nodeGraph);
        return new TestWorld(new Dictionary<string, int>(Counts) { [domain.Name] = (int)set.Count(nodeGraph) }, maps);
    }

    /// <summary>The table of a map; where the program finds the map itself, one of the right sizes with something else in it.</summary>
    public IndexTable Table(KernelMap map, long[] counts) =>
        new([.. Maps.TryGetValue(map.Name, out int[]? places) ? places.Select(i => (long)i) : Enumerable.Range(0, (int)counts[map.From]).Select(i => counts[map.To] - 1 - (i % counts[map.To]))], (int)counts[map.To], map.Name);

    /// <summary>The world with the neighbours that a program has found: all distances, sorted.</summary>
    public TestWorld WithNearest(Instruction.Nearest nearest, double[] x, int rows)
    {
        int[] graphs = Maps["nodeGraph"];
        List<int> source = [];
        for (int i = 0; i < graphs.Length; i++)
        {
            source.AddRange(Enumerable.Range(0, graphs.Length)
                .Where(j => graphs[j] == graphs[i] && (nearest.Origin.IncludeSelf || j != i))
                .OrderBy(j => Enumerable.Range(0, rows).Sum(r => Math.Pow(x[(i * rows) + r] - x[(j * rows) + r], 2)))
                .Take(nearest.Origin.Number));
        }

        return this with { Maps = new Dictionary<string, int[]>(Maps) { [IndexMap.Source(nearest.Domain).Name] = [.. source] } };
    }

    public int Count(Domain domain) => Counts[domain.Name];

    public int[] Map(IndexMap map) => map.IsToUnit ? new int[Count(map.From)] : Maps[map.Name];
}

/// <summary>The meaning of a program, as directly as it can be said: one instruction after the other, in float64, no sharing with any emitter.</summary>
internal static class ProgramInterpreter
{
    /// <summary>Every instruction's value, <c>[items][rows]</c>.</summary>
    public static double[][] Run(KernelProgram program, TestWorld world, Func<Instruction, double[]> external)
    {
        double[][] values = new double[program.Instructions.Count][];
        for (int id = 0; id < values.Length; id++)
        {
            if (program[id] is Instruction.Nearest nearest)
            {
                world = world.WithNearest(nearest, values[nearest.Source], program[nearest.Source].Shape.Rows);
                values[id] = [];
                continue;
            }

            values[id] = Evaluate(program, id, world, values, external);
        }

        return values;
    }

    public static double Function(ScalarFunction function, double x) => function switch
    {
        ScalarFunction.Exp => Math.Exp(x),
        ScalarFunction.Log => Math.Log(x),
        ScalarFunction.Sqrt => Math.Sqrt(x),
        ScalarFunction.Reciprocal => 1 / x,
        ScalarFunction.SafeReciprocalSqrt => x == 0 ? 0 : 1 / Math.Sqrt(x),
        ScalarFunction.Sigmoid => 1 / (1 + Math.Exp(-x)),
        ScalarFunction.Silu => x / (1 + Math.Exp(-x)),
        ScalarFunction.Tanh => Math.Tanh(x),
        ScalarFunction.Relu => Math.Max(x, 0),
        ScalarFunction.Step => x > 0 ? 1 : 0,
        ScalarFunction.Abs => Math.Abs(x),
        ScalarFunction.Sign => Math.Sign(x),
        ScalarFunction.Softplus => Math.Max(x, 0) + Math.Log(1 + Math.Exp(-Math.Abs(x))),
        ScalarFunction.Gelu => 0.5 * x * (1 + Erf(x / Math.Sqrt(2))),
        ScalarFunction.Erf => Erf(x),
        ScalarFunction.Sin => Math.Sin(x),
        ScalarFunction.Cos => Math.Cos(x),
        _ => throw new ArgumentOutOfRangeException(nameof(function)),
    };

    /// <summary>erf by its series for small and its continued fraction for large arguments, to 1e-15.</summary>
    private static double Erf(double x)
    {
        double a = Math.Abs(x);
        if (a < 3)
        {
            double term = a;
            double sum = a;
            for (int n = 1; n < 200; n++)
            {
                term *= -a * a / n;
                sum += term / ((2 * n) + 1);
            }

            return Math.Sign(x) * 2 / Math.Sqrt(Math.PI) * sum;
        }

        double fraction = 0;
        for (int n = 120; n > 0; n--)
        {
            fraction = n / 2.0 / (a + fraction);
        }

        return Math.Sign(x) * (1 - (Math.Exp(-a * a) / Math.Sqrt(Math.PI) / (a + fraction)));
    }

    private static double[] Evaluate(KernelProgram program, int id, TestWorld world, double[][] v, Func<Instruction, double[]> external)
    {
        Instruction instruction = program[id];
        int items = world.Count(instruction.Domain);
        int channels = instruction.Shape.Channels;
        int components = instruction.Shape.Components;
        int rows = instruction.Shape.Rows;
        double[] y = new double[items * rows];
        switch (instruction)
        {
            case Instruction.Input or Instruction.Parameter:
                return external(instruction);
            case Instruction.Constant i:
                Array.Fill(y, i.Value);
                return y;
            case Instruction.Count i:
                foreach (int j in world.Map(i.Map))
                {
                    y[j]++;
                }

                return y;
            case Instruction.Gather i:
                int[] from = world.Map(i.Map);
                return Fill((n, r) => v[i.Source][(from[n] * rows) + r]);
            case Instruction.ScatterSum i:
                int[] to = world.Map(i.Map);
                for (int n = 0; n < to.Length; n++)
                {
                    for (int r = 0; r < rows; r++)
                    {
                        y[(to[n] * rows) + r] += v[i.Source][(n * rows) + r];
                    }
                }

                return y;
            case Instruction.SegmentMax i:
                int[] segment = world.Map(i.Map);
                bool[] seen = new bool[items];
                for (int n = 0; n < segment.Length; n++)
                {
                    for (int r = 0; r < rows; r++)
                    {
                        double x = v[i.Source][(n * rows) + r];
                        ref double max = ref y[(segment[n] * rows) + r];
                        max = seen[segment[n]] ? Math.Max(max, x) : x;
                    }

                    seen[segment[n]] = true;
                }

                return y;
            case Instruction.PairProduct i:
                int[] leftEnd = world.Map(i.LeftMap), rightEnd = world.Map(i.RightMap);
                int rowsOfEnd = program[i.Left].Shape.Rows;
                return Fill((n, h) => Enumerable.Range(h * (rowsOfEnd / channels), rowsOfEnd / channels).Sum(r => v[i.Left][(leftEnd[n] * rowsOfEnd) + r] * v[i.Right][(rightEnd[n] * rowsOfEnd) + r]));
            case Instruction.PairSum i:
                int[] otherEnd = world.Map(i.From), thisEnd = world.Map(i.To);
                int heads = program[i.Weights].Shape.Rows;
                for (int n = 0; n < thisEnd.Length; n++)
                {
                    for (int r = 0; r < rows; r++)
                    {
                        y[(thisEnd[n] * rows) + r] += v[i.Weights][(n * heads) + (r / (rows / heads))] * v[i.Source][(otherEnd[n] * rows) + r];
                    }
                }

                return y;
            case Instruction.SegmentArgMax i:
                Array.Fill(y, -1);
                int[][] members = Segments(i.Map);
                for (int j = 0; j < items; j++)
                {
                    for (int r = 0; r < rows && members[j].Length > 0; r++)
                    {
                        double[] entries = [.. members[j].Select(n => v[i.Source][(n * rows) + r])];
                        int nan = Array.FindIndex(entries, double.IsNaN);
                        y[(j * rows) + r] = nan >= 0 ? nan : Array.IndexOf(entries, entries.Max());
                    }
                }

                return y;
            case Instruction.SegmentPick i:
                int[][] picked = Segments(i.Map);
                return Fill((j, r) => Read(i.Which, j, r / components, r % components) is var which && which < 0 ? 0 : v[i.Source][(picked[j][(int)which] * rows) + r]);
            case Instruction.SegmentPlace i:
                int[][] placed = Segments(i.Map);
                int[] owner = world.Map(i.Map);
                return Fill((n, r) => Read(i.Which, owner[n], r / components, r % components) == Array.IndexOf(placed[owner[n]], n) ? v[i.Source][(owner[n] * rows) + r] : 0);
            case Instruction.Regroup i:
                Assert.Equal(y.Length, v[i.Source].Length);
                return v[i.Source];
            case Instruction.Mix i:
                Shape m = program[i.Matrix].Shape;
                int inner = i.Transpose ? m.Channels : m.Components;
                return Fill((n, r) =>
                {
                    double sum = 0;
                    for (int k = 0; k < inner; k++)
                    {
                        double w = i.Transpose ? v[i.Matrix][(k * m.Components) + (r / components)] : v[i.Matrix][((r / components) * m.Components) + k];
                        sum += w * v[i.Source][(((n * inner) + k) * components) + (r % components)];
                    }

                    return sum;
                });
            case Instruction.OuterSum i:
                Shape left = program[i.Left].Shape;
                int count = world.Count(program[i.Left].Domain);
                for (int n = 0; n < count; n++)
                {
                    for (int o = 0; o < channels; o++)
                    {
                        for (int k = 0; k < components; k++)
                        {
                            for (int d = 0; d < left.Components; d++)
                            {
                                y[(o * components) + k] += v[i.Left][(((n * channels) + o) * left.Components) + d] * v[i.Right][(((n * components) + k) * left.Components) + d];
                            }
                        }
                    }
                }

                return y;
            case Instruction.Contract i:
                return Fill((n, r) => i.Tensor.Entries.Where(e => e.Out == r % components).Sum(e => e.Value * Read(i.Left, n, r / components, e.Left) * Read(i.Right, n, r / components, e.Right)));
            case Instruction.MapComponents i:
                return Fill((n, r) => i.Tensor.Entries.Where(e => e.Out == r % components).Sum(e => e.Value * Read(i.Source, n, r / components, e.Left)));
            case Instruction.Apply i:
                return Fill((n, r) => Function(i.Function, v[i.Source][(n * rows) + r]));
            case Instruction.Affine i:
                return Fill((n, r) => (i.Factor * v[i.Source][(n * rows) + r]) + i.Shift);
            case Instruction.Clamp i:
                return Fill((n, r) => Math.Min(Math.Max(v[i.Source][(n * rows) + r], i.Low), i.High));
            case Instruction.Add i:
                return Fill((n, r) => Read(i.Left, n, r / components, r % components) + Read(i.Right, n, r / components, r % components));
            case Instruction.Multiply i:
                return Fill((n, r) => Read(i.Left, n, r / components, r % components) * Read(i.Right, n, r / components, r % components));
            case Instruction.Broadcast i:
                return Fill((n, r) => Read(i.Source, n, r / components, r % components));
            case Instruction.Sum i:
                Shape source = program[i.Source].Shape;
                for (int n = 0; n < items; n++)
                {
                    for (int c = 0; c < source.Channels; c++)
                    {
                        for (int d = 0; d < source.Components; d++)
                        {
                            y[(n * rows) + ((channels == 1 ? 0 : c) * components) + (components == 1 ? 0 : d)] += v[i.Source][(((n * source.Channels) + c) * source.Components) + d];
                        }
                    }
                }

                return y;
            case Instruction.Concat i:
                return Fill((n, r) =>
                {
                    foreach (int part in i.Sources)
                    {
                        int partRows = program[part].Shape.Rows;
                        if (r < partRows)
                        {
                            return v[part][(n * partRows) + r];
                        }

                        r -= partRows;
                    }

                    throw new InvalidOperationException("The shape of the concatenation is wrong.");
                });
            case Instruction.Slice i:
                return Fill((n, r) => Read(i.Source, n, i.FirstChannel + (r / components), i.FirstComponent + (r % components)));
            case Instruction.Pad i:
                Shape inside = program[i.Source].Shape;
                return Fill((n, r) =>
                {
                    int c = (r / components) - i.FirstChannel;
                    int d = (r % components) - i.FirstComponent;
                    return c >= 0 && c < inside.Channels && d >= 0 && d < inside.Components ? v[i.Source][(((n * inside.Channels) + c) * inside.Components) + d] : 0;
                });
            case Instruction.Reshape i:
                return v[i.Source];
            case Instruction.StopGradient i:
                return v[i.Source];
            default:
                throw new InvalidOperationException($"{instruction.GetType().Name} has no meaning here.");
        }

        double[] Fill(Func<int, int, double> entry)
        {
            for (int n = 0; n < items; n++)
            {
                for (int r = 0; r < rows; r++)
                {
                    y[(n * rows) + r] = entry(n, r);
                }
            }

            return y;
        }

        int[][] Segments(IndexMap map)
        {
            int[] targets = world.Map(map);
            return [.. Enumerable.Range(0, world.Count(map.To)).Select(j => Enumerable.Range(0, targets.Length).Where(n => targets[n] == j).ToArray())];
        }

        double Read(int operand, int n, int c, int d)
        {
            Shape shape = program[operand].Shape;
            return v[operand][(((n * shape.Channels) + (shape.Channels == 1 ? 0 : c)) * shape.Components) + (shape.Components == 1 ? 0 : d)];
        }
    }
}
