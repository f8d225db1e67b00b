using Molecules;
using TorchSharp;

namespace Intertwine.Samples.Tests.Molecules;

public sealed class PotentialCommandLineTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void No_options_give_generated_clusters_without_a_time_limit()
    {
        var settings = Parse();
        Assert.Equal((null, Settings.Clusters, NetworkSize.Small), (settings.Data, settings.Dataset, settings.Size));
        Assert.Null(settings.TimeLimit);
        Assert.Equal(Settings.ClusterEpochs, settings.Epochs);
    }

    [Fact]
    public void Real_data_give_the_medium_network_and_an_hour()
    {
        var settings = Parse("--data", _folder.Path, "--dataset", "ACAC");
        Assert.Equal((_folder.Path, "acac", NetworkSize.Medium), (settings.Data, settings.Dataset, settings.Size));
        Assert.Equal(TimeSpan.FromHours(1), settings.TimeLimit);
        Assert.Equal(TrainingSettings.UnlimitedEpochs, settings.Epochs);
    }

    [Fact]
    public void Mace_is_another_network_for_checkpoints()
    {
        Assert.Equal(NetworkKind.Mace, Parse("--network", "mace").Network);
        Assert.NotEqual(Parse().Identity["--size"], Parse("--network", "mace").Identity["--size"]);
    }

    [Fact]
    public void Clusters_are_the_name_of_the_default() => Assert.Equal(Parse(), Parse("--dataset", "Clusters"));

    [Fact]
    public void Time_alone_or_epochs_alone_end_training_on_clusters()
    {
        Assert.Equal((TrainingSettings.UnlimitedEpochs, (TimeSpan?)TimeSpan.FromMinutes(2)), (Parse("--minutes", "2").Epochs, Parse("--minutes", "2").TimeLimit));
        Assert.Equal((7, (TimeSpan?)TimeSpan.FromMinutes(2)), (Parse("--minutes", "2", "--epochs", "7").Epochs, Parse("--minutes", "2").TimeLimit));
        Assert.Equal((7, null), (Parse("--epochs", "7").Epochs, Parse("--epochs", "7").TimeLimit));
    }

    [Fact]
    public void Options_reach_the_settings()
    {
        var settings = Parse(
            "--data", _folder.Path, "--dataset", "qm7", "--size", "large", "--cutoff", "4.5", "--train", "7", "--validation", "3", "--test", "2", "--epochs", "9", "--minutes", "1.5", "--batch", "2",
            "--learning-rate", "0.001", "--schedule", "plateau", "--energy-weight", "3", "--force-weight", "0.5", "--average", "0", "--dynamics", "0", "--seed", "5", "--threads", "2", "--backend", "torch",
            "--precision", "float64", "--resume", "--out", "somewhere");
        Assert.Equal(("qm7", NetworkSize.Large, 4.5), (settings.Dataset, settings.Size, settings.Cutoff));
        Assert.Equal(new SplitSettings { Train = 7, Validation = 3, Test = 2, Seed = 5 }, settings.Split);
        Assert.Equal((9, 2, 0.001, Schedule.Plateau), (settings.Epochs, settings.BatchSize, settings.LearningRate, settings.Schedule));
        Assert.Equal(TimeSpan.FromSeconds(90), settings.TimeLimit);
        Assert.Equal((3.0, 0.5, 0.0, 0.0), (settings.EnergyWeight, settings.ForceWeight, settings.AverageDecay, settings.Dynamics));
        Assert.Equal((5UL, 2, Backend.Torch, torch.ScalarType.Float64, true, "somewhere"), (settings.Seed, settings.Threads, settings.Backend, settings.Precision, settings.Resume, settings.Out));
    }

    [Theory]
    [InlineData("--size huge", "--size: expected small or medium or large; got 'huge'.")]
    [InlineData("--network mace --size small", "--size: expected none beside --network mace, which has one size.")]
    [InlineData("--network egnn", "--network: expected nequip or mace; got 'egnn'.")]
    [InlineData("--cutoff -1", "--cutoff: expected a number above 0; got '-1'.")]
    [InlineData("--average 1", "--average: expected a number from 0 to below 1; got '1'.")]
    [InlineData("--minutes soon", "--minutes: expected a number above 0; got 'soon'.")]
    [InlineData("--schedule steps", "--schedule: expected plateau or cosine or constant; got 'steps'.")]
    [InlineData("--data nowhere/at/all", "--data: expected a folder; there is none at 'nowhere/at/all'.")]
    [InlineData("--dataset acac", "--dataset: expected --data beside it, the folder of the data.")]
    [InlineData("--dataset clusters --data .", "--data: expected none beside --dataset clusters, which is generated.")]
    [InlineData("--dataset water --data .", "--dataset: expected clusters or acac or 3bpa or aspirin or ethanol or qm7 or gst; got 'water'.")]
    public void Wrong_options_are_explained(string arguments, string message)
    {
        var result = CommandLine.Create((_, _) => throw new InvalidOperationException("A wrong command must not run.")).Parse(arguments.Split(' '));
        Assert.Contains(message, result.Errors.Select(e => e.Message));
    }

    [Fact]
    public void Every_option_is_documented() =>
        Assert.All(CommandLine.Create((_, _) => Task.FromResult(0)).Options, option => Assert.False(string.IsNullOrWhiteSpace(option.Description)));

    public void Dispose() => _folder.Dispose();

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
