using System.Numerics;
using System.Runtime.CompilerServices;

namespace Intertwine.Kernels;

public static unsafe partial class Tile
{
    /// <summary>Mixes channels with a matrix: the linear layer, and with exchanged strides its transpose.</summary>
    /// <param name="lanes">Lanes per channel: 64 times the components of a channel.</param>
    /// <param name="accumulate">Whether to add to what <paramref name="destination"/> holds.</param>
    /// <param name="bias">A number per result channel to add, or null.</param>
    /// <remarks><c>destination[o, t] (+)= bias[o] + sum over i of matrix[o * rowStride + i * columnStride] * source[i, t]</c> for all <paramref name="lanes"/> lanes t.</remarks>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Mix<V, T>(
        T* matrix, int rowStride, int columnStride, int rowsOut, int rowsIn, T* source, T* destination, int lanes, bool accumulate, T* bias = null)
        where V : unmanaged, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // One panel of lanes after the other: its source rows stay in the first-level cache while the matrix streams by.
        int vectors = MicroKernel.Vectors<V, T>();
        for (int t = 0; t < lanes; t += vectors * V.Count)
        {
            MicroKernel.Panel<V, T>(vectors, matrix, rowStride, columnStride, rowsOut, rowsIn, source + t, lanes, destination + t, lanes, accumulate, bias);
        }
    }
}
