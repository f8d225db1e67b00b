using System.Globalization;
using Intertwine;
using Intertwine.Kernels;
using Intertwine.Samples;
using Spectre.Console;
using TorchSharp;
using static TorchSharp.torch;

namespace Shapes;

/// <summary>One run: data, training and test of each network, report.</summary>
public static class Experiment
{
    public static Task<int> RunAsync(Settings settings, CancellationToken cancellation) => SampleProgram.RunAsync(console => Run(console, settings, cancellation));

    private static int Run(IAnsiConsole console, Settings settings, CancellationToken cancellation)
    {
        Directory.CreateDirectory(settings.Out);
        var sets = DataSplit.Load(settings, cancellation);
        var views = new Views(sets.Shapes, settings);
        console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{sets.Shapes.Title}: {sets.Train.Count:N0} shapes to train on, {sets.Validation.Count:N0} to choose the weights with, {sets.Shapes.Test.Count:N0} to test; {settings.Points} points each."));
        RequireCheckpoint(settings);

        List<ModelResult> results = [];
        List<(ModelKind, IReadOnlyList<Guess[]>)> guesses = [];
        foreach (var model in settings.Models)
        {
            var own = settings.For(model, sets.Shapes, sets.Train.Count, sets.Validation.Count);
            UseThreads(own);
            random.manual_seed((long)settings.Seed);
            using var network = ShapeNetwork.Create(model, settings.Size, sets.Shapes.Classes.Count, settings.Precision, settings.Backend);
            if (Train(console, network, sets, own, cancellation) is not { } state) return SampleProgram.Interrupted;
            results.Add(Judge(network, sets, own, state));
            guesses.Add((model, views.Ask(network)));
            Safetensors.Write(Path.Combine(own.Out, "weights.safetensors"), network.Module.state_dict());
        }

        var report = new Results
        {
            Title = sets.Shapes.Title,
            Classes = sets.Shapes.Classes,
            Train = sets.Train.Count,
            Validation = sets.Validation.Count,
            Test = sets.Shapes.Test.Count,
            Points = settings.Points,
            Size = settings.Size.ToString().ToLowerInvariant(),
            TrainRotation = settings.TrainRotation,
            BatchSize = settings.BatchSize,
            Seed = settings.Seed,
            Threads = settings.Threads,
            Precision = settings.Precision.ToString().ToLowerInvariant(),
            Models = results,
        };
        Report.Write(console, report);
        Save(console, settings, report, views, guesses);
        return SampleProgram.Completed;
    }

    /// <summary>Trains a network and leaves it with its best weights. Null where it was stopped.</summary>
    private static TrainingState? Train(IAnsiConsole console, ShapeNetwork network, DataSplit sets, Settings settings, CancellationToken cancellation)
    {
        using var train = ShapeData.ForTraining(sets.Train, settings.Augmentation, settings.Points, settings.Seed, settings.Precision);
        using var validation = ShapeData.ForEvaluation(sets.Validation, settings.TrainRotation, settings.Points, settings.Seed, settings.Precision);
        var objective = new CrossEntropy<Batch>(network.Logits, batch => batch.Labels, settings.LabelSmoothing, settings.BatchSize);
        using var trainer = new Trainer<Batch>(network.Module, objective, train, validation, settings);
        console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Names.TitleOf(network.Kind)}: {network.ParameterCount:N0} parameters."));
        if (settings.Resume && File.Exists(settings.CheckpointPath))
        {
            trainer.Resume();
            console.WriteLine($"Going on after epoch {trainer.State.Epoch}, step {trainer.State.Step}.");
        }
        if (!TrainingDisplay.Show(console, settings, trainer.State, report => trainer.Run(report, cancellation)))
        {
            console.WriteLine($"Stopped in epoch {trainer.State.Epoch + 1}. {settings.CheckpointPath} is written; --resume goes on from there.");
            return null;
        }
        trainer.LoadBest();
        return trainer.State;
    }

    private static ModelResult Judge(ShapeNetwork network, DataSplit sets, Settings settings, TrainingState state) => new()
    {
        Model = network.Kind,
        Parameters = network.ParameterCount,
        Epochs = state.Epoch,
        TrainingSeconds = state.Seconds,
        ValidationAccuracy = 1 - state.BestValidation,
        BestEpoch = state.BestEpoch,
        Tests = [.. settings.TestRotations.Select(rotation => Evaluation.Test(network, sets.Shapes.Test, rotation, sets.Shapes.Classes.Count, settings))],
        LogitChange = Evaluation.MeasureChange(network, sets.Shapes.Test, settings),
        History = state.History,
    };

    /// <summary>Networks that had not begun when the run was interrupted have no checkpoint; but one of them must.</summary>
    private static void RequireCheckpoint(Settings settings)
    {
        string[] paths = [.. settings.Models.Select(model => (settings with { Out = Path.Combine(settings.Out, Names.Of(model)) }).CheckpointPath)];
        if (settings.Resume && !paths.Any(File.Exists)) throw new CheckpointException($"--resume: expected a checkpoint at {paths[0]}; there is none. Start without --resume, or name its folder with --out.");
    }

    /// <summary>
    /// Gives the threads to whoever computes the network. What is left to TorchSharp beside the generated kernels (Adam, the loss) is too small for several threads,
    /// and those of its pool keep the cores busy while they wait.
    /// </summary>
    private static void UseThreads(Settings settings)
    {
        KernelThreads.Count = settings.Threads;
        set_num_threads(settings.Model == ModelKind.PointNet || settings.Backend == Backend.Torch ? settings.Threads : 1);
    }

    private static void Save(IAnsiConsole console, Settings settings, Results results, Views views, IReadOnlyList<(ModelKind Model, IReadOnlyList<Guess[]> Guesses)> guesses)
    {
        Report.Save(settings.Out, results);
        Plots.LearningCurves(Path.Combine(settings.Out, "learning.png"), results);
        Plots.Accuracies(Path.Combine(settings.Out, "accuracy.png"), results);
        foreach (var model in results.Models) Plots.Confusion(Path.Combine(settings.Out, $"confusion-{Names.Of(model.Model)}.png"), results, model);
        ViewPicture.Save(Path.Combine(settings.Out, "views.png"), views, results.Classes, guesses);
        if (!PlotDefaults.HasFonts) console.WriteLine("The pictures have no text, since the system has no fonts (on Debian: apt install fonts-dejavu-core).");
        console.WriteLine($"Weights, results and pictures are in {Path.GetFullPath(settings.Out)}.");
    }
}
