namespace Intertwine.Samples;

/// <summary>How far a training run has come: everything but the tensors.</summary>
public sealed record TrainingState
{
    /// <summary>Epochs done.</summary>
    public int Epoch { get; init; }

    /// <summary>Steps done in the epoch that is under way.</summary>
    public int Step { get; init; }

    /// <summary>Sum of the losses of those steps.</summary>
    public double LossSum { get; init; }

    /// <summary>Time spent on steps and validations, in all sessions together.</summary>
    public double Seconds { get; init; }

    public double BestValidation { get; init; } = double.PositiveInfinity;

    /// <summary>Epochs done when <see cref="BestValidation"/> was reached.</summary>
    public int BestEpoch { get; init; }

    /// <summary>How often the learning rate was reduced.</summary>
    public int Reductions { get; init; }

    /// <summary>Validations since the last lower error or reduction.</summary>
    public int Stagnant { get; init; }

    /// <summary>The error that the next ones have to beat.</summary>
    public double PlateauBest { get; init; } = double.PositiveInfinity;

    public IReadOnlyList<EpochRecord> History { get; init; } = [];
}

/// <summary>One epoch: the mean training loss over its steps, and the validation error after it, where there was a validation.</summary>
public sealed record EpochRecord(int Epoch, double Train, double? Validation);

/// <summary>What a display shows.</summary>
/// <param name="State">Where training stands.</param>
/// <param name="Loss">Of the last step.</param>
/// <param name="StepTime">Recent time per step, validation left out.</param>
/// <param name="Remaining">Estimated time to the end.</param>
public sealed record TrainingProgress(TrainingState State, double Loss, TimeSpan StepTime, TimeSpan Remaining);
