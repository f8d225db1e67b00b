using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Intertwine.Samples;
using Spectre.Console;

namespace Shapes;

/// <summary>Tables on the console, and the same numbers as markdown, CSV and JSON.</summary>
public static class Report
{
    private const string Ours = "this run";

    private static readonly string[] Columns = ["model", "data", "parameters", "z/z", "z/SO(3)", "SO(3)/SO(3)", "change of logits", "above 1e-4", "epochs", "seconds", "source"];

    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true, Converters = { new JsonStringEnumConverter() } };

    public static void Write(IAnsiConsole console, Results results)
    {
        console.WriteLine();
        var table = new Table { Title = new TableTitle(Markup.Escape(Title(results))), Border = TableBorder.Rounded };
        foreach (var column in Columns) table.AddColumn(column is "model" or "data" or "source" ? new TableColumn(column) : new TableColumn(column).RightAligned());
        foreach (var row in Rows(results))
        {
            var style = row[^1] == Ours ? new Style(decoration: Decoration.Bold) : Style.Plain;
            table.AddRow(row.Select(cell => new Text(cell, style)));
        }
        console.Write(table);
        console.WriteLine();
        foreach (var line in Lines(results)) console.WriteLine(line);
    }

    /// <summary>Writes results.json, results.md, accuracy.csv, classes.csv and learning.csv.</summary>
    public static void Save(string folder, Results results)
    {
        AtomicFile.Write(Path.Combine(folder, "results.json"), stream => JsonSerializer.Serialize(stream, results, Json));
        WriteText(Path.Combine(folder, "results.md"), Markdown(results));
        WriteText(Path.Combine(folder, "accuracy.csv"), AccuracyCsv(results));
        WriteText(Path.Combine(folder, "classes.csv"), ClassesCsv(results));
        WriteText(Path.Combine(folder, "learning.csv"), LearningCsv(results));
    }

    /// <summary>The table and sentences of <see cref="Write"/> as markdown.</summary>
    public static string Markdown(Results results)
    {
        var text = new StringBuilder();
        text.Append(Invariant($"# {Title(results)}\n\n"));
        text.Append(Invariant($"| {string.Join(" | ", Columns)} |\n|{string.Concat(Columns.Select(_ => "---|"))}\n"));
        foreach (var row in Rows(results)) text.Append(Invariant($"| {string.Join(" | ", row)} |\n"));
        text.Append('\n');
        foreach (var line in Lines(results)) text.Append(Invariant($"* {line}\n"));
        return text.ToString();
    }

    /// <summary>One line for each network and test.</summary>
    public static string AccuracyCsv(Results results)
    {
        var text = new StringBuilder("model,parameters,protocol,shapes,accuracy,class_accuracy,logit_change_largest,logit_change_median,logit_change_share_above_1e-4,epochs,training_seconds\n");
        foreach (var model in results.Models)
        {
            foreach (var test in model.Tests)
            {
                text.Append(Invariant($"{Names.Of(model.Model)},{model.Parameters},{Names.Protocol(results.TrainRotation, test.Rotation)},{test.Count},{test.Accuracy:R},{test.ClassAccuracy:R},"));
                text.Append(Invariant($"{model.LogitChange.Largest:R},{model.LogitChange.Median:R},{model.LogitChange.ShareAbove:R},{model.Epochs},{model.TrainingSeconds:0.0}\n"));
            }
        }
        return text.ToString();
    }

    /// <summary>One line for each network, test and class: how many shapes, and how many of them were recognised.</summary>
    public static string ClassesCsv(Results results)
    {
        var text = new StringBuilder("model,protocol,class,shapes,recognised\n");
        foreach (var (model, test) in results.Models.SelectMany(model => model.Tests.Select(test => (model, test))))
        {
            for (var c = 0; c < results.Classes.Count; c++)
            {
                text.Append(Invariant($"{Names.Of(model.Model)},{Names.Protocol(results.TrainRotation, test.Rotation)},{results.Classes[c]},{test.Confusion[c].Sum()},{test.Confusion[c][c]}\n"));
            }
        }
        return text.ToString();
    }

    /// <summary>One line for each network and epoch.</summary>
    public static string LearningCsv(Results results)
    {
        var text = new StringBuilder("model,epoch,training_loss,validation_accuracy\n");
        foreach (var model in results.Models)
        {
            foreach (var epoch in model.History) text.Append(Invariant($"{Names.Of(model.Model)},{epoch.Epoch},{epoch.Train:R},{1 - epoch.Validation:R}\n"));
        }
        return text.ToString();
    }

    private static string Title(Results results) => Invariant($"{results.Title}, {results.Points} points: accuracy in percent, training/test rotations");

    private static IEnumerable<string[]> Rows(Results results)
    {
        foreach (var row in Published.Rows)
        {
            yield return [row.Model, "ModelNet40", row.Parameters, Percent(row.UprightUpright), Percent(row.UprightAny), Percent(row.AnyAny), "", "", "", "", row.Source];
        }
        foreach (var model in results.Models)
        {
            yield return
            [
                Invariant($"{Names.TitleOf(model.Model)}, {results.Size}"),
                results.Title.Split(',')[0],
                Invariant($"{model.Parameters:N0}"),
                Percent(Accuracy(RotationKind.Z, RotationKind.Z)),
                Percent(Accuracy(RotationKind.Z, RotationKind.So3)),
                Percent(Accuracy(RotationKind.So3, RotationKind.So3)),
                Invariant($"{model.LogitChange.Largest:0.0e+0}"),
                Invariant($"{100 * model.LogitChange.ShareAbove:0.0} %"),
                Invariant($"{model.Epochs:N0}"),
                Invariant($"{model.TrainingSeconds:0}"),
                Ours,
            ];

            double? Accuracy(RotationKind train, RotationKind test) => results.TrainRotation == train ? 100 * model.Tests.FirstOrDefault(t => t.Rotation == test)?.Accuracy : null;
        }
    }

    private static IEnumerable<string> Lines(Results results)
    {
        yield return Invariant($"{results.Train:N0} shapes to train on, {results.Validation:N0} to choose the weights with, {results.Test:N0} to test; batches of {results.BatchSize}, {results.Threads} threads, {results.Precision}, seed {results.Seed}.");
        foreach (var model in results.Models)
        {
            var tests = string.Join(", ", model.Tests.Select(t => Invariant($"{Names.Protocol(results.TrainRotation, t.Rotation)} {100 * t.Accuracy:0.0} ({100 * t.ClassAccuracy:0.0})")));
            yield return Invariant($"{Names.TitleOf(model.Model)}: {tests} percent of the shapes (mean over classes); {100 * model.ValidationAccuracy:0.0} of those held out, best after epoch {model.BestEpoch}; rotations change logits by up to {model.LogitChange.Largest:0.0e+0} of the largest (median {model.LogitChange.Median:0.0e+0}), of {100 * model.LogitChange.ShareAbove:0.0} percent of the shapes by more than {LogitChange.Threshold:0e+0}.");
        }
        yield return "Published accuracies are those on ModelNet40, 1,024 points.";
    }

    private static void WriteText(string path, string text) => AtomicFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(text)));

    private static string Percent(double? value) => value is { } number ? Invariant($"{number:0.0}") : "";

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
