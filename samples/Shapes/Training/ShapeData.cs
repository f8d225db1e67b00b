using Intertwine;
using Intertwine.Samples;
using TorchSharp;
using static TorchSharp.torch;

namespace Shapes;

/// <summary>
/// Shapes as a network sees them. An item is a function of seed, epoch and number: for training it is another one in every epoch; for evaluation it is always the same, with the same points under every rotation.
/// </summary>
public sealed class ShapeData : IDataset<Batch>, IAugmentedDataset, IDisposable
{
    private readonly ShapeClouds _clouds;
    private readonly Augmentation _augmentation;
    private readonly int _points;
    private readonly ulong _seed;
    private readonly bool _training;
    private readonly ScalarType _precision;

    // Graphs depend on the number of clouds only: one for full batches, one for the rest of an evaluation.
    private readonly Dictionary<int, Graph> _graphs = [];

    private ShapeData(ShapeClouds clouds, Augmentation augmentation, int points, ulong seed, ScalarType precision, bool training)
    {
        if (points < 1 || points > clouds.PointsPerCloud) throw new InvalidDataException($"--points: expected 1 to {clouds.PointsPerCloud} points, as many as the shapes have; got {points}.");
        (_clouds, _augmentation, _points, _seed, _precision, _training) = (clouds, augmentation, points, seed, precision, training);
    }

    /// <summary>Shapes changed at random.</summary>
    public static ShapeData ForTraining(ShapeClouds clouds, Augmentation augmentation, int points, ulong seed, ScalarType precision) => new(clouds, augmentation, points, seed, precision, training: true);

    /// <summary>Shapes under rotations that are fixed by the seed.</summary>
    public static ShapeData ForEvaluation(ShapeClouds clouds, RotationKind rotation, int points, ulong seed, ScalarType precision) =>
        new(clouds, Augmentation.Only(rotation), points, seed, precision, training: false);

    public int Count => _clouds.Count;

    public int Epoch { get; set; }

    public Batch Select(Tensor indices) => Join(Array.ConvertAll(indices.data<long>().ToArray(), i => (int)i));

    public Batch Slice(int start, int count) => Join([.. Enumerable.Range(start, count)]);

    /// <summary>One item, <c>[points, 3]</c>.</summary>
    public void Write(int item, Span<float> target)
    {
        if (_training)
        {
            var random = new CounterRandom(_seed, Streams.Augmentation, ((ulong)Epoch << 32) | (uint)item);
            _augmentation.Apply(_clouds[item], ref random, ref random, target);
        }
        else
        {
            var drawing = new CounterRandom(_seed, Streams.EvaluationPoints, (ulong)item);
            var random = new CounterRandom(_seed, Streams.EvaluationRotations, (ulong)item);
            _augmentation.Apply(_clouds[item], ref drawing, ref random, target);
        }
    }

    private Batch Join(int[] items)
    {
        var points = new float[items.Length * _points * 3];
        for (var i = 0; i < items.Length; i++) Write(items[i], points.AsSpan(i * _points * 3, _points * 3));
        if (!_graphs.TryGetValue(items.Length, out var graph)) _graphs.Add(items.Length, graph = Graph.Clouds(items.Length, _points));
        return new Batch(graph, tensor(points, [items.Length * _points, 3], _precision), tensor(Array.ConvertAll(items, i => (long)_clouds.Labels[i])), items.Length, _points);
    }

    public void Dispose()
    {
        foreach (var graph in _graphs.Values) graph.Dispose();
    }
}
