using Intertwine;
using Intertwine.Samples;
using TorchSharp;
using static TorchSharp.torch;

namespace Synthetic;

/// <summary>A published test error, averaged over three runs, for 1,000 training samples.</summary>
public sealed record PublishedError(string Model, double Error);

/// <summary>One of the three synthetic tasks of Finzi, Welling and Wilson: "A Practical Method for Constructing Equivariant Multilayer Perceptrons for Arbitrary Matrix Groups" (2021), section 7.</summary>
/// <remarks>The published errors are the means of the runs in the authors' repository; the paper shows them as curves.</remarks>
public abstract class SyntheticTask
{
    /// <summary>The task as it is named on the command line.</summary>
    public abstract string Name { get; }

    /// <summary>The task in words.</summary>
    public abstract string Title { get; }

    public abstract IReadOnlyList<PublishedError> Published { get; }

    /// <summary>The test error to stay below with 1,000 training samples: at or just above that of the published equivariant networks.</summary>
    public abstract double Goal { get; }

    public static IReadOnlyList<SyntheticTask> All { get; } = [new InvariantTask(), new InertiaTask(), new ScatteringTask()];

    /// <summary>Class name of the network.</summary>
    public abstract string NetworkName { get; }

    /// <summary>A network with new weights.</summary>
    public abstract EquivariantModel CreateModel(ScalarType precision);

    /// <summary>The network's answers.</summary>
    public abstract Tensor Predict(EquivariantModel model, Batch batch);

    /// <summary>Samples drawn from the distribution of the task; float64.</summary>
    protected abstract Batch Draw(int count, NormalNumbers normal);

    /// <summary>Changes of units that are fixed on the training samples.</summary>
    protected virtual (double Input, double Shift, double Factor) Units(Batch train) => (1, 0, 1);

    /// <summary>The samples of a run. Each split has random numbers of its own, so its samples do not depend on the size of the others.</summary>
    public Split CreateData(TrainingSettings settings)
    {
        using var scope = NewDisposeScope();
        var train = Draw(settings.Train, new NormalNumbers(settings.Seed, stream: 1));
        var (input, shift, factor) = Units(train);
        return new Split(
            Create(train),
            Create(Draw(settings.Validation, new NormalNumbers(settings.Seed, stream: 2))),
            Create(Draw(settings.Test, new NormalNumbers(settings.Seed, stream: 3))));

        Dataset Create(Batch samples) => new(new Batch([.. samples.Inputs.Select(x => x * input)], (samples.Target - shift) * factor), settings.Precision);
    }
}
