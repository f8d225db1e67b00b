using System.Numerics;
using System.Runtime.CompilerServices;

namespace Intertwine.Kernels;

public static unsafe partial class Tile
{
    /// <summary>Writes one number to all lanes of all rows.</summary>
    /// <remarks><c>tile[r, t] = value</c>.</remarks>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Fill<V, T>(T* tile, int rows, T value)
        where V : unmanaged, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        V vector = V.Broadcast(value);
        nint length = (nint)rows * Items;
        for (nint i = 0; i < length; i += V.Count)
        {
            V.Store(vector, tile + i);
        }
    }

    /// <summary>Repeats a vector of <paramref name="rows"/> numbers, such as a bias, for every item.</summary>
    /// <remarks><c>tile[r, t] = vector[r]</c>.</remarks>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void BroadcastRows<V, T>(T* vector, int rows, T* tile)
        where V : unmanaged, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int r = 0; r < rows; r++)
        {
            V value = V.Broadcast(vector[r]);
            for (int t = 0; t < Items; t += V.Count)
            {
                V.Store(value, tile + t);
            }

            tile += Items;
        }
    }

    /// <summary>Copies a tile.</summary>
    /// <remarks><c>destination[r, t] = source[r, t]</c>.</remarks>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Copy<V, T>(T* source, int rows, T* destination)
        where V : unmanaged, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        nint length = (nint)rows * Items;
        for (nint i = 0; i < length; i += V.Count)
        {
            V.Store(V.Load(source + i), destination + i);
        }
    }

    /// <summary>Adds a tile to another.</summary>
    /// <remarks><c>destination[r, t] += source[r, t]</c>.</remarks>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void AddTo<V, T>(T* source, int rows, T* destination)
        where V : unmanaged, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        nint length = (nint)rows * Items;
        for (nint i = 0; i < length; i += V.Count)
        {
            V.Store(V.Load(destination + i) + V.Load(source + i), destination + i);
        }
    }

    /// <summary>Sets the lanes from <paramref name="count"/> on to zero, whatever they hold.</summary>
    /// <remarks><c>tile[r, t] = 0</c> for t ≥ count.</remarks>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void ClearLanes<V, T>(T* tile, int rows, int count)
        where V : unmanaged, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (count >= Items)
        {
            return;
        }

        int whole = Math.Min(RoundUp(count, V.Count), Items);
        for (int r = 0; r < rows; r++)
        {
            for (int t = count; t < whole; t++)
            {
                tile[t] = T.Zero;
            }

            for (int t = whole; t < Items; t += V.Count)
            {
                V.Store(V.Zero, tile + t);
            }

            tile += Items;
        }
    }
}
