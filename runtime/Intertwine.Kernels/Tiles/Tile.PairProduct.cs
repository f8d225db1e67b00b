using System.Numerics;
using System.Runtime.CompilerServices;

namespace Intertwine.Kernels;

public static unsafe partial class Tile
{
    /// <summary>Heads of this many vectors are multiplied along their rows; shorter ones are transposed first, so that pairs lie along the lanes.</summary>
    private const int LongHead = 3;

    /// <summary>Inner products of what lies at the two ends of each pair, one per head: the logits of attention.</summary>
    /// <param name="left">[items][rows]: what the left ends point at.</param>
    /// <param name="leftIndex">The entry of the tile's first pair.</param>
    /// <param name="right">[items][rows].</param>
    /// <param name="rightIndex">The entry of the tile's first pair.</param>
    /// <param name="heads">Blocks of consecutive rows.</param>
    /// <remarks><c>tile[h, t] = sum of left[leftIndex[t] * rows + r] right[rightIndex[t] * rows + r]</c> over the rows r of head h for t &lt; count, 0 for the other lanes.</remarks>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void PairProduct<V, T>(T* left, int* leftIndex, T* right, int* rightIndex, int rows, int heads, int count, T* tile)
        where V : unmanaged, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (rows < V.Count || rows / heads >= LongHead * V.Count)
        {
            ProductsAlongRows<V, T>(left, leftIndex, right, rightIndex, rows, heads, count, tile);
        }
        else
        {
            T** x = stackalloc T*[MaxLanes];
            T** y = stackalloc T*[MaxLanes];
            for (int t = 0; t < count; t += V.Count)
            {
                bool sameLeft = true, sameRight = true;
                for (int k = 0; k < V.Count; k++)
                {
                    int pair = Math.Min(t + k, count - 1);
                    x[k] = left + ((nint)leftIndex[pair] * rows);
                    y[k] = right + ((nint)rightIndex[pair] * rows);
                    sameLeft &= x[k] == x[0];
                    sameRight &= y[k] == y[0];
                }

                // Sorted pairs share an end most of the time.
                if (sameLeft)
                {
                    ProductsWithOne<V, T>(x[0], y, rows, rows / heads, tile + t);
                }
                else if (sameRight)
                {
                    ProductsWithOne<V, T>(y[0], x, rows, rows / heads, tile + t);
                }
                else
                {
                    ProductsOfPairs<V, T>(x, y, rows, rows / heads, tile + t);
                }
            }
        }

        ClearLanes<V, T>(tile, heads, count);
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void ProductsAlongRows<V, T>(T* left, int* leftIndex, T* right, int* rightIndex, int rows, int heads, int count, T* tile)
        where V : unmanaged, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int block = rows / heads;
        for (int t = 0; t < count; t++)
        {
            T* x = left + ((nint)leftIndex[t] * rows);
            T* y = right + ((nint)rightIndex[t] * rows);
            for (int h = 0; h < heads; h++)
            {
                V s0 = V.Zero, s1 = V.Zero;
                int r = 0;
                for (; r + (2 * V.Count) <= block; r += 2 * V.Count)
                {
                    s0 = V.MultiplyAdd(V.Load(x + r), V.Load(y + r), s0);
                    s1 = V.MultiplyAdd(V.Load(x + r + V.Count), V.Load(y + r + V.Count), s1);
                }

                for (; r + V.Count <= block; r += V.Count)
                {
                    s0 = V.MultiplyAdd(V.Load(x + r), V.Load(y + r), s0);
                }

                T sum = block >= V.Count ? V.Sum(s0 + s1) : T.Zero;
                for (; r < block; r++)
                {
                    sum += x[r] * y[r];
                }

                tile[(h * Items) + t] = sum;
                x += block;
                y += block;
            }
        }
    }

    /// <summary>Products of one item with as many as a vector has lanes.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void ProductsWithOne<V, T>(T* one, T** many, int rows, int block, T* tile)
        where V : unmanaged, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T* transposed = stackalloc T[MaxLanes * MaxLanes];
        V s0 = V.Zero, s1 = V.Zero;
        int end = block;
        for (int r = 0; r < rows;)
        {
            // The last block reaches back over rows that were added already.
            int from = Math.Min(r, rows - V.Count);
            V.Transpose(many, from, transposed, V.Count);
            while (r < from + V.Count)
            {
                int stop = Math.Min(end, from + V.Count);
                T* y = transposed + ((nint)(r - from) * V.Count);
                for (; r + 2 <= stop; r += 2)
                {
                    s0 = V.MultiplyAdd(V.Broadcast(one[r]), V.Load(y), s0);
                    s1 = V.MultiplyAdd(V.Broadcast(one[r + 1]), V.Load(y + V.Count), s1);
                    y += 2 * V.Count;
                }

                if (r < stop)
                {
                    s0 = V.MultiplyAdd(V.Broadcast(one[r]), V.Load(y), s0);
                    r++;
                }

                if (r == end)
                {
                    V.Store(s0 + s1, tile);
                    tile += Items;
                    end += block;
                    s0 = s1 = V.Zero;
                }
            }
        }
    }

    /// <summary>Products of as many pairs as a vector has lanes.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void ProductsOfPairs<V, T>(T** left, T** right, int rows, int block, T* tile)
        where V : unmanaged, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T* x = stackalloc T[MaxLanes * MaxLanes];
        T* y = stackalloc T[MaxLanes * MaxLanes];
        V sum = V.Zero;
        int end = block;
        for (int r = 0; r < rows;)
        {
            int from = Math.Min(r, rows - V.Count);
            V.Transpose(left, from, x, V.Count);
            V.Transpose(right, from, y, V.Count);
            for (; r < from + V.Count; r++)
            {
                sum = V.MultiplyAdd(V.Load(x + ((nint)(r - from) * V.Count)), V.Load(y + ((nint)(r - from) * V.Count)), sum);
                if (r + 1 == end)
                {
                    V.Store(sum, tile);
                    tile += Items;
                    end += block;
                    sum = V.Zero;
                }
            }
        }
    }
}
