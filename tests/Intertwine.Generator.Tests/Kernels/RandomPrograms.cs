using Intertwine.Generator.Kernels;

namespace Intertwine.Generator.Tests.Kernels;

/// <summary>Random programs of every instruction: graph networks that nobody would train, but that every pass and emitter has to get right.</summary>
internal static class RandomPrograms
{
    private static readonly IndexMap Source = new("source", Domain.Edges, Domain.Nodes);
    private static readonly IndexMap Target = new("target", Domain.Edges, Domain.Nodes);
    private static readonly IndexMap NodeGraph = new("nodeGraph", Domain.Nodes, Domain.Graphs);
    private static readonly IndexMap EdgeGraph = new("edgeGraph", Domain.Edges, Domain.Graphs);

    /// <summary>Functions that are smooth on all of R, so that finite differences can be trusted.</summary>
    private static readonly ScalarFunction[] Smooth =
        [ScalarFunction.Sigmoid, ScalarFunction.Silu, ScalarFunction.Tanh, ScalarFunction.Softplus, ScalarFunction.Gelu, ScalarFunction.Erf, ScalarFunction.Sin, ScalarFunction.Cos];

    /// <param name="products">Whether bilinear maps of components, of any shape, are among the instructions.</param>
    /// <param name="choices">Whether choices within segments are among the instructions.</param>
    public static KernelProgram Create(Random random, int length, bool products = false, bool choices = false)
    {
        var b = new ProgramBuilder();
        var pool = new List<int>
        {
            b.Input("node", Domain.Nodes, new Shape(random.Next(1, 6), 1)),
            b.Input("vector", Domain.Nodes, new Shape(random.Next(1, 4), 3)),
            b.Input("edge", Domain.Edges, new Shape(random.Next(1, 6), 1)),
            b.Input("graph", Domain.Graphs, new Shape(random.Next(1, 4), 1)),
        };
        int parameters = 0;
        for (int i = 0; i < length; i++)
        {
            int x = pool[Math.Max(0, pool.Count - 1 - random.Next(Math.Min(pool.Count, 8)))];
            int y = products && random.Next(4) == 0 ? Product(b, random, x, pool)
                : choices && random.Next(4) == 0 ? Choice(b, random, x, pool)
                : Step(b, random, x, pool, ref parameters);
            if (b[y].Shape.Rows <= 64)
            {
                pool.Add(y);
            }
        }

        // Every value that nothing uses is an output; one that something uses as well.
        var used = new HashSet<int>(Enumerable.Range(0, b.Length).SelectMany(id => b[id].Operands));
        int outputs = 0;
        foreach (int id in pool.Distinct().Where(id => !used.Contains(id) || random.Next(6) == 0))
        {
            b.Output($"out{outputs++}", id);
        }

        return b.Build();
    }

    /// <summary>With the gradients of a random output by two values that it depends on, inputs or others, as further outputs.</summary>
    public static KernelProgram WithGradients(KernelProgram program, Random random)
    {
        var b = new ProgramBuilder();
        foreach (Instruction instruction in program.Instructions)
        {
            b.Emit(instruction);
        }

        foreach (ProgramOutput output in program.Outputs)
        {
            b.Output(output.Name, output.Value);
        }

        int value = program.Outputs[random.Next(program.Outputs.Count)].Value;
        bool[] ancestors = new bool[b.Length];
        ancestors[value] = true;
        for (int id = value; id >= 0; id--)
        {
            foreach (int operand in ancestors[id] ? b[id].Operands : EquatableArray<int>.Empty)
            {
                ancestors[operand] = true;
            }
        }

        int[] variables = [.. Enumerable.Range(0, value).Where(id => ancestors[id] && b[id] is not (Instruction.Constant or Instruction.Count)).OrderBy(_ => random.Next()).Take(2)];
        int[] gradients = ReverseMode.Differentiate(b, [(value, b.Constant(-0.7, b[value].Domain, b[value].Shape))], variables);
        for (int k = 0; k < gradients.Length; k++)
        {
            if (b[gradients[k]] is not Instruction.Constant)
            {
                b.Output($"gradient{k}", gradients[k]);
            }
        }

        return b.Build();
    }

