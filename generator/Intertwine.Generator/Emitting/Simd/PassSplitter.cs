using Intertwine.Generator.Kernels;

namespace Intertwine.Generator.Emitting.Simd;

/// <summary>
/// Orders the values of a fused group and cuts it into passes, each small enough for the just-in-time compiler to keep all of it in view: beyond about a thousand variables it gives up on registers, and everything goes
/// through the stack. A value is computed right before its first use, a sum as soon as its terms are there; cuts lie where few values cross.
/// </summary>
internal sealed class PassSplitter
{
    /// <summary>Vector operations per pass at most, unless one value alone has more.</summary>
    public const int MostOperations = 128;

    private readonly KernelProgram _program;
    private readonly int[] _order;
    private readonly Dictionary<int, int> _lastUse = [];

    private PassSplitter(KernelProgram program, int[] values, Func<int, IEnumerable<int>> operands)
    {
        _program = program;
        var group = new HashSet<int>(values);
        var consumers = new Dictionary<int, List<int>>();
        foreach (int value in values)
        {
            foreach (int operand in operands(value).Where(group.Contains).Distinct())
            {
                if (!consumers.TryGetValue(operand, out List<int>? list))
                {
                    consumers[operand] = list = [];
                }

                list.Add(value);
            }
        }

        // An instruction's key is never below its id, and an operand's never above that of a consumer: the order by keys and ids is one of execution.
        var keys = new Dictionary<int, int>();
        foreach (int value in values.OrderByDescending(v => v))
        {
            keys[value] = program[value] is Instruction.Add or Instruction.Sum || !consumers.TryGetValue(value, out List<int>? uses) ? value : uses.Min(u => keys[u]);
        }

        _order = [.. values.OrderBy(v => keys[v]).ThenBy(v => v)];
        for (int i = 0; i < _order.Length; i++)
        {
            foreach (int operand in operands(_order[i]).Where(group.Contains))
            {
                _lastUse[operand] = i;
            }
        }
    }

    /// <summary>The passes, in order of execution.</summary>
    public static List<int[]> Split(KernelProgram program, int[] values, Func<int, IEnumerable<int>> operands)
    {
        if (values.Sum(v => Operations(program, v)) <= MostOperations)
        {
            return [values];
        }

        return new PassSplitter(program, values, operands).Cut();
    }

    /// <summary>Vector operations per channel and vector of lanes.</summary>
    public static int Operations(KernelProgram program, int id) => program[id] switch
    {
        Instruction.Contract contract => contract.Tensor.Entries.Count,
        Instruction.MapComponents map => map.Tensor.Entries.Count,
        Instruction.Sum sum => program[sum.Source].Shape.Components,
        Instruction.Apply => 16 * program[id].Shape.Components,
        Instruction other => other.Shape.Components,
    };

    private List<int[]> Cut()
    {
        var passes = new List<int[]>();
        int start = 0;
        while (start < _order.Length)
        {
            int operations = 0;
            int end = start;
            int best = -1;
            int fewest = int.MaxValue;
            while (end < _order.Length)
            {
                operations += Operations(_program, _order[end]);
                if (operations > MostOperations && end > start)
                {
                    break;
                }

                end++;
                int crossing = end == _order.Length ? 0 : Crossing(start, end);
                if (2 * operations > MostOperations && crossing <= fewest)
                {
                    (best, fewest) = (end, crossing);
                }
            }

            int stop = end == _order.Length || best < 0 ? end : best;
            passes.Add([.. _order.Skip(start).Take(stop - start)]);
            start = stop;
        }

        return passes;
    }

    /// <summary>Rows that a cut before <paramref name="end"/> would send through memory.</summary>
    private int Crossing(int start, int end)
    {
        int rows = 0;
        for (int i = start; i < end; i++)
        {
            rows += _lastUse.TryGetValue(_order[i], out int last) && last >= end ? _program[_order[i]].Shape.Components : 0;
        }

        return rows;
    }
}
