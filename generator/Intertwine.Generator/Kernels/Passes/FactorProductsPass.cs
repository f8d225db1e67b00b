namespace Intertwine.Generator.Kernels;

/// <summary>
/// Takes out of products over many channels what is the same for all of them. Where one operand has one channel, the linear map that it makes of the other is formed once,
/// <c>M[c,a] = sum_b T[c,a,b] y[b]</c> and <c>z[k,c] = sum_a M[c,a] x[k,a]</c>. Where the result is summed over the channels, the sum comes first,
/// <c>G[a,b] = sum_k x[k,a] y[k,b]</c> and <c>z[c] = sum T[c,a,b] G[a,b]</c>. Coefficients are then met once per item, and each pair of components once per channel.
/// </summary>
internal sealed class FactorProductsPass : ProgramRewriter
{
    /// <summary>Fewer channels than this are not worth a further pass.</summary>
    private const int FewestChannels = 4;

    private readonly HashSet<Instruction> _summed = [];

    private FactorProductsPass(KernelProgram program)
    {
        int[] uses = new int[program.Instructions.Count];
        foreach (int operand in program.Instructions.SelectMany(i => i.Operands).Concat(program.Outputs.Select(o => o.Value)))
        {
            uses[operand]++;
        }

        foreach (Instruction.Sum sum in program.Instructions.OfType<Instruction.Sum>())
        {
            if (uses[sum.Source] == 1 && program[sum.Source] is Instruction.Contract contract && contract.Shape.Channels >= FewestChannels && sum.Shape == contract.Shape with { Channels = 1 }
                && contract.Operands.All(o => program[o].Shape.Channels == contract.Shape.Channels))
            {
                _summed.Add(sum);
            }
        }
    }

    public static KernelProgram Run(KernelProgram program) => DeadCodePass.Run(new FactorProductsPass(program).Rewrite(program));

    protected override int Visit(Instruction instruction, IReadOnlyList<int> operands)
    {
        switch (instruction)
        {
            case Instruction.Contract contract when contract.Shape.Channels >= FewestChannels && !contract.Domain.IsUnit:
                (int left, int right) = (operands[0], operands[1]);
                return Builder[right].Shape.Channels == 1 ? ByMap(left, right, contract.Tensor)
                    : Builder[left].Shape.Channels == 1 ? ByMap(right, left, contract.Tensor.SwapArguments())
                    : base.Visit(instruction, operands);
            case Instruction.Sum when _summed.Contains(instruction) && Builder[operands[0]] is Instruction.Contract product:
                return BySum(product);
            default:
                return base.Visit(instruction, operands);
        }
    }

    /// <summary>The product of x, of many channels, with y, of one: equal entries of the map M, up to their sign, are one.</summary>
    private int ByMap(int x, int y, SparseTensor tensor)
    {
        var forms = new Dictionary<EquatableArray<(int, double)>, int>();
        var map = new List<TensorEntry>();
        var product = new List<TensorEntry>();
        foreach (IGrouping<(int Out, int Left), TensorEntry> entry in tensor.Entries.GroupBy(e => (e.Out, e.Left)))
        {
            TensorEntry[] terms = [.. entry.OrderBy(e => e.Right)];
            int sign = terms[0].Value < 0 ? -1 : 1;
            EquatableArray<(int, double)> form = terms.Select(e => (e.Right, sign * e.Value)).ToEquatable();
            if (!forms.TryGetValue(form, out int number))
            {
                number = forms.Count;
                forms.Add(form, number);
                map.AddRange(terms.Select(e => new TensorEntry(number, e.Right, 0, sign * e.Value)));
            }

            product.Add(new TensorEntry(entry.Key.Out, entry.Key.Left, number, sign));
        }

        bool isGain = forms.Count > 0 && (product.Count < tensor.Entries.Count || tensor.Entries.Any(e => Math.Abs(e.Value) != 1));
        return isGain
            ? Builder.Contract(x, Builder.MapComponents(y, new SparseTensor(forms.Count, tensor.Right, 1, map.ToEquatable())), new SparseTensor(tensor.Out, tensor.Left, forms.Count, product.ToEquatable()))
            : Builder.Contract(x, y, tensor);
    }

    private int BySum(Instruction.Contract product)
    {
        (int Left, int Right)[] pairs = [.. product.Tensor.Entries.Select(e => (e.Left, e.Right)).Distinct().OrderBy(p => p)];
        var numbers = pairs.Select((p, i) => (p, i)).ToDictionary(p => p.p, p => p.i);
        var outer = new SparseTensor(pairs.Length, product.Tensor.Left, product.Tensor.Right, pairs.Select((p, i) => new TensorEntry(i, p.Left, p.Right, 1)).ToEquatable());
        var map = new SparseTensor(product.Tensor.Out, pairs.Length, 1, product.Tensor.Entries.Select(e => new TensorEntry(e.Out, numbers[(e.Left, e.Right)], 0, e.Value)).ToEquatable());
        return Builder.MapComponents(Builder.SumChannels(Builder.Contract(product.Left, product.Right, outer)), map);
    }
}
