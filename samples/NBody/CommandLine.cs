using System.CommandLine;
using System.CommandLine.Invocation;
using System.Globalization;
using Intertwine;
using static TorchSharp.torch;

namespace NBody;

/// <summary>The options of the program.</summary>
public static class CommandLine
{
    private static readonly Settings Defaults = new();

    private static readonly Option<int?> Epochs = Integer("--epochs", least: 1,
        $"Passes over the training data. Default {Settings.DefaultEpochs}; with --full {Settings.FullEpochs} (the published run takes 10000).");

    private static readonly Option<int?> Train = Integer("--train", least: Defaults.BatchSize,
        $"Training trajectories, at least one batch. Default and published: {Defaults.Train}.");

    private static readonly Option<ulong?> Seed = Value<ulong>("--seed",
        "a whole number, 0 or more",
        $"Decides the data, the initial weights and the order of the training data. Same seed, same result. Default {Defaults.Seed}.",
        text => ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null);

    private static readonly Option<int?> Threads = Integer("--threads", least: 1,
        "Threads for simulation and training. Default: all cores.");

    private static readonly Option<Backend?> BackendOption = Choice("--backend",
        "What computes the network: simd (generated kernels), torch (TorchSharp operations) or auto, the default (simd).",
        ("auto", Backend.Auto), ("simd", Backend.Simd), ("torch", Backend.Torch));

    private static readonly Option<ScalarType?> Precision = Choice("--precision",
        "Number type of weights and data. Default float32.",
        ("float32", ScalarType.Float32), ("float64", ScalarType.Float64));

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
    {
        var result = Create(run).Parse(args);
        // The message says what was expected; the whole help below it would hide it.
        if (result.Action is ParseErrorAction error) error.ShowHelp = false;
        return result.InvokeAsync(new InvocationConfiguration
        {
            // Time to finish the step under way and to write the checkpoint.
            ProcessTerminationTimeout = TimeSpan.FromSeconds(30),
            EnableDefaultExceptionHandler = false,
        });
    }

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

    private static Option<int?> Integer(string name, int least, string description) =>
        Value<int>(name, $"a whole number, {least} or more", description, text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= least ? value : null);

    private static Option<T?> Choice<T>(string name, string description, params (string Name, T Value)[] choices)
        where T : struct
    {
        var names = choices.Select(c => c.Name).ToArray();
        var option = Value<T>(name, string.Join(" or ", names), description, text =>
        {
            var index = Array.FindIndex(names, n => n.Equals(text, StringComparison.OrdinalIgnoreCase));
            return index < 0 ? null : choices[index].Value;
        });
        option.HelpName = string.Join('|', names);
        return option;
    }

    /// <summary>An option whose value is null where it is not given.</summary>
    /// <param name="parse">Null for a text that is no such value.</param>
    private static Option<T?> Value<T>(string name, string expected, string description, Func<string, T?> parse)
        where T : struct => new(name)
        {
            Description = description,
            HelpName = "n",
            CustomParser = result =>
            {
                var value = parse(result.Tokens[0].Value);
                if (value is null) result.AddError($"{name}: expected {expected}; got '{result.Tokens[0].Value}'.");
                return value;
            },
        };
}
