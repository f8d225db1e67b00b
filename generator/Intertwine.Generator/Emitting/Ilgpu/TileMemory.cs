using Intertwine.Generator.Emitting.Simd;

namespace Intertwine.Generator.Emitting.Ilgpu;

/// <summary>Where the rows of a tile are.</summary>
internal enum TileSpace
{
    /// <summary>Shared memory of the group.</summary>
    Shared,

    /// <summary>Device memory of the group, for what has no place in shared memory.</summary>
    Scratch,

    /// <summary>Device memory of the value itself, tile after tile.</summary>
    InPlace,
}

/// <summary>A run of rows in one of the spaces.</summary>
/// <param name="Value">The value whose memory it is, for <see cref="TileSpace.InPlace"/>.</param>
internal readonly record struct TilePlace(TileSpace Space, int Value, int Start, int Rows)
{
    public bool Overlaps(TilePlace other) => Space == other.Space
        && (Space == TileSpace.InPlace ? Value == other.Value : Start < other.Start + other.Rows && other.Start < Start + Rows);
}

/// <summary>
/// Gives every tile of a kernel its place: shared memory as long as it lasts, device memory for the rest. Places are used again as soon as a tile was read for the last time. Values of private layout are worked on where they
/// lie, in full coalesced rows; those that a product reads many times are staged in shared memory where there is room.
/// </summary>
internal sealed class TileMemory
{
    private readonly Dictionary<int, TilePlace> _places = [];
    private readonly TileAllocator _shared = new();
    private readonly TileAllocator _scratch = new();

    private TileMemory()
    {
    }

    /// <summary>The kernel's steps, with those that stage a value.</summary>
    public IReadOnlyList<TileStep> Steps { get; private set; } = [];

    public int SharedRows => _shared.Rows;

    public int ScratchRows => _scratch.Rows;

    public TilePlace this[int value] => _places[value];

    /// <param name="steps">The kernel's steps.</param>
    /// <param name="holder">The value whose tile holds a value.</param>
    /// <param name="rows">Rows of a value.</param>
    /// <param name="inMemory">Values of private layout.</param>
    /// <param name="staged">Those among them that a product reads and this loop does not write.</param>
    /// <param name="sharedRows">Rows that shared memory has.</param>
    public static TileMemory Assign(IReadOnlyList<TileStep> steps, Func<int, int> holder, Func<int, int> rows, ICollection<int> inMemory, ICollection<int> staged, int sharedRows)
    {
        var last = new Dictionary<int, int>();
        for (int i = 0; i < steps.Count; i++)
        {
            foreach (int value in steps[i].Reads.Concat(steps[i].Writes))
            {
                last[holder(value)] = i;
            }
        }

        var memory = new TileMemory();
        var all = new List<TileStep>();
        for (int i = 0; i < steps.Count; i++)
        {
            foreach (int value in steps[i].Reads.Concat(steps[i].Writes).Select(holder).Distinct())
            {
                if (memory._places.ContainsKey(value))
                {
                    continue;
                }

                if (inMemory.Contains(value) && !(staged.Contains(value) && memory._shared.CanAllocate(rows(value), sharedRows)))
                {
                    memory._places.Add(value, new TilePlace(TileSpace.InPlace, value, 0, rows(value)));
                    continue;
                }

                if (inMemory.Contains(value))
                {
                    all.Add(new TileStep.Load(value));
                }

                memory.Place(value, rows(value), sharedRows);
            }

            all.Add(steps[i]);
            foreach (int value in steps[i].Reads.Concat(steps[i].Writes).Select(holder).Distinct())
            {
                if (last[value] == i)
                {
                    memory.Release(memory._places[value]);
                }
            }
        }

        memory.Steps = all;
        return memory;
    }

    private void Place(int value, int rows, int sharedRows)
    {
        bool isShared = _shared.CanAllocate(rows, sharedRows);
        int start = (isShared ? _shared : _scratch).Allocate(rows);
        _places.Add(value, new TilePlace(isShared ? TileSpace.Shared : TileSpace.Scratch, value, start, rows));
    }

    private void Release(TilePlace place)
    {
        if (place.Space != TileSpace.InPlace)
        {
            (place.Space == TileSpace.Shared ? _shared : _scratch).Release(place.Start, place.Rows);
        }
    }
}

/// <summary>Decides where a group has to wait: before a step that touches rows that another thread may have written, or may still read, since the last barrier.</summary>
internal sealed class TileHazards
{
    private readonly List<TilePlace> _read = [];
    private readonly List<TilePlace> _written = [];

    /// <summary>Whether a step needs a barrier before it.</summary>
    public bool Before(IReadOnlyCollection<TilePlace> reads, IReadOnlyCollection<TilePlace> writes) =>
        reads.Concat(writes).Any(p => _written.Any(p.Overlaps)) || writes.Any(p => _read.Any(p.Overlaps));

    /// <summary>All threads have met, and see what was written before.</summary>
    public void Clear()
    {
        _read.Clear();
        _written.Clear();
    }

    public void Add(IEnumerable<TilePlace> reads, IEnumerable<TilePlace> writes)
    {
        _read.AddRange(reads);
        _written.AddRange(writes);
    }
}
