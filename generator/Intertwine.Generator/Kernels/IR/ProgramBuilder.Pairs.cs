namespace Intertwine.Generator.Kernels;

/// <summary>Products and sums over pairs (<see cref="Instruction.PairProduct"/>, <see cref="Instruction.PairSum"/>).</summary>
internal sealed partial class ProgramBuilder
{
    /// <summary>One inner product per pair and head.</summary>
    public int PairProduct(int left, IndexMap leftMap, int right, IndexMap rightMap, int heads)
    {
        Check(this[left].Domain == leftMap.To && this[left].Shape.Channels % heads == 0, nameof(PairProduct), left);
        Check(this[right].Domain == rightMap.To && this[right].Shape == this[left].Shape && leftMap.From == rightMap.From && !leftMap.IsToUnit && !rightMap.IsToUnit, nameof(PairProduct), right);
        var shape = new Shape(heads, 1);
        return IsZero(left) || IsZero(right) ? Constant(0, leftMap.From, shape) : Emit(new Instruction.PairProduct(left, leftMap, right, rightMap, shape));
    }

    /// <summary>For every item of <c>to.To</c> the sum over its pairs of weight times what lies at the other end, head by head.</summary>
    public int PairSum(int weights, int source, IndexMap from, IndexMap to)
    {
        Shape shape = this[source].Shape;
        Check(this[weights].Domain == to.From && this[weights].Shape.Components == 1 && shape.Channels % this[weights].Shape.Channels == 0, nameof(PairSum), weights);
        Check(this[source].Domain == from.To && from.From == to.From && !from.IsToUnit && !to.IsToUnit, nameof(PairSum), source);
        return IsZero(weights) || IsZero(source) ? Constant(0, to.To, shape) : Emit(new Instruction.PairSum(weights, source, from, to, shape));
    }
}
