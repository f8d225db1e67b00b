using System.Globalization;
using Intertwine;
using Intertwine.Kernels;
using Intertwine.Samples;
using Spectre.Console;
using TorchSharp;
using static TorchSharp.torch;

namespace Synthetic;

/// <summary>One run: for each task data, training, evaluation; then the report.</summary>
public static class Experiment
{
    public static Task<int> RunAsync(IReadOnlyList<Settings> runs, CancellationToken cancellation) => SampleProgram.RunAsync(console => Run(console, runs, cancellation));

    private static int Run(IAnsiConsole console, IReadOnlyList<Settings> runs, CancellationToken cancellation)
    {
        List<Results> results = [];
        foreach (var settings in runs)
        {
            if (RunTask(console, settings, cancellation) is not { } result)
            {
                console.WriteLine($"Stopped. {settings.CheckpointPath} is written; --resume goes on from there.");
                return SampleProgram.Interrupted;
            }
            results.Add(result);
        }
        foreach (var result in results) Report.Write(console, result);
        return SampleProgram.Completed;
    }

    /// <summary>Null where it was cancelled before the end.</summary>
    private static Results? RunTask(IAnsiConsole console, Settings settings, CancellationToken cancellation)
    {
        var task = SyntheticTask.All.Single(t => t.Name == settings.Task);
        // What is left to TorchSharp beside the generated kernels (Adam, the loss) is too small for several threads.
        KernelThreads.Count = settings.Threads;
        set_num_threads(settings.Backend == Backend.Torch ? settings.Threads : 1);

        using var data = task.CreateData(settings);
        random.manual_seed((long)settings.Seed);
        using var model = task.CreateModel(settings.Precision);
        model.Backend = settings.Backend;
        using var trainer = new Trainer<Batch>(model, b => task.Predict(model, b), b => b.Target, data.Train, data.Validation, settings);
        // Of several tasks the later ones may not have begun when the run was stopped.
        if (settings.Resume && File.Exists(settings.CheckpointPath)) trainer.Resume();
        console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{task.Title}: {model.Definition.ParameterCount:N0} parameters, {settings.Train:N0} samples, {settings.Epochs:N0} epochs{(trainer.State.Epoch > 0 ? $", {trainer.State.Epoch} of them done" : "")}."));
        if (!TrainingDisplay.Show(console, settings, trainer.State, report => trainer.Run(report, cancellation))) return null;

        trainer.LoadBest();
        using var scope = NewDisposeScope();
        var results = new Results
        {
            Task = task.Name,
            TrainingSamples = settings.Train,
            Epochs = settings.Epochs,
            Seed = settings.Seed,
            Precision = settings.Precision.ToString().ToLowerInvariant(),
            Parameters = model.Definition.ParameterCount,
            TestError = trainer.Evaluate(data.Test),
            BestValidation = trainer.State.BestValidation,
            BestEpoch = trainer.State.BestEpoch,
            EquivarianceError = Equivariance.Measure(model, null, data.Test.Slice(0, 100).Inputs).Worst,
            TrainingSeconds = trainer.State.Seconds,
        };
        model.SaveSafetensors(Path.Combine(settings.Out, "weights.safetensors"));
        Report.Save(Path.Combine(settings.Out, "results.json"), results);
        return results;
    }
}
