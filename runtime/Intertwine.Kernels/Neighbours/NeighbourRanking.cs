using System.Numerics;
using System.Runtime.CompilerServices;

namespace Intertwine.Kernels;

/// <summary>
/// Orders the candidates of a query by distance, then by node. Their scores tell them apart except where bounds overlap: distances in double precision decide about those.
/// </summary>
internal unsafe struct NeighbourRanking<V, T>
    where V : unmanaged, ISimd<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Candidates up to which an order by counting is the fastest.</summary>
    private const int MostCounted = 64;

    /// <summary>Candidates up to which an order by insertion is.</summary>
    private const int MostInserted = 24;

    /// <summary>Candidates: points, ascending, then ordered.</summary>
    public int* Candidates;

    /// <summary>The lower bounds of their scores, with room for a vector more.</summary>
    public T* Keys;

    /// <summary>Scratch of the same sizes.</summary>
    public int* OrderedCandidates;

    public T* OrderedKeys;

    public double* Distances;

    /// <summary>The result; room for all nodes of the graph, because of a run of equal distances more than are wanted are looked at.</summary>
    public int* Nodes;

    /// <summary>Bytes of all that for a cloud.</summary>
    public static nint Size(int points, int nodes) => (((nint)points + (64 / sizeof(int))) * 2 * (sizeof(int) + sizeof(T))) + ((nint)points * sizeof(double)) + ((nint)nodes * sizeof(int));

    public NeighbourRanking(byte* memory, int points)
    {
        nint padded = points + (64 / sizeof(int));
        Distances = (double*)memory;
        Keys = (T*)(Distances + points);
        OrderedKeys = Keys + padded;
        Candidates = (int*)(OrderedKeys + padded);
        OrderedCandidates = Candidates + padded;
        Nodes = OrderedCandidates + padded;
    }

    /// <summary>Writes the nearest nodes of a query to <see cref="Nodes"/>, as numbers within the graph.</summary>
    /// <param name="count">Candidates.</param>
    /// <param name="query">The point whose neighbours they are.</param>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public readonly void Rank(NeighbourCloud<V, T>* cloud, int count, int query, T* points, int rows)
    {
        Order(count);
        int wanted = cloud->Wanted;
        T reachOfQuery = (cloud->Widening * cloud->Upper[query]) + cloud->Underflow;
        for (int i = 0, found = 0; i < count && found < wanted;)
        {
            int end = i + 1;
            for (T reach = Reach(cloud, i, reachOfQuery); end < count && Keys[end] <= reach; end++)
            {
                reach = T.Max(reach, Reach(cloud, end, reachOfQuery));
            }

            if (end == i + 1)
            {
                for (int node = cloud->First[Candidates[i]]; node >= 0 && found < wanted; node = cloud->Next[node])
                {
                    Nodes[found++] = node;
                }
            }
            else
            {
                T* own = Point(cloud, query, points, rows);
                for (int c = i; c < end; c++)
                {
                    Distances[c] = PointDistance.Squared(own, Point(cloud, Candidates[c], points, rows), rows);
                }

                OrderByDistance(i, end);
                found = Expand(cloud, i, end, found);
            }

            i = end;
        }
    }

    private static T* Point(NeighbourCloud<V, T>* cloud, int point, T* points, int rows) => points + ((nint)cloud->Members[cloud->First[point]] * rows);

    /// <summary>The largest lower bound that a candidate may have which could be as near as candidate <paramref name="i"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly T Reach(NeighbourCloud<V, T>* cloud, int i, T reachOfQuery)
    {
        int point = Candidates[i];
        T upper = Keys[i] + (cloud->Upper[point] - cloud->Lower[point]);
        return NeighbourSelection<V, T>.Widen(upper, reachOfQuery);
    }

    /// <summary>Orders keys and candidates by key.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Order(int count)
    {
        if (count > MostCounted)
        {
            new Span<T>(Keys, count).Sort(new Span<int>(Candidates, count));
            return;
        }

        // The rank of each is the number of those before it.
        V.Store(V.Broadcast(T.PositiveInfinity), Keys + count);
        for (int i = 0; i < count; i++)
        {
            V own = V.Broadcast(Keys[i]);
            ulong before = 0, notBehind = 0;
            for (int j = 0; j < count; j += V.Count)
            {
                V others = V.Load(Keys + j);
                before |= (ulong)V.GreaterMask(own, others) << j;
                notBehind |= (ulong)V.GreaterMask(others, own) << j;
            }

            // Of equal keys the first is the first.
            int rank = BitOperations.PopCount(before) + BitOperations.PopCount(~(before | notBehind) & ((1UL << i) - 1));
            OrderedKeys[rank] = Keys[i];
            OrderedCandidates[rank] = Candidates[i];
        }

        Unsafe.CopyBlock(Keys, OrderedKeys, (uint)(count * sizeof(T)));
        Unsafe.CopyBlock(Candidates, OrderedCandidates, (uint)(count * sizeof(int)));
    }

    /// <summary>Orders the distances of a run and their candidates, of equal distances the first point first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void OrderByDistance(int begin, int end)
    {
        if (end - begin > MostInserted)
        {
            new Span<double>(Distances + begin, end - begin).Sort(new Span<int>(Candidates + begin, end - begin));
            return;
        }

        for (int i = begin + 1; i < end; i++)
        {
            double distance = Distances[i];
            int candidate = Candidates[i];
            int to = i;
            for (; to > begin && Distances[to - 1] > distance; to--)
            {
                Distances[to] = Distances[to - 1];
                Candidates[to] = Candidates[to - 1];
            }

            Distances[to] = distance;
            Candidates[to] = candidate;
        }
    }

    /// <summary>Adds the nodes at the points of a run to the result: of points at the same distance the lowest nodes first.</summary>
    /// <returns>How many are in the result, more than wanted where distances are equal.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly int Expand(NeighbourCloud<V, T>* cloud, int begin, int end, int found)
    {
        for (int i = begin; i < end && found < cloud->Wanted;)
        {
            int first = found;
            int run = i;
            do
            {
                int left = cloud->Wanted - first;
                for (int node = cloud->First[Candidates[run]]; node >= 0 && left > 0; node = cloud->Next[node], left--)
                {
                    Nodes[found++] = node;
                }

                run++;
            }
            while (run < end && Distances[run] == Distances[i]);

            if (run - i > 1)
            {
                new Span<int>(Nodes + first, found - first).Sort();
            }

            i = run;
        }

        return found;
    }
}
