namespace Intertwine.Generator.Kernels;

/// <summary>
/// Deviations from a mean add up to nothing: sum_i u (x_i - mean x) = 0, for any u that is the same for all of them. The adjoint of the mean in a variance is such a sum; without it the backward pass of a
/// normalisation over a batch needs no pass over the items of its own. The sum vanishes identically, so that derivatives of any order stay right.
/// </summary>
internal static class CentredSums
{
    /// <summary>The sum of <paramref name="source"/> over the items that point at each item, without the terms whose sum is 0.</summary>
    public static int ScatterSum(ProgramBuilder b, int source, IndexMap map)
    {
        List<int> terms = [];
        double factor = 1;
        while (b[source] is Instruction.Affine { Shift: 0 } scaled)
        {
            (source, factor) = (scaled.Source, factor * scaled.Factor);
        }

        Flatten(b, source, map, terms);
        List<int> rest = [.. terms.Where(term => b[term].Shape != b[source].Shape || !Vanishes(b, term, map))];
        if (rest.Count == 0)
        {
            return b.Constant(0, map.To, b[source].Shape);
        }

        int sum = rest.Count == terms.Count ? source : rest.Aggregate(b.Add);
        return b.ScatterSum(b.Affine(sum, factor), map);
    }

    private static void Flatten(ProgramBuilder b, int id, IndexMap map, List<int> terms)
    {
        if (b[id] is Instruction.Add add && !Vanishes(b, id, map))
        {
            Flatten(b, add.Left, map, terms);
            Flatten(b, add.Right, map, terms);
        }
        else
        {
            terms.Add(id);
        }
    }

    /// <summary>Whether a value is deviations from the mean over the map, times values that do not differ within it.</summary>
    private static bool Vanishes(ProgramBuilder b, int id, IndexMap map) => b[id] switch
    {
        Instruction.Affine { Shift: 0 } scaled => Vanishes(b, scaled.Source, map),
        Instruction.Multiply product => (IsCommon(b, product.Left, map) && Vanishes(b, product.Right, map)) || (IsCommon(b, product.Right, map) && Vanishes(b, product.Left, map)),
        Instruction.Add add => IsMinusMean(b, add.Left, add.Right, map) || IsMinusMean(b, add.Right, add.Left, map),
        _ => false,
    };

    private static bool IsCommon(ProgramBuilder b, int id, IndexMap map) => b[id] switch
    {
        Instruction.Gather gather => gather.Map == map,
        Instruction.Constant => true,
        Instruction.Affine affine => IsCommon(b, affine.Source, map),
        Instruction.Multiply product => IsCommon(b, product.Left, map) && IsCommon(b, product.Right, map),
        _ => false,
    };

    /// <summary>Whether <paramref name="mean"/> is minus the mean of <paramref name="x"/>, as <see cref="ProgramBuilder.ScatterMean"/> writes it, for every item.</summary>
    private static bool IsMinusMean(ProgramBuilder b, int mean, int x, IndexMap map) =>
        b[mean] is Instruction.Affine { Factor: -1, Shift: 0 } negative
        && b[negative.Source] is Instruction.Gather gather && gather.Map == map
        && b[gather.Source] is Instruction.Multiply product
        && (IsSumAndInverseCount(b, product.Left, product.Right, x, map) || IsSumAndInverseCount(b, product.Right, product.Left, x, map));

    private static bool IsSumAndInverseCount(ProgramBuilder b, int sum, int inverse, int x, IndexMap map) =>
        b[sum] is Instruction.ScatterSum scatter && scatter.Map == map && scatter.Source == x
        && b[inverse] is Instruction.Apply { Function: ScalarFunction.Reciprocal } reciprocal
        && b[reciprocal.Source] is Instruction.Clamp { Low: 1 } clamp && double.IsPositiveInfinity(clamp.High)
        && b[clamp.Source] is Instruction.Count count && count.Map == map;
}
