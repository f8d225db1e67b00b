using Shapes;
using TorchSharp;
using static TorchSharp.torch;

namespace Intertwine.Samples.Tests.Shapes;

/// <summary>Training of the networks on a few generated solids.</summary>
public sealed class ShapeTrainingTests : IDisposable
{
    private static readonly Settings Short = new() { Epochs = 3, Train = 64, Test = 20, Points = 32, BatchSize = 12, Threads = 1, HoldOut = 0.2 };

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<ModelKind, OptimizerKind, Schedule, int> Interruptions => new()
    {
        { ModelKind.PointNet, OptimizerKind.Adam, Schedule.Cosine, 3 },
        { ModelKind.PointNet, OptimizerKind.Sgd, Schedule.Step, 5 },
        { ModelKind.VnPointNet, OptimizerKind.Adam, Schedule.Cosine, 5 },
        { ModelKind.VnDgcnn, OptimizerKind.Adam, Schedule.Cosine, 3 },
        { ModelKind.VnTransformer, OptimizerKind.Adam, Schedule.Cosine, 6 },
    };

    [Theory]
    [MemberData(nameof(Interruptions))]
    public void Resume_after_an_interruption_gives_the_bytes_of_a_run_without_one(ModelKind model, OptimizerKind optimizer, Schedule schedule, int steps)
    {
        var settings = Short with { Models = [model], Optimizer = optimizer, Schedule = schedule, StepEpochs = 1, LearningRate = optimizer == OptimizerKind.Sgd ? 0.02 : 1e-3 };
        var straight = Train(settings, model, "straight");
        using var stop = new CancellationTokenSource();
        var left = steps;
        var interrupted = Train(
            settings,
            model,
            "interrupted",
            _ =>
            {
                if (--left == 0) stop.Cancel();
            },
            stop.Token);
        Assert.False(interrupted.Finished);

        var resumed = Train(settings with { Resume = true }, model, "interrupted");
        Assert.True(resumed.Finished);
        Assert.Equal(straight.State.History, resumed.State.History);
        Assert.Equal(straight.Tensors, resumed.Tensors);
    }

    [Fact]
    public void Resume_with_other_augmentation_is_refused()
    {
        var settings = Short with { Epochs = 1 };
        Train(settings, ModelKind.PointNet, "run");
        var error = Assert.Throws<CheckpointException>(() => Train(settings with { Resume = true, Augmentation = new Augmentation { MostDropped = 0.1 } }, ModelKind.PointNet, "run"));
        Assert.Contains("--point-dropout 0; got 0.1", error.Message);
        Assert.Contains("--optimizer", Assert.Throws<CheckpointException>(() => Train(settings with { Resume = true, Optimizer = OptimizerKind.Sgd }, ModelKind.PointNet, "run")).Message);
    }

    [Fact]
    public void Held_out_shapes_are_not_trained_on()
    {
        var sets = GeneratedSolids.Create(64, 20, 32, seed: 1);
        var split = DataSplit.Split(sets, Short);
        Assert.Equal((51, 13, 20), (split.Train.Count, split.Validation.Count, split.Shapes.Test.Count));
        Assert.Empty(Keys(split.Train).Intersect(Keys(split.Validation)));
        var fewer = DataSplit.Split(sets, Short with { Train = 10, Test = 3, HoldOut = 0.05 });
        Assert.Equal((9, 1, 3), (fewer.Train.Count, fewer.Validation.Count, fewer.Shapes.Test.Count));

        static IEnumerable<(float, float)> Keys(ShapeClouds clouds) => Enumerable.Range(0, clouds.Count).Select(c => (clouds[c][0], clouds[c][1]));
    }

    [Fact]
    public void A_test_counts_what_shapes_are_taken_for()
    {
        var result = new TestResult(RotationKind.Z, [[3, 1], [0, 1]]);
        Assert.Equal((5, 0.8, 0.875), (result.Count, result.Accuracy, result.ClassAccuracy));
    }

    [Fact]
    public void The_change_of_logits_is_summed_up_over_the_shapes()
    {
        Assert.Equal(new LogitChange(3e-3, 2e-6, 0.25), LogitChange.Of([2e-6, 1e-6, 3e-3, 1e-6]));
        Assert.Equal(new LogitChange(1e-4, 1e-4, 0), LogitChange.Of([1e-4]));
        Assert.Equal(1, LogitChange.Of([1.1e-4, 2]).ShareAbove);
    }

