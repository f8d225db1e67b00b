using Intertwine.Samples;

namespace Shapes;

/// <summary>What a run has found out about a network.</summary>
public sealed record ModelResult
{
    public required ModelKind Model { get; init; }

    public required long Parameters { get; init; }

    public required int Epochs { get; init; }

    public required double TrainingSeconds { get; init; }

    /// <summary>The share of the held-out shapes that the chosen weights recognise.</summary>
    public required double ValidationAccuracy { get; init; }

    public required int BestEpoch { get; init; }

    /// <summary>With the chosen weights, rotation by rotation.</summary>
    public required IReadOnlyList<TestResult> Tests { get; init; }

    public required LogitChange LogitChange { get; init; }

    public required IReadOnlyList<EpochRecord> History { get; init; }
}

/// <summary>What a run has found out.</summary>
public sealed record Results
{
    public required string Title { get; init; }

    public required IReadOnlyList<string> Classes { get; init; }

    public required int Train { get; init; }

    public required int Validation { get; init; }

    public required int Test { get; init; }

    public required int Points { get; init; }

    public required string Size { get; init; }

    public required RotationKind TrainRotation { get; init; }

    public required int BatchSize { get; init; }

    public required ulong Seed { get; init; }

    public required int Threads { get; init; }

    public required string Precision { get; init; }

    public required IReadOnlyList<ModelResult> Models { get; init; }
}
