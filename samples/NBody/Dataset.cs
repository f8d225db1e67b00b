using Intertwine;
using Intertwine.Samples;
using TorchSharp;
using static TorchSharp.torch;

namespace NBody;

/// <summary>What the network sees of some trajectories, laid side by side as one graph, and what it should answer.</summary>
/// <param name="Graph">Every body joined to the four others of its trajectory.</param>
/// <param name="Speed">|v|, <c>[bodies, 1]</c>.</param>
/// <param name="Position">x at the first frame, <c>[bodies, 3]</c>.</param>
/// <param name="Velocity">v at the first frame, <c>[bodies, 3]</c>.</param>
/// <param name="Charges">q_i q_j and |x_i - x_j|², <c>[pairs, 2]</c>.</param>
/// <param name="Target">x at the last frame, <c>[bodies, 3]</c>.</param>
public sealed record Batch(Graph Graph, Tensor Speed, Tensor Position, Tensor Velocity, Tensor Charges, Tensor Target);

/// <summary>Trajectories as tensors, one row per trajectory.</summary>
public sealed class Dataset : IDataset<Batch>, IDisposable
{
    private readonly Tensor _speed;
    private readonly Tensor _position;
    private readonly Tensor _velocity;
    private readonly Tensor _charges;
    private readonly Tensor _target;

    // Graphs depend on the number of trajectories only: one for full batches, one for the rest of an evaluation.
    private readonly Dictionary<int, Graph> _graphs = [];

    public Dataset(Trajectories trajectories, ScalarType precision)
    {
        Count = trajectories.Count;
        using var scope = NewDisposeScope();
        using var single = Graph.FullyConnected(graphs: 1, nodesPerGraph: Simulation.Bodies);
        var frames = tensor(trajectories.AllPositions, [Count, Trajectories.Frames, Simulation.Bodies, 3], ScalarType.Float64);
        var velocities = tensor(trajectories.AllVelocities, [Count, Trajectories.Frames, Simulation.Bodies, 3], ScalarType.Float64);
        var charges = tensor(trajectories.AllCharges, [Count, Simulation.Bodies, 1], ScalarType.Float64);

        var position = frames.select(1, 0);
        var velocity = velocities.select(1, 0);
        var (i, j) = (single.Target, single.Source);
        var distance = (position.index_select(1, i) - position.index_select(1, j)).square().sum(-1, keepdim: true);
        var products = charges.index_select(1, i) * charges.index_select(1, j);

        _position = Keep(position);
        _velocity = Keep(velocity);
        _speed = Keep(velocity.square().sum(-1, keepdim: true).sqrt());
        _charges = Keep(cat([products, distance], -1));
        _target = Keep(frames.select(1, Trajectories.Frames - 1));

        Tensor Keep(Tensor values) => values.to(precision).contiguous().MoveToOuterDisposeScope();
    }

    /// <summary>Number of trajectories.</summary>
    public int Count { get; }

    /// <summary>The trajectories with the given indices, <c>[n]</c>, int64.</summary>
    public Batch Select(Tensor indices) => Join((int)indices.shape[0], t => t.index_select(0, indices));

    /// <summary>The trajectories <paramref name="start"/> … <paramref name="start"/> + <paramref name="count"/> - 1, without a copy.</summary>
    public Batch Slice(int start, int count) => Join(count, t => t.narrow(0, start, count));

    private Batch Join(int count, Func<Tensor, Tensor> rows)
    {
        if (!_graphs.TryGetValue(count, out var graph))
        {
            _graphs.Add(count, graph = Graph.FullyConnected(count, Simulation.Bodies));
        }
        return new Batch(graph, Flatten(_speed), Flatten(_position), Flatten(_velocity), Flatten(_charges), Flatten(_target));

        Tensor Flatten(Tensor values)
        {
            using var selected = rows(values);
            return selected.view(-1, values.shape[^1]);
        }
    }

    public void Dispose()
    {
        foreach (var graph in _graphs.Values) graph.Dispose();
        _speed.Dispose();
        _position.Dispose();
        _velocity.Dispose();
        _charges.Dispose();
        _target.Dispose();
    }
}
