using System.Runtime.InteropServices;

namespace Intertwine.Kernels;

/// <summary>
/// A map from the items of one domain to the items of another, in both directions: <see cref="Index"/> says where item i points, and items
/// <c>Items[Start[j]] … Items[Start[j + 1] - 1]</c> (ascending) are those that point at j. Sums over them have a fixed order and need no atomics.
/// </summary>
public sealed unsafe class IndexTable : IDisposable
{
    private int* _memory;

    /// <summary>Builds the table from the target of every item.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A target lies outside [0, <paramref name="toCount"/>).</exception>
    public IndexTable(ReadOnlySpan<long> targets, int toCount, string name)
    {
        Name = name;
        From = targets.Length;
        To = toCount;
        _memory = (int*)NativeMemory.Alloc((nuint)((2L * From) + To + 1), sizeof(int));
        Index = _memory;
        Start = _memory + From;
        Items = Start + To + 1;
        new Span<int>(Start, To + 1).Clear();
        bool sorted = true;
        for (int i = 0; i < From; i++)
        {
            long target = targets[i];
            if (target < 0 || target >= toCount)
            {
                Dispose();
                throw new ArgumentOutOfRangeException(name, target, $"The index map '{name}' sends item {i} to {target}; expected 0 to {toCount - 1}.");
            }

            sorted &= i == 0 || target >= targets[i - 1];
            Index[i] = (int)target;
            Start[target + 1]++;
        }

        for (int j = 0; j < To; j++)
        {
            Start[j + 1] += Start[j];
        }

        int[] next = new Span<int>(Start, To).ToArray();
        for (int i = 0; i < From; i++)
        {
            Items[next[Index[i]]++] = i;
        }

        IsSorted = sorted;
    }

    ~IndexTable() => Free();

    public string Name { get; }

    public int From { get; }

    public int To { get; }

    /// <summary>Whether the items stand in the order of their targets, so that <see cref="Items"/> is 0, 1, 2, ….</summary>
    public bool IsSorted { get; }

    /// <summary>[From]: where each item points.</summary>
    public int* Index { get; }

    /// <summary>[To + 1]: where the items of each target begin in <see cref="Items"/>.</summary>
    public int* Start { get; }

    /// <summary>[From]: the items, ordered by target.</summary>
    public int* Items { get; }

    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private void Free()
    {
        NativeMemory.Free(_memory);
        _memory = null;
    }
}
