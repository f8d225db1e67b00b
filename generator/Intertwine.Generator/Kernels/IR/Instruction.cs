namespace Intertwine.Generator.Kernels;

/// <summary>
/// One operation of a <see cref="KernelProgram"/>. Its result lives on <see cref="Domain"/> and has, per item, <see cref="Shape"/> entries. Operands are ids of earlier
/// instructions. The set is small and closed under differentiation: the adjoint of every instruction is made of these instructions.
/// </summary>
internal abstract partial record Instruction(Domain Domain, Shape Shape)
{
    private Memo _operands;

    /// <summary>Without what is kept: a copy has other operands.</summary>
    protected Instruction(Instruction original) => (Domain, Shape) = (original.Domain, original.Shape);

    public EquatableArray<int> Operands => new(_operands.Value ??= ListOperands());

    protected virtual int[] ListOperands() => [];

    /// <summary>The same operation on other operands, in the order of <see cref="Operands"/>.</summary>
    public virtual Instruction WithOperands(IReadOnlyList<int> operands) => this;

    /// <summary>Data of the caller: a feature, a mask, a cotangent.</summary>
    public sealed record Input(string Name, Domain Domain, Shape Shape) : Instruction(Domain, Shape);

    /// <summary>A learnt array, on <see cref="Domain.Unit"/>: a matrix [Channels, Components], a bias [Channels, 1].</summary>
    public sealed record Parameter(string Name, Shape Shape) : Instruction(Domain.Unit, Shape);

    /// <summary>The same number everywhere.</summary>
    public sealed record Constant(double Value, Domain Domain, Shape Shape) : Instruction(Domain, Shape);

    /// <summary>How many items of <see cref="IndexMap.From"/> point at each item of <see cref="IndexMap.To"/>: the in-degree, the nodes of a graph, the batch size. [1,1], without derivative.</summary>
    public sealed record Count(IndexMap Map) : Instruction(Map.To, new Shape(1, 1));

    /// <summary>x[map(i)] for every item i of <c>Map.From</c>.</summary>
    public sealed record Gather(int Source, IndexMap Map, Shape Shape) : Instruction(Map.From, Shape)
    {
        protected override int[] ListOperands() => [Source];

        public override Instruction WithOperands(IReadOnlyList<int> operands) => this with { Source = operands[0] };
    }

    /// <summary>For every item j of <c>Map.To</c> the sum of x[i] over map(i) = j. Adjoint of <see cref="Gather"/>.</summary>
    public sealed record ScatterSum(int Source, IndexMap Map, Shape Shape) : Instruction(Map.To, Shape)
    {
        protected override int[] ListOperands() => [Source];

        public override Instruction WithOperands(IReadOnlyList<int> operands) => this with { Source = operands[0] };
    }

    /// <summary>For every item j of <c>Map.To</c> the entry-wise maximum of x[i] over map(i) = j; 0 where there is none. Without derivative: it only stabilises a softmax.</summary>
    public sealed record SegmentMax(int Source, IndexMap Map, Shape Shape) : Instruction(Map.To, Shape)
    {
        protected override int[] ListOperands() => [Source];

        public override Instruction WithOperands(IReadOnlyList<int> operands) => this with { Source = operands[0] };
    }

    /// <summary>
    /// For every item j of <c>Map.To</c> and every entry the position, within the segment of items i with map(i) = j in ascending order, of the largest x[i]: 0, 1, 2, … as a number. The first of equals, a NaN before any
    /// number, -1 where there is none. Without derivative.
    /// </summary>
    public sealed record SegmentArgMax(int Source, IndexMap Map, Shape Shape) : Instruction(Map.To, Shape)
    {
        protected override int[] ListOperands() => [Source];

        public override Instruction WithOperands(IReadOnlyList<int> operands) => this with { Source = operands[0] };
    }

    /// <summary>
    /// For every item j of <c>Map.To</c> the rows of x at the positions that <see cref="Which"/> names: y[j, r] = x[item at position which[j, r / n] of the segment of j, r], where n rows share a choice; 0 where the position is -1.
    /// </summary>
    public sealed record SegmentPick(int Source, int Which, IndexMap Map, Shape Shape) : Instruction(Map.To, Shape)
    {
        protected override int[] ListOperands() => [Source, Which];

        public override Instruction WithOperands(IReadOnlyList<int> operands) => this with { Source = operands[0], Which = operands[1] };
    }

