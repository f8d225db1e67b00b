namespace Intertwine.Generator.Kernels;

/// <summary>
/// Undoes <see cref="ExpandActivationsPass"/> where no derivative shares the sigmoid: x * sigmoid(x) is silu(x) again, which takes one operation less.
/// </summary>
internal sealed class ContractActivationsPass : ProgramRewriter
{
    private readonly KernelProgram _program;
    private readonly int[] _uses;

    private ContractActivationsPass(KernelProgram program)
    {
        _program = program;
        _uses = UseCounts.Of(program);
    }

    public static KernelProgram Run(KernelProgram program) => DeadCodePass.Run(new ContractActivationsPass(program).Rewrite(program));

    protected override int Visit(Instruction instruction, IReadOnlyList<int> operands) => instruction is not Instruction.Multiply product
        ? base.Visit(instruction, operands)
        : IsOwnSigmoid(product.Right, product.Left) ? Builder.Apply(ScalarFunction.Silu, operands[0])
        : IsOwnSigmoid(product.Left, product.Right) ? Builder.Apply(ScalarFunction.Silu, operands[1])
        : base.Visit(instruction, operands);

    /// <summary>Whether a value is the sigmoid of another one, and only the one product reads it.</summary>
    private bool IsOwnSigmoid(int sigmoid, int x) => _uses[sigmoid] == 1 && _program[sigmoid] is Instruction.Apply { Function: ScalarFunction.Sigmoid } apply && apply.Source == x;
}
