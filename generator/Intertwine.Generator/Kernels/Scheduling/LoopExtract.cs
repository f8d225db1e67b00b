namespace Intertwine.Generator.Kernels;

/// <summary>
/// A loop with nothing of its program but what the loop sees, numbered from zero: what comes from elsewhere has domain and shape only, no name. Loops that do the same to other values, as those of a network's layers
/// do, are equal, and their kernels need writing only once.
/// </summary>
/// <param name="Program">The instructions of the loop and values from elsewhere, in their order.</param>
/// <param name="Loop">The loop in the new numbers. The target of a reduction is its index in the loop taken out.</param>
/// <param name="IsPrivate">For every load and then for every store whether its layout is <see cref="MemoryLayout.Private"/>.</param>
internal sealed record LoopExtract(KernelProgram Program, KernelLoop Loop, EquatableArray<bool> IsPrivate)
{
    /// <summary>The loop taken out, and for each of its values the id in <paramref name="loops"/>.</summary>
    public static (LoopExtract Extract, int[] Ids) Of(LoopProgram loops, KernelLoop loop)
    {
        KernelProgram program = loops.Program;
        var computed = new HashSet<int>(loop.Body);
        var loaded = new HashSet<int>(loop.Loads);
        foreach (Reduction reduction in loop.Reductions)
        {
            computed.Add(reduction.Value);
        }

        var seen = new HashSet<int>();
        foreach (int id in computed.Concat(loaded))
        {
            See(id);
        }

        int[] ids = [.. seen];
        Array.Sort(ids);
        int Number(int id) => Array.BinarySearch(ids, id);
        EquatableArray<int> Numbers(EquatableArray<int> values)
        {
            int[] numbers = new int[values.Count];
            for (int i = 0; i < numbers.Length; i++)
            {
                numbers[i] = Number(values[i]);
            }

            return new(numbers);
        }

        var instructions = new Instruction[ids.Length];
        for (int i = 0; i < ids.Length; i++)
        {
            Instruction instruction = program[ids[i]];
            instructions[i] = IsKept(ids[i])
                ? instruction.WithOperands(Numbers(instruction.Operands))
                : new Instruction.Input(string.Empty, instruction.Domain, instruction.Shape);
        }

        var body = new KernelLoop(
            loop.Domain,
            Numbers(loop.Loads),
            Numbers(loop.Body),
            Numbers(loop.Stores),
            loop.Reductions.Select((r, i) => new Reduction(Number(r.Value), i, 0, 0)).ToEquatable());
        bool[] isPrivate = [.. loop.Loads.Concat(loop.Stores).Select(id => loops.Layouts[id] == MemoryLayout.Private)];
        return (new LoopExtract(new(new(instructions), EquatableArray<ProgramOutput>.Empty), body, new(isPrivate)), ids);

        // A block of a matrix on the unit domain is read where it lies: that takes the way down to what holds it. The same number, or vector, for all items need not be read from where each item's lies.
        bool IsKept(int id) => program[id] switch
        {
            Instruction.Constant or Instruction.Gather { Map.IsToUnit: true } => true,
            Instruction.Slice or Instruction.Reshape or Instruction.StopGradient when program[id].Domain.IsUnit && !loaded.Contains(id) => true,
            _ => computed.Contains(id) && !loaded.Contains(id),
        };

        void See(int id)
        {
            if (seen.Add(id) && IsKept(id))
            {
                foreach (int operand in program[id].Operands)
                {
                    See(operand);
                }
            }
        }
    }

    /// <summary>The loop as a program of its own.</summary>
    /// <param name="domains">Those of the program that it was taken from.</param>
    public LoopProgram ToProgram(ProgramDomains domains)
    {
        var layouts = new Dictionary<int, MemoryLayout>();
        int index = 0;
        foreach (int id in Loop.Loads.Concat(Loop.Stores))
        {
            layouts[id] = IsPrivate[index++] ? MemoryLayout.Private : MemoryLayout.Rows;
        }

        return new LoopProgram(Program, new([Loop]), layouts, EquatableArray<int>.Empty, EquatableArray<NeighbourSearch>.Empty, domains);
    }
}
