namespace Intertwine.Generator.Kernels;

/// <summary>Writes silu(x) as x * sigmoid(x): its derivative is made of the same sigmoid, so that forward and backward share one exponential.</summary>
internal sealed class ExpandActivationsPass : ProgramRewriter
{
    public static KernelProgram Run(KernelProgram program) => new ExpandActivationsPass().Rewrite(program);

    protected override int Visit(Instruction instruction, IReadOnlyList<int> operands) => instruction is Instruction.Apply { Function: ScalarFunction.Silu }
        ? Builder.Multiply(operands[0], Builder.Apply(ScalarFunction.Sigmoid, operands[0]))
        : base.Visit(instruction, operands);
}
