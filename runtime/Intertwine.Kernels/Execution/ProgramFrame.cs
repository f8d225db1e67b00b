using System.ComponentModel;
using System.Numerics;

namespace Intertwine.Kernels;

/// <summary>The pointers of an <see cref="IndexTable"/>, as kernels take them.</summary>
public readonly unsafe struct MapPointers(IndexTable table)
{
    public readonly int* Index = table.Index;
    public readonly int* Start = table.Start;
    public readonly int* Items = table.Items;
    public readonly bool IsSorted = table.IsSorted;
}

/// <summary>What one loop of a program works on; kernels receive a pointer to it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public unsafe struct Launch<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The values that the kernel uses, in its own order.</summary>
    public T** Values;

    public MapPointers* Maps;

    /// <summary>Items of every domain of the program.</summary>
    public long* Counts;

    /// <summary>Items of the loop's domain.</summary>
    public long Items;

    /// <summary>Into how many chunks of tiles the items are divided.</summary>
    public int Chunks;

    /// <summary>One block of <see cref="PartialLength"/> numbers per chunk for sums over all items.</summary>
    public T* Partials;

    public int PartialLength;

    /// <summary>The loop's kernel, and for every chunk whether a half of the sum that it completes is there, where chunks have partial sums.</summary>
    internal delegate*<void*, int, int, void> Kernel;

    internal int* Arrived;

    /// <summary>First and past-the-last tile of a chunk.</summary>
    public readonly (long Begin, long End) Tiles(int chunk)
    {
        long tiles = ProgramFrame<T>.TilesOf(Items);
        return (tiles * chunk / Chunks, tiles * (chunk + 1) / Chunks);
    }

    /// <summary>The chunk's block of partial sums, set to zero.</summary>
    public readonly T* Partial(int chunk)
    {
        T* partial = Partials + ((long)chunk * PartialLength);
        new Span<T>(partial, PartialLength).Clear();
        return partial;
    }
}

