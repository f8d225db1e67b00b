namespace Intertwine.Generator.Kernels;

/// <summary>How many live instructions and outputs read each value.</summary>
internal static class UseCounts
{
    public static int[] Of(KernelProgram program)
    {
        int[] uses = new int[program.Instructions.Count];
        bool[] live = LiveInstructions.Of(program);
        for (int id = 0; id < uses.Length; id++)
        {
            if (live[id])
            {
                foreach (int operand in program[id].Operands)
                {
                    uses[operand]++;
                }
            }
        }

        foreach (ProgramOutput output in program.Outputs)
        {
            uses[output.Value]++;
        }

        return uses;
    }
}
