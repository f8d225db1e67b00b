namespace Intertwine.Generator.Kernels;

/// <summary>
/// Moves channel mixing to where there are fewer items. A linear layer on a concatenation is the sum of linear layers on its parts, and a linear layer commutes with gathering and with
/// segment sums: <c>W [h_i, h_j, e_ij] = (W_1 h)_i + (W_2 h)_j + W_3 e_ij</c>, so that two of the three products run per node and not per edge; <c>W [x_j - x_i, x_i] = (W_1 x)_j + ((W_2 - W_1) x)_i</c>.
/// A bias moves along: it is added before the gathering.
/// Gradients that the program contains have the transposed products: of <c>W^T y</c> the parts that go to nodes are multiplied there, <c>sum_ij W_1^T y_ij = W_1^T sum_ij y_ij</c>, and parts
/// that nothing reads not at all. The same holds for the backward pass, which is derived from the rewritten program.
/// </summary>
internal sealed class HoistLinearPass : ProgramRewriter
{
    /// <summary>Parts of a concatenation up to this size are copied together rather than multiplied one by one: a product costs a pass over its result.</summary>
    private const int SmallPart = 8;

    /// <summary>Moving the other side of a product through memory is not worth it where it has this many times more rows.</summary>
    private const int Widening = 4;

    private HashSet<int> _divided = [];
    private readonly HashSet<int> _dividedProducts = [];

    public static KernelProgram Run(KernelProgram program)
    {
        program = DeadCodePass.Run(program);
        return DeadCodePass.Run(new HoistLinearPass { _divided = DividedProducts(program) }.Rewrite(program));
    }

    protected override int Visit(Instruction instruction, IReadOnlyList<int> operands) => instruction switch
    {
        Instruction.Mix mix => Mix(operands[0], operands[1], mix.Transpose),
        Instruction.Add when IsBias(operands[0]) => AddBias(operands[1], operands[0]) ?? Builder.Add(operands[0], operands[1]),
        Instruction.Add when IsBias(operands[1]) => AddBias(operands[0], operands[1]) ?? Builder.Add(operands[0], operands[1]),
        Instruction.ScatterSum scatter => ScatterSum(operands[0], scatter.Map),
        Instruction.Slice slice when _dividedProducts.Contains(operands[0]) => Part(operands[0], slice),
        _ => base.Visit(instruction, operands),
    };

    protected override void Visited(int id, int result)
    {
        if (_divided.Contains(id) && Builder[result] is Instruction.Mix { Transpose: true })
        {
            _dividedProducts.Add(result);
        }
    }

    /// <summary>Transposed products of which only blocks of channels are read, and either not all of them or some on their way to fewer items.</summary>
    private static HashSet<int> DividedProducts(KernelProgram program)
    {
        var blocks = new Dictionary<int, List<Instruction.Slice>>();
        var whole = new HashSet<int>(program.Outputs.Select(o => o.Value));
        var sent = new HashSet<int>();
        for (int id = program.Instructions.Count - 1; id >= 0; id--)
        {
            switch (program[id])
            {
                case Instruction.Slice slice when program[slice.Source] is Instruction.Mix { Transpose: true } product && slice.Shape.Components == product.Shape.Components:
                    if (!blocks.TryGetValue(slice.Source, out List<Instruction.Slice>? slices))
                    {
                        blocks[slice.Source] = slices = [];
                    }

                    slices.Add(slice);
                    if (sent.Contains(id))
                    {
                        sent.Add(slice.Source);
                    }

                    break;
                case Instruction.ScatterSum scatter when IsToFewer(scatter.Map):
                    sent.Add(scatter.Source);
                    whole.Add(scatter.Source);
                    break;
                case Instruction.Add or Instruction.Affine { Shift: 0 } when sent.Contains(id):
                    sent.UnionWith(program[id].Operands);
                    whole.UnionWith(program[id].Operands);
                    break;
                default:
                    whole.UnionWith(program[id].Operands);
                    break;
            }
        }

        return [.. blocks
            .Where(b => !whole.Contains(b.Key) && (sent.Contains(b.Key) || b.Value.Sum(slice => slice.Shape.Channels) < program[b.Key].Shape.Channels))
            .Select(b => b.Key)];
    }

    /// <summary>Some channels of W^T y: those columns of W, transposed, times y.</summary>
    private int Part(int product, Instruction.Slice slice)
    {
        var mix = (Instruction.Mix)Builder[product];
        return Mix(Builder.Slice(mix.Matrix, 0, Builder[mix.Matrix].Shape.Channels, slice.FirstChannel, slice.Shape.Channels), mix.Source, transpose: true);
    }

    /// <summary>W x as gathered values, one for each map, and what has to be multiplied where it is.</summary>
    private int Mix(int matrix, int source, bool transpose)
    {
        var gathered = new List<(IndexMap Map, int Value)>();
        var others = new List<int>();
        if (Builder[source] is Instruction.Concat concat && !transpose)
        {
            int rows = Builder[matrix].Shape.Channels;
            int first = 0;
            foreach (int part in Parts(concat, rows))
            {
                int channels = Builder[part].Shape.Channels;
                Multiply(Builder.Slice(matrix, 0, rows, first, channels), part, transpose: false);
                first += channels;
            }
        }
        else
        {
            Multiply(matrix, source, transpose);
        }

        IEnumerable<int> terms = gathered.GroupBy(g => g.Map).Select(g => Builder.Gather(g.Select(term => term.Value).Aggregate(Builder.Add), g.Key));
        return terms.Concat(others).Aggregate(Builder.Add);

        void Multiply(int block, int part, bool transpose)
        {
            if (IsGathered(part) && IsWorthIt(Builder[block].Shape, transpose))
            {
                Distribute(block, part, transpose, 1, gathered);
            }
            else
            {
                others.Add(Builder.Mix(block, part, transpose));
            }
        }
    }

