using System.Numerics;
using System.Runtime.CompilerServices;

namespace Intertwine.Kernels;

/// <summary>Products z_i·z_j of the points of a cloud, one row per query.</summary>
internal static unsafe class NeighbourProducts<V, T>
    where V : unmanaged, ISimd<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Queries <paramref name="begin"/> to <paramref name="begin"/> + <paramref name="count"/> - 1 of a panel with all keys.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply(NeighbourCloud<V, T>* cloud, int rows, int panel, int begin, int count, T* products, nint stride)
    {
        T* queries = cloud->Panel(panel, rows) + begin;
        for (int keys = 0; keys < cloud->Panels; keys++)
        {
            Multiply(queries, count, cloud->Panel(keys, rows), rows, products + (keys * Tile.Items), stride);
        }
    }

    private static void Multiply(T* queries, int count, T* keys, int rows, T* products, nint stride)
    {
        int vectors = MicroKernel.Vectors<V, T>();
        for (int t = 0; t < Tile.Items; t += vectors * V.Count)
        {
            var term = new MixTerm<T>(queries, 1, Tile.Items, rows, keys + t);
            MicroKernel.Panel<V, T>(vectors, &term, 1, count, 0, Tile.Items, products + t, stride, accumulate: false, bias: null);
        }
    }
}
