using Intertwine;
using Intertwine.Samples;
using TorchSharp;
using static TorchSharp.torch;

namespace Shapes;

/// <summary>What a network takes a shape for.</summary>
/// <param name="Class">The number of the class.</param>
/// <param name="Probability">What it gives the class.</param>
public sealed record Guess(int Class, double Probability);

/// <summary>Some test shapes, each seen from several sides, for a picture.</summary>
public sealed class Views
{
    /// <summary>Shapes, each of another class where there are enough classes.</summary>
    public const int Shapes = 4;

    /// <summary>Rotations of each, the first of which is none.</summary>
    public const int Rotations = 5;

    private readonly Settings _settings;

    public Views(ShapeSets sets, Settings settings)
    {
        _settings = settings;
        var chosen = Choose(sets);
        Labels = [.. chosen.Select(item => sets.Test.Labels[item])];
        Clouds = [.. chosen.Select((item, row) => Enumerable.Range(0, Rotations).Select(view =>
        {
            var cloud = new float[sets.Test.PointsPerCloud * 3];
            // The same points in the same order in all views.
            var drawing = new CounterRandom(settings.Seed, Streams.EvaluationPoints, (ulong)item);
            var random = new CounterRandom(settings.Seed, Streams.Views, (ulong)((row * Rotations) + view));
            Augmentation.Only(view == 0 ? RotationKind.None : RotationKind.So3).Apply(sets.Test[item], ref drawing, ref random, cloud);
            return cloud;
        }).ToArray())];
    }

    /// <summary>The right class of each shape.</summary>
    public IReadOnlyList<int> Labels { get; }

    /// <summary>The points of each shape in each view, <c>[points, 3]</c>: all of them, of which networks see the first.</summary>
    public IReadOnlyList<float[][]> Clouds { get; }

    /// <summary>What a network says of each shape in each view.</summary>
    public IReadOnlyList<Guess[]> Ask(IShapeNetwork network)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        using var graph = Graph.Clouds(Labels.Count * Rotations, _settings.Points);
        var points = tensor([.. Clouds.SelectMany(views => views).SelectMany(cloud => cloud.Take(3 * _settings.Points))], [graph.NodeCount, 3], _settings.Precision);
        var labels = tensor(Labels.SelectMany(label => Enumerable.Repeat((long)label, Rotations)).ToArray());
        network.Module.eval();
        var probabilities = nn.functional.softmax(network.Logits(new Batch(graph, points, labels, Labels.Count * Rotations, _settings.Points)), 1);
        var (values, classes) = probabilities.to(ScalarType.Float64).max(1);
        Guess[] guesses = [.. classes.data<long>().Zip(values.data<double>(), (c, p) => new Guess((int)c, p))];
        return [.. guesses.Chunk(Rotations)];
    }

    private static List<int> Choose(ShapeSets sets)
    {
        var classes = sets.Test.Labels.Distinct().Order().ToArray();
        var count = Math.Min(Shapes, classes.Length);
        return [.. Enumerable.Range(0, count).Select(i => Array.IndexOf(sets.Test.Labels, classes[i * classes.Length / count]))];
    }
}
