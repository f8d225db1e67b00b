using System.Numerics;

namespace Intertwine.Kernels;

/// <summary>
/// The k nearest neighbours of every node among the nodes of its graph, exactly: ordered by squared distance, of equal distances the lower node first. A result depends neither on the number of
/// threads nor on the vector instructions.
/// </summary>
/// <remarks>
/// The distance that decides is <see cref="PointDistance.Squared"/>: taken directly from the two points, in double precision. Products |x_j|² - 2 x_i·x_j of the centred points only choose whom it is
/// taken of, with a margin for all that rounding can do to them (<see cref="NeighbourCloud{V, T}"/>). Equal points, as dropping points makes them, are looked at once.
/// </remarks>
public static unsafe class NearestNeighbours
{
    /// <summary>Edges into each node of a graph of <paramref name="nodes"/> nodes: k, or fewer where there are no more.</summary>
    public static int Degree(int nodes, int k, bool includeSelf) => Math.Max(0, Math.Min(k, includeSelf ? nodes : nodes - 1));

    /// <summary>Edges of all graphs.</summary>
    /// <param name="nodeGraph">The graph of every node.</param>
    public static int Count(IndexTable nodeGraph, int k, bool includeSelf)
    {
        CheckDegree(k);
        int count = 0;
        for (int graph = 0; graph < nodeGraph.To; graph++)
        {
            int nodes = nodeGraph.Start[graph + 1] - nodeGraph.Start[graph];
            count = checked(count + (nodes * Degree(nodes, k, includeSelf)));
        }

        return count;
    }

    /// <summary>The target of every edge, ascending: it follows from the sizes of the graphs alone.</summary>
    /// <param name="target">[<see cref="Count"/>].</param>
    public static void Targets(IndexTable nodeGraph, int k, bool includeSelf, Span<long> target)
    {
        CheckDegree(k);
        int edge = 0;
        for (int node = 0; node < nodeGraph.From; node++)
        {
            int graph = nodeGraph.Index[node];
            int degree = Degree(nodeGraph.Start[graph + 1] - nodeGraph.Start[graph], k, includeSelf);
            target.Slice(edge, degree).Fill(node);
            edge += degree;
        }

        if (edge != target.Length)
        {
            throw new ArgumentException($"Expected room for {edge} edges; got {target.Length}.", nameof(target));
        }
    }

    /// <summary>Finds the neighbours.</summary>
    /// <param name="points">[nodes, <paramref name="rows"/>]: the numbers of each node, one node after the other.</param>
    /// <param name="nodeGraph">The graph of every node; the nodes of a graph may stand anywhere.</param>
    /// <param name="start">[nodes + 1]: where the edges into each node begin, the <see cref="IndexTable.Start"/> of <see cref="Targets"/>.</param>
    /// <param name="k">How many neighbours; of a smaller graph all nodes are.</param>
    /// <param name="includeSelf">Whether a node is a neighbour of itself, at distance zero.</param>
    /// <param name="source">[<see cref="Count"/>]: the neighbours of node i from <c>source[start[i]]</c> on, the nearest first.</param>
    /// <exception cref="ArgumentException">A number is not finite, or so large that its square is not.</exception>
    public static void Find<T>(T* points, int rows, IndexTable nodeGraph, int* start, int k, bool includeSelf, int* source)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(float))
        {
            switch (SimdLevels.Best)
            {
                case SimdLevel.Avx512:
                    Find<Simd512Single, float>((float*)points, rows, nodeGraph, start, k, includeSelf, source);
                    break;
                case SimdLevel.Avx2:
                    Find<Simd256Single, float>((float*)points, rows, nodeGraph, start, k, includeSelf, source);
                    break;
                default:
                    Find<SimdPortableSingle, float>((float*)points, rows, nodeGraph, start, k, includeSelf, source);
                    break;
            }
        }
        else if (typeof(T) == typeof(double))
        {
            switch (SimdLevels.Best)
            {
                case SimdLevel.Avx512:
                    Find<Simd512Double, double>((double*)points, rows, nodeGraph, start, k, includeSelf, source);
                    break;
                case SimdLevel.Avx2:
                    Find<Simd256Double, double>((double*)points, rows, nodeGraph, start, k, includeSelf, source);
                    break;
                default:
                    Find<SimdPortableDouble, double>((double*)points, rows, nodeGraph, start, k, includeSelf, source);
                    break;
            }
        }
        else
        {
            throw new NotSupportedException($"Nearest neighbours are found among points of {nameof(Single)} or {nameof(Double)}; got {typeof(T).Name}.");
        }
    }

    /// <summary><see cref="Find{T}"/> with the vectors <typeparamref name="V"/>.</summary>
    internal static void Find<V, T>(T* points, int rows, IndexTable nodeGraph, int* start, int k, bool includeSelf, int* source)
        where V : unmanaged, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        CheckDegree(k);
        if (rows < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(rows), rows, $"Expected points of one number or more; got {rows}.");
        }

        if (nodeGraph.From > 0)
        {
            NeighbourSearch<V, T>.Run(points, rows, nodeGraph, start, k, includeSelf, source);
        }
    }

    private static void CheckDegree(int k)
    {
        if (k < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(k), k, $"Expected one neighbour or more; got {k}.");
        }
    }
}
