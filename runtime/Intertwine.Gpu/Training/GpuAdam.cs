using System.Globalization;

namespace Intertwine.Gpu;

/// <summary>Settings of <see cref="GpuAdam"/>; defaults are PyTorch's.</summary>
public sealed record GpuAdamOptions
{
    public double LearningRate { get; init; } = 1e-3;

    public double Beta1 { get; init; } = 0.9;

    public double Beta2 { get; init; } = 0.999;

    public double Epsilon { get; init; } = 1e-8;

    public double WeightDecay { get; init; }

    /// <summary>Weights decay by themselves (AdamW: Loshchilov and Hutter 2019), not through the gradient (Adam).</summary>
    public bool DecoupledWeightDecay { get; init; }

    /// <summary>Keeps a running mean of the weights: a ← d a + (1 − d) w after every step. 0: none.</summary>
    public double AverageDecay { get; init; }
}

/// <summary>
/// Adam (Kingma and Ba 2015) and AdamW on all parameters of a model, one kernel per step: m ← β₁ m + (1 − β₁) g, v ← β₂ v + (1 − β₂) g², w ← w − η m / (1 − β₁ᵗ) / (√v / √(1 − β₂ᵗ) + ε), as PyTorch computes it.
/// </summary>
public abstract class GpuAdam : IDisposable
{
    private protected GpuAdam(GpuModel model, GpuAdamOptions options)
    {
        Model = model;
        Options = options;
        LearningRate = options.LearningRate;
        Mean = model.Cleared();
        Square = model.Cleared();
        if (options.AverageDecay > 0)
        {
            Average = model.Cleared();
            Average.CopyFrom(model.Weights);
        }
    }

    /// <summary>An optimiser of a model. The average of the weights, where asked for, begins with the weights as they are now.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A setting has no meaning.</exception>
    public static GpuAdam Create(GpuModel model, GpuAdamOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        options ??= new GpuAdamOptions();
        Require(options.LearningRate >= 0, nameof(options.LearningRate), options.LearningRate, "at least 0");
        Require(options.Beta1 is >= 0 and < 1, nameof(options.Beta1), options.Beta1, "in [0, 1)");
        Require(options.Beta2 is >= 0 and < 1, nameof(options.Beta2), options.Beta2, "in [0, 1)");
        Require(options.Epsilon >= 0, nameof(options.Epsilon), options.Epsilon, "at least 0");
        Require(options.WeightDecay >= 0, nameof(options.WeightDecay), options.WeightDecay, "at least 0");
        Require(options.AverageDecay is >= 0 and < 1, nameof(options.AverageDecay), options.AverageDecay, "in [0, 1)");
        return model.Program.IsDouble ? new GpuAdam<double>(model, options) : new GpuAdam<float>(model, options);

        static void Require(bool holds, string name, double value, string expected)
        {
            if (!holds)
            {
                throw new ArgumentOutOfRangeException(name, value, $"{name}: expected {expected}; got {value}.");
            }
        }
    }

    public GpuModel Model { get; }

    public GpuAdamOptions Options { get; }

    /// <summary>May change between steps.</summary>
    public double LearningRate { get; set; }

    /// <summary>Steps taken.</summary>
    public long Steps { get; private protected set; }

    /// <summary>The running mean of the weights, laid out as <see cref="GpuModel.Weights"/>; null where none is kept.</summary>
    public GpuBuffer? Average { get; }

    private protected GpuBuffer Mean { get; }

    private protected GpuBuffer Square { get; }

    /// <summary>Changes the weights by the gradients that the last backward pass left.</summary>
    public abstract void Step();

    /// <summary>Exchanges the weights and their running mean: to evaluate with the mean, and once more to go on.</summary>
    public void SwapAverage()
    {
        GpuBuffer average = Average ?? throw new InvalidOperationException($"No average of the weights is kept; set {nameof(GpuAdamOptions.AverageDecay)}.");
        using GpuBuffer copy = Model.Cleared();
        copy.CopyFrom(average);
        average.CopyFrom(Model.Weights);
        Model.Weights.CopyFrom(copy);
        Model.Device.Synchronize();
    }

    /// <summary>Writes the state to a safetensors file; with the weights (<see cref="GpuModel.SaveSafetensors"/>) training goes on from it to the last bit.</summary>
    public void Save(string path) => ArrayFile.Write(
        path,
        Model.Program.IsDouble,
        [.. Model.Arrays(Mean, ".exp_avg"), .. Model.Arrays(Square, ".exp_avg_sq"), .. Average is null ? [] : Model.Arrays(Average, ".average")],
        new Dictionary<string, string> { ["step"] = Steps.ToString(CultureInfo.InvariantCulture), ["learning_rate"] = LearningRate.ToString("R", CultureInfo.InvariantCulture) });

    /// <summary>Goes on from a state that <see cref="Save"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The file is damaged or belongs to another model.</exception>
    public void Load(string path)
    {
        (Dictionary<string, (long[] Shape, byte[] Values)> arrays, IReadOnlyDictionary<string, string> metadata) = ArrayFile.Read(path, Model.Program.IsDouble);
        if (!long.TryParse(metadata.GetValueOrDefault("step"), NumberStyles.None, CultureInfo.InvariantCulture, out long steps)
            || !double.TryParse(metadata.GetValueOrDefault("learning_rate"), NumberStyles.Float, CultureInfo.InvariantCulture, out double rate))
        {
            throw new InvalidDataException($"'{path}' is no state of {nameof(GpuAdam)}: its metadata lack 'step' or 'learning_rate'.");
        }

        Model.Restore(Mean, arrays, ".exp_avg", path);
        Model.Restore(Square, arrays, ".exp_avg_sq", path);
        if (Average is not null)
        {
            Model.Restore(Average, arrays, ".average", path);
        }

        (Steps, LearningRate) = (steps, rate);
    }

    public virtual void Dispose()
    {
        Mean.Dispose();
        Square.Dispose();
        Average?.Dispose();
        GC.SuppressFinalize(this);
    }
}
