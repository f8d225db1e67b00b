namespace Intertwine.Generator.Kernels;

/// <summary>
/// What attention is made of. A pair e is an item of a domain with two maps, an edge; heads are consecutive blocks of the channels of what lies at its ends. Both instructions read the ends where they lie and keep one
/// number per pair and head, never the rows of an end, so that all pairs of a cloud are affordable. Each is the adjoint of the other.
/// </summary>
internal abstract partial record Instruction
{
    /// <summary>For every pair e and head h the inner product <c>a_e[h] = sum of x[left(e), r] y[right(e), r]</c> over the rows r of head h (a sampled dense-dense product).</summary>
    public sealed record PairProduct(int Left, IndexMap LeftMap, int Right, IndexMap RightMap, Shape Shape) : Instruction(LeftMap.From, Shape)
    {
        protected override int[] ListOperands() => [Left, Right];

        public override Instruction WithOperands(IReadOnlyList<int> operands) => this with { Left = operands[0], Right = operands[1] };
    }

    /// <summary>For every item j of <c>To.To</c> the weighted sum <c>y_j[r] = sum of w_e[h] x[from(e), r]</c> over to(e) = j, where h is the head of row r (a sparse-dense product).</summary>
    public sealed record PairSum(int Weights, int Source, IndexMap From, IndexMap To, Shape Shape) : Instruction(To.To, Shape)
    {
        protected override int[] ListOperands() => [Weights, Source];

        public override Instruction WithOperands(IReadOnlyList<int> operands) => this with { Weights = operands[0], Source = operands[1] };
    }
}
