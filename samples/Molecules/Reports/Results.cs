using Intertwine.Samples;

namespace Molecules;

/// <summary>What a run has found out.</summary>
public sealed record Results
{
    public required string Dataset { get; init; }

    public required string Title { get; init; }

    public required string Size { get; init; }

    public required long Parameters { get; init; }

    public required int Training { get; init; }

    public required int Validation { get; init; }

    /// <summary>Neighbours of a molecule's atoms, in both directions.</summary>
    public required double EdgesPerMolecule { get; init; }

    public required int BatchSize { get; init; }

    public required int Epochs { get; init; }

    public required double TrainingSeconds { get; init; }

    /// <summary>Mean absolute error of the forces in meV/Angstrom (of the energies in meV where there are no forces).</summary>
    public required double BestValidation { get; init; }

    public required int BestEpoch { get; init; }

    public required ulong Seed { get; init; }

    public required int Threads { get; init; }

    public required string Precision { get; init; }

    /// <summary>Errors of the best weights, by test set.</summary>
    public required IReadOnlyList<Accuracy> Tests { get; init; }

    /// <summary>Relative error of f(g x) against g f(x) over random motions and reflections g, of the worse of energies and forces.</summary>
    public required double EquivarianceError { get; init; }

    /// <summary>Milliseconds per batch, by backend.</summary>
    public required IReadOnlyList<StepTiming> Timings { get; init; }

    /// <summary>Milliseconds for putting a batch together.</summary>
    public required double BatchMilliseconds { get; init; }

    /// <summary>Null where none was asked for.</summary>
    public required DynamicsRun? Dynamics { get; init; }

    public double EpochsPerMinute => TrainingSeconds > 0 ? 60 * Epochs / TrainingSeconds : 0;
}
