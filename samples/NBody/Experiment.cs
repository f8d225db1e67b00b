using System.Globalization;
using Intertwine;
using Intertwine.Kernels;
using Intertwine.Samples;
using Spectre.Console;
using TorchSharp;
using static TorchSharp.torch;

namespace NBody;

/// <summary>One run: data, training, evaluation, report.</summary>
public static class Experiment
{
    public static Task<int> RunAsync(Settings settings, CancellationToken cancellation) => SampleProgram.RunAsync(console => Run(console, settings, cancellation));

    private static int Run(IAnsiConsole console, Settings settings, CancellationToken cancellation)
    {
        UseThreads(settings, settings.Backend);
        Directory.CreateDirectory(settings.Out);
        var data = LoadData(console, settings, cancellation);
        using var train = new Dataset(data.Train, settings.Precision);
        using var validation = new Dataset(data.Validation, settings.Precision);
        using var test = new Dataset(data.Test, settings.Precision);

        random.manual_seed((long)settings.Seed);
        using var model = new NBodyNet(dtype: settings.Precision) { Backend = settings.Backend };
        using var trainer = new Trainer<Batch>(model, b => Predict(model, b), b => b.Target, train, validation, settings);
        if (settings.Resume)
        {
            trainer.Resume();
            console.WriteLine($"Going on after epoch {trainer.State.Epoch}, step {trainer.State.Step}.");
        }
        console.WriteLine($"Training {NBodyNet.ParameterCount:N0} parameters on {train.Count:N0} trajectories for {settings.Epochs:N0} epochs.");

        if (!TrainingDisplay.Show(console, settings, trainer.State, report => trainer.Run(report, cancellation)))
        {
            console.WriteLine($"Stopped in epoch {trainer.State.Epoch + 1}. {settings.CheckpointPath} is written; --resume goes on from there.");
            return SampleProgram.Interrupted;
        }

        trainer.LoadBest();
        var linear = LinearMotion.Fit(data.Train);
        var results = new Results
        {
            Epochs = trainer.State.Epoch,
            TrainingTrajectories = train.Count,
            Seed = settings.Seed,
            Threads = settings.Threads,
            Precision = settings.Precision.ToString().ToLowerInvariant(),
            Backend = settings.Backend.ToString().ToLowerInvariant(),
            Parameters = NBodyNet.ParameterCount,
            TestError = trainer.Evaluate(test),
            BestValidation = trainer.State.BestValidation,
            BestEpoch = trainer.State.BestEpoch,
            LinearTestError = linear.Evaluate(data.Test),
            EquivarianceError = EquivarianceError(model, test),
            TrainingSeconds = trainer.State.Seconds,
            Timings = MeasureTimes(model, train, settings),
        };
        Report.Write(console, results);
        Save(console, settings, model, trainer.State, results, data.Test, test);
        return SampleProgram.Completed;
    }

    private static (Trajectories Train, Trajectories Validation, Trajectories Test) LoadData(IAnsiConsole console, Settings settings, CancellationToken cancellation)
    {
        var cache = new DatasetCache(settings.CacheFolder, console.WriteLine);
        var train = cache.Get(settings.Seed, Split.Train, settings.Train, settings.Threads, cancellation);
        var validation = cache.Get(settings.Seed, Split.Validation, settings.Validation, settings.Threads, cancellation);
        var test = cache.Get(settings.Seed, Split.Test, settings.Test, settings.Threads, cancellation);

        var simulated = new[] { train, validation, test }.Where(t => t.Elapsed > TimeSpan.Zero).ToArray();
        var count = simulated.Sum(t => t.Count);
        var seconds = simulated.Sum(t => t.Elapsed.TotalSeconds);
        console.WriteLine(count == 0
            ? string.Create(CultureInfo.InvariantCulture, $"Read {train.Count + validation.Count + test.Count:N0} simulated trajectories from {settings.CacheFolder}.")
            : string.Create(CultureInfo.InvariantCulture, $"Simulated {count:N0} trajectories in {seconds:0.0} s ({count / seconds:N0} per second)."));
        return (train, validation, test);
    }

    /// <summary>
    /// Gives the threads to whoever computes the network. What is left to TorchSharp beside the generated kernels (Adam, the loss) is too small for several threads,
    /// and those of its pool keep the cores busy while they wait.
    /// </summary>
    private static void UseThreads(Settings settings, Backend backend)
    {
        KernelThreads.Count = settings.Threads;
        set_num_threads(backend == Backend.Torch ? settings.Threads : 1);
    }

    private static Tensor Predict(NBodyNet model, Batch batch) =>
        model.forward(batch.Graph, speed: batch.Speed, position: batch.Position, velocity: batch.Velocity, charges: batch.Charges);

    private static double EquivarianceError(NBodyNet model, Dataset test)
    {
        using var scope = NewDisposeScope();
        var batch = test.Slice(0, Math.Min(100, test.Count));
        return Equivariance.Measure(model, batch.Graph, [batch.Speed, batch.Position, batch.Velocity, batch.Charges]).Worst;
    }

    /// <summary>Times of the declared network by backend, and of the same network written by hand in TorchSharp.</summary>
    private static List<StepTiming> MeasureTimes(NBodyNet model, Dataset data, Settings settings)
    {
        using var scope = NewDisposeScope();
        var batch = data.Slice(0, settings.BatchSize);
        using var eager = new EagerEgnn(dtype: settings.Precision);
        eager.CopyFrom(model);
        List<StepTiming> timings = [];

        UseThreads(settings, Backend.Torch);
        timings.Add(Measure("hand-written TorchSharp", eager, () => eager.forward(batch.Graph.Source, batch.Graph.Target, batch.Speed, batch.Position, batch.Velocity, batch.Charges)));
        var chosen = model.Backend;
        foreach (var backend in (ReadOnlySpan<Backend>)[Backend.Torch, Backend.Simd])
        {
            UseThreads(settings, backend);
            model.Backend = backend;
            timings.Add(Measure($"NBodyNet, {backend}", model, () => Predict(model, batch)));
        }
        model.Backend = chosen;
        UseThreads(settings, chosen);
        return timings;

        StepTiming Measure(string name, nn.Module network, Func<Tensor> predict) => StepTiming.Measure(name, network, () => predict(), () => nn.functional.mse_loss(predict(), batch.Target));
    }

    private static void Save(IAnsiConsole console, Settings settings, NBodyNet model, TrainingState state, Results results, Trajectories trajectories, Dataset test)
    {
        model.SaveSafetensors(Path.Combine(settings.Out, "nbody.safetensors"));
        Report.Save(Path.Combine(settings.Out, "results.json"), results);

        Plots.LossCurves(Path.Combine(settings.Out, "loss.png"), state.History, results.LinearTestError, Report.PublishedEgnn);
        Plots.Motions(Path.Combine(settings.Out, "motions.png"), trajectories, PredictAll(model, test));
        if (!PlotDefaults.HasFonts) console.WriteLine("The pictures have no text, since the system has no fonts (on Debian: apt install fonts-dejavu-core).");
        console.WriteLine($"Weights, results and pictures are in {Path.GetFullPath(settings.Out)}.");
    }

    private static double[] PredictAll(NBodyNet model, Dataset data)
    {
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        return [.. Predict(model, data.Slice(0, data.Count)).to(ScalarType.Float64).data<double>()];
    }
}
