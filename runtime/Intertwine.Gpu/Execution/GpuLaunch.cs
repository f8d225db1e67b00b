using System.ComponentModel;
using ILGPU;

namespace Intertwine.Gpu;

/// <summary>What a generated kernel knows about its launch, passed by value.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct GpuLaunch
{
    /// <summary>Items of the loop's domain.</summary>
    public int Items;

    /// <summary>Groups that the tiles are divided among: group g works on tiles g, g + Groups, ….</summary>
    public int Groups;

    /// <summary>The tile of <paramref name="width"/> items that begins at item <c>tile * width</c>.</summary>
    public readonly GpuItems Tile(int tile, int width)
    {
        int first = tile * width;
        int rest = Items - first;
        return new GpuItems(first, rest < width ? rest : width, width);
    }

    /// <summary>How many tiles of <paramref name="width"/> items there are.</summary>
    public readonly int Tiles(int width) => (Items + width - 1) / width;
}

/// <summary>The items of one tile.</summary>
/// <param name="first">The first of them.</param>
/// <param name="count">How many there are; the last tile of a domain may have fewer than <paramref name="width"/>.</param>
/// <param name="width">Items of a full tile.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct GpuItems(int first, int count, int width)
{
    public readonly int First = first;
    public readonly int Count = count;
    public readonly int Width = width;
}

/// <summary>What all threads of a group do together.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class GpuGroup
{
    /// <summary>This thread's place in its group.</summary>
    public static int Thread => Group.IdxX;

    /// <summary>Threads of the group.</summary>
    public static int Threads => Group.DimX;

    /// <summary>Waits for all threads of the group; what they wrote, to shared memory or to that of the device, is visible to the others afterwards.</summary>
    public static void Barrier() => Group.Barrier();
}
