using System.Collections.Concurrent;
using Intertwine.Kernels;
using Intertwine.Native;
using TorchSharp;
using static TorchSharp.torch;

namespace Intertwine;

/// <summary>
/// Nodes joined by directed edges, in one graph or a batch of several. A message goes from an edge's <see cref="Source"/> to its <see cref="Target"/>, the receiver; the neighbours of a node are its incoming
/// edges. A graph holds no features and does not change; make it once and use it in every step. It is thread-safe, and no <see cref="DisposeScope"/> disposes it.
/// </summary>
public sealed partial class Graph : IDisposable
{
    private static readonly string[] MapNames = ["source", "target", "nodeGraph", "edgeGraph"];

    private readonly long[] _source;
    private readonly long[] _target;
    private readonly long[]? _nodeGraph;
    private readonly int[]? _offsets;
    private readonly double[]? _shifts;
    private readonly Lazy<long[]> _edgeGraph;
    private readonly ConcurrentDictionary<MapKey, Lazy<IndexTable>> _tables = new();
    private readonly ConcurrentDictionary<(string Kind, MapKey Map, ScalarType Type, DeviceType Device, int DeviceIndex), Lazy<Tensor>> _tensors = new();
    private bool _disposed;

    private Graph(long[] source, long[] target, int nodeCount, long[]? nodeGraph, int graphCount, int[]? offsets = null, double[]? shifts = null)
    {
        TorchLibrary.Load();
        _source = source;
        _target = target;
        _nodeGraph = nodeGraph;
        _offsets = offsets;
        _shifts = shifts;
        _edgeGraph = new Lazy<long[]>(() => _nodeGraph is null ? new long[EdgeCount] : Array.ConvertAll(_target, node => _nodeGraph[node]));
        NodeCount = nodeCount;
        GraphCount = graphCount;
    }

    public int NodeCount { get; }

    public int EdgeCount => _source.Length;

    public int GraphCount { get; }

    /// <summary>[edges], int64, on the CPU: the node that each edge comes from.</summary>
    public Tensor Source => Index("source", torch.CPU);

    /// <summary>[edges], int64, on the CPU: the node that each edge goes to.</summary>
    public Tensor Target => Index("target", torch.CPU);

    /// <summary>[nodes], int64, on the CPU: the graph of each node.</summary>
    public Tensor NodeGraph => Index("nodeGraph", torch.CPU);

    /// <summary>[edges], int64, on the CPU: the graph of each edge.</summary>
    public Tensor EdgeGraph => Index("edgeGraph", torch.CPU);

    /// <summary>An index map as an int64 tensor on a device: <c>source</c>, <c>target</c>, <c>nodeGraph</c> or <c>edgeGraph</c>. The graph owns it.</summary>
    public Tensor Index(string map, Device device) => Index(new MapKey(map), device);

    /// <summary>An index map in both directions, for kernels on the CPU. The graph owns it.</summary>
    public IndexTable Table(string map) => Table(new MapKey(map));

    public override string ToString() => $"Graph with {NodeCount} nodes, {EdgeCount} edges, {GraphCount} graphs";

    /// <summary>Releases the tensors. Index tables are released when no pending backward pass uses them any more.</summary>
    public void Dispose()
    {
        _disposed = true;
        foreach (Lazy<Tensor> tensor in _tensors.Values)
        {
            tensor.Value.Dispose();
        }

        _tensors.Clear();
        _tables.Clear();
    }

    /// <summary>How many items a set has in this graph.</summary>
    internal long CountOf(ItemSet set) => set.Count(Table("nodeGraph"));

    /// <summary>A map of the graph or of a set, in both directions, for kernels on the CPU. Sets of the same description share theirs.</summary>
    internal IndexTable Table(MapKey map)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return _tables.GetOrAdd(map, key => new Lazy<IndexTable>(() => key.Set is { } set
            ? set.Table(key.End, Table("nodeGraph"), key.Name)
            : new IndexTable(Targets(key.Name), checked((int)TargetCount(key)), key.Name))).Value;
    }

    internal Tensor Index(MapKey map, Device device) => Cached("index", map, ScalarType.Int64, device, () => torch.tensor(Targets(map), dtype: ScalarType.Int64));

    /// <summary>How many items the target domain of a map has.</summary>
    internal long TargetCount(MapKey map) => map.Set is { } set ? set.TargetCount(map.End, Table("nodeGraph")) : map.Name is "source" or "target" ? NodeCount : GraphCount;

    /// <summary>How many items point at each item, <c>[items, 1, 1]</c>.</summary>
    internal Tensor Degree(MapKey map, ScalarType type, Device device) => Cached("degree", map, type, device, () => MapTensors.Degree(Targets(map), TargetCount(map), type));

    /// <summary><c>[items, longest segment]</c>: the items that point at each item, filled up with the number of items.</summary>
    internal Tensor Segments(MapKey map, Device device) => Cached("segments", map, ScalarType.Int64, device, () => MapTensors.Segments(Targets(map), TargetCount(map)));

    private long[] Targets(MapKey map) => map.Set is { } set ? Widen(set.Places(map.End, Table("nodeGraph"))) : Targets(map.Name);

    private long[] Targets(string map) => map switch
    {
        "source" => _source,
        "target" => _target,
        "nodeGraph" => _nodeGraph ?? new long[NodeCount],
        "edgeGraph" => _edgeGraph.Value,
        _ => throw new ArgumentException($"Unknown index map '{map}'; expected one of {string.Join(", ", MapNames)}.", nameof(map)),
    };

    private Tensor Cached(string kind, MapKey map, ScalarType type, Device device, Func<Tensor> make)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return _tensors.GetOrAdd((kind, map, type, device.type, device.index), _ => new Lazy<Tensor>(() =>
        {
            // A tensor made in inference mode could not be used in training later.
            using IDisposable normalMode = torch.inference_mode(false);
            using DisposeScope scope = torch.NewDisposeScope();
            return make().to(device).DetachFromDisposeScope();
        })).Value;
    }
}
