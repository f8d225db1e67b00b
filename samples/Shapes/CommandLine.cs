using System.CommandLine;
using System.Globalization;
using Intertwine;
using Intertwine.Samples;
using static TorchSharp.torch;

namespace Shapes;

/// <summary>The options of the program.</summary>
public static class CommandLine
{
    private const string All = "all";

    /// <summary>Points and minutes for each network on real data, where nothing else is said.</summary>
    private const int DataPoints = 256, DataMinutes = 15;

    private static readonly Settings Defaults = new();

    private static readonly string[] ModelNames = [.. Enum.GetValues<ModelKind>().Select(Names.Of)];

    private static readonly Option<string?> Data = new("--data")
    {
        Description = $"Folder of real shapes: {NpzShapes.Expected}; {Hdf5Shapes.Expected}; or {MeshShapes.Expected}. Without it the program generates solids of ten kinds.",
        HelpName = "folder",
    };

    private static readonly Option<string?> Model = new("--model")
    {
        Description = $"Which networks to train, separated by commas. Default {All}.",
        HelpName = string.Join('|', [.. ModelNames, All]),
        CustomParser = result =>
        {
            foreach (var word in Split(result.Tokens[0].Value))
            {
                if (!ModelNames.Append(All).Contains(word, StringComparer.OrdinalIgnoreCase)) result.AddError($"--model: expected {string.Join(" or ", ModelNames)} or {All}, separated by commas; got '{word}'.");
            }
            return result.Tokens[0].Value.ToLowerInvariant();
        },
    };

    private static readonly Option<NetworkSize?> Size = Options.Choice("--size", "Widths of the networks: small (minutes on two cores) or full (as published). Default small.", ("small", NetworkSize.Small), ("full", NetworkSize.Full));

    private static readonly Option<int?> Points = Options.Integer("--points", least: 1, $"Points of a shape that the networks see. Default {Defaults.Points} for generated solids, else {DataPoints}.");

    private static readonly Option<Protocol?> ProtocolOption = Options.Choice("--protocol",
        "Rotations in training/test: z/z (about the vertical axis), z/so3 (any rotation in the test; z/z is reported beside it), so3/so3, or i/i (all aligned). Default z/so3.",
        ("z/z", Protocol.UprightUpright), ("z/so3", Protocol.UprightAny), ("so3/so3", Protocol.AnyAny), ("i/i", Protocol.Aligned));

    private static readonly Option<int?> Train = Options.Integer("--train", least: 2, $"At most so many training shapes. Default {Settings.TrainSolids} generated solids, else all.");

    private static readonly Option<int?> Test = Options.Integer("--test", least: 1, $"At most so many test shapes. Default {Settings.TestSolids} generated solids, else all.");

    private static readonly Option<int?> Epochs = Options.Integer("--epochs", least: 1, $"Passes over the training data, for each network. Default {Settings.SolidEpochs} for generated solids without --minutes, else as many as the time allows.");

    private static readonly Option<double?> Minutes = Number("--minutes", "a number above 0", x => x > 0, $"Time for training, for each network, all sessions together; where --epochs are given, whichever ends first. Default no limit for generated solids, else {DataMinutes}.");

    private static readonly Option<int?> Batch = Options.Integer("--batch", least: 2, $"Shapes per step. Default {Defaults.BatchSize}.");

    private static readonly Option<OptimizerKind?> Optimizer = Options.Choice("--optimizer", "adam or sgd (momentum 0.9, as published). Default adam.", ("adam", OptimizerKind.Adam), ("sgd", OptimizerKind.Sgd));

    private static readonly Option<double?> LearningRate = Number("--learning-rate", "a number above 0", x => x > 0, $"At the beginning. Default {Text(Defaults.LearningRate)}, with sgd {Text(Settings.SgdLearningRate)}.");

    private static readonly Option<Schedule?> ScheduleOption = Options.Choice("--schedule",
        "How it falls: cosine (to 0 over --epochs or --minutes, whichever ends first), step (times 0.7 every 20 epochs, as published) or constant. Default cosine.",
        ("cosine", Schedule.Cosine), ("step", Schedule.Step), ("constant", Schedule.Constant));