    /// <summary>The terms of W x, for a sum x of multiples of gathered values.</summary>
    private void Distribute(int matrix, int source, bool transpose, double factor, List<(IndexMap Map, int Value)> terms)
    {
        switch (Builder[source])
        {
            case Instruction.Add add:
                Distribute(matrix, add.Left, transpose, factor, terms);
                Distribute(matrix, add.Right, transpose, factor, terms);
                break;
            case Instruction.Affine affine:
                Distribute(matrix, affine.Source, transpose, factor * affine.Factor, terms);
                break;
            case Instruction.Gather gather:
                terms.Add((gather.Map, Builder.Affine(Mix(matrix, gather.Source, transpose), factor)));
                break;
        }
    }

    /// <summary>The parts; those that stay where they are are joined with their neighbours if they are small.</summary>
    /// <param name="rows">Of the matrix that they are multiplied by.</param>
    private List<int> Parts(Instruction.Concat concat, int rows)
    {
        var parts = new List<int>();
        var small = new List<int>();
        foreach (int source in concat.Sources)
        {
            int channels = Builder[source].Shape.Channels;
            if (channels <= SmallPart && !(IsGathered(source) && IsWorthIt(new Shape(rows, channels), transpose: false)))
            {
                small.Add(source);
                continue;
            }

            Flush();
            parts.Add(source);
        }

        Flush();
        return parts;

        void Flush()
        {
            if (small.Count > 0)
            {
                parts.Add(Builder.Concat([.. small]));
                small.Clear();
            }
        }
    }

    /// <summary>Whether a value is a sum of multiples of values of fewer items.</summary>
    private bool IsGathered(int source) => Builder[source] switch
    {
        Instruction.Gather => IsHoistable(source),
        Instruction.Affine { Shift: 0 } affine => IsGathered(affine.Source),
        Instruction.Add add => Builder[add.Left].Shape == add.Shape && Builder[add.Right].Shape == add.Shape && IsGathered(add.Left) && IsGathered(add.Right),
        _ => false,
    };

    private bool IsHoistable(int source) => Builder[source] is Instruction.Gather gather && !gather.Map.IsToUnit && IsToFewer(gather.Map);

    private static bool IsToFewer(IndexMap map) => !map.IsToUnit && map.To.Rank < map.From.Rank;

    private bool IsBias(int id) => Builder[id] is Instruction.Gather { Map.IsToUnit: true };

    /// <summary>Adds a bias to the first gathered term of a sum, where there are fewer items; null where no term is gathered.</summary>
    private int? AddBias(int sum, int bias)
    {
        if (Builder[sum].Shape != Builder[bias].Shape)
        {
            return null;
        }

        switch (Builder[sum])
        {
            case Instruction.Gather gather when IsHoistable(sum):
                int vector = ((Instruction.Gather)Builder[bias]).Source;
                return Builder.Gather(Builder.AddBias(gather.Source, vector), gather.Map);
            case Instruction.Add add:
                return AddBias(add.Left, bias) is int left ? Builder.Add(left, add.Right)
                    : AddBias(add.Right, bias) is int right ? Builder.Add(add.Left, right)
                    : null;
            default:
                return null;
        }
    }

    /// <summary>Sums first and multiplies then, also term by term.</summary>
    private int ScatterSum(int source, IndexMap map)
    {
        if (IsToFewer(map))
        {
            switch (Builder[source])
            {
                case Instruction.Mix mix when Builder[mix.Source].Shape.Channels <= Widening * mix.Shape.Channels:
                    return Builder.Mix(mix.Matrix, ScatterSum(mix.Source, map), mix.Transpose);
                case Instruction.Affine { Shift: 0 } affine when HasProduct(source):
                    return Builder.Affine(ScatterSum(affine.Source, map), affine.Factor);
                case Instruction.Add add when HasProduct(source) && Builder[add.Left].Shape == add.Shape && Builder[add.Right].Shape == add.Shape:
                    return Builder.Add(ScatterSum(add.Left, map), ScatterSum(add.Right, map));
            }
        }

        return Builder.ScatterSum(source, map);
    }

    /// <summary>Whether a sum has a term that is a product with a matrix, and is worth being divided for it.</summary>
    private bool HasProduct(int id) => Builder[id] switch
    {
        Instruction.Mix mix => Builder[mix.Source].Shape.Channels <= Widening * mix.Shape.Channels,
        Instruction.Affine { Shift: 0 } affine => HasProduct(affine.Source),
        Instruction.Add add => HasProduct(add.Left) || HasProduct(add.Right),
        _ => false,
    };

    /// <summary>Gathering moves the rows of the result instead of those of the argument: not worth it where the layer widens a lot.</summary>
    private static bool IsWorthIt(Shape matrix, bool transpose) => transpose ? matrix.Components <= Widening * matrix.Channels : matrix.Channels <= Widening * matrix.Components;
}
