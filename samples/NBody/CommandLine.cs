using System.CommandLine;
using Intertwine;
using Intertwine.Samples;
using static TorchSharp.torch;

namespace NBody;

/// <summary>The options of the program.</summary>
public static class CommandLine
{
    private static readonly Settings Defaults = new();

    private static readonly Option<int?> Epochs = Options.Integer("--epochs", least: 1,
        $"Passes over the training data. Default {Settings.DefaultEpochs}; with --full {Settings.FullEpochs} (the published run takes 10000).");

    private static readonly Option<int?> Train = Options.Integer("--train", least: Defaults.BatchSize,
        $"Training trajectories, at least one batch. Default and published: {Defaults.Train}.");

    private static readonly Option<ulong?> Seed = Options.Seed($"Decides the data, the initial weights and the order of the training data. Same seed, same result. Default {Defaults.Seed}.");

    private static readonly Option<int?> Threads = Options.Integer("--threads", least: 1,
        "Threads for simulation and training. Default: all cores.");

    private static readonly Option<Backend?> BackendOption = Options.Choice("--backend",
        "What computes the network: simd (generated kernels), torch (TorchSharp operations) or auto, the default (simd).",
        ("auto", Backend.Auto), ("simd", Backend.Simd), ("torch", Backend.Torch));

    private static readonly Option<ScalarType?> Precision = Options.Precision();

    private static readonly Option<bool> Resume = new("--resume")
    {
        Description = "Go on from the checkpoint in --out, which Ctrl+C and every 30 seconds of training leave there. The result is the same, bit for bit, as without the interruption.",
    };

    private static readonly Option<string?> Out = new("--out")
    {
        Description = $"Folder for simulated data, checkpoint, weights, results and pictures. Default {Defaults.Out}.",
        HelpName = "folder",
    };

    private static readonly Option<bool> Full = new("--full")
    {
        Description = $"The published protocol: 3000 training, 2000 validation and 2000 test trajectories, {Settings.FullEpochs} epochs unless --epochs says otherwise, validation every 5 epochs.",
    };

    /// <summary>Reads the options and runs; returns the exit code.</summary>
    /// <param name="run">Given the settings and a token that Ctrl+C cancels.</param>
    public static Task<int> RunAsync(string[] args, Func<Settings, CancellationToken, Task<int>> run)
        => Options.InvokeAsync(Create(run), args);

    /// <summary>The command with its options, their descriptions and their checks.</summary>
    public static RootCommand Create(Func<Settings, CancellationToken, Task<int>> run)
    {
        var command = new RootCommand("Learns to predict the motion of charged particles with an E(n)-equivariant graph network (Satorras, Hoogeboom, Welling 2021).")
        {
            Epochs, Train, Seed, Threads, BackendOption, Precision, Resume, Out, Full,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(Full) && result.GetResult(Train) is not null) result.AddError("--full fixes the number of training trajectories: expected no --train beside it.");
            if (result.GetValue(Out) is { } folder && (string.IsNullOrWhiteSpace(folder) || File.Exists(folder))) result.AddError($"--out: expected a folder; got '{folder}'.");
        });
        command.SetAction((result, cancellation) => run(Read(result), cancellation));
        return command;
    }

    private static Settings Read(ParseResult result) => new()
    {
        Epochs = result.GetValue(Epochs) ?? (result.GetValue(Full) ? Settings.FullEpochs : Settings.DefaultEpochs),
        Train = result.GetValue(Train) ?? Defaults.Train,
        Seed = result.GetValue(Seed) ?? Defaults.Seed,
        Threads = result.GetValue(Threads) ?? Defaults.Threads,
        Backend = result.GetValue(BackendOption) ?? Defaults.Backend,
        Precision = result.GetValue(Precision) ?? Defaults.Precision,
        Resume = result.GetValue(Resume),
        Out = result.GetValue(Out) ?? Defaults.Out,
        ValidateEvery = result.GetValue(Full) ? 5 : 1,
    };
}