    private static readonly Option<double?> WeightDecay = Number("--weight-decay", "a number, 0 or more", x => x >= 0, $"Added to the gradient, times the weight. Default {Text(Defaults.WeightDecay)}.");

    private static readonly Option<double?> LabelSmoothing = Number("--label-smoothing", "a number from 0 to below 1", x => x is >= 0 and < 1, $"What the wrong classes share of the target. Default {Text(Defaults.LabelSmoothing)}.");

    private static readonly Option<double?> PointDropout = Number("--point-dropout", "a number from 0 to 1", x => x is >= 0 and <= 1,
        $"Of each training shape a random share of the points, up to this, is dropped. Default {Text(Defaults.Augmentation.MostDropped)}; published 0.875, of 1,024 points.");

    private static readonly Option<double?> Scale = Number("--scale", "a number, 1 or more", x => x >= 1, $"Training shapes are scaled by 1/this to this. Default {Text(Defaults.Augmentation.MostScale)}.");

    private static readonly Option<double?> Shift = Number("--shift", "a number, 0 or more", x => x >= 0, $"Each coordinate of a training shape is shifted by up to this. Default {Text(Defaults.Augmentation.MostShift)}; published 0.1.");

    private static readonly Option<double?> HoldOut = Number("--hold-out", "a number above 0 and below 1", x => x is > 0 and < 1, $"The share of the training shapes that the weights are chosen with. Default {Text(Defaults.HoldOut)}.");

    private static readonly Option<ulong?> Seed = Options.Seed($"Decides generated solids, points, rotations, augmentation, initial weights and the order of training. Same seed, same result, unless the time limit ends training. Default {Defaults.Seed}.");

    private static readonly Option<int?> Threads = Options.Integer("--threads", least: 1, "Threads. Default: all cores.");

    private static readonly Option<Backend?> BackendOption = Options.Choice("--backend",
        "What computes the vector-neuron networks: simd (generated kernels), torch (TorchSharp operations) or auto, the default (simd).",
        ("auto", Backend.Auto), ("simd", Backend.Simd), ("torch", Backend.Torch));

    private static readonly Option<ScalarType?> Precision = Options.Precision();

    private static readonly Option<bool> Resume = new("--resume")
    {
        Description = "Go on from the checkpoints in --out, which Ctrl+C and every 30 seconds of training leave there; networks without one begin anew. The result is the same, bit for bit, as without the interruption, as long as no time limit comes into it.",
    };

    private static readonly Option<string?> Out = new("--out") { Description = $"Folder for checkpoints, weights, results and pictures. Default {Defaults.Out}.", HelpName = "folder" };

