namespace Intertwine.Algebra;

/// <summary>
/// Makes an exact basis sparser. The reduced echelon form is often as sparse as can be (orbits of permutations, multiples of the identity), but not always: for the three isotropic tensors of order 4 it has
/// delta delta - delta delta among its elements. A greedy search: an element v becomes v - c w for the element w and the number c that leave the fewest non-zeros, as long as there is such a step.
/// </summary>
internal static class SparseCombinations
{
    /// <summary>Entries that are compared at most: a bound on time that does not depend on the machine.</summary>
    private const long Budget = 4_000_000;

    /// <summary>Improves in place; at the end the first non-zero of each vector is 1, and they are ordered by it.</summary>
    public static void Improve(List<List<(int Index, Surd Value)>> basis, CancellationToken cancellation)
    {
        long work = 0;
        bool changed = basis.Count > 1;
        bool any = false;
        while (changed && work < Budget)
        {
            changed = false;
            for (int i = 0; i < basis.Count && work < Budget; i++)
            {
                cancellation.ThrowIfCancellationRequested();
                for (int j = 0; j < basis.Count; j++)
                {
                    work += 1;
                    if (i == j || basis[i].Count == 1 || basis[i][0].Index > basis[j][^1].Index || basis[j][0].Index > basis[i][^1].Index)
                    {
                        continue;
                    }

                    work += basis[i].Count + basis[j].Count;
                    if (BestFactor(basis[i], basis[j]) is { } factor && TrySubtract(basis[i], basis[j], factor) is { } sparser)
                    {
                        basis[i] = sparser;
                        changed = any = true;
                    }
                }
            }
        }

        if (!any)
        {
            return;
        }

        for (int i = 0; i < basis.Count; i++)
        {
            basis[i] = Normalize(basis[i]);
        }

        basis.Sort(Compare);
    }

    /// <summary>c for which v - c w has fewer non-zeros than v, the fewest there are; null where there is none. Most frequent quotient v / w over the common support.</summary>
    private static Surd? BestFactor(List<(int Index, Surd Value)> v, List<(int Index, Surd Value)> w)
    {
        var counts = new Dictionary<Surd, int>();
        int common = 0;
        int best = 0;
        Surd? factor = null;
        for (int i = 0, j = 0; i < v.Count && j < w.Count;)
        {
            if (v[i].Index != w[j].Index)
            {
                if (v[i].Index < w[j].Index)
                {
                    i++;
                }
                else
                {
                    j++;
                }

                continue;
            }

            common++;
            Surd? quotient = Quotient(v[i++].Value, w[j++].Value);
            if (quotient is { } number)
            {
                counts.TryGetValue(number, out int count);
                counts[number] = ++count;
                if (count > best)
                {
                    best = count;
                    factor = number;
                }
            }
        }

        // Gained: zeros at equal quotients. Lost: the support of w outside that of v.
        return best > w.Count - common ? factor : null;
    }

    private static Surd? Quotient(Surd left, Surd right)
    {
        try
        {
            return left * right.Inverse();
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    /// <summary>v - c w; null where an entry is no surd any more, or does not fit.</summary>
    private static List<(int Index, Surd Value)>? TrySubtract(List<(int Index, Surd Value)> v, List<(int Index, Surd Value)> w, Surd factor)
    {
        List<(int Index, Surd Value)> result = new(v.Count);
        try
        {
            for (int i = 0, j = 0; i < v.Count || j < w.Count;)
            {
                int left = i < v.Count ? v[i].Index : int.MaxValue;
                int right = j < w.Count ? w[j].Index : int.MaxValue;
                Surd value = left <= right ? v[i++].Value : Surd.Zero;
                if (right <= left && !Surd.TryAdd(value, -(factor * w[j++].Value), out value))
                {
                    return null;
                }

                if (!value.IsZero)
                {
                    result.Add((Math.Min(left, right), value));
                }
            }
        }
        catch (OverflowException)
        {
            return null;
        }

        return result;
    }

    private static List<(int Index, Surd Value)> Normalize(List<(int Index, Surd Value)> vector)
    {
        try
        {
            Surd inverse = vector[0].Value.Inverse();
            return [.. vector.Select(entry => (entry.Index, entry.Value * inverse))];
        }
        catch (OverflowException)
        {
            return vector;
        }
    }

    private static int Compare(List<(int Index, Surd Value)> left, List<(int Index, Surd Value)> right)
    {
        for (int i = 0; i < Math.Min(left.Count, right.Count); i++)
        {
            if (left[i].Index != right[i].Index)
            {
                return left[i].Index.CompareTo(right[i].Index);
            }
        }

        return left.Count.CompareTo(right.Count);
    }
}
