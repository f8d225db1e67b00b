using System.Numerics;
using System.Runtime.CompilerServices;

namespace Intertwine.Kernels;

/// <summary>A search in all graphs: waves of as many graphs as keep the caches busy, and in each wave threads over graphs, then over blocks of 64 queries.</summary>
internal unsafe struct NeighbourSearch<V, T>
    where V : unmanaged, ISimd<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const long WaveBytes = 16 << 20;

    /// <summary>Scores of a block of queries at a time.</summary>
    private const int ScoreBytes = 512 << 10;

    private T* _points;
    private int _rows;
    private int* _start;
    private int* _source;
    private bool _includeSelf;

    /// <summary>The clouds of the wave.</summary>
    private NeighbourCloud<V, T>* _clouds;
    private int _count;

    /// <summary>The first node with a number that is not finite, or the largest integer.</summary>
    private int _failure;

    public static void Run(T* points, int rows, IndexTable nodeGraph, int* start, int k, bool includeSelf, int* source)
    {
        KernelMemory memory = KernelMemory.Rent(), clouds = KernelMemory.Rent();
        try
        {
            clouds.Require((nuint)((long)nodeGraph.To * sizeof(NeighbourCloud<V, T>)));
            var search = new NeighbourSearch<V, T>
            {
                _points = points,
                _rows = rows,
                _start = start,
                _source = source,
                _includeSelf = includeSelf,
                _clouds = (NeighbourCloud<V, T>*)clouds.Start,
                _failure = int.MaxValue,
            };
            for (int graph = 0; graph < nodeGraph.To;)
            {
                graph = search.BeginWave(nodeGraph, graph, k, memory, out int blocks);
                KernelThreads.Run(search._count, &Prepare, &search);
                search.ThrowIfFailed();
                KernelThreads.Run(blocks, &Search, &search);
            }
        }
        finally
        {
            memory.Return();
            clouds.Return();
        }
    }

    /// <summary>Lays out the clouds from graph <paramref name="begin"/> on.</summary>
    /// <returns>The first graph of the next wave.</returns>
    private int BeginWave(IndexTable nodeGraph, int begin, int k, KernelMemory memory, out int blocks)
    {
        int end = begin;
        long bytes = 0;
        while (end < nodeGraph.To)
        {
            long size = Layout(null, nodeGraph.Start[end + 1] - nodeGraph.Start[end], _rows, null);
            if (end > begin && bytes + size > WaveBytes)
            {
                break;
            }

            bytes += size;
            end++;
        }

        memory.Require((nuint)bytes);
        byte* next = (byte*)memory.Start;
        _count = 0;
        blocks = 0;
        for (int graph = begin; graph < end; graph++)
        {
            int nodes = nodeGraph.Start[graph + 1] - nodeGraph.Start[graph];
            if (nodes == 0)
            {
                continue;
            }

            NeighbourCloud<V, T>* cloud = _clouds + _count++;
            *cloud = new NeighbourCloud<V, T>
            {
                Members = nodeGraph.Items + nodeGraph.Start[graph],
                Nodes = nodes,
                Wanted = (int)Math.Min(nodes, _includeSelf ? k : k + 1L),
                BlocksBefore = blocks,
            };
            next += Layout(cloud, nodes, _rows, next);
            blocks = checked(blocks + ((nodes + Tile.Items - 1) / Tile.Items));
        }

        return end;
    }

    /// <summary>Gives a cloud its memory, where there is one.</summary>
    /// <returns>The bytes it takes.</returns>
    private static long Layout(NeighbourCloud<V, T>* cloud, int nodes, int rows, byte* memory)
    {
        long panels = (nodes + Tile.Items - 1) / Tile.Items;
        long integers = Round((long)nodes * sizeof(int)), bounds = panels * Tile.Items * sizeof(T);
        long packed = bounds * rows;
        if (cloud != null)
        {
            cloud->First = (int*)memory;
            cloud->Next = (int*)(memory + integers);
            memory += 2 * integers;
            cloud->Upper = (T*)memory;
            cloud->Lower = (T*)(memory + bounds);
            cloud->Packed = (T*)(memory + (2 * bounds));
        }

        return (2 * integers) + (2 * bounds) + packed;
    }

    private static long Round(long bytes) => (bytes + 63) & ~63L;

    private static void Prepare(void* context, int chunk, int thread)
    {
        var search = (NeighbourSearch<V, T>*)context;
        NeighbourCloud<V, T>* cloud = search->_clouds + chunk;
        long center = Round((long)search->_rows * sizeof(T));
        byte* scratch = (byte*)KernelScratch.Get((nuint)(center + (PointTable.Size(cloud->Nodes) * sizeof(int))));
        if (!cloud->Prepare(search->_points, search->_rows, (T*)scratch, (int*)(scratch + center)))
        {
            search->Report(cloud);
        }
    }

    /// <summary>Notes the first node with a number that is no good.</summary>
    private void Report(NeighbourCloud<V, T>* cloud)
    {
        for (int i = 0; i < cloud->Nodes; i++)
        {
            int node = cloud->Members[i];
            if (BadRow(node) >= 0)
            {
                int known = Volatile.Read(ref _failure);
                while (node < known)
                {
                    int seen = Interlocked.CompareExchange(ref _failure, node, known);
                    if (seen == known)
                    {
                        break;
                    }

                    known = seen;
                }

                return;
            }
        }
    }

    private readonly int BadRow(int node)
    {
        T* point = _points + ((nint)node * _rows);
        for (int row = 0; row < _rows; row++)
        {
            if (!(T.Abs(point[row]) <= NeighbourCloud<V, T>.Largest))
            {
                return row;
            }
        }

        return -1;
    }

    private readonly void ThrowIfFailed()
    {
        if (_failure != int.MaxValue)
        {
            int row = BadRow(_failure);
            throw new ArgumentException(
                $"Nearest neighbours need finite numbers of magnitude {NeighbourCloud<V, T>.Largest} at most; got {_points[((nint)_failure * _rows) + row]} for node {_failure}, row {row}.", "points");
        }
    }

    private static void Search(void* context, int chunk, int thread)
    {
        var search = (NeighbourSearch<V, T>*)context;
        int found = search->_count - 1;
        while (search->_clouds[found].BlocksBefore > chunk)
        {
            found--;
        }

        NeighbourCloud<V, T>* cloud = search->_clouds + found;
        int panel = chunk - cloud->BlocksBefore;
        if (panel < cloud->Panels)
        {
            search->Search(cloud, panel);
        }
    }

    /// <summary>The neighbours of the points of one panel.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Search(NeighbourCloud<V, T>* cloud, int panel)
    {
        int keys = cloud->Panels * Tile.Items;
        int queries = cloud->Count(panel);
        int atOnce = Math.Clamp(ScoreBytes / (keys * sizeof(T)) / MicroKernel.Rows * MicroKernel.Rows, MicroKernel.Rows, Tile.Items);
        long scores = (long)keys * atOnce * sizeof(T);
        long minima = Math.Min(NeighbourSelection<V, T>.GroupPanels(cloud->Wanted), cloud->Panels) * (long)Tile.Items * sizeof(T);
        byte* scratch = (byte*)KernelScratch.Get((nuint)(scores + minima + NeighbourRanking<V, T>.Size(keys, cloud->Nodes)));
        var products = (T*)scratch;
        var groups = (T*)(scratch + scores);
        var ranking = new NeighbourRanking<V, T>(scratch + scores + minima, keys);
        for (int begin = 0; begin < queries; begin += atOnce)
        {
            int count = Math.Min(atOnce, queries - begin);
            NeighbourProducts<V, T>.Multiply(cloud, _rows, panel, begin, count, products, keys);
            for (int i = 0; i < count; i++)
            {
                int query = (panel * Tile.Items) + begin + i;
                int candidates = NeighbourSelection<V, T>.Select(cloud, products + ((nint)i * keys), cloud->Upper[query], groups, ranking.Candidates, ranking.Keys);
                ranking.Rank(cloud, candidates, query, _points, _rows);
                for (int node = cloud->First[query]; node >= 0; node = cloud->Next[node])
                {
                    Write(cloud, node, ranking.Nodes);
                }
            }
        }
    }

    /// <summary>Writes the neighbours of a node: all that were found, or all but itself; where it is not among them, because as many others are as near, all but the last.</summary>
    private readonly void Write(NeighbourCloud<V, T>* cloud, int node, int* nodes)
    {
        int* to = _source + _start[cloud->Members[node]];
        int degree = _includeSelf ? cloud->Wanted : cloud->Wanted - 1;
        for (int i = 0, from = 0; i < degree; i++, from++)
        {
            if (!_includeSelf && nodes[from] == node)
            {
                from++;
            }

            to[i] = cloud->Members[nodes[from]];
        }
    }
}
