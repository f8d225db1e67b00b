namespace Intertwine.Samples;

/// <summary>How the learning rate changes along training.</summary>
public enum Schedule
{
    /// <summary>Not at all.</summary>
    Constant,

    /// <summary>It is multiplied by a factor whenever the validation error has not fallen for a number of validations.</summary>
    Plateau,

    /// <summary>It falls to 0 as 1 + cos(pi p), p being the share of training that is done: of the epochs or of the time, whichever is larger.</summary>
    Cosine,

    /// <summary>It is multiplied by a factor after every so many epochs.</summary>
    Step,
}

/// <summary>The learning rate of the next step, from settings and state alone, so that an interruption does not change it.</summary>
public static class LearningRateSchedule
{
    /// <summary>A lower error counts as lower from this share on.</summary>
    private const double Threshold = 1e-4;

    public static double LearningRate(TrainingSettings settings, TrainingState state) => settings.Schedule switch
    {
        Schedule.Plateau => settings.LearningRate * Math.Pow(settings.PlateauFactor, state.Reductions),
        Schedule.Cosine => settings.LearningRate * 0.5 * (1 + Math.Cos(Math.PI * Progress(settings, state))),
        Schedule.Step => settings.LearningRate * Math.Pow(settings.StepFactor, state.Epoch / settings.StepEpochs),
        _ => settings.LearningRate,
    };

    /// <summary>The state after a validation with the given error.</summary>
    public static TrainingState AfterValidation(TrainingSettings settings, TrainingState state, double error)
    {
        if (settings.Schedule != Schedule.Plateau) return state;
        if (error < state.PlateauBest * (1 - Threshold)) return state with { PlateauBest = error, Stagnant = 0 };
        return state.Stagnant < settings.PlateauPatience ? state with { Stagnant = state.Stagnant + 1 } : state with { Stagnant = 0, Reductions = state.Reductions + 1 };
    }

    /// <summary>The share of training that is done.</summary>
    public static double Progress(TrainingSettings settings, TrainingState state)
    {
        var epochs = (state.Epoch + (double)state.Step / settings.StepsPerEpoch) / settings.Epochs;
        return Math.Min(1, settings.TimeLimit is { } limit ? Math.Max(epochs, state.Seconds / limit.TotalSeconds) : epochs);
    }
}
