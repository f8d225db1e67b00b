using System.Runtime.CompilerServices;
using ILGPU;
using Intertwine.Kernels;

namespace Intertwine.Gpu;

/// <summary>The copy of an <see cref="IndexTable"/> on a device, in one block: where each item points, and the items that point at each target.</summary>
public sealed unsafe class GpuIndexTable
{
    private static readonly ConditionalWeakTable<IndexTable, Dictionary<GpuDevice, GpuIndexTable>> Copies = [];

    private readonly GpuMemory _memory;
    private int _released;

    private GpuIndexTable(GpuDevice device, IndexTable table)
        : this(device, table.From, table.To, table.Name)
    {
        IsSorted = table.IsSorted;
        Index.CopyFrom(table.Index, (long)From * sizeof(int));
        Start.CopyFrom(table.Start, (To + 1L) * sizeof(int));
        Items.CopyFrom(table.Items, (long)From * sizeof(int));
    }

    /// <summary>A table to be filled on the device, in an order that nobody knows before.</summary>
    internal GpuIndexTable(GpuDevice device, int from, int to, string name)
    {
        (Name, From, To) = (name, from, to);
        long items = GpuBuffer.Aligned((long)from * sizeof(int));
        long starts = GpuBuffer.Aligned((to + 1L) * sizeof(int));
        _memory = GpuMemory.Rent(device);
        _memory.Require((2 * items) + starts);
        Index = _memory.Buffer.Slice(0, (long)from * sizeof(int));
        Start = _memory.Buffer.Slice(items, (to + 1L) * sizeof(int));
        Items = _memory.Buffer.Slice(items + starts, (long)from * sizeof(int));
    }

    /// <summary>The memory goes back to the pool when nothing refers to the table: graphs may come and go in every step.</summary>
    ~GpuIndexTable() => Release();

    public string Name { get; }

    public int From { get; }

    public int To { get; }

    /// <summary>Whether the items stand in the order of their targets.</summary>
    public bool IsSorted { get; }

    /// <summary>[From]: where each item points.</summary>
    public GpuBuffer Index { get; }

    /// <summary>[To + 1]: where the items of each target begin in <see cref="Items"/>.</summary>
    public GpuBuffer Start { get; }

    /// <summary>[From]: the items, ordered by target.</summary>
    public GpuBuffer Items { get; }

    /// <summary>The copy of a table on a device, made at the first use and kept as long as the table.</summary>
    public static GpuIndexTable Of(GpuDevice device, IndexTable table)
    {
        ArgumentNullException.ThrowIfNull(device);
        ArgumentNullException.ThrowIfNull(table);
        Dictionary<GpuDevice, GpuIndexTable> copies = Copies.GetOrCreateValue(table);
        lock (copies)
        {
            if (!copies.TryGetValue(device, out GpuIndexTable? copy))
            {
                copy = new GpuIndexTable(device, table);
                GC.KeepAlive(table);
                copies.Add(device, copy);
            }

            return copy;
        }
    }

    /// <summary>Gives the memory back: for tables that one call or batch owns.</summary>
    internal void Release()
    {
        if (Interlocked.Exchange(ref _released, 1) == 0)
        {
            _memory?.Return();
        }
    }
}