    private static int Step(ProgramBuilder b, Random random, int x, List<int> pool, ref int parameters)
    {
        Shape shape = b[x].Shape;
        Domain domain = b[x].Domain;
        int[] mates = [.. pool.Where(p => b[p].Domain == domain)];
        int mate = mates[random.Next(mates.Length)];
        switch (random.Next(19))
        {
            case 0 or 1 or 2:
                int channels = random.Next(1, 8);
                int matrix = b.Parameter($"w{parameters++}", new Shape(channels, shape.Channels));
                int product = b.Mix(matrix, x);
                return random.Next(2) == 0 || shape.Components > 1 ? product : b.AddBias(product, b.Parameter($"b{parameters++}", new Shape(channels, 1)));
            case 3:
                return b.Apply(Smooth[random.Next(Smooth.Length)], x);
            case 4:
                // Positive arguments for the functions that want them.
                int positive = b.Affine(b.Multiply(x, x), 1, 0.5);
                return b.Apply(random.Next(5) switch { 0 => ScalarFunction.Sqrt, 1 => ScalarFunction.Reciprocal, 2 => ScalarFunction.SafeReciprocalSqrt, 3 => ScalarFunction.Log, _ => ScalarFunction.Abs }, positive);
            case 5 or 6:
                return domain == Domain.Nodes ? b.Gather(x, random.Next(2) == 0 ? Source : Target)
                    : domain == Domain.Graphs ? b.Gather(x, random.Next(2) == 0 ? NodeGraph : EdgeGraph)
                    : b.ScatterSum(x, random.Next(2) == 0 ? Source : Target);
            case 7:
                return domain == Domain.Edges ? b.ScatterMean(x, random.Next(3) switch { 0 => Source, 1 => Target, _ => EdgeGraph })
                    : domain == Domain.Nodes ? b.ScatterMean(x, NodeGraph)
                    : b.Gather(x, NodeGraph);
            case 8:
                return Joinable(b[mate].Shape, shape) ? b.Add(x, mate) : b.Affine(x, 0.7, -0.3);
            case 9:
                return Joinable(b[mate].Shape, shape) ? b.Multiply(x, mate) : b.Negate(x);
            case 10:
                return b[mate].Shape.Components == shape.Components ? b.Concat(x, mate, x) : b.SumComponents(x);
            case 11:
                int first = random.Next(shape.Channels);
                return b.SliceChannels(x, first, random.Next(1, shape.Channels - first + 1));
            case 12:
                return shape.Components > 1 ? b.Slice(x, 0, shape.Channels, 1, shape.Components - 1) : b.SumChannels(x);
            case 13:
                return shape.Components > 1 ? b.SumComponents(b.Multiply(x, x)) : b.SumTo(x, new Shape(1, 1));
            case 14:
                return b.Reshape(x, random.Next(2) == 0 ? new Shape(shape.Rows, 1) : new Shape(1, shape.Rows));
            case 15:
                // A cross product where there are vectors, a matrix of components otherwise.
                return shape.Components == 3 && b[mate].Shape.Components == 3 && (b[mate].Shape.Channels == shape.Channels || b[mate].Shape.Channels == 1)
                    ? b.Contract(x, mate, Cross)
                    : b.MapComponents(x, RandomMap(random, shape.Components));
            case 16:
                // Softmax over the incoming edges. A sum is at least 1, or 0 without edges: of a tiny floor the derivative, 1 over its square, would be infinite in float32.
                if (domain != Domain.Edges)
                {
                    return b.Pad(x, 1, 0, new Shape(shape.Channels + 2, shape.Components));
                }

                int max = b.StopGradient(b.SegmentMax(x, Target));
                int exp = b.Apply(ScalarFunction.Exp, b.Subtract(x, b.Gather(max, Target)));
                return b.Multiply(exp, b.Gather(b.Apply(ScalarFunction.Reciprocal, b.Clamp(b.ScatterSum(exp, Target), 0.5, double.PositiveInfinity)), Target));
            case 17:
                // Products and weighted sums over pairs; a value of nodes meets itself or another at the other end.
                return Pairs(b, random, x, mates, pool);
            default:
                // Batch statistics: the mean over all items, subtracted.
                IndexMap all = IndexMap.ToUnit(domain);
                return b.Subtract(x, b.Gather(b.ScatterMean(x, all), all));
        }
    }