/// <summary>
/// One run of a generated program: where its values lie, and the loops over them. The memory of intermediate values has a fixed order, saved ones first, so that the backward pass finds what the
/// forward pass left.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public unsafe ref struct ProgramFrame<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Chunks that a loop is divided into at most; more would only cost memory for partial sums.</summary>
    private const int MostChunks = 64;

    /// <summary>Tiles per chunk at least where every chunk has partial sums, which cost time to clear and to add up.</summary>
    private const int TilesPerPartial = 4;

    private readonly KernelCall _call;
    private readonly T** _values;
    private int _bound;

    /// <param name="call">The call.</param>
    /// <param name="values">Room for a pointer for every value of the program.</param>
    public ProgramFrame(KernelCall call, T** values)
    {
        _call = call;
        _values = values;
    }

    /// <summary>Rounded up: the last tile may be partial.</summary>
    public static long TilesOf(long items) => (items + Tile.Items - 1) / Tile.Items;

    /// <summary>
    /// Into how many chunks of tiles a loop is divided: independent of the number of threads, and with it the order of every sum. Where chunks have partial sums there are few of them, and then
    /// a multiple of four: of three equal chunks one of two threads would have to take two.
    /// </summary>
    public static int ChunksOf(long items, bool hasPartials)
    {
        long tiles = TilesOf(items);
        long chunks = tiles;
        if (hasPartials)
        {
            chunks = Math.Max(2, tiles / TilesPerPartial);
            chunks = chunks > 2 ? (chunks + 3) / 4 * 4 : chunks;
        }

        return (int)Math.Min(Math.Min(tiles, chunks), MostChunks);
    }

    /// <summary>Appends values that the caller owns.</summary>
    public void Bind(ReadOnlySpan<nint> pointers, int expected)
    {
        if (pointers.Length != 0 && pointers.Length != expected)
        {
            throw new ArgumentException($"Expected {expected} pointers, got {pointers.Length}.", nameof(pointers));
        }

        for (int i = 0; i < expected; i++)
        {
            _values[_bound++] = pointers.Length == 0 ? null : (T*)pointers[i];
        }
    }

    /// <summary>Appends intermediate values.</summary>
    /// <param name="domains">Domain of each.</param>
    /// <param name="rows">Numbers per item of each.</param>
    /// <param name="reserve">The largest need of any other pass that shares the memory: it must not grow in between.</param>
    public void Allocate(ReadOnlySpan<int> domains, ReadOnlySpan<int> rows, nuint reserve)
    {
        nuint bytes = Size(_call.Counts, domains, rows);
        _call.Memory.Require(Math.Max(bytes, reserve));
        byte* next = (byte*)_call.Memory.Start;
        for (int i = 0; i < domains.Length; i++)
        {
            _values[_bound++] = (T*)next;
            next += Size(_call.Counts, domains[i], rows[i]);
        }
    }

    /// <summary>Bytes that intermediate values take: whole tiles, so that either layout fits.</summary>
    public static nuint Size(long[] counts, ReadOnlySpan<int> domains, ReadOnlySpan<int> rows)
    {
        nuint bytes = 0;
        for (int i = 0; i < domains.Length; i++)
        {
            bytes += Size(counts, domains[i], rows[i]);
        }

        return bytes;
    }

    /// <summary>Sets a value to one number.</summary>
    public readonly void Fill(int value, int domain, int rows, double number) =>
        new Span<T>(_values[value], checked((int)(_call.Counts[domain] * rows))).Fill(T.CreateTruncating(number));

    /// <summary>Copies a value that lies by rows.</summary>
    public readonly void Copy(int from, int to, int domain, int rows)
    {
        long bytes = _call.Counts[domain] * rows * sizeof(T);
        Buffer.MemoryCopy(_values[from], _values[to], bytes, bytes);
    }

    /// <summary>Finds the edges of a dynamic set and writes its map to their sources.</summary>
    /// <param name="value">What neighbours are near by, by rows.</param>
    /// <param name="rows">Numbers per node.</param>
    /// <param name="source">The map to write.</param>
    /// <param name="target">The map to the targets, which does not depend on values.</param>
    /// <param name="nodeGraph">The map from nodes to their graphs.</param>
    /// <param name="number">How many neighbours.</param>
    /// <param name="includeSelf">Whether a node is one of its own.</param>
    public readonly void FindNearest(int value, int rows, int source, int target, int nodeGraph, int number, bool includeSelf)
    {
        IndexTable table = _call.Maps[source];
        NearestNeighbours.Find(_values[value], rows, _call.Maps[nodeGraph], _call.Maps[target].Start, number, includeSelf, table.Index);
        table.Complete();
    }

    /// <summary>Runs a loop.</summary>
    /// <param name="kernel">Its kernel.</param>
    /// <param name="domain">Index of the domain it runs over.</param>
    /// <param name="values">The program's values that the kernel uses, in the kernel's order.</param>
    /// <param name="maps">The same for index maps.</param>
    /// <param name="partialLength">Numbers that each chunk sums over its items.</param>
    /// <param name="targets">For each of those sums four numbers: value, offset, rows, stride of the block it is added to; the columns are what <paramref name="columns"/> says.</param>
    /// <param name="columns">Columns of each block.</param>
    public readonly void Run(
        delegate*<void*, int, int, void> kernel,
        int domain,
        ReadOnlySpan<int> values,
        ReadOnlySpan<int> maps,
        int partialLength,
        ReadOnlySpan<int> targets,
        ReadOnlySpan<int> columns)
    {
        long begin = KernelProfile.Begin();
        long items = _call.Counts[domain];
        if (items == 0)
        {
            KernelProfile.End(begin);
            return;
        }

        T** pointers = stackalloc T*[Math.Max(1, values.Length)];
        for (int i = 0; i < values.Length; i++)
        {
            pointers[i] = _values[values[i]];
        }

        MapPointers* tables = stackalloc MapPointers[Math.Max(1, maps.Length)];
        for (int i = 0; i < maps.Length; i++)
        {
            tables[i] = new MapPointers(_call.Maps[maps[i]]);
        }

        fixed (long* counts = _call.Counts)
        {
            var launch = new Launch<T>
            {
                Values = pointers,
                Maps = tables,
                Counts = counts,
                Items = items,
                Chunks = ChunksOf(items, partialLength > 0),
                PartialLength = partialLength,
            };
            KernelMemory? partials = null;
            int* arrived = stackalloc int[MostChunks];
            if (partialLength > 0)
            {
                new Span<int>(arrived, MostChunks).Clear();
                launch.Kernel = kernel;
                launch.Arrived = arrived;
                kernel = &RunAndJoin;
                partials = KernelMemory.Rent();
                partials.Require((nuint)((long)launch.Chunks * partialLength * sizeof(T)));
                launch.Partials = (T*)partials.Start;
            }

            try
            {
                KernelThreads.Run(launch.Chunks, kernel, &launch);
                AddPartials(in launch, targets, columns);
            }
            finally
            {
                partials?.Return();
            }
        }

        KernelProfile.End(begin);
    }

    private static void RunAndJoin(void* context, int chunk, int thread)
    {
        var launch = (Launch<T>*)context;
        launch->Kernel(context, chunk, thread);
        PartialSums<T>.Join(launch->Partials, launch->PartialLength, launch->Chunks, launch->Arrived, chunk);
    }

    /// <summary>Adds the sums of all chunks to their targets.</summary>
    private readonly void AddPartials(ref readonly Launch<T> launch, ReadOnlySpan<int> targets, ReadOnlySpan<int> columns)
    {
        long start = 0;
        for (int block = 0; block < columns.Length; block++)
        {
            T* target = _values[targets[4 * block]] + targets[(4 * block) + 1];
            int rows = targets[(4 * block) + 2];
            int stride = targets[(4 * block) + 3];
            for (int row = 0; row < rows; row++)
            {
                PartialSums<T>.Add(target + ((long)row * stride), launch.Partials + start + ((long)row * columns[block]), columns[block]);
            }

            start += (long)rows * columns[block];
        }
    }

    private static nuint Size(long[] counts, int domain, int rows)
    {
        long items = domain == 0 ? 1 : TilesOf(counts[domain]) * Tile.Items;
        return ((nuint)(items * rows * sizeof(T)) + 63) & ~(nuint)63;
    }
}
