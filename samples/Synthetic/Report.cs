using System.Globalization;
using System.Text.Json;
using Intertwine.Samples;
using Spectre.Console;

namespace Synthetic;

/// <summary>What a run on one task has found out.</summary>
public sealed record Results
{
    public required string Task { get; init; }

    public required int TrainingSamples { get; init; }

    public required int Epochs { get; init; }

    public required ulong Seed { get; init; }

    public required string Precision { get; init; }

    public required long Parameters { get; init; }

    /// <summary>Test error with the weights of the best validation.</summary>
    public required double TestError { get; init; }

    public required double BestValidation { get; init; }

    public required int BestEpoch { get; init; }

    /// <summary>Relative error of f(g x) against g f(x) over random g of the group.</summary>
    public required double EquivarianceError { get; init; }

    public required double TrainingSeconds { get; init; }
}

/// <summary>Tables on the console, and the same numbers as a file.</summary>
public static class Report
{
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true };

    public static void Write(IAnsiConsole console, Results results)
    {
        var task = SyntheticTask.All.Single(t => t.Name == results.Task);
        var table = new Table { Title = new TableTitle($"{task.Title}: test error"), Border = TableBorder.Rounded };
        table.AddColumn("model");
        table.AddColumn(new TableColumn("mean squared error").RightAligned());
        table.AddColumn("source");
        var rows = task.Published.Select(row => (row.Model, row.Error, Source: "published, 1,000 samples", Ours: false)).ToList();
        rows.Add((task.NetworkName, results.TestError, Invariant($"this run, {results.TrainingSamples:N0} samples, {results.Epochs:N0} epochs"), true));
        foreach (var row in rows.OrderByDescending(r => r.Error))
        {
            var style = row.Ours ? new Style(decoration: Decoration.Bold) : Style.Plain;
            table.AddRow(new Text(row.Model, style), new Text(Invariant($"{row.Error:0.0e+0}"), style), new Text(row.Source, style));
        }

        console.WriteLine();
        console.Write(table);
        console.WriteLine(Invariant($"Equivariance error (relative, {results.Precision}): {results.EquivarianceError:0.0e+0}. Training: {results.TrainingSeconds:0} s; best validation {results.BestValidation:0.0e+0} after epoch {results.BestEpoch}."));
    }

    /// <summary>Writes the numbers as JSON.</summary>
    public static void Save(string path, Results results) => AtomicFile.Write(path, stream => JsonSerializer.Serialize(stream, results, Json));

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
