using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Intertwine;
using Intertwine.Samples;
using static TorchSharp.torch;

namespace Molecules;

/// <summary>The options of the program.</summary>
public static class CommandLine
{
    private static readonly Settings Defaults = new();

    private static readonly string[] Names = [Settings.Clusters, .. DataSets.Names];

    private static readonly Option<string?> Data = new("--data")
    {
        Description = "Folder of real data, with a subfolder for each set (bot_acac/train_300K.xyz and so on). Without it the program generates clusters of atoms.",
        HelpName = "folder",
    };

    private static readonly Option<string?> Dataset = new("--dataset")
    {
        Description = $"{Settings.Clusters} for generated clusters, or which of the real data: {string.Join(", ", DataSets.Names)}. Default {Settings.Clusters} without --data, else {DataSets.Names[0]}.",
        HelpName = string.Join('|', Names),
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (!Names.Contains(text, StringComparer.OrdinalIgnoreCase)) result.AddError($"--dataset: expected {string.Join(" or ", Names)}; got '{text}'.");
            return text.ToLowerInvariant();
        },
    };

    private static readonly Option<NetworkKind?> Network = Options.Choice("--network",
        "What it is made of: layers of NequIP in the sizes below, or of MACE (Batatia et al. 2022) in one size. Default nequip.",
        ("nequip", NetworkKind.Nequip), ("mace", NetworkKind.Mace));

    private static readonly Option<NetworkSize?> Size = Options.Choice("--size",
        "Which of the networks of the NequIP kind. Default small for generated clusters, else medium.",
        ("small", NetworkSize.Small), ("medium", NetworkSize.Medium), ("large", NetworkSize.Large));

    private static readonly Option<double?> Cutoff = Positive("--cutoff", $"Radius within which atoms are neighbours, in Angstrom. Default {Text(Defaults.Cutoff)}.");

    private static readonly Option<int?> Train = Options.Integer("--train", least: 1, "Training geometries. Default: as usual for the data set (450 for acac, 950 for aspirin and ethanol).");

    private static readonly Option<int?> Validation = Options.Integer("--validation", least: 1, "Validation geometries, taken from the training data. Default: as usual for the data set.");

    private static readonly Option<int?> Test = Options.Integer("--test", least: 1, "At most so many geometries of each test set. Default all.");

    private static readonly Option<int?> Epochs = Options.Integer("--epochs", least: 1, $"Passes over the training data. Default {Settings.ClusterEpochs} for generated clusters without --minutes, else as many as the time allows.");

    private static readonly Option<double?> Minutes = Positive("--minutes", "Time for training, all sessions together; where --epochs are given, whichever ends first. Default no limit for generated clusters, else 60.");

    private static readonly Option<int?> Batch = Options.Integer("--batch", least: 1, $"Molecules per step. Default {Defaults.BatchSize}.");

    private static readonly Option<double?> LearningRate = Positive("--learning-rate", $"Adam's. Default {Text(Defaults.LearningRate)}.");

    private static readonly Option<Schedule?> ScheduleOption = Options.Choice("--schedule",
        "How it falls: plateau (times 0.6 whenever the validation error has not fallen for 10 epochs), cosine (to 0 over --epochs or --minutes, whichever ends first) or constant. Default cosine.",
        ("plateau", Schedule.Plateau), ("cosine", Schedule.Cosine), ("constant", Schedule.Constant));

    private static readonly Option<double?> EnergyWeight = Positive("--energy-weight", $"Weight of the squared energy error per atom, (meV)². Default {Text(Defaults.EnergyWeight)}.");

    private static readonly Option<double?> ForceWeight = Positive("--force-weight", $"Weight of the squared force error, (meV/Angstrom)². Default {Text(Defaults.ForceWeight)}.");

    private static readonly Option<double?> Average = Options.Value<double>("--average",
        "a number from 0 to below 1",
        $"Decay of the moving average of the weights, which validation and test use; 0 for none. Default {Text(Defaults.AverageDecay)}.",
        text => Number(text) is >= 0 and < 1 and var value ? value : null);

    private static readonly Option<double?> Dynamics = Options.Value<double>("--dynamics",
        "a number, 0 or more",
        $"Length of the molecular dynamics with the trained network, in ps; 0 for none. Default {Text(Defaults.Dynamics)}.",
        text => Number(text) is >= 0 and var value ? value : null);

    private static readonly Option<ulong?> Seed = Options.Seed($"Decides generated data, splits, initial weights and the order of training. Same seed, same result, unless the time limit ends training. Default {Defaults.Seed}.");

    private static readonly Option<int?> Threads = Options.Integer("--threads", least: 1, "Threads. Default: all cores.");

    private static readonly Option<Backend?> BackendOption = Options.Choice("--backend",
        "What computes the network: simd (generated kernels), torch (TorchSharp operations) or auto, the default (simd).",
        ("auto", Backend.Auto), ("simd", Backend.Simd), ("torch", Backend.Torch));

    private static readonly Option<ScalarType?> Precision = Options.Precision();

    private static readonly Option<bool> Resume = new("--resume")
    {
        Description = "Go on from the checkpoint in --out, which Ctrl+C and every 30 seconds of training leave there. The result is the same, bit for bit, as without the interruption, as long as no time limit comes into it.",
    };

    private static readonly Option<string?> Out = new("--out") { Description = $"Folder for checkpoint, weights, results and pictures. Default {Defaults.Out}.", HelpName = "folder" };

    /// <summary>The command with its options, their descriptions and their checks.</summary>
    /// <param name="run">Given the settings and a token that Ctrl+C cancels.</param>
    public static RootCommand Create(Func<Settings, CancellationToken, Task<int>> run)
    {
        var command = new RootCommand("Learns energies and forces of molecules with an E(3)-equivariant interatomic potential of the NequIP kind (Batzner et al. 2022), and runs molecular dynamics with it.")
        {
            Data, Dataset, Network, Size, Cutoff, Train, Validation, Test, Epochs, Minutes, Batch, LearningRate, ScheduleOption, EnergyWeight, ForceWeight, Average, Dynamics, Seed, Threads, BackendOption, Precision, Resume, Out,
        };
        command.Validators.Add(result =>
        {
            if (Is(result.GetResult(Network), nameof(NetworkKind.Mace)) && result.GetResult(Size) is not null) result.AddError("--size: expected none beside --network mace, which has one size.");
            if (result.GetValue(Data) is { } data && !Directory.Exists(data)) result.AddError($"--data: expected a folder; there is none at '{data}'.");
            var clusters = Is(result.GetResult(Dataset), Settings.Clusters);
            if (clusters && result.GetValue(Data) is not null) result.AddError($"--data: expected none beside --dataset {Settings.Clusters}, which is generated.");
            if (!clusters && result.GetResult(Dataset) is not null && result.GetValue(Data) is null) result.AddError("--dataset: expected --data beside it, the folder of the data.");
            if (result.GetValue(Out) is { } folder && (string.IsNullOrWhiteSpace(folder) || File.Exists(folder))) result.AddError($"--out: expected a folder; got '{folder}'.");
        });
        command.SetAction((result, cancellation) => run(Read(result), cancellation));
        return command;
    }

    private static Settings Read(ParseResult result)
    {
        var real = result.GetValue(Data) is not null;
        var minutes = result.GetValue(Minutes) ?? (real ? 60 : null);
        return new Settings
        {
            Data = result.GetValue(Data),
            Dataset = real ? result.GetValue(Dataset) ?? DataSets.Names[0] : Settings.Clusters,
            Network = result.GetValue(Network) ?? Defaults.Network,
            Size = result.GetValue(Size) ?? (real ? NetworkSize.Medium : NetworkSize.Small),
            Cutoff = result.GetValue(Cutoff) ?? Defaults.Cutoff,
            Split = new SplitSettings { Train = result.GetValue(Train), Validation = result.GetValue(Validation), Test = result.GetValue(Test), Seed = result.GetValue(Seed) ?? Defaults.Seed },
            Epochs = result.GetValue(Epochs) ?? (minutes is null ? Settings.ClusterEpochs : TrainingSettings.UnlimitedEpochs),
            TimeLimit = minutes is { } time ? TimeSpan.FromMinutes(time) : null,
            BatchSize = result.GetValue(Batch) ?? Defaults.BatchSize,
            LearningRate = result.GetValue(LearningRate) ?? Defaults.LearningRate,
            Schedule = result.GetValue(ScheduleOption) ?? Defaults.Schedule,
            EnergyWeight = result.GetValue(EnergyWeight) ?? Defaults.EnergyWeight,
            ForceWeight = result.GetValue(ForceWeight) ?? Defaults.ForceWeight,
            AverageDecay = result.GetValue(Average) ?? Defaults.AverageDecay,
            Dynamics = result.GetValue(Dynamics) ?? Defaults.Dynamics,
            Seed = result.GetValue(Seed) ?? Defaults.Seed,
            Threads = result.GetValue(Threads) ?? Defaults.Threads,
            Backend = result.GetValue(BackendOption) ?? Defaults.Backend,
            Precision = result.GetValue(Precision) ?? Defaults.Precision,
            Resume = result.GetValue(Resume),
            Out = result.GetValue(Out) ?? Defaults.Out,
        };
    }

    private static Option<double?> Positive(string name, string description) => Options.Value<double>(name, "a number above 0", description, text => Number(text) is > 0 and var value ? value : null);

    /// <summary>Whether an option is given with this word; unlike its value this may be asked for where the word is wrong.</summary>
    private static bool Is(OptionResult? option, string word) => option is { Tokens: [var token, ..] } && token.Value.Equals(word, StringComparison.OrdinalIgnoreCase);

    private static double? Number(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? value : null;

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);
}
