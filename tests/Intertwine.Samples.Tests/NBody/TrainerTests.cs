using NBody;
using TorchSharp;
using static TorchSharp.torch;

namespace Intertwine.Samples.Tests.NBody;

/// <summary>Training with checkpoints. The folder of each test is its own.</summary>
public sealed class TrainerTests : IDisposable
{
    private const int Batches = 3;
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData(Backend.Simd, ScalarType.Float32)]
    [InlineData(Backend.Simd, ScalarType.Float64)]
    [InlineData(Backend.Torch, ScalarType.Float32)]
    public void Resume_after_two_epochs_gives_the_bytes_of_four_epochs(Backend backend, ScalarType precision)
    {
        var settings = Short(epochs: 4) with { Backend = backend, Precision = precision };
        var straight = Train(settings with { Out = Sub("straight") });
        Train(settings with { Out = Sub("halves"), Epochs = 2 });
        var halves = Train(settings with { Out = Sub("halves"), Resume = true });

        Assert.Equal(4, halves.State.Epoch);
        AssertSameBytes(straight, halves);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(8)]
    public void Resume_after_an_interruption_within_an_epoch_gives_the_same_bytes(int steps)
    {
        var settings = Short(epochs: 3);
        var straight = Train(settings with { Out = Sub("straight") });
        using var stop = new CancellationTokenSource();
        var left = steps;
        var interrupted = Train(
            settings with { Out = Sub("interrupted") },
            _ =>
            {
                if (--left == 0) stop.Cancel();
            },
            stop.Token);
        Assert.False(interrupted.Finished);
        Assert.Equal((steps / Batches, steps % Batches), (interrupted.State.Epoch, interrupted.State.Step));

        AssertSameBytes(straight, Train(settings with { Out = Sub("interrupted"), Resume = true }));
    }

    [Fact]
    public void Training_learns()
    {
        var run = Train(Short(epochs: 12) with { Train = 1000 });
        Assert.True(run.State.BestValidation < 0.06, $"Validation error {run.State.BestValidation}.");
        Assert.True(run.State.History[^1].Train < 0.5 * run.State.History[0].Train);
        Assert.Equal(Enumerable.Range(1, 12), run.State.History.Select(r => r.Epoch));
        Assert.Equal(run.State.History.Min(r => r.Validation), run.State.BestValidation);
    }

    [Fact]
    public void LoadBest_restores_the_weights_of_the_best_validation()
    {
        using var session = new Session(Short(epochs: 3));
        session.Trainer.Run();
        using (no_grad())
        {
            foreach (var parameter in session.Model.parameters()) parameter.zero_();
        }
        Assert.NotEqual(session.Trainer.State.BestValidation, session.Trainer.Evaluate(session.Validation));
        session.Trainer.LoadBest();
        Assert.Equal(session.Trainer.State.BestValidation, session.Trainer.Evaluate(session.Validation));
    }

    [Fact]
    public void Training_that_diverges_stops_with_an_error()
    {
        var error = Assert.Throws<ArithmeticException>(() => Train(Short(epochs: 3) with { LearningRate = 1e8 }));
        Assert.Contains("epoch", error.Message);
    }

    [Fact]
    public void Evaluate_is_the_mean_squared_error()
    {
        using var session = new Session(Short(epochs: 1) with { Validation = 130 });
        using var scope = NewDisposeScope();
        var all = session.Validation.Slice(0, 130);
        var expected = nn.functional.mse_loss(session.Predict(all).to(ScalarType.Float64), all.Target.to(ScalarType.Float64)).item<double>();
        Assert.Equal(expected, session.Trainer.Evaluate(session.Validation), 1e-6 * expected);
    }

    [Fact]
    public void Validation_comes_as_often_as_the_settings_say()
    {
        var run = Train(Short(epochs: 7) with { ValidateEvery = 3 });
        Assert.Equal([3, 6, 7], run.State.History.Where(r => r.Validation is not null).Select(r => r.Epoch));
    }

    [Fact]
    public void Resume_without_a_checkpoint_is_explained()
    {
        var error = Assert.Throws<CheckpointException>(() => Train(Short(epochs: 1) with { Resume = true, Out = Sub("none") }));
        Assert.Contains("there is none", error.Message);
        Assert.Contains(Path.Combine(Sub("none"), "checkpoint.safetensors"), error.Message);
    }

    [Fact]
    public void Resume_with_other_settings_is_refused()
    {
        var settings = Short(epochs: 1);
        Train(settings);
        Assert.Contains("--seed 1; got 2", Refusal(settings with { Seed = 2 }));
        Assert.Contains("--train 300; got 400", Refusal(settings with { Train = 400 }));
        Assert.Contains("--precision float32; got float64", Refusal(settings with { Precision = ScalarType.Float64 }));
        Assert.Contains("learning rate", Refusal(settings with { LearningRate = 1 }));
        Train(settings with { Epochs = 2, Resume = true });
        Assert.Contains("2 epochs", Refusal(settings));

        string Refusal(Settings other) => Assert.Throws<CheckpointException>(() => Train(other with { Resume = true })).Message;
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    [InlineData(100_000)]
    public void Resume_from_a_damaged_checkpoint_is_refused(int length)
    {
        var settings = Short(epochs: 1);
        Train(settings);
        File.WriteAllBytes(settings.CheckpointPath, File.ReadAllBytes(settings.CheckpointPath)[..length]);
        Assert.Contains(settings.CheckpointPath, Assert.Throws<CheckpointException>(() => Train(settings with { Resume = true })).Message);
    }

    [Fact]
    public void A_checkpoint_leaves_no_other_files()
    {
        var settings = Short(epochs: 1) with { Out = Sub("new") };
        Train(settings);
        Assert.Equal([settings.CheckpointPath], Directory.GetFileSystemEntries(settings.Out));
    }

    [Fact]
    public void A_trainer_wants_a_whole_batch() =>
        Assert.Contains("got 30", Assert.Throws<ArgumentException>(() => new Session(Short(epochs: 1) with { Train = 30 })).Message);

    public void Dispose() => _folder.Dispose();

    private string Sub(string name) => Path.Combine(_folder.Path, name);

    private Settings Short(int epochs) => new() { Epochs = epochs, Train = 100 * Batches, Validation = 100, Backend = Backend.Simd, Threads = 2, Out = _folder.Path };

    private static Run Train(Settings settings, Action<TrainingProgress>? report = null, CancellationToken cancellation = default)
    {
        using var session = new Session(settings);
        if (settings.Resume) session.Trainer.Resume();
        var finished = session.Trainer.Run(report, cancellation);
        var weights = session.Model.state_dict().ToDictionary(p => p.Key, p => p.Value.detach().bytes.ToArray());
        return new Run(finished, session.Trainer.State, weights, File.ReadAllBytes(settings.CheckpointPath));
    }

    private static void AssertSameBytes(Run expected, Run actual)
    {
        Assert.Equal(expected.Weights.Keys, actual.Weights.Keys);
        foreach (var (name, bytes) in expected.Weights) Assert.True(bytes.AsSpan().SequenceEqual(actual.Weights[name]), $"{name} differs.");
        Assert.Equal(expected.State.History, actual.State.History);

        // Behind the header, which holds times, stand weights, best weights and the optimizer's state.
        var data = TensorsOf(expected.Checkpoint);
        Assert.True(data.SequenceEqual(TensorsOf(actual.Checkpoint)), "The tensors of the checkpoints differ.");

        static ReadOnlySpan<byte> TensorsOf(byte[] file) => file.AsSpan(8 + (int)BitConverter.ToInt64(file));
    }

    private sealed record Run(bool Finished, TrainingState State, Dictionary<string, byte[]> Weights, byte[] Checkpoint);

    private sealed class Session : IDisposable
    {
        private readonly Dataset _train;

        public Session(Settings settings)
        {
            _train = new Dataset(Simulation.Run(settings.Seed, Split.Train, settings.Train, 2), settings.Precision);
            Validation = new Dataset(Simulation.Run(settings.Seed, Split.Validation, settings.Validation, 2), settings.Precision);
            // Several tests at once leave no cores for a pool of TorchSharp's own.
            set_num_threads(1);
            random.manual_seed((long)settings.Seed);
            Model = new NBodyNet(dtype: settings.Precision) { Backend = settings.Backend };
            Trainer = new Trainer<Batch>(Model, Predict, batch => batch.Target, _train, Validation, settings);
        }

        public NBodyNet Model { get; }

        public Dataset Validation { get; }

        public Trainer<Batch> Trainer { get; }

        public Tensor Predict(Batch b) => Model.forward(b.Graph, speed: b.Speed, position: b.Position, velocity: b.Velocity, charges: b.Charges);

        public void Dispose()
        {
            Trainer.Dispose();
            Model.Dispose();
            Validation.Dispose();
            _train.Dispose();
        }
    }
}