    /// <summary>
    /// For every item i of <c>Map.From</c> the rows of x[map(i)] whose choice is i, and 0 in the others: y[i, r] = x[map(i), r] where which[map(i), r / n] is the position of i within its segment. Adjoint of <see cref="SegmentPick"/>.
    /// </summary>
    public sealed record SegmentPlace(int Source, int Which, IndexMap Map, Shape Shape) : Instruction(Map.From, Shape)
    {
        protected override int[] ListOperands() => [Source, Which];

        public override Instruction WithOperands(IReadOnlyList<int> operands) => this with { Source = operands[0], Which = operands[1] };
    }

    /// <summary>The same numbers, <c>[items][rows]</c>, as items of another domain: a graph's M C channels as M tokens of C channels each, and back. Items times rows are equal at run time.</summary>
    public sealed record Regroup(int Source, Domain Domain, Shape Shape) : Instruction(Domain, Shape)
    {
        protected override int[] ListOperands() => [Source];

        public override Instruction WithOperands(IReadOnlyList<int> operands) => this with { Source = operands[0] };
    }

    /// <summary>
    /// Channel mixing with a matrix M on the unit domain: y[o,d] = sum_i M[o,i] x[i,d], or with <see cref="Transpose"/> y[i,d] = sum_o M[o,i] x[o,d].
    /// </summary>
    public sealed record Mix(int Matrix, int Source, bool Transpose, Domain Domain, Shape Shape) : Instruction(Domain, Shape)
    {
        protected override int[] ListOperands() => [Matrix, Source];

        public override Instruction WithOperands(IReadOnlyList<int> operands) => this with { Matrix = operands[0], Source = operands[1] };
    }

    /// <summary>M[o,i] = sum over items and components d of a[o,d] b[i,d], on the unit domain: the adjoint of <see cref="Mix"/> with respect to its matrix.</summary>
    public sealed record OuterSum(int Left, int Right, Shape Shape) : Instruction(Domain.Unit, Shape)
    {
        protected override int[] ListOperands() => [Left, Right];

        public override Instruction WithOperands(IReadOnlyList<int> operands) => this with { Left = operands[0], Right = operands[1] };
    }

    /// <summary>Channel by channel z[k,c] = sum T[c,a,b] x[k,a] y[k,b]; an operand with one channel serves all channels.</summary>
    public sealed record Contract(int Left, int Right, SparseTensor Tensor, Domain Domain, Shape Shape) : Instruction(Domain, Shape)
    {
        protected override int[] ListOperands() => [Left, Right];

        public override Instruction WithOperands(IReadOnlyList<int> operands) => this with { Left = operands[0], Right = operands[1] };
    }

    /// <summary>Channel by channel z[k,c] = sum_a T[c,a,0] x[k,a]: a constant linear map of the components.</summary>
    public sealed record MapComponents(int Source, SparseTensor Tensor, Domain Domain, Shape Shape) : Instruction(Domain, Shape)
    {
        protected override int[] ListOperands() => [Source];

        public override Instruction WithOperands(IReadOnlyList<int> operands) => this with { Source = operands[0] };
    }

    /// <summary>f(x), entry by entry.</summary>
    public sealed record Apply(ScalarFunction Function, int Source, Domain Domain, Shape Shape) : Instruction(Domain, Shape)
    {
        protected override int[] ListOperands() => [Source];

        public override Instruction WithOperands(IReadOnlyList<int> operands) => this with { Source = operands[0] };
    }

    /// <summary>scale * x + shift, entry by entry.</summary>
    public sealed record Affine(int Source, double Factor, double Shift, Domain Domain, Shape Shape) : Instruction(Domain, Shape)
    {
        protected override int[] ListOperands() => [Source];

        public override Instruction WithOperands(IReadOnlyList<int> operands) => this with { Source = operands[0] };
    }

    /// <summary>min(max(x, Low), High), entry by entry; the derivative is 1 inside and 0 outside.</summary>
    public sealed record Clamp(int Source, double Low, double High, Domain Domain, Shape Shape) : Instruction(Domain, Shape)
    {
        protected override int[] ListOperands() => [Source];

        public override Instruction WithOperands(IReadOnlyList<int> operands) => this with { Source = operands[0] };
    }

