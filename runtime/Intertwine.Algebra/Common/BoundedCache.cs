using System.Collections.Concurrent;

namespace Intertwine.Algebra;

/// <summary>Results by their arguments. When it is full it starts again from nothing, so that a process that lives long keeps no more than <paramref name="capacity"/> results.</summary>
internal sealed class BoundedCache<TKey, TValue>(int capacity)
    where TKey : notnull
{
    private readonly ConcurrentDictionary<TKey, TValue> _entries = new();

    public bool TryGet(TKey key, out TValue value) => _entries.TryGetValue(key, out value!);

    public void Add(TKey key, TValue value)
    {
        if (_entries.Count >= capacity)
        {
            _entries.Clear();
        }

        _entries[key] = value;
    }
}
