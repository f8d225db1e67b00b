using System.Runtime.CompilerServices;

namespace Intertwine.Kernels;

/// <summary>
/// Operations on tiles, of which generated kernels are made. A tile holds <see cref="Items"/> items along the lanes: a value with R rows is R x 64 numbers,
/// <c>tile[row * 64 + lane]</c>, 64-byte aligned. Memory outside tiles is row-major: <c>[items][rows]</c>.
/// </summary>
/// <remarks>
/// Lanes beyond the number of items (<c>count</c>) of the last tile hold zeros after a load. Operations that sum over items leave them out, so kernels may put
/// anything into them. The loops are compiled with full optimisation at once: a kernel is fast from its first call. They are never inlined: inside a method that the compiler inlines of
/// its own accord, its budget can run out, and then each vector operation becomes a call, which is fifty times slower.
/// </remarks>
public static unsafe partial class Tile
{
    /// <summary>Items per tile: 4 vectors of 16 numbers, 1 KiB per four rows of single precision.</summary>
    public const int Items = 64;

    /// <summary>Largest <c>V.Count</c> that scratch memory is laid out for.</summary>
    internal const int MaxLanes = 16;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static int RoundUp(int value, int multiple) => (value + multiple - 1) / multiple * multiple;
}
