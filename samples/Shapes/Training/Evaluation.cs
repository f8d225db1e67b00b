using Intertwine.Samples;
using TorchSharp;
using static TorchSharp.torch;

namespace Shapes;

/// <summary>What a network says about test shapes.</summary>
/// <param name="Rotation">How the shapes were rotated.</param>
/// <param name="Confusion">How many shapes of class i (row) were taken for class j (column).</param>
public sealed record TestResult(RotationKind Rotation, IReadOnlyList<IReadOnlyList<int>> Confusion)
{
    public int Count => Confusion.Sum(row => row.Sum());

    /// <summary>The share of shapes that were recognised.</summary>
    public double Accuracy => (double)Confusion.Select((row, i) => row[i]).Sum() / Count;

    /// <summary>The mean over the classes of the share that was recognised.</summary>
    public double ClassAccuracy => Confusion.Select((row, i) => (row, i)).Where(r => r.row.Sum() > 0).Average(r => (double)r.row[r.i] / r.row.Sum());
}

/// <summary>How far logits move when shapes are rotated: |f(R x) - f(x)| / |f(x)|, the largest components, shape by shape.</summary>
/// <param name="Largest">Over the shapes.</param>
/// <param name="Median">Over the shapes.</param>
/// <param name="ShareAbove">The share of the shapes whose logits move by more than <see cref="Threshold"/>: more than rounding, so that the network has chosen otherwise.</param>
public sealed record LogitChange(double Largest, double Median, double ShareAbove)
{
    public const double Threshold = 1e-4;

    /// <summary>Of at least one shape.</summary>
    public static LogitChange Of(IEnumerable<double> changes)
    {
        double[] sorted = [.. changes.Order()];
        return new LogitChange(sorted[^1], sorted[sorted.Length / 2], (double)sorted.Count(c => c > Threshold) / sorted.Length);
    }
}

/// <summary>Tests of networks with their present weights.</summary>
public static class Evaluation
{
    private const int BatchSize = 50;

    /// <summary>Shapes of which the change of logits is measured.</summary>
    private const int RotatedShapes = 200;

    public static TestResult Test(IShapeNetwork network, ShapeClouds clouds, RotationKind rotation, int classes, Settings settings)
    {
        using var data = ShapeData.ForEvaluation(clouds, rotation, settings.Points, settings.Seed, settings.Precision);
        var confusion = Enumerable.Range(0, classes).Select(_ => new int[classes]).ToArray();
        ForBatches(network, data, data.Count, (start, logits) =>
        {
            using var predictions = logits.argmax(1);
            var predicted = predictions.data<long>();
            for (var i = 0; i < predicted.Count; i++) confusion[clouds.Labels[start + i]][(int)predicted[i]]++;
        });
        return new TestResult(rotation, confusion);
    }

    /// <summary>Compares the logits of shapes as they stand with those of the same points rotated at random.</summary>
    public static LogitChange MeasureChange(IShapeNetwork network, ShapeClouds clouds, Settings settings)
    {
        using var aligned = ShapeData.ForEvaluation(clouds, RotationKind.None, settings.Points, settings.Seed, settings.Precision);
        using var rotated = ShapeData.ForEvaluation(clouds, RotationKind.So3, settings.Points, settings.Seed, settings.Precision);
        var count = Math.Min(RotatedShapes, clouds.Count);
        List<double> changes = [];
        ForBatches(network, aligned, count, (start, logits) =>
        {
            var other = network.Logits(rotated.Slice(start, (int)logits.shape[0]));
            var change = (other - logits).abs().amax([1]) / logits.abs().amax([1]);
            changes.AddRange(change.to(ScalarType.Float64).data<double>());
        });
        return LogitChange.Of(changes);
    }

    /// <summary>Runs a network in evaluation mode, without gradients, over the first items.</summary>
    /// <param name="take">Given the number of the first item of each batch, and the logits.</param>
    public static void ForBatches(IShapeNetwork network, IDataset<Batch> data, int count, Action<int, Tensor> take)
    {
        var training = network.Module.training;
        network.Module.eval();
        try
        {
            using var noGradient = no_grad();
            for (var start = 0; start < count; start += BatchSize)
            {
                using var scope = NewDisposeScope();
                take(start, network.Logits(data.Slice(start, Math.Min(BatchSize, count - start))));
            }
        }
        finally
        {
            network.Module.train(training);
        }
    }
}
