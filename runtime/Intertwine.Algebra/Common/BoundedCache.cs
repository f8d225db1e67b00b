using System.Collections.Concurrent;

namespace Intertwine.Algebra;

/// <summary>
/// Results by their arguments. When it is full it starts again from nothing, so that a process that lives long keeps no more than <paramref name="capacity"/> results (or their weight, where they have one).
/// Threads may add and read at the same time; what is added is complete.
/// </summary>
internal sealed class BoundedCache<TKey, TValue>(long capacity)
    where TKey : notnull
{
    private readonly ConcurrentDictionary<TKey, TValue> _entries = new();

    private long _weight;

    public bool TryGet(TKey key, out TValue value) => _entries.TryGetValue(key, out value!);

    public void Add(TKey key, TValue value, long weight = 1)
    {
        if (Interlocked.Add(ref _weight, weight) > capacity)
        {
            Clear();
            Interlocked.Add(ref _weight, weight);
        }

        _entries[key] = value;
    }

    public void Clear()
    {
        _entries.Clear();
        Interlocked.Exchange(ref _weight, 0);
    }
}
