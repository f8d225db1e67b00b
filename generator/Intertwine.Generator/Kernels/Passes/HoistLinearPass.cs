namespace Intertwine.Generator.Kernels;

/// <summary>
/// Moves channel mixing to where there are fewer items. A linear layer on a concatenation is the sum of linear layers on its parts, and a linear layer commutes with gathering and with
/// segment sums: <c>W [h_i, h_j, e_ij] = (W_1 h)_i + (W_2 h)_j + W_3 e_ij</c>, so that two of the three products run per node and not per edge. The same holds for the backward pass, which is
/// derived from the rewritten program. A bias moves along: it is added before the gathering.
/// </summary>
internal sealed class HoistLinearPass : ProgramRewriter
{
    public static KernelProgram Run(KernelProgram program) => DeadCodePass.Run(new HoistLinearPass().Rewrite(program));

    /// <summary>Parts of a concatenation up to this size are copied together rather than multiplied one by one: a product costs a pass over its result.</summary>
    private const int SmallPart = 8;

    protected override int Visit(Instruction instruction, IReadOnlyList<int> operands) => instruction switch
    {
        Instruction.Mix { Transpose: false } => Mix(operands[0], operands[1]),
        Instruction.Add when IsBias(operands[0]) => AddBias(operands[1], operands[0]) ?? Builder.Add(operands[0], operands[1]),
        Instruction.Add when IsBias(operands[1]) => AddBias(operands[0], operands[1]) ?? Builder.Add(operands[0], operands[1]),
        Instruction.ScatterSum scatter => ScatterSum(operands[0], scatter.Map),
        _ => base.Visit(instruction, operands),
    };

    private int Mix(int matrix, int source)
    {
        switch (Builder[source])
        {
            case Instruction.Concat concat:
                int first = 0;
                int sum = -1;
                foreach (int part in Parts(concat))
                {
                    int channels = Builder[part].Shape.Channels;
                    int block = Builder.Slice(matrix, 0, Builder[matrix].Shape.Channels, first, channels);
                    int product = Builder[part] is Instruction.Concat ? Builder.Mix(block, part) : Mix(block, part);
                    sum = sum < 0 ? product : Builder.Add(sum, product);
                    first += channels;
                }

                return sum;

            case Instruction.Gather gather when IsHoistable(source) && IsWorthIt(matrix):
                return Builder.Gather(Mix(matrix, gather.Source), gather.Map);

            default:
                return Builder.Mix(matrix, source);
        }
    }

    /// <summary>The parts, small neighbours joined.</summary>
    private List<int> Parts(Instruction.Concat concat)
    {
        var parts = new List<int>();
        var small = new List<int>();
        foreach (int source in concat.Sources)
        {
            if (Builder[source].Shape.Channels <= SmallPart && !IsHoistable(source))
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

    private bool IsHoistable(int source) => Builder[source] is Instruction.Gather gather && !gather.Map.IsToUnit && gather.Map.To.Rank < gather.Map.From.Rank;

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

    private int ScatterSum(int source, IndexMap map) =>
        Builder[source] is Instruction.Mix { Transpose: false } mix && !map.IsToUnit && map.To.Rank < map.From.Rank
            ? Builder.Mix(mix.Matrix, Builder.ScatterSum(mix.Source, map))
            : Builder.ScatterSum(source, map);

    /// <summary>Gathering moves the rows of the result instead of those of the argument: not worth it where the layer widens a lot.</summary>
    private bool IsWorthIt(int matrix) => Builder[matrix].Shape.Channels <= 4 * Builder[matrix].Shape.Components;
}