    /// <summary>x + y; an operand with one channel or one component serves all of them.</summary>
    public sealed record Add(int Left, int Right, Domain Domain, Shape Shape) : Instruction(Domain, Shape)
    {
        protected override int[] ListOperands() => [Left, Right];

        public override Instruction WithOperands(IReadOnlyList<int> operands) => this with { Left = operands[0], Right = operands[1] };
    }

    /// <summary>x * y, entry by entry; an operand with one channel or one component serves all of them.</summary>
    public sealed record Multiply(int Left, int Right, Domain Domain, Shape Shape) : Instruction(Domain, Shape)
    {
        protected override int[] ListOperands() => [Left, Right];

        public override Instruction WithOperands(IReadOnlyList<int> operands) => this with { Left = operands[0], Right = operands[1] };
    }

    /// <summary>Sum over channels and/or components, to one channel and/or one component.</summary>
    public sealed record Sum(int Source, Domain Domain, Shape Shape) : Instruction(Domain, Shape)
    {
        protected override int[] ListOperands() => [Source];

        public override Instruction WithOperands(IReadOnlyList<int> operands) => this with { Source = operands[0] };
    }

    /// <summary>A value with one channel and/or one component repeated to a larger shape: the adjoint of <see cref="Sum"/>.</summary>
    public sealed record Broadcast(int Source, Domain Domain, Shape Shape) : Instruction(Domain, Shape)
    {
        protected override int[] ListOperands() => [Source];

        public override Instruction WithOperands(IReadOnlyList<int> operands) => this with { Source = operands[0] };
    }

    /// <summary>Concatenation along the channels.</summary>
    public sealed record Concat(EquatableArray<int> Sources, Domain Domain, Shape Shape) : Instruction(Domain, Shape)
    {
        protected override int[] ListOperands() => Sources.ToArray();

        public override Instruction WithOperands(IReadOnlyList<int> operands) => this with { Sources = operands.ToEquatable() };
    }

    /// <summary>The block of channels [FirstChannel, FirstChannel + Channels) and components [FirstComponent, FirstComponent + Components).</summary>
    public sealed record Slice(int Source, int FirstChannel, int FirstComponent, Domain Domain, Shape Shape) : Instruction(Domain, Shape)
    {
        protected override int[] ListOperands() => [Source];

        public override Instruction WithOperands(IReadOnlyList<int> operands) => this with { Source = operands[0] };
    }

    /// <summary>The value placed as a block at (FirstChannel, FirstComponent) into zeros: the adjoint of <see cref="Slice"/>.</summary>
    public sealed record Pad(int Source, int FirstChannel, int FirstComponent, Domain Domain, Shape Shape) : Instruction(Domain, Shape)
    {
        protected override int[] ListOperands() => [Source];

        public override Instruction WithOperands(IReadOnlyList<int> operands) => this with { Source = operands[0] };
    }

    /// <summary>The same rows grouped otherwise into channels and components.</summary>
    public sealed record Reshape(int Source, Domain Domain, Shape Shape) : Instruction(Domain, Shape)
    {
        protected override int[] ListOperands() => [Source];

        public override Instruction WithOperands(IReadOnlyList<int> operands) => this with { Source = operands[0] };
    }

    /// <summary>
    /// x under a name of its own, so that it stays apart from equal values and nothing is simplified across it: what a derivative is taken by. Lowering writes it and removes it
    /// (<see cref="StripVariablesPass"/>).
    /// </summary>
    public sealed record Variable(int Source, string Name, Domain Domain, Shape Shape) : Instruction(Domain, Shape)
    {
        protected override int[] ListOperands() => [Source];

        public override Instruction WithOperands(IReadOnlyList<int> operands) => this with { Source = operands[0] };
    }

    /// <summary>x, held constant under differentiation.</summary>
    public sealed record StopGradient(int Source, Domain Domain, Shape Shape) : Instruction(Domain, Shape)
    {
        protected override int[] ListOperands() => [Source];

        public override Instruction WithOperands(IReadOnlyList<int> operands) => this with { Source = operands[0] };
    }

    /// <summary>What is kept of an instruction once it was asked for; it follows from the rest, and comparisons leave it out.</summary>
    private struct Memo : IEquatable<Memo>
    {
        public int[]? Value;

        public readonly bool Equals(Memo other) => true;

        public override readonly bool Equals(object? obj) => obj is Memo;

        public override readonly int GetHashCode() => 0;
    }
}
