namespace Intertwine.Generator.Kernels;

/// <summary>Removes <see cref="Instruction.Variable"/> once all derivatives are written.</summary>
internal sealed class StripVariablesPass : ProgramRewriter
{
    public static KernelProgram Run(KernelProgram program) =>
        program.Instructions.Any(i => i is Instruction.Variable) ? DeadCodePass.Run(new StripVariablesPass().Rewrite(program)) : program;

    protected override int Visit(Instruction instruction, IReadOnlyList<int> operands) => instruction is Instruction.Variable
        ? operands[0]
        : base.Visit(instruction, operands);
}
