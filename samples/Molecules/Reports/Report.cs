using System.Globalization;
using System.Text;
using System.Text.Json;
using Intertwine.Samples;
using Spectre.Console;

namespace Molecules;

/// <summary>Tables on the console, and the same numbers as markdown, CSV and JSON.</summary>
public static class Report
{
    private const string Ours = "this run";

    private static readonly string[] ErrorColumns = ["test", "model", "training geometries", "E MAE, meV", "E MAE, meV/atom", "E RMSE, meV", "F MAE, meV/Å", "F RMSE, meV/Å", "source"];
    private static readonly string[] TimingColumns = ["computed by", "forward", "forward + backward", "optimizer", "training step", "against the first"];
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true };

    public static void Write(IAnsiConsole console, Results results)
    {
        console.WriteLine();
        console.Write(Table($"{results.Title}: errors", ErrorColumns, ErrorRows(results), texts: 3));
        console.WriteLine();
        console.Write(Table(TimingTitle(results), TimingColumns, TimingRows(results), texts: 1));
        console.WriteLine();
        foreach (var line in Lines(results)) console.WriteLine(line);
    }

    /// <summary>Writes results.json, results.md and errors.csv.</summary>
    public static void Save(string folder, Results results)
    {
        AtomicFile.Write(Path.Combine(folder, "results.json"), stream => JsonSerializer.Serialize(stream, results, Json));
        WriteText(Path.Combine(folder, "results.md"), Markdown(results));
        WriteText(Path.Combine(folder, "errors.csv"), Csv(results));
    }

    /// <summary>The tables and sentences of <see cref="Write"/> as markdown.</summary>
    public static string Markdown(Results results)
    {
        var text = new StringBuilder();
        text.Append(Invariant($"# {results.Title}\n\n"));
        AppendTable(text, ErrorColumns, ErrorRows(results));
        text.Append(Invariant($"\n{TimingTitle(results)}:\n\n"));
        AppendTable(text, TimingColumns, TimingRows(results));
        text.Append('\n');
        foreach (var line in Lines(results)) text.Append(Invariant($"* {line}\n"));
        return text.ToString();
    }

    /// <summary>Errors of this run, one line per test set.</summary>
    public static string Csv(Results results)
    {
        var text = new StringBuilder("dataset,test,molecules,energy_mae_meV,energy_mae_meV_per_atom,energy_rmse_meV,force_mae_meV_per_A,force_rmse_meV_per_A\n");
        foreach (var test in results.Tests)
        {
            text.Append(Invariant($"{results.Dataset},{test.Name},{test.Molecules},{test.EnergyMae:R},{test.EnergyMaePerAtom:R},{test.EnergyRmse:R},{test.ForceMae:R},{test.ForceRmse:R}\n"));
        }
        return text.ToString();
    }

    private static IEnumerable<string[]> ErrorRows(Results results)
    {
        foreach (var test in results.Tests)
        {
            foreach (var row in Published.For(results.Dataset, test.Name))
            {
                yield return
                [
                    test.Name,
                    row.Model,
                    row.Training,
                    row.Mean ? Number(row.Energy) : "",
                    "",
                    row.Mean ? "" : Number(row.Energy),
                    row.Mean ? Number(row.Force) : "",
                    row.Mean ? "" : Number(row.Force),
                    row.Note.Length > 0 ? $"published ({row.Note})" : "published",
                ];
            }
            yield return
            [
                test.Name,
                Invariant($"{results.Size}, {results.Parameters:N0} parameters"),
                Invariant($"{results.Training} + {results.Validation}"),
                Number(test.EnergyMae),
                Number(test.EnergyMaePerAtom),
                Number(test.EnergyRmse),
                Number(test.ForceMae),
                Number(test.ForceRmse),
                Ours,
            ];
        }
    }

    private static string TimingTitle(Results results) =>
        Invariant($"Milliseconds per batch of {results.BatchSize} molecules ({results.BatchSize * results.EdgesPerMolecule:0} edges) with forces, {results.Threads} threads, {results.Precision}");

    private static IEnumerable<string[]> TimingRows(Results results) => results.Timings.Select(t => new[]
    {
        t.Name, Milliseconds(t.Forward), Milliseconds(t.ForwardBackward), Milliseconds(t.Optimizer), Milliseconds(t.Step), Invariant($"{t.Step / results.Timings[0].Step:0.0}x"),
    });

    private static IEnumerable<string> Lines(Results results)
    {
        var error = results.Tests.Any(t => t.ForceMae is not null) ? "meV/Å (forces)" : "meV (energies)";
        yield return Invariant($"Training: {results.Epochs:N0} epochs in {results.TrainingSeconds:0} s ({results.EpochsPerMinute:0.0} per minute); best validation error {results.BestValidation:0.00} {error} after epoch {results.BestEpoch}.");
        yield return Invariant($"Putting a batch together takes {results.BatchMilliseconds:0.00} ms.");
        yield return Invariant($"Equivariance error (relative, {results.Precision}): {results.EquivarianceError:0.0e+0}.");
        if (results.Dynamics is { } run)
        {
            yield return Invariant($"Dynamics at constant energy, {run.Picoseconds:0.##} ps in steps of {run.TimeStep} fs from {run.StartTemperature:0} K (mean {run.MeanTemperature:0} K): drift {run.Drift:0.0000} meV/atom/ps, fluctuation {run.Fluctuation:0.0000} meV/atom, {run.MillisecondsPerStep:0.00} ms per step.");
        }
        if (results.Tests.Any(t => Published.For(results.Dataset, t.Name).Any())) yield return $"Published errors: {Published.Source}.";
    }

    private static Table Table(string title, string[] columns, IEnumerable<string[]> rows, int texts)
    {
        var table = new Table { Title = new TableTitle(Spectre.Console.Markup.Escape(title)), Border = TableBorder.Rounded };
        for (var c = 0; c < columns.Length; c++)
        {
            var column = new TableColumn(columns[c]);
            table.AddColumn(c < texts ? column : column.RightAligned());
        }
        foreach (var row in rows)
        {
            var style = row[^1] == Ours ? new Style(decoration: Decoration.Bold) : Style.Plain;
            table.AddRow(row.Select(cell => new Text(cell, style)));
        }
        return table;
    }

    private static void AppendTable(StringBuilder text, string[] columns, IEnumerable<string[]> rows)
    {
        text.Append(Invariant($"| {string.Join(" | ", columns)} |\n|{string.Concat(Enumerable.Repeat("---|", columns.Length))}\n"));
        foreach (var row in rows) text.Append(Invariant($"| {string.Join(" | ", row)} |\n"));
    }

    private static void WriteText(string path, string text) => AtomicFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(text)));

    private static string Number(double? value) => value is { } number ? Invariant($"{number:0.00}") : "";

    private static string Milliseconds(double value) => Invariant($"{value:0.00}");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
