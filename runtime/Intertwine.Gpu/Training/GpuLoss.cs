namespace Intertwine.Gpu;

/// <summary>
/// Losses on the device. Each adds weight · loss to <see cref="Value"/> and writes weight · (gradient of the loss by the prediction), what the backward pass of a program starts from. Sums have a fixed order: results are the same
/// in every run.
/// </summary>
public abstract class GpuLoss : IDisposable
{
    private protected GpuLoss()
    {
    }

    /// <summary>Losses of a number type.</summary>
    /// <param name="isDouble">float64; else float32.</param>
    public static GpuLoss Create(GpuDevice device, bool isDouble)
    {
        ArgumentNullException.ThrowIfNull(device);
        device.RequireFloat64(isDouble);
        return isDouble ? new GpuLoss<double>(device) : new GpuLoss<float>(device);
    }

    /// <summary>One number: the sum of what was added since <see cref="Reset"/>.</summary>
    public abstract GpuBuffer Value { get; }

    /// <summary>Sets <see cref="Value"/> to zero, for the next step.</summary>
    public void Reset() => Value.Clear();

    /// <summary>Reads <see cref="Value"/>; waits for the device.</summary>
    public abstract double Read();

    /// <summary>loss = 1/n · Σ (y − t)²; gradient 2 (y − t) / n.</summary>
    /// <param name="gradient">As large as the prediction; written.</param>
    public abstract void MeanSquaredError(GpuBuffer prediction, GpuBuffer target, GpuBuffer gradient, double weight = 1);

    /// <summary>loss = 1/n · Σ |y − t|; gradient sign(y − t) / n, with sign(0) = 0.</summary>
    /// <param name="gradient">As large as the prediction; written.</param>
    public abstract void MeanAbsoluteError(GpuBuffer prediction, GpuBuffer target, GpuBuffer gradient, double weight = 1);

    /// <summary>loss = 1/m · Σ over items (ln Σ_c e^(y_c) − y_label); gradient (softmax(y) − one-hot(label)) / m.</summary>
    /// <param name="logits"><c>[items, classes]</c>.</param>
    /// <param name="labels"><c>[items]</c>, int32, each from 0 to classes − 1; others give NaN.</param>
    /// <param name="gradient">As large as the logits; written.</param>
    public abstract void SoftmaxCrossEntropy(GpuBuffer logits, GpuBuffer labels, int classes, GpuBuffer gradient, double weight = 1);

    public abstract void Dispose();
}
