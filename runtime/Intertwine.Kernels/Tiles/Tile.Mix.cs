using System.Numerics;
using System.Runtime.CompilerServices;

namespace Intertwine.Kernels;

public static unsafe partial class Tile
{
    /// <summary>Mixes channels with a matrix: the linear layer, and with exchanged strides its transpose.</summary>
    /// <param name="lanes">Lanes per channel: 64 times the components of a channel.</param>
    /// <param name="count">Items of the tile: of every 64 lanes those from <paramref name="count"/> on may stay as they are.</param>
    /// <param name="accumulate">Whether to add to what <paramref name="destination"/> holds.</param>
    /// <param name="bias">A number per result channel to add, or null.</param>
    /// <remarks><c>destination[o, t] (+)= bias[o] + sum over i of matrix[o * rowStride + i * columnStride] * source[i, t]</c>.</remarks>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Mix<V, T>(
        T* matrix, int rowStride, int columnStride, int rowsOut, int rowsIn, T* source, T* destination, int lanes, int count, bool accumulate, T* bias = null)
        where V : unmanaged, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var term = new MixTerm<T>(matrix, rowStride, columnStride, rowsIn, source);
        MixTerms<V, T>(&term, 1, rowsOut, destination, lanes, count, accumulate, bias);
    }

    /// <summary>A sum of <see cref="Mix"/>, which reads and writes its result once.</summary>
    /// <remarks><c>destination[o, t] (+)= bias[o] + sum over terms and i of matrix[o, i] * source[i, t]</c>.</remarks>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void MixSum<V, T>(ReadOnlySpan<MixTerm<T>> terms, int rowsOut, T* destination, int lanes, int count, bool accumulate, T* bias = null)
        where V : unmanaged, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        fixed (MixTerm<T>* first = terms)
        {
            MixTerms<V, T>(first, terms.Length, rowsOut, destination, lanes, count, accumulate, bias);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void MixTerms<V, T>(MixTerm<T>* terms, int number, int rowsOut, T* destination, int lanes, int count, bool accumulate, T* bias)
        where V : unmanaged, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // One panel of lanes after the other: its source rows stay in the first-level cache while the matrices stream by.
        int vectors = MicroKernel.Vectors<V, T>();
        for (int component = 0; component < lanes; component += Items)
        {
            for (int t = 0; t < count; t += vectors * V.Count)
            {
                int wide = Math.Min(vectors, RoundUp(count - t, V.Count) / V.Count);
                MicroKernel.Panel<V, T>(wide, terms, number, rowsOut, component + t, lanes, destination + component + t, lanes, accumulate, bias);
            }
        }
    }
}
