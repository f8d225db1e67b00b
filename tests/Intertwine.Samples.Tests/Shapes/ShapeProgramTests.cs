using System.Text.Json;
using Shapes;
using TorchSharp;

namespace Intertwine.Samples.Tests.Shapes;

/// <summary>The program as a whole, and its options.</summary>
public sealed class ShapeProgramTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task A_run_on_generated_solids_writes_its_results()
    {
        Assert.Equal(SampleProgram.Completed, await Run("--model", "pointnet", "--train", "60", "--test", "30", "--epochs", "2", "--points", "32", "--batch", "16"));
        foreach (var file in (string[])["results.json", "results.md", "accuracy.csv", "classes.csv", "learning.csv", "learning.png", "accuracy.png", "confusion-pointnet.png", "views.png", "pointnet/checkpoint.safetensors", "pointnet/weights.safetensors"])
        {
            Assert.True(new FileInfo(Path.Combine(_folder.Path, file)).Length > 0, file);
        }
        using var results = JsonDocument.Parse(File.ReadAllText(Path.Combine(_folder.Path, "results.json")));
        var model = results.RootElement.GetProperty("Models")[0];
        Assert.Equal(2, model.GetProperty("Epochs").GetInt32());
        Assert.Equal(["Z", "So3"], model.GetProperty("Tests").EnumerateArray().Select(t => t.GetProperty("Rotation").GetString()));
        Assert.Equal(30, model.GetProperty("Tests")[0].GetProperty("Confusion").EnumerateArray().Sum(row => row.EnumerateArray().Sum(n => n.GetInt32())));
        Assert.Equal(3, File.ReadAllLines(Path.Combine(_folder.Path, "learning.csv")).Length);

        // A plain PointNet depends on the rotation of every shape, by more than rounding.
        Assert.Equal(1, model.GetProperty("LogitChange").GetProperty("ShareAbove").GetDouble());
        var table = File.ReadAllLines(Path.Combine(_folder.Path, "results.md")).Where(line => line.StartsWith('|')).Select(line => line.Split('|', StringSplitOptions.TrimEntries)).ToArray();
        Assert.All(table, row => Assert.Equal(table[0].Length, row.Length));
        Assert.Equal("100.0 %", table[^1][Array.IndexOf(table[0], "above 1e-4")]);
    }

    [Fact]
    public async Task Resume_without_a_checkpoint_is_a_message_and_an_exit_code() =>
        Assert.Equal(SampleProgram.Failed, await Run("--model", "pointnet", "--train", "40", "--test", "10", "--epochs", "1", "--points", "16", "--resume"));

    [Fact]
    public async Task A_folder_of_something_else_is_a_message_and_an_exit_code() => Assert.Equal(SampleProgram.Failed, await Run("--data", _folder.Path));

    [Fact]
    public void No_options_give_all_networks_on_generated_solids()
    {
        var settings = Parse();
        Assert.Null(settings.Data);
        Assert.Equal(Enum.GetValues<ModelKind>(), settings.Models);
        Assert.Equal((Settings.SolidEpochs, null, Settings.TrainSolids), (settings.Epochs, settings.TimeLimit, settings.Train));
        Assert.Equal(RotationKind.Z, settings.TrainRotation);
        Assert.Equal([RotationKind.Z, RotationKind.So3], settings.TestRotations);
    }

    [Fact]
    public void Real_data_give_256_points_and_a_quarter_of_an_hour()
    {
        var settings = Parse("--data", _folder.Path);
        Assert.Equal((_folder.Path, 256, TimeSpan.FromMinutes(15), TrainingSettings.UnlimitedEpochs), (settings.Data, settings.Points, settings.TimeLimit, settings.Epochs));
        Assert.Null(Parse("--data", _folder.Path, "--epochs", "3").TimeLimit);
    }

    [Fact]
    public void Options_reach_the_settings()
    {
        var settings = Parse(
            "--model", "PointNet", "--size", "full", "--points", "64", "--protocol", "so3/so3", "--train", "50", "--test", "20", "--epochs", "4", "--minutes", "2", "--batch", "8", "--optimizer", "sgd", "--schedule", "step",
            "--weight-decay", "0", "--label-smoothing", "0.1", "--point-dropout", "0.875", "--scale", "1.5", "--shift", "0.2", "--hold-out", "0.1", "--seed", "7", "--threads", "2", "--backend", "torch", "--precision", "float64",
            "--resume", "--out", "somewhere");
        Assert.Equal([ModelKind.PointNet], settings.Models);
        Assert.Equal((NetworkSize.Full, 64, 50, 20, 4, 8), (settings.Size, settings.Points, settings.Train, settings.Test, settings.Epochs, settings.BatchSize));
        Assert.Equal(RotationKind.So3, settings.TrainRotation);
        Assert.Equal([RotationKind.So3], settings.TestRotations);
        Assert.Equal((OptimizerKind.Sgd, Schedule.Step, Settings.SgdLearningRate, 0.0), (settings.Optimizer, settings.Schedule, settings.LearningRate, settings.WeightDecay));
        Assert.Equal(new Augmentation { Rotation = RotationKind.So3, MostDropped = 0.875, LeastScale = 1 / 1.5, MostScale = 1.5, MostShift = 0.2 }, settings.Augmentation);
        Assert.Equal((0.1, 0.1, 7UL, 2, Backend.Torch, torch.ScalarType.Float64, true, "somewhere"), (settings.LabelSmoothing, settings.HoldOut, settings.Seed, settings.Threads, settings.Backend, settings.Precision, settings.Resume, settings.Out));
    }

    [Theory]
    [InlineData("--model cnn", "got 'cnn'.")]
    [InlineData("--model pointnet,cnn", "got 'cnn'.")]
    [InlineData("--protocol so3/z", "--protocol: expected z/z or z/so3 or so3/so3 or i/i; got 'so3/z'.")]
    [InlineData("--points 0", "--points: expected a whole number, 1 or more; got '0'.")]
    [InlineData("--point-dropout 2", "--point-dropout: expected a number from 0 to 1; got '2'.")]
    [InlineData("--label-smoothing 1", "--label-smoothing: expected a number from 0 to below 1; got '1'.")]
    [InlineData("--scale 0.5", "--scale: expected a number, 1 or more; got '0.5'.")]
    [InlineData("--data nowhere/at/all", "--data: expected a folder; there is none at 'nowhere/at/all'.")]
    public void Wrong_options_are_explained(string arguments, string message)
    {
        var result = CommandLine.Create((_, _) => throw new InvalidOperationException("A wrong command must not run.")).Parse(arguments.Split(' '));
        Assert.Contains(result.Errors, error => error.Message.Contains(message, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_option_is_documented() =>
        Assert.All(CommandLine.Create((_, _) => Task.FromResult(0)).Options, option => Assert.False(string.IsNullOrWhiteSpace(option.Description)));

    public void Dispose() => _folder.Dispose();

    private Task<int> Run(params string[] arguments) => Options.InvokeAsync(CommandLine.Create(Experiment.RunAsync), [.. arguments, "--threads", "1", "--out", _folder.Path]);

    private static Settings Parse(params string[] arguments)
    {
        Settings? settings = null;
        var result = CommandLine.Create((s, _) =>
        {
            settings = s;
            return Task.FromResult(0);
        }).Parse(arguments);
        Assert.Empty(result.Errors);
        Assert.Equal(0, result.Invoke());
        return settings!;
    }
}
