namespace Intertwine.Algebra;

/// <summary>Equality and hashes of lists by their elements, for records that hold lists.</summary>
internal static class Sequences
{
    public static bool AreEqual<T>(IReadOnlyList<T> left, IReadOnlyList<T> right)
    {
        if (ReferenceEquals(left, right))
        {
            return true;
        }

        if (left.Count != right.Count)
        {
            return false;
        }

        for (int i = 0; i < left.Count; i++)
        {
            if (!EqualityComparer<T>.Default.Equals(left[i], right[i]))
            {
                return false;
            }
        }

        return true;
    }

    public static int Hash<T>(IReadOnlyList<T> items)
    {
        int hash = 17;
        for (int i = 0; i < items.Count; i++)
        {
            hash = Combine(hash, items[i]?.GetHashCode() ?? 0);
        }

        return hash;
    }

    public static int Combine(int first, int second) => unchecked((first * 31) + second);
}
