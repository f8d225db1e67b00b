using System.ComponentModel;
using Intertwine.Kernels;
using TorchSharp;
using static TorchSharp.torch;

namespace Intertwine.Runtime;

/// <summary>
/// What a generated reference forward pass computes with: its inputs, parameters and graph, and the operations that take more than one TorchSharp call. Every value has the shape
/// <c>[items, channels, components]</c>; those of the unit domain have one item, parameters are <c>[channels, components]</c>. Everything here can be differentiated any number of times by autograd,
/// unless its description says otherwise.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class TorchCall
{
    private readonly ModelDefinition _definition;
    private readonly CallMaps _maps;
    private readonly IReadOnlyDictionary<string, long> _counts;
    private readonly IReadOnlyList<Tensor> _inputs;
    private readonly IReadOnlyList<Tensor> _parameters;

    internal TorchCall(
        ModelDefinition definition, Graph? graph, IReadOnlyDictionary<string, long> counts, IReadOnlyList<Tensor> inputs, IReadOnlyList<Tensor> parameters, bool training, ScalarType type, Device device,
        IReadOnlyDictionary<string, long[]>? edges = null)
    {
        _definition = definition;
        _maps = new CallMaps(definition, graph, device);
        foreach (KeyValuePair<string, long[]> found in edges ?? new Dictionary<string, long[]>())
        {
            _maps.Add(found.Key, found.Value);
        }

        _counts = counts;
        _inputs = inputs;
        _parameters = parameters;
        Training = training;
        Type = type;
        Device = device;
    }

    /// <summary>Whether dropout masks are drawn and batch statistics are those of the batch.</summary>
    public bool Training { get; }

    public ScalarType Type { get; }

    public Device Device { get; }

    /// <summary>
    /// Input i as <c>[items, channels, components]</c>. The order: the model's inputs; in training one mask per dropout <c>[items, channels, 1]</c>; in evaluation running mean and running variance
    /// <c>[1, channels, 1]</c> of each batch normalisation (<see cref="ModelDefinition.ProgramInputs"/>).
    /// </summary>
    public Tensor Input(int i) => _inputs[i];

    /// <inheritdoc cref="Input(int)"/>
    public Tensor Input(string name)
    {
        int i = _definition.ProgramInputs(Training).IndexOf(name);
        return i >= 0 ? _inputs[i] : throw new ArgumentException($"{_definition.Name} has no input '{name}' in {(Training ? "training" : "evaluation")}.", nameof(name));
    }

    /// <summary>Parameter i of <see cref="ModelDefinition.Parameters"/> as <c>[rows, columns]</c>; a bias is <c>[rows, 1]</c>.</summary>
    public Tensor Parameter(int i)
    {
        Tensor parameter = _parameters[i];
        return parameter.dim() == 2 ? parameter : parameter.reshape(_definition.Parameters[i].Shape[0], -1);
    }

    /// <inheritdoc cref="Parameter(int)"/>
    public Tensor Parameter(string name)
    {
        for (int i = 0; i < _parameters.Count; i++)
        {
            if (_definition.Parameters[i].Name == name)
            {
                return Parameter(i);
            }
        }

        throw new ArgumentException($"{_definition.Name} has no parameter '{name}'.", nameof(name));
    }

    /// <summary>Where the items of an index map point (int64): <c>source</c>, <c>target</c>, <c>nodeGraph</c>, <c>edgeGraph</c>, or a map of a set (<c>Near.source</c>).</summary>
    public Tensor Index(string map) => _maps.Index(map);

    /// <summary>How many items a domain has: <c>unit</c> (1), <c>graphs</c>, <c>nodes</c>, <c>edges</c>, or a set.</summary>
    public long Count(string domain) => _counts.TryGetValue(domain, out long count) ? count : throw new ArgumentException($"Unknown domain '{domain}'.", nameof(domain));

    /// <summary>x[map(i)] for every item i.</summary>
    public Tensor Gather(Tensor x, string map) => x.index_select(0, Index(map));

    /// <summary>For every item j the sum of x[i] over map(i) = j.</summary>
    public Tensor ScatterSum(Tensor x, string map)
    {
        Tensor zeros = torch.zeros([_maps.TargetCount(map), x.shape[1], x.shape[2]], dtype: x.dtype, device: x.device);
        return zeros.index_add(0, Index(map), x, 1);
    }

    /// <summary>For every item j the entry-wise maximum of x[i] over map(i) = j; 0 where there is none. Without derivative.</summary>
    public Tensor SegmentMax(Tensor x, string map)
    {
        using IDisposable noGradient = torch.no_grad();

        // Every segment as a row of the same length; the rest points at an item that never wins.
        Tensor padded = torch.cat([x.detach(), torch.full([1, x.shape[1], x.shape[2]], double.NegativeInfinity, dtype: x.dtype, device: x.device)]);
        Tensor segments = _maps.Segments(map);
        Tensor rows = padded.index_select(0, segments.flatten()).reshape(segments.shape[0], segments.shape[1], x.shape[1], x.shape[2]);
        Tensor empty = Degree(map).eq(0);
        return torch.where(empty, torch.zeros([], dtype: x.dtype, device: x.device), rows.amax([1]));
    }

    /// <summary>
    /// For every item j and entry the position of the largest x[i] among the items with map(i) = j in ascending order: the first of equals, a NaN before any number, -1 where there is none. Without derivative.
    /// </summary>
    public Tensor SegmentArgMax(Tensor x, string map)
    {
        using IDisposable noGradient = torch.no_grad();
        Tensor segments = _maps.Segments(map);
        Tensor padded = torch.cat([x.detach(), torch.zeros([1, x.shape[1], x.shape[2]], dtype: x.dtype, device: x.device)]);
        Tensor rows = padded.index_select(0, segments.flatten()).reshape(segments.shape[0], segments.shape[1], x.shape[1], x.shape[2]);
        Tensor exists = segments.lt(x.shape[0]).reshape(segments.shape[0], segments.shape[1], 1, 1);
        Tensor infinity = torch.full([], double.PositiveInfinity, dtype: x.dtype, device: x.device);
        Tensor largest = torch.where(exists, rows, -infinity).amax([1], keepdim: true);

        // The first position that holds the largest; places after the end come last. (PyTorch's argmax says nothing about equals.)
        Tensor isLargest = exists.logical_and(rows.eq(largest).logical_or(rows.isnan().logical_and(largest.isnan())));
        Tensor positions = torch.arange(segments.shape[1], dtype: x.dtype, device: x.device).reshape(1, -1, 1, 1);
        Tensor first = torch.where(isLargest, positions, infinity).amin([1]);
        return torch.where(Degree(map).eq(0), torch.full([], -1.0, dtype: x.dtype, device: x.device), first);
    }

    /// <summary>For every item j the rows of x at positions within its segment; 0 where the position is -1.</summary>
    /// <param name="which"><c>[items, channels, components]</c>, <c>[items, channels, 1]</c> or <c>[items, 1, 1]</c>.</param>
    public Tensor SegmentPick(Tensor x, Tensor which, string map)
    {
        Tensor segments = _maps.Segments(map);
        Tensor position = which.detach().to(ScalarType.Int64);
        Tensor item = segments.gather(1, position.clamp_min(0).flatten(1)).reshape(position.shape).masked_fill(position.lt(0), x.shape[0]);
        Tensor padded = torch.cat([x, torch.zeros([1, x.shape[1], x.shape[2]], dtype: x.dtype, device: x.device)]);
        return padded.gather(0, item.expand(-1, x.shape[1], x.shape[2]));
    }

    /// <summary>For every item i the rows of x[map(i)] whose position is that of i within its segment, 0 in the others.</summary>
    /// <param name="which"><c>[items, channels, components]</c>, <c>[items, channels, 1]</c> or <c>[items, 1, 1]</c>.</param>
    public Tensor SegmentPlace(Tensor x, Tensor which, string map)
    {
        Tensor segments = _maps.Segments(map);
        Tensor index = Index(map);
        Tensor columns = torch.arange(segments.shape[1], dtype: ScalarType.Int64, device: Device).expand(segments.shape[0], -1).flatten();
        Tensor position = torch.zeros([index.shape[0] + 1], dtype: ScalarType.Int64, device: Device).scatter(0, segments.flatten(), columns).narrow(0, 0, index.shape[0]);
        Tensor isChosen = which.detach().index_select(0, index).eq(position.to(which.dtype).reshape(-1, 1, 1));
        return x.index_select(0, index) * isChosen.to(x.dtype);
    }

    /// <summary>For every pair e and head h the inner product of x[left(e)] and y[right(e)] over the channels of head h, <c>[pairs, heads, 1]</c>.</summary>
    public Tensor PairProduct(Tensor x, string left, Tensor y, string right, int heads) =>
        (Gather(x, left) * Gather(y, right)).reshape(Index(left).shape[0], heads, x.shape[1] * x.shape[2] / heads).sum([2], keepdim: true);

    /// <summary>For every item j the sum of w_e[h] x[from(e)] over to(e) = j, where h is the head of a channel.</summary>
    public Tensor PairSum(Tensor weights, Tensor x, string from, string to)
    {
        long pairs = weights.shape[0];
        long heads = weights.shape[1];
        Tensor values = Gather(x, from).reshape(pairs, heads, x.shape[1] * x.shape[2] / heads) * weights;
        return ScatterSum(values.reshape(pairs, x.shape[1], x.shape[2]), to);
    }

    /// <summary>
    /// Finds the edges of a dynamic set: to every node those whose x is nearest to its own. The map <c>set.source</c> exists from here on. The search is that of the kernels, so that equal values give equal edges.
    /// </summary>
    public unsafe void Nearest(Tensor x, int number, bool includeSelf, string set)
    {
        if (_maps.IsFound($"{set}.source"))
        {
            return;
        }

        IndexTable nodeGraph = _maps.Table("nodeGraph");
        IndexTable target = _maps.Table($"{set}.target");
        int[] source = new int[target.From];
        using (DisposeScope scope = torch.NewDisposeScope())
        {
            Tensor values = x.detach().to(x.dtype == ScalarType.Float64 ? ScalarType.Float64 : ScalarType.Float32, torch.CPU).contiguous();
            int rows = checked((int)(values.shape[1] * values.shape[2]));
            void* points = (void*)TorchNative.Data(values.Handle);
            fixed (int* found = source)
            {
                if (values.dtype == ScalarType.Float64)
                {
                    NearestNeighbours.Find((double*)points, rows, nodeGraph, target.Start, number, includeSelf, found);
                }
                else
                {
                    NearestNeighbours.Find((float*)points, rows, nodeGraph, target.Start, number, includeSelf, found);
                }
            }

            GC.KeepAlive(values);
        }

        _maps.Add($"{set}.source", Array.ConvertAll(source, node => (long)node));
    }

    /// <summary>How many items point at each item, <c>[items, 1, 1]</c>, without derivative.</summary>
    public Tensor Degree(string map) => _maps.Degree(map, Type);

    /// <summary>The number of items of a domain as a value of the unit domain, <c>[1, 1, 1]</c>.</summary>
    public Tensor CountOf(string domain) => torch.full([1, 1, 1], (double)Count(domain), dtype: Type, device: Device);

    /// <summary>The same number for every item.</summary>
    public Tensor Constant(double value, string domain, int channels, int components) => torch.full([Count(domain), channels, components], value, dtype: Type, device: Device);

    /// <summary>sqrt(x), whose derivatives at 0 are 0: the norm of a zero vector has gradient zero and not NaN.</summary>
    public static Tensor SafeSqrt(Tensor x)
    {
        Tensor zero = x.eq(0);
        return x.masked_fill(zero, 1).sqrt().masked_fill(zero, 0);
    }

    /// <summary>1/sqrt(x), and 0 with derivatives 0 where x = 0.</summary>
    public static Tensor SafeReciprocalSqrt(Tensor x)
    {
        Tensor zero = x.eq(0);
        return x.masked_fill(zero, 1).rsqrt().masked_fill(zero, 0);
    }
}