    /// <summary>The command with its options, their descriptions and their checks.</summary>
    /// <param name="run">Given the settings and a token that Ctrl+C cancels.</param>
    public static RootCommand Create(Func<Settings, CancellationToken, Task<int>> run)
    {
        var command = new RootCommand("Learns to tell shapes apart from points on their surfaces, whichever way they are turned: vector-neuron networks (Deng et al. 2021; Assaad et al. 2023) beside a plain PointNet.")
        {
            Data, Model, Size, Points, ProtocolOption, Train, Test, Epochs, Minutes, Batch, Optimizer, LearningRate, ScheduleOption, WeightDecay, LabelSmoothing, PointDropout, Scale, Shift, HoldOut, Seed, Threads, BackendOption, Precision, Resume, Out,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(Data) is { } data && !Directory.Exists(data)) result.AddError($"--data: expected a folder; there is none at '{data}'.");
            if (result.GetValue(Out) is { } folder && (string.IsNullOrWhiteSpace(folder) || File.Exists(folder))) result.AddError($"--out: expected a folder; got '{folder}'.");
        });
        command.SetAction((result, cancellation) => run(Read(result), cancellation));
        return command;
    }

    private static Settings Read(ParseResult result)
    {
        var real = result.GetValue(Data) is not null;
        var minutes = result.GetValue(Minutes) ?? (real && result.GetValue(Epochs) is null ? DataMinutes : null);
        var (train, tests) = Rotations(result.GetValue(ProtocolOption) ?? Protocol.UprightAny);
        var optimizer = result.GetValue(Optimizer) ?? Defaults.Optimizer;
        var scale = result.GetValue(Scale) ?? Defaults.Augmentation.MostScale;
        return new Settings
        {
            Data = result.GetValue(Data),
            Models = Models(result.GetValue(Model)),
            Size = result.GetValue(Size) ?? Defaults.Size,
            Points = result.GetValue(Points) ?? (real ? DataPoints : Defaults.Points),
            TrainRotation = train,
            TestRotations = tests,
            Train = result.GetValue(Train) ?? (real ? int.MaxValue : Settings.TrainSolids),
            Test = result.GetValue(Test) ?? (real ? int.MaxValue : Settings.TestSolids),
            Epochs = result.GetValue(Epochs) ?? (minutes is null ? Settings.SolidEpochs : TrainingSettings.UnlimitedEpochs),
            TimeLimit = minutes is { } time ? TimeSpan.FromMinutes(time) : null,
            BatchSize = result.GetValue(Batch) ?? Defaults.BatchSize,
            Optimizer = optimizer,
            LearningRate = result.GetValue(LearningRate) ?? (optimizer == OptimizerKind.Sgd ? Settings.SgdLearningRate : Defaults.LearningRate),
            Schedule = result.GetValue(ScheduleOption) ?? Defaults.Schedule,
            WeightDecay = result.GetValue(WeightDecay) ?? Defaults.WeightDecay,
            LabelSmoothing = result.GetValue(LabelSmoothing) ?? Defaults.LabelSmoothing,
            Augmentation = new Augmentation
            {
                Rotation = train,
                MostDropped = result.GetValue(PointDropout) ?? Defaults.Augmentation.MostDropped,
                LeastScale = 1 / scale,
                MostScale = scale,
                MostShift = result.GetValue(Shift) ?? Defaults.Augmentation.MostShift,
            },
            HoldOut = result.GetValue(HoldOut) ?? Defaults.HoldOut,
            Seed = result.GetValue(Seed) ?? Defaults.Seed,
            Threads = result.GetValue(Threads) ?? Defaults.Threads,
            Backend = result.GetValue(BackendOption) ?? Defaults.Backend,
            Precision = result.GetValue(Precision) ?? Defaults.Precision,
            Resume = result.GetValue(Resume),
            Out = result.GetValue(Out) ?? Defaults.Out,
        };
    }

    /// <summary>What is reported under a protocol: rotations in training, and in the tests.</summary>
    private static (RotationKind Train, IReadOnlyList<RotationKind> Tests) Rotations(Protocol protocol) => protocol switch
    {
        Protocol.UprightUpright => (RotationKind.Z, [RotationKind.Z]),
        Protocol.AnyAny => (RotationKind.So3, [RotationKind.So3]),
        Protocol.Aligned => (RotationKind.None, [RotationKind.None]),
        _ => (RotationKind.Z, [RotationKind.Z, RotationKind.So3]),
    };

    private static IReadOnlyList<ModelKind> Models(string? list)
    {
        var words = Split(list ?? All);
        return words.Contains(All) ? Enum.GetValues<ModelKind>() : [.. words.Select(word => (ModelKind)Array.IndexOf(ModelNames, word)).Distinct()];
    }

    private static string[] Split(string list) => list.ToLowerInvariant().Split(',', StringSplitOptions.TrimEntries);

    private static Option<double?> Number(string name, string expected, Func<double, bool> accept, string description) => Options.Value<double>(name, expected, description, text =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) && accept(value) ? value : null);

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);

    private enum Protocol
    {
        UprightUpright,
        UprightAny,
        AnyAny,
        Aligned,
    }
}
