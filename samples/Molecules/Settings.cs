using System.Text.Json;
using Intertwine.Samples;

namespace Molecules;

/// <summary>What one run of the program does.</summary>
public sealed record Settings : TrainingSettings
{
    public Settings()
    {
        (BatchSize, LearningRate, Amsgrad, AverageDecay) = (5, 0.02, true, 0.99);
        (Schedule, PlateauPatience, PlateauFactor) = (Schedule.Cosine, 10, 0.6);
        Epochs = ClusterEpochs;
        Out = Path.Combine("out", "molecules");
    }

    /// <summary>The name of the generated data.</summary>
    public const string Clusters = "clusters";

    /// <summary>Epochs of a run on them without options: about a minute on two cores.</summary>
    public const int ClusterEpochs = 300;

    /// <summary>The folder of real data; null for the generated set.</summary>
    public string? Data { get; init; }

    /// <summary>Which of them.</summary>
    public string Dataset { get; init; } = Clusters;

    /// <summary>How many geometries, where the command line says so.</summary>
    public SplitSettings Split { get; init; } = new();

    public NetworkKind Network { get; init; } = NetworkKind.Nequip;

    /// <summary>Of the NequIP kind.</summary>
    public NetworkSize Size { get; init; } = NetworkSize.Small;

    /// <summary>Angstrom.</summary>
    public double Cutoff { get; init; } = 5;

    public double EnergyWeight { get; init; } = 1;

    public double ForceWeight { get; init; } = 1;

    /// <summary>Length of the molecular dynamics at the end, ps; 0 for none.</summary>
    public double Dynamics { get; init; } = 1;

    public string SizeName => (Network == NetworkKind.Mace ? $"{Network}" : $"{Size}").ToLowerInvariant();

    public override IReadOnlyDictionary<string, string> Identity => new Dictionary<string, string>(base.Identity)
    {
        ["--dataset"] = Dataset,
        ["--size"] = SizeName,
        ["--cutoff"] = JsonSerializer.Serialize(Cutoff),
        ["--energy-weight"] = JsonSerializer.Serialize(EnergyWeight),
        ["--force-weight"] = JsonSerializer.Serialize(ForceWeight),
        ["--average"] = JsonSerializer.Serialize(AverageDecay),
        ["--schedule"] = Schedule.ToString().ToLowerInvariant(),
        ["--validation"] = $"{Validation}",
        ["amsgrad"] = $"{Amsgrad}",
    };
}
