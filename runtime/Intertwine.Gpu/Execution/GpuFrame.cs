using System.ComponentModel;
using System.Runtime.CompilerServices;
using ILGPU;
using ILGPU.Runtime;

namespace Intertwine.Gpu;

/// <summary>A loop of a generated program, as far as its memory goes.</summary>
/// <param name="Domain">Index of the domain it runs over.</param>
/// <param name="Width">Items of a tile.</param>
/// <param name="ScratchRows">Rows of the tiles that have no place in shared memory.</param>
/// <param name="PartialLength">Numbers that each group sums over its items.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct GpuLoop(int Domain, int Width, int ScratchRows, int PartialLength);

/// <summary>
/// One run of a generated program on a device: where its values lie, and how its loops are launched. The memory of intermediate values has a fixed order, saved ones first, so that the backward pass finds what the forward
/// pass left; what a loop needs only while it runs comes last and is used again by the next.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref struct GpuFrame<T>
    where T : unmanaged
{
    /// <summary>Threads of a group where the device allows as many.</summary>
    private const int MostThreads = 128;

    /// <summary>Groups per multiprocessor where each has memory of its own: enough to keep it busy, and not more, because that memory is cleared and added up.</summary>
    private const int GroupsWithMemory = 4;

    private const int GroupsWithoutMemory = 32;

    private readonly GpuCall _call;
    private readonly ArrayView<T>[] _values;
    private readonly int _threads;
    private int _bound;
    private ArrayView<T> _temporary;
    private int _scratchLength;

    /// <param name="call">The call.</param>
    /// <param name="values">How many values the program has.</param>
    public GpuFrame(GpuCall call, int values)
    {
        _call = call;
        _values = new ArrayView<T>[values];
        _threads = Math.Min(MostThreads, call.Device.MaxGroupSize);
    }

    /// <summary>Where the kernels run.</summary>
    public readonly AcceleratorStream Stream => _call.Device.Stream;

    /// <summary>Tiles of intermediate values that have no place in shared memory.</summary>
    public readonly ArrayView<T> Scratch => Part(_temporary, 0, _scratchLength);

    /// <summary>The groups' blocks of sums.</summary>
    public readonly ArrayView<T> Partials => Part(_temporary, _scratchLength, _temporary.Length - _scratchLength);

    /// <summary>A value of the program.</summary>
    public readonly ArrayView<T> this[int value] => _values[value];

    /// <summary>Appends values that the caller owns.</summary>
    public void Bind(GpuBuffer[] buffers, int expected)
    {
        if (buffers.Length != 0 && buffers.Length != expected)
        {
            throw new ArgumentException($"Expected {expected} buffers, got {buffers.Length}.", nameof(buffers));
        }

        for (int i = 0; i < expected; i++)
        {
            _values[_bound++] = buffers.Length == 0 ? default : buffers[i].View<T>();
        }
    }

    /// <summary>Appends intermediate values.</summary>
    /// <param name="domains">Domain of each.</param>
    /// <param name="rows">Numbers per item of each.</param>
    /// <param name="loops">The loops that will run.</param>
    /// <param name="reserve">The largest need of any other pass that shares the memory, in bytes: it must not grow in between.</param>
    public void Allocate(ReadOnlySpan<int> domains, ReadOnlySpan<int> rows, ReadOnlySpan<GpuLoop> loops, long reserve)
    {
        long bytes = Size(_call, domains, rows, loops);
        _call.Memory.Require(Math.Max(Math.Max(bytes, reserve), GpuBuffer.Alignment));
        ArrayView<T> memory = _call.Memory.Buffer.View<T>();
        long next = 0;
        for (int i = 0; i < domains.Length; i++)
        {
            long length = Length(_call.Counts, domains[i], rows[i]);
            _values[_bound++] = Part(memory, next, length);
            next += length;
        }

        _temporary = Part(memory, next, memory.Length - next);
    }

    /// <summary>Bytes that intermediate values and the loops' own memory take.</summary>
    public static long Size(GpuCall call, ReadOnlySpan<int> domains, ReadOnlySpan<int> rows, ReadOnlySpan<GpuLoop> loops)
    {
        long length = 0;
        for (int i = 0; i < domains.Length; i++)
        {
            length += Length(call.Counts, domains[i], rows[i]);
        }

        long largest = 0;
        foreach (GpuLoop loop in loops)
        {
            long groups = Groups(call, loop);
            largest = Math.Max(largest, groups * ScratchLength(loop) + Aligned(groups * loop.PartialLength));
        }

        return (length + largest) * Unsafe.SizeOf<T>();
    }

    /// <summary>Sets a value to one number.</summary>
    public readonly void Fill(int value, int domain, int rows, double number)
    {
        long length = _call.Counts[domain] * rows;
        if (length > 0)
        {
            GpuFill.Run(_call.Device, _values[value].SubView(0, length), number);
        }
    }

    /// <summary>Copies a value that lies by rows.</summary>
    public readonly void Copy(int from, int to, int domain, int rows)
    {
        long length = _call.Counts[domain] * rows;
        if (length > 0)
        {
            _values[from].SubView(0, length).CopyTo(Stream, _values[to].SubView(0, length));
        }
    }

    /// <summary>Prepares the launch of a loop.</summary>
    /// <returns>False where it has no items.</returns>
    public bool Begin(GpuLoop loop, out GpuLaunch launch, out KernelConfig config)
    {
        int groups = Groups(_call, loop);
        launch = new GpuLaunch
        {
            Items = checked((int)_call.Counts[loop.Domain]),
            Groups = groups,
        };
        config = new KernelConfig(Math.Max(1, groups), _threads);
        _scratchLength = checked((int)(groups * ScratchLength(loop)));
        return groups > 0;
    }

    /// <summary>How the sums of a loop are launched.</summary>
    /// <param name="length">Numbers of the largest sum.</param>
    public readonly KernelConfig Sums(int length) => new(Math.Clamp((length + 15) / 16, 1, GroupsWithoutMemory * _call.Device.Accelerator.NumMultiprocessors), _threads);

    /// <summary>Where the items of a map point.</summary>
    public readonly ArrayView<int> Index(int map) => _call.Maps[map].Index.View<int>();

    /// <summary>Where the items of each target begin in <see cref="Order"/>.</summary>
    public readonly ArrayView<int> Start(int map) => _call.Maps[map].Start.View<int>();

    /// <summary>The items of a map, ordered by target.</summary>
    public readonly ArrayView<int> Order(int map) => _call.Maps[map].Items.View<int>();

    /// <summary>1 where the items of a map stand in the order of their targets, else 0.</summary>
    public readonly int Sorted(int map) => _call.Maps[map].IsSorted ? 1 : 0;

    /// <summary>Items of a domain.</summary>
    public readonly int Count(int domain) => checked((int)_call.Counts[domain]);

    /// <summary>Finds the edges of a dynamic set and writes its map to their sources.</summary>
    /// <param name="value">What neighbours are near by, by rows.</param>
    /// <param name="rows">Numbers per node.</param>
    /// <param name="source">The map to write.</param>
    /// <param name="target">The map to the targets, which does not depend on values.</param>
    /// <param name="nodeGraph">The map from nodes to their graphs.</param>
    /// <param name="includeSelf">Whether a node is one of its own neighbours.</param>
    /// <param name="isWalked">Whether something walks over the edges from a node.</param>
    public readonly void FindNearest(int value, int rows, int source, int target, int nodeGraph, bool includeSelf, bool isWalked)
    {
        GpuIndexTable table = _call.Maps[source];
        GpuNeighbours.Find(_call.Device, _values[value], rows, _call.Maps[nodeGraph], Start(target), includeSelf, table.Index.View<int>());
        if (isWalked)
        {
            GpuInverse.Run(_call.Device, table.Index.View<int>(), _call.Maps[nodeGraph], Start(target), table.Start.View<int>(), table.Items.View<int>());
        }
    }

    /// <summary>The launcher of a kernel: the static method <paramref name="name"/> of <paramref name="program"/>. It is compiled at its first launch on a device.</summary>
    /// <typeparam name="TLauncher">A delegate of the kernel's own, with a stream and a configuration before the kernel's parameters.</typeparam>
    public readonly TLauncher Kernel<TLauncher>(Type program, string name)
        where TLauncher : Delegate
        => GpuKernels.Get<TLauncher>(_call.Device, program, name);

    /// <summary>Groups that share the tiles of a loop; depends on sizes and device only, and with it the order of every sum.</summary>
    private static int Groups(GpuCall call, GpuLoop loop)
    {
        long tiles = (call.Counts[loop.Domain] + loop.Width - 1) / loop.Width;
        int perMultiprocessor = loop.PartialLength > 0 || loop.ScratchRows > 0 ? GroupsWithMemory : GroupsWithoutMemory;
        return (int)Math.Min(tiles, (long)perMultiprocessor * call.Device.Accelerator.NumMultiprocessors);
    }

    /// <summary>A part of a view, perhaps empty: ILGPU ends the process where one begins at the end of its memory.</summary>
    private static ArrayView<T> Part(ArrayView<T> view, long start, long length) => length > 0 ? view.SubView(start, length) : view.Length > 0 ? view.SubView(0, 0) : view;

    private static long ScratchLength(GpuLoop loop) => Aligned((long)loop.ScratchRows * loop.Width);

    /// <summary>Numbers that a value takes: whole tiles, so that either layout fits.</summary>
    private static long Length(long[] counts, int domain, int rows)
    {
        const int Items = GpuTile<T>.Items;
        long items = domain == 0 ? 1 : (counts[domain] + Items - 1) / Items * Items;
        long length = Aligned(items * rows);
        return length <= int.MaxValue
            ? length
            : throw new ArgumentException($"A value of {rows} numbers for each of {counts[domain]} items has {length} numbers; kernels address at most {int.MaxValue}. Expected a smaller batch.", nameof(counts));
    }

    private static long Aligned(long length)
    {
        int step = GpuBuffer.Alignment / Unsafe.SizeOf<T>();
        return (length + step - 1) / step * step;
    }
}
