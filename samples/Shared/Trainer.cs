using System.Diagnostics;
using TorchSharp;
using static TorchSharp.torch;

namespace Intertwine.Samples;

/// <summary>Adam on the mean squared error over all numbers of the targets, batches in random order, the weights of the best validation kept.</summary>
/// <typeparam name="TBatch">What the network sees of some items, and what it should answer.</typeparam>
/// <remarks>
/// The order of the data in an epoch is a function of seed and epoch, and a checkpoint holds all the rest, so that a run which was interrupted
/// anywhere and goes on gives the same bits as one that was not.
/// </remarks>
public sealed class Trainer<TBatch> : IDisposable
{
    private readonly nn.Module _model;
    private readonly Func<TBatch, Tensor> _predict;
    private readonly Func<TBatch, Tensor> _target;
    private readonly IDataset<TBatch> _train;
    private readonly IDataset<TBatch> _validation;
    private readonly TrainingSettings _settings;
    private readonly FlatAdam _optimizer;
    private readonly Dictionary<string, Tensor> _best;

    /// <param name="model">Has the weights.</param>
    /// <param name="predict">Computes the answers with them.</param>
    /// <param name="target">The right answers, of the same shape.</param>
    public Trainer(nn.Module model, Func<TBatch, Tensor> predict, Func<TBatch, Tensor> target, IDataset<TBatch> train, IDataset<TBatch> validation, TrainingSettings settings)
    {
        if (train.Count < settings.BatchSize)
        {
            throw new ArgumentException($"Expected at least one batch of {settings.BatchSize} items to train on; got {train.Count}.", nameof(train));
        }
        (_model, _predict, _target, _train, _validation, _settings) = (model, predict, target, train, validation, settings);
        _optimizer = new FlatAdam(model.parameters(), settings.LearningRate, settings.WeightDecay);
        _best = Checkpoint.Copy(model.state_dict());
    }

    public TrainingState State { get; private set; } = new();

    /// <summary>Trains to the last epoch.</summary>
    /// <param name="report">Called after every step, with what a display shows.</param>
    /// <exception cref="ArithmeticException">The loss is no finite number any more.</exception>
    /// <returns>False where it was cancelled before; <see cref="State"/> then stands behind the last whole step.</returns>
    public bool Run(Action<TrainingProgress>? report = null, CancellationToken cancellation = default)
    {
        _model.train();
        var pace = new Pace();
        var lastSave = Stopwatch.GetTimestamp();
        while (State.Epoch < _settings.Epochs)
        {
            var steps = _settings.StepsPerEpoch;
            using var order = tensor(Shuffle.Order(_settings.Seed, State.Epoch, _train.Count));
            while (State.Step < steps)
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
                report?.Invoke(new TrainingProgress(State, loss, pace.StepTime, pace.Remaining(StepsLeft)));
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

    /// <summary>Mean squared error over all numbers of the targets, with the present weights.</summary>
    public double Evaluate(IDataset<TBatch> data)
    {
        _model.eval();
        using var noGradient = no_grad();
        double sum = 0;
        long count = 0;
        for (var start = 0; start < data.Count; start += _settings.BatchSize)
        {
            using var scope = NewDisposeScope();
            var batch = data.Slice(start, Math.Min(_settings.BatchSize, data.Count - start));
            var target = _target(batch);
            sum += (_predict(batch) - target).to(ScalarType.Float64).square().sum().item<double>();
            count += target.numel();
        }
        _model.train();
        return sum / count;
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
        checkpoint.Restore(_model, _optimizer, _best);
    }

    private static readonly TimeSpan SaveInterval = TimeSpan.FromSeconds(30);

    private long StepsLeft => (long)(_settings.Epochs - State.Epoch) * _settings.StepsPerEpoch - State.Step;

    private double Step(Tensor order, int step)
    {
        using var scope = NewDisposeScope();
        var batch = _train.Select(order.narrow(0, (long)step * _settings.BatchSize, _settings.BatchSize));
        _optimizer.ZeroGradients();
        var loss = nn.functional.mse_loss(_predict(batch), _target(batch));
        loss.backward();
        _optimizer.Step();
        return loss.to(ScalarType.Float64).item<double>();
    }

    private void EndEpoch(Pace pace)
    {
        var start = Stopwatch.GetTimestamp();
        var done = State.Epoch + 1;
        double? validation = done % _settings.ValidateEvery == 0 || done == _settings.Epochs ? Evaluate(_validation) : null;
        if (validation < State.BestValidation)
        {
            State = State with { BestValidation = validation.Value, BestEpoch = done };
            Checkpoint.CopyInto(_best, _model.state_dict());
        }

        var elapsed = Stopwatch.GetElapsedTime(start);
        pace.AddOther(elapsed);
        State = State with
        {
            Epoch = done,
            Step = 0,
            LossSum = 0,
            Seconds = State.Seconds + elapsed.TotalSeconds,
            History = [.. State.History, new EpochRecord(done, State.LossSum / _settings.StepsPerEpoch, validation)],
        };
    }

    private void Save() => Checkpoint.Save(_settings, State, _model, _optimizer, _best);

    public void Dispose()
    {
        _optimizer.Dispose();
        foreach (var weight in _best.Values) weight.Dispose();
    }
}
