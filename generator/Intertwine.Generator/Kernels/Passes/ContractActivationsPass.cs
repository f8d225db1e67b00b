namespace Intertwine.Generator.Kernels;

/// <summary>
/// Undoes <see cref="ExpandActivationsPass"/> where no derivative shares the sigmoid: x * sigmoid(x) is silu(x) again, which takes one operation less.
/// </summary>
internal sealed class ContractActivationsPass : ProgramRewriter
{
    public static KernelProgram Run(KernelProgram program) => DeadCodePass.Run(new ContractActivationsPass().Rewrite(program));

    protected override int Visit(Instruction instruction, IReadOnlyList<int> operands) =>
        instruction is Instruction.Multiply && (IsSigmoidOf(operands[1], operands[0]) || IsSigmoidOf(operands[0], operands[1]))
            ? Builder.Apply(ScalarFunction.Silu, IsSigmoidOf(operands[1], operands[0]) ? operands[0] : operands[1])
            : base.Visit(instruction, operands);

    private bool IsSigmoidOf(int sigmoid, int x) => Builder[sigmoid] is Instruction.Apply { Function: ScalarFunction.Sigmoid } apply && apply.Source == x;
}
