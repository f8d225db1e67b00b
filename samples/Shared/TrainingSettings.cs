using System.Text.Json;
using static TorchSharp.torch;

namespace Intertwine.Samples;

/// <summary>The rule of a training step.</summary>
public enum OptimizerKind
{
    Adam,

    /// <summary>Stochastic gradient descent with momentum.</summary>
    Sgd,
}

/// <summary>What a training run does.</summary>
public abstract record TrainingSettings
{
    /// <summary><see cref="Epochs"/> of a run that only its time limit ends.</summary>
    public const int UnlimitedEpochs = 1_000_000;

    /// <summary>Passes over the training data.</summary>
    public int Epochs { get; init; }

    /// <summary>Training items.</summary>
    public int Train { get; init; }

    /// <summary>Validation items.</summary>
    public int Validation { get; init; }

    /// <summary>Test items.</summary>
    public int Test { get; init; }

    /// <summary>Decides the data, the initial weights and the order of the training data.</summary>
    public ulong Seed { get; init; } = 1;

    public int Threads { get; init; } = Environment.ProcessorCount;

    public Backend Backend { get; init; } = Backend.Auto;

    public ScalarType Precision { get; init; } = ScalarType.Float32;

    /// <summary>Whether to go on from the checkpoint in <see cref="Out"/>.</summary>
    public bool Resume { get; init; }

    /// <summary>The folder of everything that the program writes.</summary>
    public string Out { get; init; } = "out";

    public int BatchSize { get; init; }

    public double LearningRate { get; init; }

    public double WeightDecay { get; init; }

    public OptimizerKind Optimizer { get; init; }

    /// <summary>Of <see cref="OptimizerKind.Sgd"/>.</summary>
    public double Momentum { get; init; } = 0.9;

    /// <summary>Whether Adam divides by the largest mean of the squares so far.</summary>
    public bool Amsgrad { get; init; }

    public Schedule Schedule { get; init; }

    /// <summary>Validations without a lower error after which <see cref="Schedule.Plateau"/> acts.</summary>
    public int PlateauPatience { get; init; } = 10;

    public double PlateauFactor { get; init; } = 0.5;

    /// <summary>Epochs from one reduction by <see cref="StepFactor"/> to the next under <see cref="Schedule.Step"/>.</summary>
    public int StepEpochs { get; init; } = 20;

    public double StepFactor { get; init; } = 0.7;

    /// <summary>Decay of the moving average of the weights, which validation and test then use; 0 for none.</summary>
    public double AverageDecay { get; init; }

    /// <summary>Training ends when it has taken so long, in all sessions together.</summary>
    public TimeSpan? TimeLimit { get; init; }

    /// <summary>Epochs from one validation to the next.</summary>
    public int ValidateEvery { get; init; } = 1;

    /// <summary>A last batch that is not full is dropped.</summary>
    public int StepsPerEpoch => Train / BatchSize;

    public string CheckpointPath => Path.Combine(Out, "checkpoint.safetensors");

    /// <summary>What has to be the same for the same result, by the names that users know it by.</summary>
    public virtual IReadOnlyDictionary<string, string> Identity => new Dictionary<string, string>
    {
        ["--seed"] = $"{Seed}",
        ["--train"] = $"{Train}",
        ["--precision"] = Precision.ToString().ToLowerInvariant(),
        ["batch size"] = $"{BatchSize}",
        ["learning rate"] = JsonSerializer.Serialize(LearningRate),
        ["weight decay"] = JsonSerializer.Serialize(WeightDecay),
    };
}
