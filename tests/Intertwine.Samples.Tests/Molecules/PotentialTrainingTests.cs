using Molecules;
using TorchSharp;
using static TorchSharp.torch;

namespace Intertwine.Samples.Tests.Molecules;

/// <summary>Training of the small network on a few generated clusters.</summary>
public sealed class PotentialTrainingTests : IDisposable
{
    private static readonly MoleculeSets Sets = GeneratedClusters.Load(new SplitSettings { Train = 12, Validation = 4, Test = 4, Seed = 3 });
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Training_learns_energies_and_forces()
    {
        var run = Train(Short(epochs: 30), _folder.Path);
        Assert.True(run.State.History[^1].Train < 0.3 * run.State.History[0].Train, $"From {run.State.History[0].Train} to {run.State.History[^1].Train}.");
        Assert.True(run.State.BestValidation < 0.7 * run.State.History[0].Validation, $"From {run.State.History[0].Validation} to {run.State.BestValidation}.");
    }

    [Theory]
    [InlineData(Schedule.Cosine, 2)]
    [InlineData(Schedule.Plateau, 7)]
    public void Resume_after_an_interruption_gives_the_bytes_of_a_run_without_one(Schedule schedule, int steps)
    {
        // A patience of 0 lets the plateau act within the few epochs.
        var settings = Short(epochs: 4) with { Schedule = schedule, PlateauPatience = 0 };
        var straight = Train(settings, Sub("straight"));
        using var stop = new CancellationTokenSource();
        var left = steps;
        var interrupted = Train(
            settings,
            Sub("interrupted"),
            _ =>
            {
                if (--left == 0) stop.Cancel();
            },
            stop.Token);
        Assert.False(interrupted.Finished);

        var resumed = Train(settings with { Resume = true }, Sub("interrupted"));
        Assert.Equal(straight.State.History, resumed.State.History);
        Assert.Equal((straight.State.Reductions, straight.State.Stagnant, straight.State.PlateauBest), (resumed.State.Reductions, resumed.State.Stagnant, resumed.State.PlateauBest));
        Assert.Equal(straight.Tensors, resumed.Tensors);
    }

    [Fact]
    public void Resume_with_other_weights_of_the_loss_is_refused()
    {
        Train(Short(epochs: 1), _folder.Path);
        var error = Assert.Throws<CheckpointException>(() => Train(Short(epochs: 2) with { Resume = true, ForceWeight = 2 }, _folder.Path));
        Assert.Contains("--force-weight 1; got 2", error.Message);
    }

    [Fact]
    public void A_time_limit_ends_training_with_a_validation()
    {
        var run = Train(Short(epochs: 1000) with { TimeLimit = TimeSpan.FromMilliseconds(1) }, _folder.Path);
        Assert.True(run.Finished);
        Assert.NotNull(Assert.Single(run.State.History).Validation);
    }

    public void Dispose() => _folder.Dispose();

    private string Sub(string name) => Path.Combine(_folder.Path, name);

    private static Settings Short(int epochs) => new() { Epochs = epochs, Train = 12, Validation = 4, BatchSize = 4, Threads = 2, Backend = Backend.Simd, AverageDecay = 0.9 };

    private static Run Train(Settings settings, string folder, Action<TrainingProgress>? report = null, CancellationToken cancellation = default)
    {
        settings = settings with { Out = folder };
        set_num_threads(1);
        var units = NetworkUnits.For(Sets, settings.Cutoff);
        using var train = new MoleculeData(Sets.Train, units, settings.Precision);
        using var validation = new MoleculeData(Sets.Validation, units, settings.Precision);
        random.manual_seed((long)settings.Seed);
        using var network = PotentialNetwork.Create(settings.Network, settings.Size, settings.Precision, settings.Backend);
        using var trainer = new Trainer<Batch>(network.Model, new EnergyForceObjective(network, units, settings.EnergyWeight, settings.ForceWeight), train, validation, settings);
        if (settings.Resume) trainer.Resume();
        var finished = trainer.Run(report, cancellation);
        var checkpoint = File.ReadAllBytes(settings.CheckpointPath);
        // Behind the header, which holds times: weights, average, best weights and the optimizer's state.
        return new Run(finished, trainer.State, checkpoint[(8 + (int)BitConverter.ToInt64(checkpoint))..]);
    }

    private sealed record Run(bool Finished, TrainingState State, byte[] Tensors);
}
