using System.Text.Json;
using Molecules;

namespace Intertwine.Samples.Tests.Molecules;

/// <summary>The program as a whole.</summary>
public sealed class PotentialProgramTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task A_run_on_generated_data_writes_its_results()
    {
        Assert.Equal(SampleProgram.Completed, await Run("--train", "10", "--validation", "3", "--test", "4", "--epochs", "2", "--dynamics", "0.01"));
        foreach (var file in (string[])["checkpoint.safetensors", "potential.safetensors", "results.json", "results.md", "errors.csv", "learning.png", "parity.png", "dynamics.png"])
        {
            Assert.True(new FileInfo(Path.Combine(_folder.Path, file)).Length > 0, file);
        }
        using var results = JsonDocument.Parse(File.ReadAllText(Path.Combine(_folder.Path, "results.json")));
        Assert.Equal(2, results.RootElement.GetProperty("Epochs").GetInt32());
        Assert.True(results.RootElement.GetProperty("EquivarianceError").GetDouble() < 1e-3);
        Assert.Equal(1 + results.RootElement.GetProperty("Tests").GetArrayLength(), File.ReadAllLines(Path.Combine(_folder.Path, "errors.csv")).Length);
    }

    [Fact]
    public async Task Missing_data_are_a_message_and_an_exit_code() => Assert.Equal(SampleProgram.Failed, await Run("--data", _folder.Path, "--dataset", "acac"));

    [Fact]
    public async Task Resume_without_a_checkpoint_is_a_message_and_an_exit_code() =>
        Assert.Equal(SampleProgram.Failed, await Run("--train", "10", "--validation", "3", "--test", "1", "--epochs", "1", "--resume"));

    [Fact]
    public void Published_rows_stand_beside_the_test_sets_of_the_same_name()
    {
        Assert.Equal(["BOTNet", "NequIP", "MACE"], Published.For("acac", "300 K").Select(row => row.Model));
        Assert.Equal(5.90, Published.For("acac", "300 K").Single(row => row.Model == "NequIP").Force);
        Assert.Empty(Published.For("clusters", "300 K"));
    }

    public void Dispose() => _folder.Dispose();

    private Task<int> Run(params string[] arguments) => Options.InvokeAsync(CommandLine.Create(Experiment.RunAsync), [.. arguments, "--threads", "2", "--out", _folder.Path]);
}
