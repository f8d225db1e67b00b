using System.Numerics;

namespace Intertwine.Algebra;

/// <summary>
/// Irreps of SO(n) and O(n) for n ≥ 4 by partitions. O(n): partitions whose first two columns have at most n boxes together; a first column of more than n/2 boxes stands for the determinant times the partition with the first
/// column replaced by the rest of n. SO(n): at most n/2 rows; with n/2 rows and n divisible by 4 there are two, of which <c>[…,-b]</c> is the mirror image; for other even n they are conjugate and make one real irrep
/// of the complex type.
/// </summary>
internal static class OrthogonalWeights
{
    /// <summary>The irrep, or what is wrong with the weight.</summary>
    public static Result<Piece, string> Find(OrthogonalGroup group, IReadOnlyList<int> weight)
    {
        int n = group.Dimension;
        int half = n / 2;
        List<int> rows = [.. weight];
        while (rows.Count > 0 && rows[rows.Count - 1] == 0)
        {
            rows.RemoveAt(rows.Count - 1);
        }

        bool isMirrored = rows.Count > 0 && rows[rows.Count - 1] < 0;
        if (isMirrored)
        {
            if (!group.IsSpecial || n % 2 == 1 || rows.Count != half)
            {
                return "a partition: positive numbers that do not increase" + (group.IsSpecial && n % 2 == 0 ? $" (the last of {half} may be negative)" : "");
            }

            // Of n = 2 mod 4 the two are conjugate: one real irrep.
            rows[half - 1] = -rows[half - 1];
            isMirrored = n % 4 == 0;
        }

        for (int i = 0; i < rows.Count; i++)
        {
            if (rows[i] < 1 || (i > 0 && rows[i] > rows[i - 1]))
            {
                return "a partition: positive numbers that do not increase";
            }
        }

        int secondColumn = rows.Count(row => row > 1);
        if (group.IsSpecial ? rows.Count > half : rows.Count + secondColumn > n)
        {
            return group.IsSpecial ? $"a partition of at most {half} rows" : $"a partition whose first two columns have at most {n} boxes together";
        }

        if (rows.Count == 0)
        {
            return group.Trivial;
        }

        if (rows.Count == 1 && rows[0] == 1)
        {
            return group.Vector;
        }

        if (rows.Count == n)
        {
            return group.Determinant;
        }

        // The first column replaced by the rest of n.
        bool isTwisted = 2 * rows.Count > n;
        List<int> proper = isTwisted ? [.. Enumerable.Range(0, n - rows.Count).Select(i => i < rows.Count ? rows[i] : 0)] : rows;
        bool isFull = n % 2 == 0 && proper.Count == half;
        double complexDimension = WeylDimension.Orthogonal(n, proper);
        bool isComplex = group.IsSpecial && isFull && n % 4 == 2;
        double dimension = isComplex || (!group.IsSpecial && isFull) ? 2 * complexDimension : complexDimension;
        if (dimension > HighestWeightIrrep.MaximumDimension)
        {
            return $"an irrep of at most {HighestWeightIrrep.MaximumDimension} components";
        }

        Complex[][] vectors = [.. Enumerable.Range(0, half).Select(i => Isotropic(n, i, isMirrored && i == half - 1))];
        List<WeightColumn> columns = [];
        for (int length = 1; length <= proper.Count; length++)
        {
            int multiplicity = proper[length - 1] - (length < proper.Count ? proper[length] : 0);
            if (multiplicity > 0)
            {
                columns.Add(new WeightColumn(multiplicity, [.. vectors.Take(length)]));
            }
        }

        var spec = new HighestWeightSpec(
            (int)dimension,
            isComplex ? IrrepType.Complex : IrrepType.Real,
            columns,
            null,
            [.. Enumerable.Range(0, n - 1).Select(i => group.Plane(i, i + 1).Index)],
            isTwisted);
        if (spec.AmbientDimension(n) > CompositePiece.MaximumDimension)
        {
            return $"an irrep that is found in tensors of at most {CompositePiece.MaximumDimension} components";
        }

        if (isMirrored)
        {
            rows[half - 1] = -rows[half - 1];
        }

        return new HighestWeightIrrep(group, [.. rows], spec);
    }

    /// <summary>Reads <c>[2,1]</c>.</summary>
    public static Result<Piece, ParseError> Parse(OrthogonalGroup group, string name, int position)
        => Partitions.Read(name, position, "a partition", out ParseError? error) is not { } weight ? error!
            : Find(group, weight).TryGet(out Piece? piece, out string? expected) ? piece : new ParseError(position, name.Length, expected, $"'{name}'");

    /// <summary>An irrep of O(n) as one of SO(n), in the same basis; null where it splits, or where two become one.</summary>
    public static Piece? Restrict(OrthogonalGroup group, HighestWeightIrrep irrep)
    {
        int n = group.Dimension;
        int rows = irrep.Weight.Count;
        int[] proper = 2 * rows > n ? [.. irrep.Weight.Take(n - rows)] : [.. irrep.Weight];
        return 2 * proper.Length < n ? Find(group, proper).Value : null;
    }

    /// <summary>All irreps that can be built, by the number of boxes.</summary>
    public static IEnumerable<Irrep> All(OrthogonalGroup group)
    {
        int n = group.Dimension;
        for (int boxes = 0; boxes <= Partitions.MaximumBoxes; boxes++)
        {
            foreach (int[] partition in Partitions.Of(boxes, group.IsSpecial ? n / 2 : n))
            {
                if (Find(group, partition).Value is Irrep irrep)
                {
                    yield return irrep;
                }

                if (group.IsSpecial && n % 4 == 0 && partition.Length == n / 2)
                {
                    int[] mirrored = (int[])partition.Clone();
                    mirrored[mirrored.Length - 1] *= -1;
                    if (Find(group, mirrored).Value is Irrep other)
                    {
                        yield return other;
                    }
                }
            }
        }
    }

    /// <summary><c>e_{2i} ± i e_{2i+1}</c>, of weight ±1 under rotations of that plane.</summary>
    private static Complex[] Isotropic(int n, int i, bool isConjugate)
    {
        var vector = new Complex[n];
        vector[2 * i] = Complex.One;
        vector[(2 * i) + 1] = new Complex(0, isConjugate ? -1 : 1);
        return vector;
    }
}
