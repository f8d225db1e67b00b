namespace Intertwine.Gpu;

/// <summary>Training steps that stay on the device: forward pass, loss, backward pass, clipping, optimiser. Nothing is read back until the caller asks for the loss.</summary>
public sealed class GpuTrainer : IDisposable
{
    /// <param name="optimizer">It belongs to the caller, as its model does.</param>
    public GpuTrainer(GpuAdam optimizer)
    {
        ArgumentNullException.ThrowIfNull(optimizer);
        Optimizer = optimizer;
        Loss = GpuLoss.Create(optimizer.Model.Device, optimizer.Model.Program.IsDouble);
    }

    public GpuAdam Optimizer { get; }

    public GpuModel Model => Optimizer.Model;

    /// <summary>The loss of the last step, on the device; <see cref="GpuLoss.Read"/> waits for it.</summary>
    public GpuLoss Loss { get; }

    /// <summary>Gradients are clipped to this norm; null: they are not.</summary>
    public double? MaxGradientNorm { get; set; }

    /// <summary>One step.</summary>
    /// <param name="loss">Adds the losses of the batch's outputs to <see cref="Loss"/> and writes their gradients: <c>(batch, loss) => loss.MeanSquaredError(batch.Output("Y"), goal, batch.OutputGradient("Y"))</c>. Outputs it does
    /// not mention must not have been mentioned before with the same batch.</param>
    public void Step(GpuBatch batch, Action<GpuBatch, GpuLoss> loss)
    {
        ArgumentNullException.ThrowIfNull(batch);
        ArgumentNullException.ThrowIfNull(loss);
        Model.Forward(batch);
        Loss.Reset();
        loss(batch, Loss);
        Model.Backward(batch);
        if (MaxGradientNorm is { } norm)
        {
            Model.ClipGradients(norm);
        }

        Optimizer.Step();
    }

    public void Dispose() => Loss.Dispose();
}
