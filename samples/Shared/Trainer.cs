using System.Diagnostics;
using TorchSharp;
using static TorchSharp.torch;

namespace Intertwine.Samples;

/// <summary>Trains on an objective: batches in random order, the weights of the best validation kept.</summary>
/// <typeparam name="TBatch">What the network sees of some items, and what it should answer.</typeparam>
/// <remarks>
/// The order of the data in an epoch is a function of seed and epoch, what is random about an item (<see cref="IAugmentedDataset"/>) one of seed, epoch and item, and a checkpoint holds all the rest, so that a run which was interrupted
/// anywhere and goes on gives the same bits as one that was not.
/// </remarks>
public sealed class Trainer<TBatch> : IDisposable
{
    private readonly nn.Module _model;
    private readonly IObjective<TBatch> _objective;
    private readonly IDataset<TBatch> _train;
    private readonly IDataset<TBatch> _validation;
    private readonly TrainingSettings _settings;
    private readonly FlatOptimizer _optimizer;
    private readonly WeightAverage? _average;
    private readonly Dictionary<string, Tensor> _best;

    /// <summary>Trains on the mean squared error over all numbers of the targets.</summary>
    /// <param name="model">Has the weights.</param>
    /// <param name="predict">Computes the answers with them.</param>
    /// <param name="target">The right answers, of the same shape.</param>
    public Trainer(nn.Module model, Func<TBatch, Tensor> predict, Func<TBatch, Tensor> target, IDataset<TBatch> train, IDataset<TBatch> validation, TrainingSettings settings)
        : this(model, new SquaredError<TBatch>(predict, target, settings.BatchSize), train, validation, settings)
    {
    }

    /// <param name="model">Has the weights.</param>
    /// <param name="objective">Judges the answers.</param>
    public Trainer(nn.Module model, IObjective<TBatch> objective, IDataset<TBatch> train, IDataset<TBatch> validation, TrainingSettings settings)
    {
        if (train.Count < settings.BatchSize)
        {
            throw new ArgumentException($"Expected at least one batch of {settings.BatchSize} items to train on; got {train.Count}.", nameof(train));
        }
        (_model, _objective, _train, _validation, _settings) = (model, objective, train, validation, settings);
        _optimizer = FlatOptimizer.Create(model.parameters(), settings);
        _average = settings.AverageDecay > 0 ? new WeightAverage(_optimizer, settings.AverageDecay) : null;
        _best = Checkpoint.Copy(model.state_dict());
    }

    public TrainingState State { get; private set; } = new();

    /// <summary>Trains to the last epoch, or until the time is over.</summary>
    /// <param name="report">Called after every step, with what a display shows.</param>
    /// <exception cref="ArithmeticException">The loss is no finite number any more.</exception>
    /// <returns>False where it was cancelled before; <see cref="State"/> then stands behind the last whole step.</returns>
    public bool Run(Action<TrainingProgress>? report = null, CancellationToken cancellation = default)
    {
        _model.train();
        var pace = new Pace();
        var lastSave = Stopwatch.GetTimestamp();
        while (State.Epoch < _settings.Epochs && !TimeIsOver)
        {
            var steps = _settings.StepsPerEpoch;
            if (_train is IAugmentedDataset augmented) augmented.Epoch = State.Epoch;
            using var order = tensor(Shuffle.Order(_settings.Seed, State.Epoch, _train.Count));
            while (State.Step < steps && !TimeIsOver)
            {
                if (cancellation.IsCancellationRequested)
                {
                    Save();
                    return false;
                }

                var start = Stopwatch.GetTimestamp();
                var loss = Step(order, State.Step);
                if (!double.IsFinite(loss)) throw new ArithmeticException($"Training diverged: the loss is {loss} in epoch {State.Epoch + 1}, step {State.Step + 1}.");
                pace.AddStep(Stopwatch.GetElapsedTime(start));
                State = State with
                {
                    Step = State.Step + 1,
                    LossSum = State.LossSum + loss,
                    Seconds = State.Seconds + Stopwatch.GetElapsedTime(start).TotalSeconds,
                };
                report?.Invoke(new TrainingProgress(State, loss, pace.StepTime, Remaining(pace)));
            }

            EndEpoch(pace);
            if (Stopwatch.GetElapsedTime(lastSave) > SaveInterval)
            {
                Save();
                lastSave = Stopwatch.GetTimestamp();
            }
        }
        Save();
        return true;
    }

