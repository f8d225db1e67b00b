using Intertwine.Kernels;

namespace Intertwine;

/// <summary>An index map: one of a graph's own by its name, or one of a set that follows from the graph. Sets of the same description have the same maps, whatever their name.</summary>
internal readonly record struct MapKey
{
    private readonly string? _name;

    /// <summary><c>source</c>, <c>target</c>, <c>nodeGraph</c> or <c>edgeGraph</c>.</summary>
    public MapKey(string name) => _name = name;

    public MapKey(ItemSet set, SetMap end)
    {
        Set = set;
        End = end;
    }

    public string Name => _name ?? $"{Set}.{End}";

    public ItemSet? Set { get; }

    public SetMap End { get; }
}
