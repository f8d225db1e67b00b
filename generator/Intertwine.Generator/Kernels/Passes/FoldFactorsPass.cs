namespace Intertwine.Generator.Kernels;

/// <summary>
/// Normalisations and chain rules leave constant factors everywhere. A factor on a value that only one instruction reads moves through it towards the results, where it meets others and becomes one, or into the
/// coefficients of a contraction, where it costs nothing: <c>f x * g y = (f g) (x y)</c>, <c>W (f x) = f (W x)</c>, <c>T(f x, y) = (f T)(x, y)</c>.
/// </summary>
internal sealed class FoldFactorsPass(KernelProgram program) : ProgramRewriter
{
    private readonly int[] _uses = UseCounts.Of(program);

    /// <summary>How many instructions of the old program read what became a value of the new one.</summary>
    private readonly Dictionary<int, int> _readers = [];

    public static KernelProgram Run(KernelProgram program) => DeadCodePass.Run(new FoldFactorsPass(program).Rewrite(program));

    protected override int Visit(Instruction instruction, IReadOnlyList<int> operands)
    {
        switch (instruction)
        {
            case Instruction.Affine { Shift: 0 } i when Builder[operands[0]] is Instruction.Contract x && IsReadOnce(operands[0]):
                return Builder.Contract(x.Left, x.Right, x.Tensor.Scaled(i.Factor));
            case Instruction.Affine { Shift: 0 } i when Builder[operands[0]] is Instruction.MapComponents x && IsReadOnce(operands[0]):
                return Builder.MapComponents(x.Source, x.Tensor.Scaled(i.Factor));
            case Instruction.Contract i:
                (int left, int right, double factor) = Strip(operands[0], operands[1]);
                return Builder.Contract(left, right, i.Tensor.Scaled(factor));
            case Instruction.MapComponents i when Factor(operands[0], out int x, out double f):
                return Builder.MapComponents(x, i.Tensor.Scaled(f));
            case Instruction.Multiply:
                (left, right, factor) = Strip(operands[0], operands[1]);
                return Builder.Affine(Builder.Multiply(left, right), factor);
            case Instruction.Mix i when Factor(operands[1], out int x, out double f):
                return Builder.Affine(Builder.Mix(operands[0], x, i.Transpose), f);
            case Instruction.Sum or Instruction.ScatterSum { Map.IsToUnit: false } or Instruction.Slice or Instruction.Reshape or Instruction.Broadcast or Instruction.Pad when Factor(operands[0], out int x, out double f):
                return Builder.Affine(Builder.Rebuild(instruction, [x]), f);
            default:
                return base.Visit(instruction, operands);
        }
    }

    protected override void Visited(int id, int result)
    {
        _readers.TryGetValue(result, out int readers);
        _readers[result] = readers + _uses[id];
    }

    private bool IsReadOnce(int id) => _readers.TryGetValue(id, out int readers) && readers == 1;

    private (int Left, int Right, double Factor) Strip(int left, int right)
    {
        double factor = 1;
        if (left != right)
        {
            if (Factor(left, out int x, out double f))
            {
                (left, factor) = (x, f);
            }

            if (Factor(right, out int y, out double g))
            {
                (right, factor) = (y, factor * g);
            }
        }

        return (left, right, factor);
    }

    /// <summary>Whether a value is a factor times another one and nobody else reads it.</summary>
    private bool Factor(int id, out int source, out double factor)
    {
        if (Builder[id] is Instruction.Affine { Shift: 0 } affine && IsReadOnce(id))
        {
            (source, factor) = (affine.Source, affine.Factor);
            return true;
        }

        (source, factor) = (id, 1);
        return false;
    }
}
