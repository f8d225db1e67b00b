using System.Globalization;
using System.Text.Json;
using Intertwine.Samples;
using Spectre.Console;

namespace NBody;

/// <summary>What a run has found out.</summary>
public sealed record Results
{
    public required int Epochs { get; init; }

    public required int TrainingTrajectories { get; init; }

    public required ulong Seed { get; init; }

    public required int Threads { get; init; }

    public required string Precision { get; init; }

    public required string Backend { get; init; }

    public required long Parameters { get; init; }

    /// <summary>Test error with the weights of the best validation.</summary>
    public required double TestError { get; init; }

    public required double BestValidation { get; init; }

    public required int BestEpoch { get; init; }

    public required double LinearTestError { get; init; }

    /// <summary>Relative error of f(g x) against g f(x) over random motions and reflections g.</summary>
    public required double EquivarianceError { get; init; }

    public required double TrainingSeconds { get; init; }

    public required IReadOnlyList<StepTiming> Timings { get; init; }
}

/// <summary>Tables on the console, and the same numbers as a file.</summary>
public static class Report
{
    /// <summary>Test error of EGNN as published, after 10,000 epochs.</summary>
    public const double PublishedEgnn = 0.0071;

    // Table 2 of Satorras, Hoogeboom, Welling: "E(n) Equivariant Graph Neural Networks", 2021.
    private static readonly (string Model, double Error)[] Published =
    [
        ("Linear", 0.0819),
        ("SE(3) Transformer", 0.0244),
        ("Tensor Field Network", 0.0155),
        ("Graph Neural Network", 0.0107),
        ("Radial Field", 0.0104),
        ("EGNN", PublishedEgnn),
    ];

    public static void Write(IAnsiConsole console, Results results)
    {
        console.WriteLine();
        console.Write(ErrorTable(results));
        console.WriteLine();
        console.Write(TimingTable(results));
        console.WriteLine();
        console.WriteLine(Invariant($"Equivariance error (relative, {results.Precision}): {results.EquivarianceError:0.0e+0}"));
        console.WriteLine(Invariant($"Training: {results.TrainingSeconds:0} s; best validation {results.BestValidation:0.00000} after epoch {results.BestEpoch}."));
    }

    private static Table ErrorTable(Results results)
    {
        var table = new Table { Title = new TableTitle("Charged particles, 5 bodies: test error"), Border = TableBorder.Rounded };
        table.AddColumn("model");
        table.AddColumn(new TableColumn("parameters").RightAligned());
        table.AddColumn(new TableColumn("mean squared error").RightAligned());
        table.AddColumn("source");
        var rows = Published.Select(row => (row.Model, Parameters: "", row.Error, Source: "published", Ours: false)).ToList();
        rows.Add(("Straight line x + t v", "1", results.LinearTestError, "this run", true));
        rows.Add(("NBodyNet", Invariant($"{results.Parameters:N0}"), results.TestError, Invariant($"this run, {results.Epochs:N0} epochs of {results.TrainingTrajectories:N0}"), true));
        foreach (var row in rows.OrderByDescending(r => r.Error))
        {
            var style = row.Ours ? new Style(decoration: Decoration.Bold) : Style.Plain;
            table.AddRow(new Text(row.Model, style), new Text(row.Parameters, style), new Text(Invariant($"{row.Error:0.0000}"), style), new Text(row.Source, style));
        }
        return table;
    }

    private static Table TimingTable(Results results)
    {
        var table = new Table
        {
            Title = new TableTitle(Invariant($"Milliseconds per batch of 100 trajectories, {results.Threads} threads, {results.Precision}")),
            Border = TableBorder.Rounded,
        };
        table.AddColumn("computed by");
        foreach (var column in (ReadOnlySpan<string>)["forward", "forward + backward", "optimizer", "training step"]) table.AddColumn(new TableColumn(column).RightAligned());
        foreach (var timing in results.Timings)
        {
            table.AddRow(timing.Name, Milliseconds(timing.Forward), Milliseconds(timing.ForwardBackward), Milliseconds(timing.Optimizer), Milliseconds(timing.Step));
        }
        return table;
    }

    /// <summary>Writes the numbers as JSON.</summary>
    public static void Save(string path, Results results) => AtomicFile.Write(path, stream => JsonSerializer.Serialize(stream, results, Json));

    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true };

    private static string Milliseconds(double value) => Invariant($"{value:0.00}");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
