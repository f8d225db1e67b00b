using System.Globalization;

namespace Intertwine.Algebra;

/// <summary>A partition of a number into weakly decreasing positive parts, written <c>[3,1]</c>; a Young diagram with these rows. Equal by value.</summary>
public sealed class Partition : IEquatable<Partition>
{
    private readonly int[] _parts;

    /// <param name="parts">Weakly decreasing positive numbers; none for the empty partition.</param>
    public Partition(IReadOnlyList<int> parts)
    {
        for (int i = 0; i < parts.Count; i++)
        {
            if (parts[i] < 1 || (i > 0 && parts[i] > parts[i - 1]))
            {
                throw new ArgumentException($"Expected weakly decreasing positive parts, came [{string.Join(",", parts)}].", nameof(parts));
            }
        }

        _parts = [.. parts];
        Sum = _parts.Sum();
    }

    public IReadOnlyList<int> Parts => _parts;

    /// <summary>The number that is partitioned: boxes of the diagram.</summary>
    public int Sum { get; }

    /// <summary>Rows and columns of the diagram exchanged.</summary>
    public Partition Conjugate => new(_parts.Length == 0 ? [] : [.. Enumerable.Range(0, _parts[0]).Select(column => _parts.Count(part => part > column))]);

    /// <summary>Number of standard tableaux of this shape, n! over the product of the hook lengths: the dimension of the irrep of S_n.</summary>
    public long TableauCount
    {
        get
        {
            Partition conjugate = Conjugate;
            double count = 1;
            int box = 0;
            for (int row = 0; row < _parts.Length; row++)
            {
                for (int column = 0; column < _parts[row]; column++)
                {
                    int hook = _parts[row] - column + conjugate._parts[column] - row - 1;
                    count *= (double)++box / hook;
                }
            }

            return (long)Math.Round(count);
        }
    }

    /// <summary>All partitions of <paramref name="sum"/>, lexicographically largest first: [3], [2,1], [1,1,1].</summary>
    public static IEnumerable<Partition> All(int sum) => Rows(sum, sum).Select(parts => new Partition(parts));

    /// <summary>Reads <c>[3,1]</c> or <c>[]</c> with white space anywhere between symbols; null where the text is no partition.</summary>
    public static Partition? TryParse(string text)
    {
        string trimmed = text.Trim();
        if (trimmed.Length < 2 || trimmed[0] != '[' || trimmed[trimmed.Length - 1] != ']')
        {
            return null;
        }

        string inner = trimmed.Substring(1, trimmed.Length - 2).Trim();
        List<int> parts = [];
        foreach (string part in inner.Length == 0 ? [] : inner.Split(','))
        {
            if (!int.TryParse(part.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out int number) || number < 1 || number > 10_000 || (parts.Count > 0 && number > parts[parts.Count - 1]))
            {
                return null;
            }

            parts.Add(number);
        }

        return new Partition(parts);
    }

    public bool Equals(Partition? other) => other is not null && Sequences.AreEqual(_parts, other._parts);

    public override bool Equals(object? obj) => Equals(obj as Partition);

    public override int GetHashCode() => Sequences.Hash(_parts);

    public override string ToString() => "[" + string.Join(",", _parts.Select(part => part.ToString(CultureInfo.InvariantCulture))) + "]";

    private static IEnumerable<List<int>> Rows(int sum, int largest)
    {
        if (sum == 0)
        {
            yield return [];
        }

        for (int first = Math.Min(sum, largest); first >= 1; first--)
        {
            foreach (List<int> rest in Rows(sum - first, first))
            {
                yield return [first, .. rest];
            }
        }
    }
}
