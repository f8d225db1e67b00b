namespace Intertwine.Algebra;

/// <summary>Permutations as arrays of images: i goes to p[i].</summary>
internal static class Permutation
{
    /// <summary>First <paramref name="right"/>, then <paramref name="left"/>.</summary>
    public static int[] Multiply(IReadOnlyList<int> left, IReadOnlyList<int> right)
    {
        int[] product = new int[right.Count];
        for (int i = 0; i < product.Length; i++)
        {
            product[i] = left[right[i]];
        }

        return product;
    }

    public static int[] Inverse(IReadOnlyList<int> permutation)
    {
        int[] inverse = new int[permutation.Count];
        for (int i = 0; i < inverse.Length; i++)
        {
            inverse[permutation[i]] = i;
        }

        return inverse;
    }

    /// <summary>The permutation of a word from those of the discrete generators.</summary>
    public static int[] OfWord(GroupElement element, IReadOnlyList<IReadOnlyList<int>> generators, int size)
    {
        int[] result = [.. Enumerable.Range(0, size)];
        foreach (GroupFactor factor in element.Factors)
        {
            IReadOnlyList<int> step = factor.Power < 0 ? Inverse(generators[factor.Discrete]) : generators[factor.Discrete];
            for (int rest = Math.Abs(factor.Power); rest > 0; rest >>= 1)
            {
                result = (rest & 1) == 1 ? Multiply(result, step) : result;
                step = rest > 1 ? Multiply(step, step) : step;
            }
        }

        return result;
    }

    /// <summary>The matrix with <c>M e_i = e_p(i)</c>.</summary>
    public static SparseGenerator ToGenerator(IReadOnlyList<int> permutation) => new([.. Inverse(permutation).Select(column => ((int Index, double Value)[])[(column, 1)])]);
}
