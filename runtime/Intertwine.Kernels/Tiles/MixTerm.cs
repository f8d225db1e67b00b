using System.ComponentModel;
using System.Numerics;

namespace Intertwine.Kernels;

/// <summary>A matrix and the value that it mixes: a term of <see cref="Tile.MixSum"/>.</summary>
/// <param name="matrix">Its entry [o, i] is <c>matrix[o * rowStride + i * columnStride]</c>.</param>
/// <param name="rowStride">Numbers between rows.</param>
/// <param name="columnStride">Numbers between columns.</param>
/// <param name="rowsIn">Channels of the source.</param>
/// <param name="source">The source, as many lanes per channel as the result has.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly unsafe struct MixTerm<T>(T* matrix, nint rowStride, nint columnStride, int rowsIn, T* source)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public readonly T* Matrix = matrix;
    public readonly nint RowStride = rowStride;
    public readonly nint ColumnStride = columnStride;
    public readonly int RowsIn = rowsIn;
    public readonly T* Source = source;
}
