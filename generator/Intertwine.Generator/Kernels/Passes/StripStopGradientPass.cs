namespace Intertwine.Generator.Kernels;

/// <summary>Removes <see cref="Instruction.StopGradient"/>, which says nothing any more once a program is differentiated.</summary>
internal sealed class StripStopGradientPass : ProgramRewriter
{
    public static KernelProgram Run(KernelProgram program) => new StripStopGradientPass().Rewrite(program);

    protected override int Visit(Instruction instruction, IReadOnlyList<int> operands) => instruction is Instruction.StopGradient
        ? operands[0]
        : base.Visit(instruction, operands);
}
