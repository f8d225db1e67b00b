namespace Intertwine.Algebra;

/// <summary>
/// Another form of an exact basis: each element is 1 at a place where all others are 0, as in the echelon form, but at places chosen so that as many others as possible go with them. The values of all elements at one place
/// are a column; where a column is a multiple of a chosen one, only one element is not zero. So the columns that repeat most (up to factors) are chosen first. For isotropic tensors these are the places that only one
/// product of deltas reaches.
/// </summary>
internal static class RepeatedColumns
{
    /// <summary>The basis in that form; null where a number is no surd, or does not fit.</summary>
    public static List<List<(int Index, Surd Value)>>? TryReduce(IReadOnlyList<List<(int Index, Surd Value)>> basis, CancellationToken cancellation)
    {
        try
        {
            return Eliminate([.. basis], Places(basis), cancellation);
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    private static List<List<(int Index, Surd Value)>>? Eliminate(List<List<(int Index, Surd Value)>> rows, IEnumerable<int> places, CancellationToken cancellation)
    {
        bool[] done = new bool[rows.Count];
        int left = rows.Count;
        foreach (int place in places)
        {
            cancellation.ThrowIfCancellationRequested();
            int pivot = -1;
            for (int i = 0; i < rows.Count; i++)
            {
                if (!done[i] && !At(rows[i], place).IsZero && (pivot < 0 || rows[i].Count < rows[pivot].Count))
                {
                    pivot = i;
                }
            }

            if (pivot < 0)
            {
                continue;
            }

            Surd inverse = At(rows[pivot], place).Inverse();
            rows[pivot] = [.. rows[pivot].Select(entry => (entry.Index, entry.Value * inverse))];
            for (int i = 0; i < rows.Count; i++)
            {
                if (i != pivot && At(rows[i], place) is { IsZero: false } factor)
                {
                    if (SparseCombinations.TrySubtract(rows[i], rows[pivot], factor) is not { } rest)
                    {
                        return null;
                    }

                    rows[i] = rest;
                }
            }

            done[pivot] = true;
            if (--left == 0)
            {
                break;
            }
        }

        return rows;
    }

    /// <summary>One place per class of proportional columns, the largest class first.</summary>
    private static IEnumerable<int> Places(IReadOnlyList<List<(int Index, Surd Value)>> basis)
    {
        var columns = new SortedDictionary<int, List<(int Row, Surd Value)>>();
        for (int row = 0; row < basis.Count; row++)
        {
            foreach ((int index, Surd value) in basis[row])
            {
                if (!columns.TryGetValue(index, out List<(int Row, Surd Value)>? column))
                {
                    columns.Add(index, column = []);
                }

                column.Add((row, column.Count == 0 ? value : value * column[0].Value.Inverse()));
            }
        }

        var classes = new Dictionary<string, (int First, int Count)>();
        foreach (KeyValuePair<int, List<(int Row, Surd Value)>> column in columns)
        {
            string key = string.Join(";", column.Value.Select((entry, i) => i == 0 ? $"{entry.Row}" : $"{entry.Row}:{entry.Value.Numerator}/{entry.Value.Denominator}r{entry.Value.Radicand}"));
            classes[key] = classes.TryGetValue(key, out (int First, int Count) known) ? (known.First, known.Count + 1) : (column.Key, 1);
        }

        return classes.Values.OrderByDescending(c => c.Count).ThenBy(c => c.First).Select(c => c.First);
    }

    private static Surd At(List<(int Index, Surd Value)> row, int place)
    {
        int low = 0;
        int high = row.Count - 1;
        while (low <= high)
        {
            int middle = (low + high) / 2;
            if (row[middle].Index == place)
            {
                return row[middle].Value;
            }

            (low, high) = row[middle].Index < place ? (middle + 1, high) : (low, middle - 1);
        }

        return Surd.Zero;
    }
}
