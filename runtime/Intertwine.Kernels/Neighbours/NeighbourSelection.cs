using System.Numerics;
using System.Runtime.CompilerServices;

namespace Intertwine.Kernels;

/// <summary>Who can be among the nearest, from scores and their bounds: a threshold that so many keys certainly reach, then all keys that may reach it.</summary>
internal static unsafe class NeighbourSelection<V, T>
    where V : unmanaged, ISimd<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Groups of keys per wanted neighbour at least. With 3.2 groups each, of 16 keys, 1.2 times as many keys pass as are wanted where the order of the keys is random.</summary>
    private const int GroupsPerNeighbour = 3;

    /// <summary>Keys that pass beyond the wanted ones before the search for the threshold ends.</summary>
    private const int Tolerance = 2;

    private const int MostHalvings = 16;

    /// <summary>Panels of groups: a group is a lane of every so many'th panel.</summary>
    public static int GroupPanels(int wanted) => (int)((((long)wanted * GroupsPerNeighbour) + Tile.Items - 1) / Tile.Items);

    /// <summary>A threshold with room for the rounding of a score and of this sum itself.</summary>
    /// <param name="ofQuery">What the query adds: 2 γ |z_i|² and what underflows.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Widen(T threshold, T ofQuery)
    {
        T four = T.CreateTruncating(typeof(T) == typeof(float) ? 4.0 / (1 << 24) : 4.0 / (1L << 53));
        return threshold + (ofQuery + (four * T.Abs(threshold)));
    }

    /// <summary>Writes the candidates, ascending, with the lower bounds of their scores, and returns how many there are.</summary>
    /// <param name="products">[64 panels]: z_i·z_j for the query i.</param>
    /// <param name="upperSquare">(1 + γ) |z_i|².</param>
    /// <param name="candidates">[points].</param>
    /// <param name="keys">[points].</param>
    /// <param name="minima">Scratch, [64 <see cref="GroupPanels"/>].</param>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static int Select(NeighbourCloud<V, T>* cloud, T* products, T upperSquare, T* minima, int* candidates, T* keys)
    {
        int groups = GroupPanels(cloud->Wanted);
        if (groups < cloud->Panels)
        {
            FindMinima(cloud, products, groups, minima);
            if (FindThreshold(minima, groups * Tile.Items, cloud->Wanted, out T threshold))
            {
                return Collect(cloud, products, Widen(threshold, (cloud->Widening * upperSquare) + cloud->Underflow), candidates, keys);
            }
        }

        return Collect(cloud, products, T.CreateTruncating(float.MaxValue), candidates, keys);
    }

    /// <summary>The smallest upper bound in each group.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FindMinima(NeighbourCloud<V, T>* cloud, T* products, int groups, T* minima)
    {
        V two = V.Constant(2);
        nint step = (nint)groups * Tile.Items;
        nint end = (nint)cloud->Panels * Tile.Items;
        for (int offset = 0; offset < step; offset += 4 * V.Count)
        {
            T* product = products + offset, upper = cloud->Upper + offset;
            V m0 = V.SubtractProduct(two, V.Load(product), V.Load(upper));
            V m1 = V.SubtractProduct(two, V.Load(product + V.Count), V.Load(upper + V.Count));
            V m2 = V.SubtractProduct(two, V.Load(product + (2 * V.Count)), V.Load(upper + (2 * V.Count)));
            V m3 = V.SubtractProduct(two, V.Load(product + (3 * V.Count)), V.Load(upper + (3 * V.Count)));
            for (nint j = step; j < end - offset; j += step)
            {
                m0 = V.Min(m0, V.SubtractProduct(two, V.Load(product + j), V.Load(upper + j)));
                m1 = V.Min(m1, V.SubtractProduct(two, V.Load(product + j + V.Count), V.Load(upper + j + V.Count)));
                m2 = V.Min(m2, V.SubtractProduct(two, V.Load(product + j + (2 * V.Count)), V.Load(upper + j + (2 * V.Count))));
                m3 = V.Min(m3, V.SubtractProduct(two, V.Load(product + j + (3 * V.Count)), V.Load(upper + j + (3 * V.Count))));
            }

            V.Store(m0, minima + offset);
            V.Store(m1, minima + offset + V.Count);
            V.Store(m2, minima + offset + (2 * V.Count));
            V.Store(m3, minima + offset + (3 * V.Count));
        }
    }

    /// <summary>A number that <paramref name="wanted"/> of the minima or a few more do not exceed, by halving.</summary>
    /// <returns>Whether so many are finite.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool FindThreshold(T* minima, int count, int wanted, out T threshold)
    {
        V infinity = V.Broadcast(T.PositiveInfinity);
        V least = infinity, most = -infinity;
        for (int i = 0; i < count; i += V.Count)
        {
            V m = V.Load(minima + i);
            least = V.Min(m, least);
            most = V.Max(V.SelectEqual(m, infinity, least, m), most);
        }

        T low = T.PositiveInfinity, high = T.NegativeInfinity;
        T* lanes = stackalloc T[2 * V.Count];
        V.Store(least, lanes);
        V.Store(most, lanes + V.Count);
        for (int lane = 0; lane < V.Count; lane++)
        {
            low = T.Min(low, lanes[lane]);
            high = T.Max(high, lanes[V.Count + lane]);
        }

        threshold = high;
        int passing = Passing(minima, count, high);
        if (passing < wanted)
        {
            return false;
        }

        T half = T.CreateTruncating(0.5);
        for (int step = 0; step < MostHalvings && passing > wanted + Tolerance; step++)
        {
            T middle = low + (half * (high - low));
            int below = Passing(minima, count, middle);
            if (below >= wanted)
            {
                high = middle;
                passing = below;
            }
            else
            {
                low = middle;
            }
        }

        threshold = high;
        return true;
    }

    /// <summary>How many numbers do not exceed a bound.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Passing(T* minima, int count, T bound)
    {
        V limit = V.Broadcast(bound);
        int passing = count;
        for (int i = 0; i < count; i += V.Count)
        {
            passing -= BitOperations.PopCount(V.GreaterMask(V.Load(minima + i), limit));
        }

        return passing;
    }

    /// <summary>The keys whose lower bounds do not exceed the threshold.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Collect(NeighbourCloud<V, T>* cloud, T* products, T threshold, int* candidates, T* keys)
    {
        V two = V.Constant(2);
        V limit = V.Broadcast(threshold);
        T* lower = cloud->Lower;
        int count = 0;
        int end = cloud->Panels * Tile.Items;
        for (int first = 0; first < end; first += Tile.Items)
        {
            ulong beyond = 0;
            for (int t = Tile.Items - V.Count; t >= 0; t -= V.Count)
            {
                beyond = (beyond << V.Count) | V.GreaterMask(V.SubtractProduct(two, V.Load(products + first + t), V.Load(lower + first + t)), limit);
            }

            for (ulong passing = ~beyond; passing != 0; passing &= passing - 1)
            {
                int j = first + BitOperations.TrailingZeroCount(passing);
                candidates[count] = j;
                keys[count++] = lower[j] - (products[j] + products[j]);
            }
        }

        return count;
    }
}