    [Theory]
    [InlineData(ModelKind.VnPointNet)]
    [InlineData(ModelKind.VnDgcnn)]
    [InlineData(ModelKind.VnTransformer)]
    public void Networks_of_vectors_say_the_same_of_rotated_shapes(ModelKind kind)
    {
        random.manual_seed(1);
        using var network = ShapeNetwork.Create(kind, NetworkSize.Small, 10, ScalarType.Float64, Backend.Auto);
        var change = Evaluation.MeasureChange(network, GeneratedSolids.Create(10, 8, 32, seed: 1).Test, Short with { Precision = ScalarType.Float64 });
        // The points are rounded to float32 after the rotation.
        Assert.InRange(change.Largest, 0, 1e-5);
    }

    [Fact]
    public void Normalisations_of_vectors_keep_directions_at_first()
    {
        using var network = ShapeNetwork.Create(ModelKind.VnDgcnn, NetworkSize.Small, 10, ScalarType.Float32, Backend.Auto);
        using var scope = NewDisposeScope();
        var parameters = network.Module.named_parameters().ToDictionary(p => p.name, p => p.parameter);
        Assert.All(parameters["Network.Points.Normalized.bias"].data<float>().ToArray(), b => Assert.Equal(1f, b));
        Assert.All(parameters["Network.Points.Normalized.weight"].data<float>().ToArray(), w => Assert.Equal(0.5f, w));
        // Those of scalars begin as usual.
        Assert.All(parameters["Network.Head.Normalized.bias"].data<float>().ToArray(), b => Assert.Equal(0f, b));
    }

    [Fact]
    public void The_small_transformer_has_less_than_50000_parameters()
    {
        using var network = ShapeNetwork.Create(ModelKind.VnTransformer, NetworkSize.Small, 10, ScalarType.Float32, Backend.Auto);
        Assert.InRange(network.ParameterCount, 1, 49_999);
    }

    [Fact]
    public void More_classes_than_the_networks_know_are_refused() =>
        Assert.Contains("at most 40 classes", Assert.Throws<InvalidDataException>(() => ShapeNetwork.Create(ModelKind.VnDgcnn, NetworkSize.Small, 41, ScalarType.Float32, Backend.Auto)).Message);

    [Fact]
    public void Plain_PointNet_begins_with_the_points_as_they_are_and_does_not_mind_their_order()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(1);
        using var network = ShapeNetwork.Create(ModelKind.PointNet, NetworkSize.Small, 10, ScalarType.Float64, Backend.Auto);
        using var data = ShapeData.ForEvaluation(GeneratedSolids.Create(6, 4, 32, seed: 1).Test, RotationKind.Z, 32, 1, ScalarType.Float64);
        network.Module.eval();
        var batch = data.Slice(0, 4);
        var logits = network.Logits(batch);
        Assert.Equal([4, 10], logits.shape);
        var turned = batch with { Points = batch.Points.view(4, 32, 3).flip(1).reshape(-1, 3) };
        Assert.True((network.Logits(turned) - logits).abs().max().item<double>() < 1e-12);
    }

    public void Dispose() => _folder.Dispose();

    private Run Train(Settings settings, ModelKind model, string folder, Action<TrainingProgress>? report = null, CancellationToken cancellation = default)
    {
        var split = DataSplit.Load(settings);
        settings = (settings with { Out = Path.Combine(_folder.Path, folder) }).For(model, split.Shapes, split.Train.Count, split.Validation.Count);
        set_num_threads(1);
        random.manual_seed((long)settings.Seed);
        using var network = ShapeNetwork.Create(model, settings.Size, split.Shapes.Classes.Count, settings.Precision, settings.Backend);
        using var train = ShapeData.ForTraining(split.Train, settings.Augmentation, settings.Points, settings.Seed, settings.Precision);
        using var validation = ShapeData.ForEvaluation(split.Validation, settings.TrainRotation, settings.Points, settings.Seed, settings.Precision);
        var objective = new CrossEntropy<Batch>(network.Logits, batch => batch.Labels, settings.LabelSmoothing, settings.BatchSize);
        using var trainer = new Trainer<Batch>(network.Module, objective, train, validation, settings);
        if (settings.Resume) trainer.Resume();
        var finished = trainer.Run(report, cancellation);
        var checkpoint = File.ReadAllBytes(settings.CheckpointPath);
        // Behind the header, which holds times: weights, best weights and the optimizer's state.
        return new Run(finished, trainer.State, checkpoint[(8 + (int)BitConverter.ToInt64(checkpoint))..]);
    }

    private sealed record Run(bool Finished, TrainingState State, byte[] Tensors);
}
