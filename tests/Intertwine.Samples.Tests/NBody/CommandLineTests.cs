using NBody;
using TorchSharp;

namespace Intertwine.Samples.Tests.NBody;

public class CommandLineTests
{
    [Fact]
    public void No_options_give_the_defaults() => Assert.Equal(new Settings(), Parse());

    [Fact]
    public void Full_is_the_published_protocol()
    {
        var settings = Parse("--full");
        Assert.Equal((3000, 2000, 2000), (settings.Train, settings.Validation, settings.Test));
        Assert.Equal((Settings.FullEpochs, 5), (settings.Epochs, settings.ValidateEvery));
        Assert.Equal(10_000, Parse("--full", "--epochs", "10000").Epochs);
    }

    [Fact]
    public void Options_reach_the_settings()
    {
        var settings = Parse("--epochs", "7", "--train", "400", "--seed", "18446744073709551615", "--threads", "3", "--backend", "torch", "--precision", "Float64", "--resume", "--out", "somewhere");
        Assert.Equal(
            new Settings { Epochs = 7, Train = 400, Seed = ulong.MaxValue, Threads = 3, Backend = Backend.Torch, Precision = torch.ScalarType.Float64, Resume = true, Out = "somewhere" },
            settings);
    }

    [Theory]
    [InlineData("--epochs 0", "--epochs: expected a whole number, 1 or more; got '0'.")]
    [InlineData("--epochs many", "--epochs: expected a whole number, 1 or more; got 'many'.")]
    [InlineData("--train 99", "--train: expected a whole number, 100 or more; got '99'.")]
    [InlineData("--seed -1", "--seed: expected a whole number, 0 or more; got '-1'.")]
    [InlineData("--threads 0", "--threads: expected a whole number, 1 or more; got '0'.")]
    [InlineData("--backend cuda", "--backend: expected auto or simd or torch; got 'cuda'.")]
    [InlineData("--precision half", "--precision: expected float32 or float64; got 'half'.")]
    [InlineData("--full --train 1000", "--full fixes the number of training trajectories: expected no --train beside it.")]
    [InlineData("--fast", "Unrecognized command or argument '--fast'.")]
    public void Wrong_options_are_explained(string arguments, string message)
    {
        var result = CommandLine.Create((_, _) => throw new InvalidOperationException("A wrong command must not run.")).Parse(arguments.Split(' '));
        Assert.Contains(message, result.Errors.Select(e => e.Message));
    }

    [Fact]
    public void Every_option_is_documented() =>
        Assert.All(CommandLine.Create((_, _) => Task.FromResult(0)).Options, option => Assert.False(string.IsNullOrWhiteSpace(option.Description)));

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
