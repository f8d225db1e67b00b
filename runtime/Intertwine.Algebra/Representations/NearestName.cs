namespace Intertwine.Algebra;

/// <summary>The known name nearest to an unknown one.</summary>
public static class NearestName
{
    /// <summary>The candidate with the fewest insertions, deletions and replacements (Levenshtein distance), if these are less than half of the longer name.</summary>
    public static string? Of(string name, IReadOnlyList<string> candidates, bool caseMatters)
    {
        string? nearest = null;
        int best = int.MaxValue;
        foreach (string candidate in candidates)
        {
            int distance = caseMatters ? Distance(name, candidate) : Distance(name.ToUpperInvariant(), candidate.ToUpperInvariant());
            if (distance < best && 2 * distance < Math.Max(name.Length, candidate.Length))
            {
                nearest = candidate;
                best = distance;
            }
        }

        return nearest;
    }

    private static int Distance(string left, string right)
    {
        int[] previous = [.. Enumerable.Range(0, right.Length + 1)];
        for (int i = 1; i <= left.Length; i++)
        {
            int[] current = new int[right.Length + 1];
            current[0] = i;
            for (int j = 1; j <= right.Length; j++)
            {
                int replaced = previous[j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1);
                current[j] = Math.Min(replaced, Math.Min(previous[j], current[j - 1]) + 1);
            }

            previous = current;
        }

        return previous[right.Length];
    }
}
