using System.Runtime.CompilerServices;
using ILGPU;
using Intertwine.Kernels;

namespace Intertwine.Gpu;

/// <summary>The copy of an <see cref="IndexTable"/> on a device, in one block: where each item points, and the items that point at each target.</summary>
public sealed unsafe class GpuIndexTable
{
    private static readonly ConditionalWeakTable<IndexTable, Dictionary<GpuDevice, GpuIndexTable>> Copies = [];

    private readonly GpuMemory _memory;

    private GpuIndexTable(GpuDevice device, IndexTable table)
    {
        (Name, From, To, IsSorted) = (table.Name, table.From, table.To, table.IsSorted);
        long items = GpuBuffer.Aligned((long)From * sizeof(int));
        long starts = GpuBuffer.Aligned((To + 1L) * sizeof(int));
        _memory = GpuMemory.Rent(device);
        _memory.Require((2 * items) + starts);
        Index = Fill(0, table.Index, From);
        Start = Fill(items, table.Start, To + 1);
        Items = Fill(items + starts, table.Items, From);
    }

    /// <summary>The memory goes back to the pool when nothing refers to the table: graphs may come and go in every step.</summary>
    ~GpuIndexTable() => _memory?.Return();

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

    private GpuBuffer Fill(long offset, int* values, int count)
    {
        GpuBuffer part = _memory.Buffer.Slice(offset, (long)count * sizeof(int));
        part.CopyFrom(values, (long)count * sizeof(int));
        return part;
    }
}
