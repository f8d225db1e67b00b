using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Intertwine.Kernels;

/// <summary>Orders the candidates of a query by exact distance, then by node, and writes them for every node at the query's point.</summary>
internal static unsafe class NeighbourRanking
{
    /// <summary>Candidates up to which an order by counting is the fastest.</summary>
    private const int MostCounted = 64;

    /// <summary>Orders candidates that stand in ascending order: by distance, of equal distances the first first.</summary>
    /// <param name="distances">[count + 8]: ordered too.</param>
    /// <param name="candidates">[count].</param>
    /// <param name="scratchDistances">[count].</param>
    /// <param name="scratchCandidates">[count].</param>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Order(double* distances, int* candidates, int count, double* scratchDistances, int* scratchCandidates)
    {
        if (count > MostCounted)
        {
            new Span<double>(distances, count).Sort(new Span<int>(candidates, count));
            for (int i = 0; i < count;)
            {
                int end = RunEnd(distances, i, count);
                new Span<int>(candidates + i, end - i).Sort();
                i = end;
            }

            return;
        }

        // The rank of each is the number of those before it.
        for (int i = 0; i < Vector512<double>.Count; i++)
        {
            distances[count + i] = double.PositiveInfinity;
        }

        for (int i = 0; i < count; i++)
        {
            double distance = distances[i];
            var own = Vector512.Create(distance);
            int rank = 0;
            ulong equal = 0;
            for (int j = 0; j < count; j += Vector512<double>.Count)
            {
                var others = Vector512.Load(distances + j);
                rank += BitOperations.PopCount(Vector512.LessThan(others, own).ExtractMostSignificantBits());
                equal |= Vector512.Equals(others, own).ExtractMostSignificantBits() << j;
            }

            rank += BitOperations.PopCount(equal & ((1UL << i) - 1));
            scratchDistances[rank] = distance;
            scratchCandidates[rank] = candidates[i];
        }

        Unsafe.CopyBlock(distances, scratchDistances, (uint)(count * sizeof(double)));
        Unsafe.CopyBlock(candidates, scratchCandidates, (uint)(count * sizeof(int)));
    }

    /// <summary>The end of the run of equal distances that begins at <paramref name="begin"/>.</summary>
    public static int RunEnd(double* distances, int begin, int count)
    {
        int end = begin + 1;
        while (end < count && distances[end] == distances[begin])
        {
            end++;
        }

        return end;
    }

    /// <summary>The nearest nodes from the ordered candidates, each of which stands for all nodes at its point.</summary>
    /// <param name="candidates">[count]: points.</param>
    /// <param name="first">The first node of each point.</param>
    /// <param name="next">The next node at the same point, or -1.</param>
    /// <param name="wanted">How many nodes.</param>
    /// <param name="nodes">Room for all nodes of the graph: of a run of equal distances more than are wanted are looked at.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Expand(double* distances, int* candidates, int count, int* first, int* next, int wanted, int* nodes)
    {
        int found = 0;
        for (int i = 0; i < count && found < wanted;)
        {
            int begin = found;
            int end = RunEnd(distances, i, count);
            for (int c = i; c < end; c++)
            {
                int left = wanted - begin;
                for (int node = first[candidates[c]]; node >= 0 && left > 0; node = next[node], left--)
                {
                    nodes[found++] = node;
                }
            }

            if (end - i > 1)
            {
                new Span<int>(nodes + begin, found - begin).Sort();
            }

            i = end;
        }
    }
}
