using System.Globalization;

namespace Intertwine.Algebra;

/// <summary>
/// S_n, the permutations of n items. Generators: the transposition (1 2) of the first two items, and the cycle (1 2 … n) of all. <c>V</c> is a number per item; irreps are partitions of n.
/// </summary>
/// <param name="Count">n, from 1 to <see cref="MaximumCount"/>.</param>
public sealed record SymmetricGroup(int Count) : FiniteGroup
{
    /// <summary>Largest n of the notation.</summary>
    public const int MaximumCount = 10;

    /// <summary>Largest n whose elements are listed: 8! = 40320.</summary>
    public const int MaximumListed = 8;

    private const int Transposition = 0;

    private const int Cycle = 1;

    public int Count { get; } = Count is >= 1 and <= MaximumCount
        ? Count
        : throw new ArgumentOutOfRangeException(nameof(Count), Count, $"Expected a number of items from 1 to {MaximumCount}.");

    public override string Name => "S_" + Count.ToString(CultureInfo.InvariantCulture);

    public override int Dimension => Count;

    public override int DiscreteCount => 2;

    public override int? Order => Enumerable.Range(1, Count).Aggregate(1, (product, factor) => product * factor);

    public override Irrep Trivial => new SymmetricIrrep(this, new Partition([Count]));

    public override Piece Defining => new ActionPiece(this, DefiningNotation, Generators);

    /// <summary>The trivial one, then by dimension, then lexicographically largest partitions first.</summary>
    public override IEnumerable<Irrep> Irreps => Partition.All(Count).Select(partition => new SymmetricIrrep(this, partition)).OrderBy(irrep => irrep.IsTrivial ? 0 : irrep.Dimension);

    /// <summary>(1 2) and (1 2 … n), counted from 0.</summary>
    internal int[][] Generators =>
    [
        [.. Enumerable.Range(0, Count).Select(i => Count > 1 && i < 2 ? 1 - i : i)],
        [.. Enumerable.Range(0, Count).Select(i => (i + 1) % Count)],
    ];

    /// <summary>Where the element carries each item, counted from 0.</summary>
    public IReadOnlyList<int> PermutationOf(GroupElement element) => Permutation.OfWord(element, Generators, Count);

    /// <summary>The element that carries item i to <paramref name="images"/>[i], counted from 0.</summary>
    public GroupElement Element(IReadOnlyList<int> images)
    {
        if (images.Count != Count || !images.OrderBy(image => image).SequenceEqual(Enumerable.Range(0, Count)))
        {
            throw new ArgumentException($"Expected a permutation of the numbers from 0 to {Count - 1}, came ({string.Join(" ", images)}).", nameof(images));
        }

        // Sorting by exchanges of neighbouring places: p s_i … s_k = 1, so p = s_k … s_i.
        int[] rest = [.. images];
        GroupElement element = GroupElement.Identity(this);
        for (int end = Count - 1; end > 0; end--)
        {
            for (int i = 0; i < end; i++)
            {
                if (rest[i] > rest[i + 1])
                {
                    (rest[i], rest[i + 1]) = (rest[i + 1], rest[i]);
                    element = Exchange(i) * element;
                }
            }
        }

        return element.Simplified();
    }

    /// <summary>An element drawn uniformly (Fisher and Yates).</summary>
    public override GroupElement Random(Random random, double translationScale = 1)
    {
        int[] images = [.. Enumerable.Range(0, Count)];
        for (int i = Count - 1; i > 0; i--)
        {
            int j = random.Next(i + 1);
            (images[i], images[j]) = (images[j], images[i]);
        }

        return Element(images);
    }

    /// <summary>One element per cycle type; its class has <c>n! / prod_k (k^m_k m_k!)</c> elements, with m_k cycles of length k.</summary>
    public override IReadOnlyList<ClassNode> ClassQuadrature(int degree) => [.. Partition.All(Count).Select(type =>
    {
        int[] images = [.. Enumerable.Range(0, Count)];
        int start = 0;
        double share = 1;
        foreach (IGrouping<int, int> lengths in type.Parts.GroupBy(length => length))
        {
            int copies = 0;
            foreach (int length in lengths)
            {
                for (int i = 0; i < length; i++)
                {
                    images[start + i] = start + ((i + 1) % length);
                }

                start += length;
                share /= length * ++copies;
            }
        }

        return new ClassNode(Element(images), share);
    })];

    internal override Result<Piece, ParseError> ParseIrrep(string name, int position)
    {
        if (Partition.TryParse(name) is { } partition)
        {
            return partition.Sum == Count
                ? new SymmetricIrrep(this, partition)
                : new ParseError(position, name.Length, $"a partition of {Count} as an irrep of {Name}", $"'{name}', a partition of {partition.Sum}");
        }

        return name.StartsWith("[", StringComparison.Ordinal)
            ? new ParseError(position, name.Length, $"a partition of {Count}, weakly decreasing positive numbers such as {ExampleNames[1 % ExampleNames.Count]}", $"'{name}'")
            : UnknownPiece(name, position);
    }

    private protected override FiniteStructure CreateStructure() => Count <= MaximumListed
        ? new(this, FiniteClosure.LeftMultiplication([.. Generators.Select(Encode)], Encode([.. Enumerable.Range(0, Count)]), Multiply))
        : throw new NotSupportedException($"The {Order} elements of {Name} are not listed: expected at most {MaximumListed} items.");

    /// <summary>s_i, which exchanges the items i and i + 1: the transposition carried there by the cycle.</summary>
    private GroupElement Exchange(int i) => GroupElement.Discrete(this, Cycle, i) * GroupElement.Discrete(this, Transposition) * GroupElement.Discrete(this, Cycle, -i);

    /// <summary>Four bits per item.</summary>
    private static ulong Encode(int[] images)
    {
        ulong code = 0;
        for (int i = 0; i < images.Length; i++)
        {
            code |= (ulong)images[i] << (4 * i);
        }

        return code;
    }

    private static ulong Multiply(ulong left, ulong right)
    {
        ulong product = 0;
        for (int i = 0; i < 4 * MaximumListed; i += 4)
        {
            int image = (int)(right >> i) & 15;
            product |= ((left >> (4 * image)) & 15) << i;
        }

        return product;
    }
}
