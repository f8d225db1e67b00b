using System.CommandLine;
using Intertwine;
using Intertwine.Samples;
using static TorchSharp.torch;

namespace Synthetic;

/// <summary>The options of the program.</summary>
public static class CommandLine
{
    private const string AllTasks = "all";

    private static readonly Option<string?> Task = Names("--task", "What to learn; default all three, one after the other.");

    private static readonly Option<int?> Train = Options.Integer("--train", least: 1, $"Training samples. Default {Settings.DefaultTrain}.");

    private static readonly Option<int?> Epochs = Options.Integer("--epochs", least: 1, "Passes over the training samples. Default and published: 900000 divided by --train, at most 1000.");

    private static readonly Option<ulong?> Seed = Options.Seed("Decides the samples, the initial weights and the order of training. Same seed, same result. Default 1.");

    private static readonly Option<int?> Threads = Options.Integer("--threads", least: 1, "Threads. Default: all cores.");

    private static readonly Option<Backend?> BackendOption = Options.Choice("--backend",
        "What computes the networks: simd (generated kernels), torch (TorchSharp operations) or auto, the default (simd).",
        ("auto", Backend.Auto), ("simd", Backend.Simd), ("torch", Backend.Torch));

    private static readonly Option<ScalarType?> Precision = Options.Precision();

    private static readonly Option<bool> Resume = new("--resume")
    {
        Description = "Go on from the checkpoints in --out, which Ctrl+C and every 30 seconds of training leave there. The result is the same, bit for bit, as without the interruption.",
    };

    private static readonly Option<string?> Out = new("--out") { Description = "Folder for checkpoints, weights and results. Default out/synthetic.", HelpName = "folder" };

    /// <summary>The command with its options, their descriptions and their checks.</summary>
    /// <param name="run">Given the settings of each task in turn and a token that Ctrl+C cancels.</param>
    public static RootCommand Create(Func<IReadOnlyList<Settings>, CancellationToken, Task<int>> run)
    {
        var command = new RootCommand("Learns three synthetic functions with networks that are equivariant under O(5), O(3) and the Lorentz group (Finzi, Welling, Wilson 2021).")
        {
            Task, Train, Epochs, Seed, Threads, BackendOption, Precision, Resume, Out,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(Out) is { } folder && (string.IsNullOrWhiteSpace(folder) || File.Exists(folder))) result.AddError($"--out: expected a folder; got '{folder}'.");
        });
        command.SetAction((result, cancellation) => run(Read(result), cancellation));
        return command;
    }

    private static List<Settings> Read(ParseResult result)
    {
        var chosen = result.GetValue(Task) ?? AllTasks;
        var folder = result.GetValue(Out) ?? Path.Combine("out", "synthetic");
        var train = result.GetValue(Train) ?? Settings.DefaultTrain;
        return
        [
            .. SyntheticTask.All.Where(task => chosen == AllTasks || task.Name == chosen).Select(task => new Settings
            {
                Task = task.Name,
                Train = train,
                BatchSize = Math.Min(Settings.LargestBatch, train),
                Epochs = result.GetValue(Epochs) ?? Settings.PublishedEpochs(train),
                Seed = result.GetValue(Seed) ?? 1,
                Threads = result.GetValue(Threads) ?? Environment.ProcessorCount,
                Backend = result.GetValue(BackendOption) ?? Backend.Auto,
                Precision = result.GetValue(Precision) ?? ScalarType.Float32,
                Resume = result.GetValue(Resume),
                Out = Path.Combine(folder, task.Name),
            }),
        ];
    }

    private static Option<string?> Names(string name, string description)
    {
        string[] names = [.. SyntheticTask.All.Select(task => task.Name), AllTasks];
        return new Option<string?>(name)
        {
            Description = description,
            HelpName = string.Join('|', names),
            CustomParser = result =>
            {
                var text = result.Tokens[0].Value;
                if (!names.Contains(text)) result.AddError($"{name}: expected {string.Join(" or ", names)}; got '{text}'.");
                return text;
            },
        };
    }
}
