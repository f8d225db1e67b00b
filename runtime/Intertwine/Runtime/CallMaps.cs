using Intertwine.Kernels;
using TorchSharp;
using static TorchSharp.torch;

namespace Intertwine.Runtime;

/// <summary>The index maps of one call of the reference, by name: those of the graph, those of sets, and the sources of dynamic sets, which are found on the way.</summary>
internal sealed class CallMaps(ModelDefinition definition, Graph? graph, Device device)
{
    private readonly Dictionary<string, (long[] Targets, long TargetCount, Tensor Index)> _found = [];

    /// <summary>Where the items of a map point (int64).</summary>
    public Tensor Index(string map) => _found.TryGetValue(map, out var found) ? found.Index : RequireGraph(map).Index(KeyOf(map), device);

    public long TargetCount(string map) => _found.TryGetValue(map, out var found) ? found.TargetCount : RequireGraph(map).TargetCount(KeyOf(map));

    public Tensor Degree(string map, ScalarType type) =>
        _found.TryGetValue(map, out var found) ? MapTensors.Degree(found.Targets, found.TargetCount, type).to(device) : RequireGraph(map).Degree(KeyOf(map), type, device);

    public Tensor Segments(string map) =>
        _found.TryGetValue(map, out var found) ? MapTensors.Segments(found.Targets, found.TargetCount).to(device) : RequireGraph(map).Segments(KeyOf(map), device);

    public bool IsFound(string map) => _found.ContainsKey(map);

    /// <summary>The sources of a dynamic set, found in this call.</summary>
    public void Add(string map, long[] targets)
    {
        _found.Add(map, (targets, RequireGraph(map).NodeCount, torch.tensor(targets, dtype: ScalarType.Int64, device: device)));
    }

    /// <summary>A map in both directions.</summary>
    public IndexTable Table(string map) => RequireGraph(map).Table(KeyOf(map));

    private MapKey KeyOf(string map) => KeyOf(definition, map);

    /// <summary>The map of a name: <c>source</c>, <c>Near.source</c>.</summary>
    public static MapKey KeyOf(ModelDefinition definition, string map)
    {
        int dot = map.LastIndexOf('.');
        if (dot >= 0 && Enum.TryParse(map.AsSpan(dot + 1), ignoreCase: true, out SetMap end))
        {
            foreach (SetDefinition set in definition.Sets)
            {
                if (map.AsSpan(0, dot).SequenceEqual(set.Name))
                {
                    return new MapKey(set.Items, end);
                }
            }
        }

        return new MapKey(map);
    }

    private Graph RequireGraph(string map) => graph ?? throw new InvalidOperationException($"{definition.Name} uses the index map '{map}' and was called without a graph.");
}
