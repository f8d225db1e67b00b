namespace Intertwine.Generator.Kernels;

/// <summary>
/// Moves channel mixing to where there are fewer items. A linear layer on a concatenation is the sum of linear layers on its parts, and a linear layer commutes with gathering and with
/// segment sums: <c>W [h_i, h_j, e_ij] = (W_1 h)_i + (W_2 h)_j + W_3 e_ij</c>, so that two of the three products run per node and not per edge. The same holds for the backward pass, which is
/// derived from the rewritten program.
/// </summary>
internal sealed class HoistLinearPass : ProgramRewriter
{
    public static KernelProgram Run(KernelProgram program) => DeadCodePass.Run(new HoistLinearPass().Rewrite(program));

    protected override int Visit(Instruction instruction, IReadOnlyList<int> operands) => instruction switch
    {
        Instruction.Mix { Transpose: false } => Mix(operands[0], operands[1]),
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
                foreach (int part in concat.Sources)
                {
                    int channels = Builder[part].Shape.Channels;
                    int block = Builder.Slice(matrix, 0, Builder[matrix].Shape.Channels, first, channels);
                    int product = Mix(block, part);
                    sum = sum < 0 ? product : Builder.Add(sum, product);
                    first += channels;
                }

                return sum;

            case Instruction.Gather gather when !gather.Map.IsToUnit && gather.Map.To.Rank < gather.Map.From.Rank && IsWorthIt(matrix):
                return Builder.Gather(Mix(matrix, gather.Source), gather.Map);

            default:
                return Builder.Mix(matrix, source);
        }
    }

    private int ScatterSum(int source, IndexMap map) =>
        Builder[source] is Instruction.Mix { Transpose: false } mix && !map.IsToUnit && map.To.Rank < map.From.Rank
            ? Builder.Mix(mix.Matrix, Builder.ScatterSum(mix.Source, map))
            : Builder.ScatterSum(source, map);

    /// <summary>Gathering moves the rows of the result instead of those of the argument: not worth it where the layer widens a lot.</summary>
    private bool IsWorthIt(int matrix) => Builder[matrix].Shape.Channels <= 4 * Builder[matrix].Shape.Components;
}
