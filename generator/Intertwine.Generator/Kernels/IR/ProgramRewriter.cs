namespace Intertwine.Generator.Kernels;

/// <summary>Copies a program instruction by instruction into a new <see cref="ProgramBuilder"/>, so that a pass only says what it changes.</summary>
internal abstract class ProgramRewriter
{
    protected ProgramBuilder Builder { get; private set; } = new(0);

    /// <summary>The program rewritten, without instructions that no output needs. Inputs and parameters all stay, in their order: they are the interface.</summary>
    public KernelProgram Rewrite(KernelProgram program)
    {
        Builder = new ProgramBuilder(program.Instructions.Count);
        bool[] live = LiveInstructions.Of(program);
        int[] map = new int[program.Instructions.Count];
        for (int id = 0; id < map.Length; id++)
        {
            if (live[id])
            {
                Instruction instruction = program[id];
                EquatableArray<int> operands = instruction.Operands;
                int[] mapped = new int[operands.Count];
                for (int i = 0; i < mapped.Length; i++)
                {
                    mapped[i] = map[operands[i]];
                }

                map[id] = Visit(instruction, mapped);
                Visited(id, map[id]);
            }
        }

        foreach (ProgramOutput output in program.Outputs)
        {
            Builder.Output(output.Name, map[output.Value]);
        }

        return Builder.Build();
    }

    /// <summary>Writes one instruction, given its operands in the new program; returns the id of its result there.</summary>
    protected virtual int Visit(Instruction instruction, IReadOnlyList<int> operands) => Builder.Rebuild(instruction, operands);

    /// <summary>Called after each: which value of the new program an instruction of the old one has become.</summary>
    protected virtual void Visited(int id, int result)
    {
    }
}

/// <summary>Which instructions an output needs, directly or not, dynamic edges included; inputs and parameters always count.</summary>
internal static class LiveInstructions
{
    public static bool[] Of(KernelProgram program) => Of(program, program.Outputs.Select(o => o.Value));

    public static bool[] Of(KernelProgram program, IEnumerable<int> roots)
    {
        bool[] live = new bool[program.Instructions.Count];
        foreach (int root in roots)
        {
            live[root] = true;
        }

        var dynamic = new HashSet<Domain>();
        bool searches = program.Instructions.Any(i => i is Instruction.Nearest);
        for (int id = live.Length - 1; id >= 0; id--)
        {
            live[id] |= program[id] is Instruction.Input or Instruction.Parameter || (program[id] is Instruction.Nearest nearest && dynamic.Contains(nearest.Domain));
            if (live[id])
            {
                if (searches)
                {
                    dynamic.UnionWith(InstructionMaps.DynamicDomainsOf(program[id]));
                }

                foreach (int operand in program[id].Operands)
                {
                    live[operand] = true;
                }
            }
        }

        return live;
    }
}

/// <summary>Drops what no output needs, and merges equal instructions.</summary>
internal sealed class DeadCodePass : ProgramRewriter
{
    public static KernelProgram Run(KernelProgram program) => new DeadCodePass().Rewrite(program);
}
