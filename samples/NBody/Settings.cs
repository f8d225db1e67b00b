using Intertwine.Samples;

namespace NBody;

/// <summary>What one run of the program does. The published run takes 10,000 epochs and validates every 5; runs too short for that validate after each.</summary>
public sealed record Settings : TrainingSettings
{
    public Settings()
    {
        Epochs = DefaultEpochs;
        (Train, Validation, Test) = (3000, 2000, 2000);
        (BatchSize, LearningRate, WeightDecay) = (100, 5e-4, 1e-12);
        Out = Path.Combine("out", "nbody");
    }

    public string CacheFolder => Path.Combine(Out, "data");

    /// <summary>Epochs of a run without options: about a minute on two cores; later the validation error no longer falls.</summary>
    public const int DefaultEpochs = 200;

    /// <summary>Epochs of <c>--full</c>.</summary>
    public const int FullEpochs = 1500;
}
