using System.CommandLine;
using global::Synthetic;
using TorchSharp;
using static TorchSharp.torch;

namespace Intertwine.Samples.Tests.Synthetic;

/// <summary>Short runs of each task. The folder of each test is its own.</summary>
public sealed class TrainingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    /// <summary>The run without options, test samples included.</summary>
    [Theory]
    [InlineData("invariant")]
    [InlineData("inertia")]
    [InlineData("scattering")]
    public void Networks_reach_the_goal(string name)
    {
        var settings = new Settings { Task = name, Out = _folder.Path };
        using var data = TaskTests.Task(name).CreateData(settings);
        var trainer = Train(settings, data, out var model);
        using (model)
        using (trainer)
        {
            trainer.LoadBest();
            var error = trainer.Evaluate(data.Test);
            Assert.True(error <= TaskTests.Task(name).Goal, $"{error}");
        }
    }

    [Fact]
    public void Resume_gives_the_same_weights()
    {
        var settings = TaskTests.Settings("inertia") with { Train = 60, BatchSize = 20, Epochs = 6, Precision = ScalarType.Float32 };
        var straight = Weights(settings with { Out = Path.Combine(_folder.Path, "straight") });
        _ = Weights(settings with { Out = Path.Combine(_folder.Path, "halves"), Epochs = 3 });
        var halves = Weights(settings with { Out = Path.Combine(_folder.Path, "halves"), Resume = true });
        Assert.Equal(straight, halves);
    }

    [Fact]
    public void A_checkpoint_of_another_task_is_refused()
    {
        var settings = TaskTests.Settings("inertia") with { Train = 20, BatchSize = 20, Epochs = 1, Out = _folder.Path };
        _ = Weights(settings);
        var error = Assert.Throws<CheckpointException>(() => Weights(settings with { Task = "scattering", Resume = true }));
        Assert.Contains("--task inertia; got scattering", error.Message);
    }

    [Fact]
    public void Options_become_the_settings_of_each_task()
    {
        IReadOnlyList<Settings> runs = [];
        var command = CommandLine.Create((settings, _) =>
        {
            runs = settings;
            return Task.FromResult(0);
        });
        Assert.Equal(0, command.Parse("--train 100 --seed 4").Invoke());
        Assert.Equal(["invariant", "inertia", "scattering"], runs.Select(run => run.Task));
        Assert.All(runs, run => Assert.Equal((100, 100, 1000, 4ul), (run.Train, run.BatchSize, run.Epochs, run.Seed)));
        Assert.Equal(3, runs.Select(run => run.CheckpointPath).Distinct().Count());

        Assert.Equal(0, command.Parse("--task scattering").Invoke());
        Assert.Equal(("scattering", 500, 900), (runs.Single().Task, runs.Single().BatchSize, runs.Single().Epochs));
        var wrong = command.Parse("--task scatering");
        Assert.Contains("expected invariant or inertia or scattering or all; got 'scatering'", Assert.Single(wrong.Errors).Message);
    }

    public void Dispose() => _folder.Dispose();

    private static byte[] Weights(Settings settings)
    {
        using var data = TaskTests.Task(settings.Task).CreateData(settings);
        var trainer = Train(settings, data, out var model);
        using (model)
        using (trainer)
        {
            using var flat = cat([.. model.parameters().Select(p => p.detach().reshape(-1))]);
            return flat.bytes.ToArray();
        }
    }

    private static Trainer<Batch> Train(Settings settings, Split data, out EquivariantModel model)
    {
        random.manual_seed((long)settings.Seed);
        var task = TaskTests.Task(settings.Task);
        var created = model = task.CreateModel(settings.Precision);
        var trainer = new Trainer<Batch>(model, batch => task.Predict(created, batch), batch => batch.Target, data.Train, data.Validation, settings);
        if (settings.Resume) trainer.Resume();
        Assert.True(trainer.Run());
        return trainer;
    }
}