    private static int Pairs(ProgramBuilder b, Random random, int x, int[] mates, List<int> pool)
    {
        Shape shape = b[x].Shape;
        (IndexMap from, IndexMap to) = random.Next(2) == 0 ? (Source, Target) : (Target, Source);
        int[] heads = [.. Enumerable.Range(1, shape.Channels).Where(h => shape.Channels % h == 0)];
        if (b[x].Domain == Domain.Nodes)
        {
            int[] equal = [.. mates.Where(m => b[m].Shape == shape)];
            int product = b.PairProduct(x, to, equal[random.Next(equal.Length)], from, heads[random.Next(heads.Length)]);
            return random.Next(2) == 0 ? product : b.PairSum(b.Affine(product, 0.3), x, from, to);
        }

        int[] values = [.. pool.Where(p => b[p].Domain == Domain.Nodes && shape.Components == 1 && b[p].Shape.Channels % shape.Channels == 0)];
        return b[x].Domain == Domain.Edges && values.Length > 0 ? b.PairSum(x, values[random.Next(values.Length)], from, to) : b.Affine(x, -0.4);
    }

    /// <summary>A product of components, channel by channel or with one channel for all, and perhaps summed over the channels.</summary>
    private static int Product(ProgramBuilder b, Random random, int x, List<int> pool)
    {
        Shape shape = b[x].Shape;
        int[] mates = [.. pool.Where(p => b[p].Domain == b[x].Domain && (b[p].Shape.Channels == shape.Channels || b[p].Shape.Channels == 1 || shape.Channels == 1))];
        int mate = mates[random.Next(mates.Length)];
        if (shape.Channels < 4 && random.Next(2) == 0)
        {
            return b.Concat(x, b.Affine(x, -0.5, 0.1), x, x);
        }

        int product = b.Contract(x, mate, RandomTensor(random, random.Next(1, 5), shape.Components, b[mate].Shape.Components));
        return random.Next(2) == 0 ? product : b.SumChannels(product);
    }

    /// <summary>
    /// What stands where an input is largest within a segment: inputs have no equal entries, so that neither rounding nor a finite difference changes the choice. Sometimes placed back where it came from.
    /// </summary>
    private static int Choice(ProgramBuilder b, Random random, int x, List<int> pool)
    {
        Shape shape = b[x].Shape;
        Domain domain = b[x].Domain;
        int score = pool.FirstOrDefault(p => b[p].Domain == domain && b[p] is Instruction.Input, -1);
        if (score < 0 || domain == Domain.Graphs)
        {
            return x;
        }

        // One position per entry, per channel, or for all.
        score = b[x] is Instruction.Input ? x
            : b[score].Shape.Channels >= shape.Channels && random.Next(3) > 0 ? b.Slice(score, 0, shape.Channels, 0, 1)
            : b.Slice(score, 0, 1, 0, 1);
        IndexMap map = domain == Domain.Nodes ? NodeGraph : random.Next(3) switch { 0 => Source, 1 => Target, _ => EdgeGraph };
        int which = b.SegmentArgMax(score, map);
        int picked = b.SegmentPick(x, which, map);
        return random.Next(2) == 0 ? picked : b.SegmentPlace(b.Affine(picked, -0.5, 0.2), which, map);
    }

    private static SparseTensor Cross { get; } = new(3, 3, 3, new TensorEntry[]
    {
        new(0, 1, 2, 1), new(0, 2, 1, -1), new(1, 2, 0, 1), new(1, 0, 2, -1), new(2, 0, 1, 1), new(2, 1, 0, -1),
    }.ToEquatable());

    private static bool Joinable(Shape a, Shape b) => (a.Channels == b.Channels || a.Channels == 1 || b.Channels == 1) && (a.Components == b.Components || a.Components == 1 || b.Components == 1);

    private static SparseTensor RandomTensor(Random random, int rows, int left, int right) => new(rows, left, right, Enumerable.Range(0, rows)
        .SelectMany(r => Enumerable.Range(0, left).SelectMany(a => Enumerable.Range(0, right).Where(_ => random.Next(3) > 0)
            .Select(c => new TensorEntry(r, a, c, (random.Next(3) switch { 0 => 1, 1 => -1, _ => Math.Sqrt(0.5) }) / left))))
        .ToEquatable());

    private static SparseTensor RandomMap(Random random, int components)
    {
        int rows = random.Next(1, 4);
        return new SparseTensor(rows, components, 1, Enumerable.Range(0, rows)
            .SelectMany(r => Enumerable.Range(0, components).Where(_ => random.Next(3) > 0).Select(c => new TensorEntry(r, c, 0, random.Next(3) switch { 0 => 1, 1 => -1, _ => Math.Sqrt(0.5) })))
            .ToEquatable());
    }
}
