using System.Diagnostics;
using System.Globalization;
using Spectre.Console;

namespace Intertwine.Samples;

/// <summary>Shows training while it runs: a live bar on a terminal, now and then a line where the output goes elsewhere.</summary>
public static class TrainingDisplay
{
    private static readonly TimeSpan LineInterval = TimeSpan.FromSeconds(5);

    /// <summary>Runs <paramref name="work"/> and shows what it reports.</summary>
    /// <param name="start">Where it begins, after a resumption.</param>
    public static T Show<T>(IAnsiConsole console, TrainingSettings settings, TrainingState start, Func<Action<TrainingProgress>, T> work) =>
        console.Profile.Capabilities.Interactive && console.Profile.Out.IsTerminal ? ShowBar(console, settings, start, work) : ShowLines(console, settings, work);

    private static T ShowBar<T>(IAnsiConsole console, TrainingSettings settings, TrainingState start, Func<Action<TrainingProgress>, T> work)
    {
        return console.Progress()
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn { Width = 24 }, new PercentageColumn())
            .Start(context =>
            {
                var task = context.AddTask("training", maxValue: 1);
                task.Value = LearningRateSchedule.Progress(settings, start);
                return work(progress =>
                {
                    task.Value = LearningRateSchedule.Progress(settings, progress.State);
                    task.Description = Describe(progress, settings);
                });
            });
    }

    private static T ShowLines<T>(IAnsiConsole console, TrainingSettings settings, Func<Action<TrainingProgress>, T> work)
    {
        var last = Stopwatch.GetTimestamp();
        return work(progress =>
        {
            if (Stopwatch.GetElapsedTime(last) < LineInterval) return;
            last = Stopwatch.GetTimestamp();
            console.WriteLine(Describe(progress, settings));
        });
    }

    private static string Describe(TrainingProgress progress, TrainingSettings settings)
    {
        var state = progress.State;
        var epoch = Math.Min(state.Epoch + 1, settings.Epochs);
        var of = settings.Epochs < TrainingSettings.UnlimitedEpochs ? $"/{settings.Epochs}" : "";
        var train = state.History.Count > 0 ? state.History[^1].Train : progress.Loss;
        var validation = double.IsFinite(state.BestValidation) ? $"{state.BestValidation:0.00000}" : "-";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"epoch {epoch}{of}  loss {train:0.00000}  best validation {validation}  {progress.StepTime.TotalMilliseconds:0.0} ms/step  {Left(progress.Remaining)} left");
    }

    private static string Left(TimeSpan time) => time.TotalHours >= 1 ? $@"{(int)time.TotalHours}:{time:mm\:ss}" : $@"{time:m\:ss}";
}
