namespace Intertwine.Algebra;

/// <summary>
/// Makes an exact basis sparser. The reduced echelon form is often as sparse as can be (orbits of permutations, multiples of the identity), but not always: for the three isotropic tensors of order 4 it has
/// delta delta - delta delta among its elements. A greedy search: an element v becomes v - c w for the element w and the number c that leave the fewest non-zeros, as long as there is such a step; where there is none,
/// in small bases, v - c w - d u. It begins at the echelon form and at that of <see cref="RepeatedColumns"/>, and the sparser end counts.
/// </summary>
internal static class SparseCombinations
{
    /// <summary>Entries that are compared at most: a bound on time that does not depend on the machine.</summary>
    private const long Budget = 4_000_000;

    /// <summary>Elements of a basis up to which two others at once are tried.</summary>
    private const int MostForTwo = 32;

    /// <summary>Improves in place; at the end the first non-zero of each vector is 1, and they are ordered by it.</summary>
    public static void Improve(List<List<(int Index, Surd Value)>> basis, CancellationToken cancellation)
    {
        long nonZeros = NonZeros(basis);
        if (nonZeros == Support(basis))
        {
            // Every place of the space is taken once, which is the least.
            return;
        }

        List<List<(int Index, Surd Value)>> greedy = [.. basis];
        Search(greedy, cancellation);
        if (basis.Count * nonZeros <= Budget && RepeatedColumns.TryReduce(basis, cancellation) is { } other)
        {
            Search(other, cancellation);
            greedy = NonZeros(other) < NonZeros(greedy) ? other : greedy;
        }

        // The echelon form is the better known one where nothing is gained.
        if (NonZeros(greedy) < nonZeros)
        {
            basis.Clear();
            basis.AddRange(greedy.Select(Normalize));
            basis.Sort(Compare);
        }
    }

    private static long NonZeros(List<List<(int Index, Surd Value)>> basis)
    {
        long count = 0;
        foreach (List<(int Index, Surd Value)> vector in basis)
        {
            count += vector.Count;
        }

        return count;
    }

    private static int Support(List<List<(int Index, Surd Value)>> basis)
    {
        var places = new HashSet<int>();
        foreach (List<(int Index, Surd Value)> vector in basis)
        {
            foreach ((int index, _) in vector)
            {
                places.Add(index);
            }
        }

        return places.Count;
    }

    private static void Search(List<List<(int Index, Surd Value)>> basis, CancellationToken cancellation)
    {
        long work = 0;
        for (bool changed = basis.Count > 1; changed && work < Budget;)
        {
            changed = false;
            for (int i = 0; i < basis.Count && work < Budget; i++)
            {
                cancellation.ThrowIfCancellationRequested();
                changed |= ReduceByOne(basis, i, ref work);
            }

            for (int i = 0; i < basis.Count && !changed && basis.Count <= MostForTwo && work < Budget; i++)
            {
                cancellation.ThrowIfCancellationRequested();
                changed |= ReduceByTwo(basis, i, ref work);
            }
        }
    }

    private static bool ReduceByOne(List<List<(int Index, Surd Value)>> basis, int i, ref long work)
    {
        bool changed = false;
        for (int j = 0; j < basis.Count; j++)
        {
            work++;
            if (i == j || !MayOverlap(basis[i], basis[j]))
            {
                continue;
            }

            work += basis[i].Count + basis[j].Count;
            (Surd Factor, int Zeros, int Common) best = MostFrequentQuotient(basis[i], basis[j]);
            // Gained: zeros at equal quotients. Lost: the support of w outside that of v.
            if (best.Zeros > basis[j].Count - best.Common && TrySubtract(basis[i], basis[j], best.Factor) is { } sparser)
            {
                basis[i] = sparser;
                changed = true;
            }
        }

        return changed;
    }

    /// <summary>A first step that gains nothing, and a second that makes up for it.</summary>
    private static bool ReduceByTwo(List<List<(int Index, Surd Value)>> basis, int i, ref long work)
    {
        for (int j = 0; j < basis.Count; j++)
        {
            if (i == j || !MayOverlap(basis[i], basis[j]))
            {
                continue;
            }

            work += basis[i].Count + basis[j].Count;
            (Surd Factor, int Zeros, int Common) first = MostFrequentQuotient(basis[i], basis[j]);
            if (first.Zeros == 0 || TrySubtract(basis[i], basis[j], first.Factor) is not { } between)
            {
                continue;
            }

            for (int k = 0; k < basis.Count; k++)
            {
                if (k == i || k == j || !MayOverlap(between, basis[k]))
                {
                    continue;
                }

                work += between.Count + basis[k].Count;
                (Surd Factor, int Zeros, int Common) second = MostFrequentQuotient(between, basis[k]);
                if (between.Count - second.Zeros + basis[k].Count - second.Common < basis[i].Count && TrySubtract(between, basis[k], second.Factor) is { } sparser)
                {
                    basis[i] = sparser;
                    return true;
                }
            }
        }

        return false;
    }

    private static bool MayOverlap(List<(int Index, Surd Value)> v, List<(int Index, Surd Value)> w)
        => v.Count > 1 && v[0].Index <= w[w.Count - 1].Index && w[0].Index <= v[v.Count - 1].Index;

    /// <summary>The most frequent quotient v / w, how often it is there (so many entries of v - c w are zero), and the size of the common support.</summary>
    private static (Surd Factor, int Zeros, int Common) MostFrequentQuotient(List<(int Index, Surd Value)> v, List<(int Index, Surd Value)> w)
    {
        var counts = new Dictionary<Surd, int>();
        int common = 0;
        int best = 0;
        Surd factor = Surd.One;
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

        return (factor, best, common);
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
    internal static List<(int Index, Surd Value)>? TrySubtract(List<(int Index, Surd Value)> v, List<(int Index, Surd Value)> w, Surd factor)
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
