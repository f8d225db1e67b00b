using System.Text.Json;
using Intertwine.Samples;

namespace Shapes;

/// <summary>What one run of the program does.</summary>
public sealed record Settings : TrainingSettings
{
    public Settings()
    {
        (BatchSize, LearningRate, WeightDecay) = (32, 2e-3, 1e-4);
        Schedule = Schedule.Cosine;
        Epochs = SolidEpochs;
        Out = Path.Combine("out", "shapes");
    }

    /// <summary>Epochs of each network on generated solids: all together about a minute on two cores.</summary>
    public const int SolidEpochs = 10;

    /// <summary>Training and test shapes of the generated set, and points of each.</summary>
    public const int TrainSolids = 800, TestSolids = 200, SolidPoints = 512;

    /// <summary>The learning rate of <see cref="OptimizerKind.Sgd"/> in the published training.</summary>
    public const double SgdLearningRate = 0.1;

    /// <summary>The folder of real data; null for the generated set.</summary>
    public string? Data { get; init; }

    /// <summary>The networks, in the order of training.</summary>
    public IReadOnlyList<ModelKind> Models { get; init; } = Enum.GetValues<ModelKind>();

    /// <summary>The one that these settings are for, and the set it is trained on: see <see cref="For"/>.</summary>
    public ModelKind Model { get; init; }

    public string DataName { get; init; } = GeneratedSolids.Name;

    public NetworkSize Size { get; init; } = NetworkSize.Small;

    /// <summary>Points of a shape that the networks see.</summary>
    public int Points { get; init; } = 128;

    /// <summary>Rotations in training.</summary>
    public RotationKind TrainRotation { get; init; } = RotationKind.Z;

    /// <summary>Rotations in tests.</summary>
    public IReadOnlyList<RotationKind> TestRotations { get; init; } = [RotationKind.Z, RotationKind.So3];

    /// <summary>Augmentation besides the rotation.</summary>
    public Augmentation Augmentation { get; init; } = new();

    public double LabelSmoothing { get; init; } = 0.2;

    /// <summary>The share of training shapes that the weights are chosen with.</summary>
    public double HoldOut { get; init; } = 0.05;

    /// <summary>The settings of one network.</summary>
    public Settings For(ModelKind model, ShapeSets sets, int train, int validation) =>
        this with { Model = model, DataName = sets.Name, Train = train, Validation = validation, BatchSize = Math.Min(BatchSize, train), Out = Path.Combine(Out, Names.Of(model)) };

    public override IReadOnlyDictionary<string, string> Identity => new Dictionary<string, string>(base.Identity)
    {
        ["data"] = DataName,
        ["--model"] = Names.Of(Model),
        ["--size"] = Size.ToString().ToLowerInvariant(),
        ["--points"] = $"{Points}",
        ["training rotations"] = Names.Of(TrainRotation),
        ["--point-dropout"] = JsonSerializer.Serialize(Augmentation.MostDropped),
        ["--scale"] = JsonSerializer.Serialize(Augmentation.MostScale),
        ["--shift"] = JsonSerializer.Serialize(Augmentation.MostShift),
        ["--label-smoothing"] = JsonSerializer.Serialize(LabelSmoothing),
        ["--hold-out"] = JsonSerializer.Serialize(HoldOut),
        ["--optimizer"] = Optimizer.ToString().ToLowerInvariant(),
        ["--schedule"] = Schedule.ToString().ToLowerInvariant(),
    };
}
