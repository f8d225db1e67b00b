using Intertwine.Samples;

namespace Synthetic;

/// <summary>What one run on one task does. The published protocol: Adam with learning rate 3e-3, batches of 500, min(900000 / N, 1000) epochs, 1,000 validation and 5,000 test samples.</summary>
public sealed record Settings : TrainingSettings
{
    public const int DefaultTrain = 1000;

    public const int LargestBatch = 500;

    public Settings()
    {
        Train = DefaultTrain;
        (Validation, Test) = (1000, 5000);
        (BatchSize, LearningRate) = (LargestBatch, 3e-3);
        Epochs = PublishedEpochs(DefaultTrain);
        Out = Path.Combine("out", "synthetic");
    }

    /// <summary>Name of the task.</summary>
    public required string Task { get; init; }

    public override IReadOnlyDictionary<string, string> Identity => new Dictionary<string, string>(base.Identity) { ["--task"] = Task };

    /// <summary>Epochs of the published protocol for so many training samples.</summary>
    public static int PublishedEpochs(int train) => Math.Min(900_000 / train, 1000);
}