    /// <summary>The error on data with the present weights.</summary>
    public double Evaluate(IDataset<TBatch> data)
    {
        _model.eval();
        using var noGradient = no_grad();
        var error = _objective.Error(data);
        _model.train();
        return error;
    }

    /// <summary>Puts the weights of the best validation into the model.</summary>
    public void LoadBest() => Checkpoint.CopyInto(_model.state_dict(), _best);

    /// <summary>Goes on from the checkpoint of these settings.</summary>
    /// <exception cref="CheckpointException">It is not there, damaged, or of a run with other settings.</exception>
    public void Resume()
    {
        using var checkpoint = Checkpoint.Load(_settings.CheckpointPath);
        checkpoint.RequireMatch(_settings);
        State = checkpoint.State;
        checkpoint.Restore(_model, _optimizer, _average, _best);
    }

    private static readonly TimeSpan SaveInterval = TimeSpan.FromSeconds(30);

    private bool TimeIsOver => _settings.TimeLimit is { } limit && State.Seconds >= limit.TotalSeconds;

    private TimeSpan Remaining(Pace pace)
    {
        var steps = pace.Remaining(StepsLeft);
        return _settings.TimeLimit is { } limit && limit.TotalSeconds - State.Seconds < steps.TotalSeconds ? TimeSpan.FromSeconds(Math.Max(0, limit.TotalSeconds - State.Seconds)) : steps;
    }

    private long StepsLeft => (long)(_settings.Epochs - State.Epoch) * _settings.StepsPerEpoch - State.Step;

    private double Step(Tensor order, int step)
    {
        using var scope = NewDisposeScope();
        var batch = _train.Select(order.narrow(0, (long)step * _settings.BatchSize, _settings.BatchSize));
        using var disposable = batch as IDisposable;
        _optimizer.LearningRate = LearningRateSchedule.LearningRate(_settings, State);
        _optimizer.ZeroGradients();
        var loss = _objective.Loss(batch);
        loss.backward();
        _optimizer.Step();
        _average?.Update(_optimizer);
        return loss.to(ScalarType.Float64).item<double>();
    }

    /// <summary>An epoch that the time limit cuts short counts as one.</summary>
    private void EndEpoch(Pace pace)
    {
        var start = Stopwatch.GetTimestamp();
        var done = State.Epoch + 1;
        double? validation = done % _settings.ValidateEvery == 0 || done == _settings.Epochs || TimeIsOver ? Validate(done) : null;
        var elapsed = Stopwatch.GetElapsedTime(start);
        pace.AddOther(elapsed);
        State = State with
        {
            Epoch = done,
            Step = 0,
            LossSum = 0,
            Seconds = State.Seconds + elapsed.TotalSeconds,
            History = [.. State.History, new EpochRecord(done, State.LossSum / Math.Max(State.Step, 1), validation)],
        };
    }

    /// <summary>The validation error, with the averaged weights where there is an average.</summary>
    private double Validate(int epochsDone)
    {
        if (_average is not null) _optimizer.Write(_average.Values);
        var error = Evaluate(_validation);
        if (error < State.BestValidation)
        {
            State = State with { BestValidation = error, BestEpoch = epochsDone };
            Checkpoint.CopyInto(_best, _model.state_dict());
        }
        State = LearningRateSchedule.AfterValidation(_settings, State, error);
        if (_average is not null) _optimizer.Write(_optimizer.Values);
        return error;
    }

    private void Save() => Checkpoint.Save(_settings, State, _model, _optimizer, _average, _best);

    public void Dispose()
    {
        _optimizer.Dispose();
        _average?.Dispose();
        foreach (var weight in _best.Values) weight.Dispose();
    }
}
