using Intertwine;
using static TorchSharp.torch;

namespace NBody;

/// <summary>What one run of the program does.</summary>
public sealed record Settings
{
    /// <summary>Passes over the training data. The published run takes 10,000.</summary>
    public int Epochs { get; init; } = DefaultEpochs;

    /// <summary>Training trajectories.</summary>
    public int Train { get; init; } = 3000;

    /// <summary>Validation trajectories.</summary>
    public int Validation { get; init; } = 2000;

    /// <summary>Test trajectories.</summary>
    public int Test { get; init; } = 2000;

    /// <summary>Decides the data, the initial weights and the order of the training data.</summary>
    public ulong Seed { get; init; } = 1;

    public int Threads { get; init; } = Environment.ProcessorCount;

    public Backend Backend { get; init; } = Backend.Auto;

    public ScalarType Precision { get; init; } = ScalarType.Float32;

    /// <summary>Whether to go on from the checkpoint in <see cref="Out"/>.</summary>
    public bool Resume { get; init; }

    /// <summary>The folder of everything that the program writes.</summary>
    public string Out { get; init; } = Path.Combine("out", "nbody");

    public int BatchSize { get; init; } = 100;

    public double LearningRate { get; init; } = 5e-4;

    public double WeightDecay { get; init; } = 1e-12;

    /// <summary>Epochs from one validation to the next. As published 5; 1 in runs too short for that.</summary>
    public int ValidateEvery { get; init; } = 1;

    /// <summary>A last batch that is not full is dropped.</summary>
    public int StepsPerEpoch => Train / BatchSize;

    public string CheckpointPath => Path.Combine(Out, "checkpoint.safetensors");

    public string CacheFolder => Path.Combine(Out, "data");

    /// <summary>Epochs of a run without options: about a minute on two cores; later the validation error no longer falls.</summary>
    public const int DefaultEpochs = 200;

    /// <summary>Epochs of <c>--full</c>.</summary>
    public const int FullEpochs = 1500;
}
