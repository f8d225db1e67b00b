using System.ComponentModel;
using System.Runtime.CompilerServices;
using ILGPU;

namespace Intertwine.Gpu;

/// <summary>
/// The rows of a value for the items of one tile: row <c>c * components + d</c> is component d of channel c, items lie next to each other. In shared memory a row is <see cref="SharedStride"/> numbers long, one more than it
/// has items, so that threads that walk over the rows of one item meet different banks, as do threads that walk over the items of one row.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct GpuTile<T>(ArrayView<T> data, int start, int stride)
    where T : unmanaged
{
    /// <summary>Items of a tile.</summary>
    public const int Items = 32;

    /// <summary>Numbers from row to row in shared memory.</summary>
    public const int SharedStride = Items + 1;

    private readonly ArrayView<T> _data = data;
    private readonly int _start = start;
    private readonly int _stride = stride;

    /// <summary>The number of an item in a row.</summary>
    public ref T this[int row, int item]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref _data[_start + (row * _stride) + item];
    }
}
