using System.Runtime.InteropServices;

namespace Intertwine.Kernels;

/// <summary>
/// A map from the items of one domain to the items of another, in both directions: <see cref="Index"/> says where item i points, and items
/// <c>Items[Start[j]] … Items[Start[j + 1] - 1]</c> (ascending) are those that point at j. Sums over them have a fixed order and need no atomics.
/// </summary>
public sealed unsafe class IndexTable : IDisposable
{
    private int* _memory;
    private nuint _capacity;

    /// <summary>Builds the table from the target of every item.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A target lies outside [0, <paramref name="toCount"/>).</exception>
    public IndexTable(ReadOnlySpan<long> targets, int toCount, string name)
        : this(targets.Length, toCount, name)
    {
        for (int i = 0; i < From; i++)
        {
            // What does not fit into 32 bits is out of range, and stays so.
            Index[i] = targets[i] is >= 0 and <= int.MaxValue ? (int)targets[i] : OutOfRange(i, targets[i]);
        }

        Complete();
    }

    /// <summary>A table to be filled: write <see cref="Index"/>, then call <see cref="Complete"/>.</summary>
    public IndexTable(int from, int to, string name) => Resize(from, to, name);

    ~IndexTable() => Free();

    public string Name { get; private set; } = "";

    public int From { get; private set; }

    public int To { get; private set; }

    /// <summary>Whether the items stand in the order of their targets, so that <see cref="Items"/> is 0, 1, 2, ….</summary>
    public bool IsSorted { get; private set; }

    /// <summary>[From]: where each item points.</summary>
    public int* Index { get; private set; }

    /// <summary>[To + 1]: where the items of each target begin in <see cref="Items"/>.</summary>
    public int* Start { get; private set; }

    /// <summary>[From]: the items, ordered by target.</summary>
    public int* Items { get; private set; }

    /// <summary>Other sizes, in the same memory where it is large enough. With the sizes that it has a table stays as it is; else it has to be filled anew.</summary>
    public void Resize(int from, int to, string name)
    {
        Name = name;
        if (from == From && to == To && _memory != null)
        {
            return;
        }

        nuint length = (nuint)((2L * from) + to + 1);
        if (_capacity < length)
        {
            Free();
            _memory = (int*)NativeMemory.Alloc(length, sizeof(int));
            _capacity = length;
        }

        (From, To) = (from, to);
        Index = _memory;
        Start = _memory + from;
        Items = Start + to + 1;
    }

    /// <summary>Orders the items by where <see cref="Index"/> says that they point. Allocates nothing.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An item points outside [0, <see cref="To"/>).</exception>
    public void Complete()
    {
        new Span<int>(Start, To + 1).Clear();
        bool sorted = true;
        for (int i = 0; i < From; i++)
        {
            int target = Index[i];
            if (target < 0 || target >= To)
            {
                OutOfRange(i, target);
            }

            sorted &= i == 0 || target >= Index[i - 1];
            Start[target + 1]++;
        }

        for (int j = 0; j < To; j++)
        {
            Start[j + 1] += Start[j];
        }

        // Start[j] runs through the segment of j while it is filled, to where that of j + 1 began.
        for (int i = 0; i < From; i++)
        {
            Items[Start[Index[i]]++] = i;
        }

        for (int j = To; j > 0; j--)
        {
            Start[j] = Start[j - 1];
        }

        Start[0] = 0;
        IsSorted = sorted;
    }

    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private int OutOfRange(int item, long target)
    {
        Dispose();
        throw new ArgumentOutOfRangeException(Name, target, $"The index map '{Name}' sends item {item} to {target}; expected 0 to {To - 1}.");
    }

    private void Free()
    {
        NativeMemory.Free(_memory);
        _memory = null;
        _capacity = 0;
    }
}
