namespace Intertwine.Gpu;

/// <summary>
/// One call of a program on a device: sizes, index tables, and the device memory of every value. All memory is contiguous, <c>[items][rows]</c>, of the number type of the program; buffers belong to the caller and are on
/// <see cref="Device"/>. What a call does is ordered on the device's stream: nothing waits for it.
/// </summary>
public sealed class GpuCall
{
    public required GpuDevice Device { get; init; }

    /// <summary>Items per domain, in the order of the signature's domains; the first is 1.</summary>
    public required long[] Counts { get; init; }

    /// <summary>One table for each of the signature's maps.</summary>
    public required GpuIndexTable[] Maps { get; init; }

    public required GpuBuffer[] Inputs { get; init; }

    public required GpuBuffer[] Parameters { get; init; }

    /// <summary>Written by the forward pass.</summary>
    public required GpuBuffer[] Outputs { get; init; }

    /// <summary>Whether a backward pass follows: the forward pass then keeps what that needs in <see cref="Memory"/>.</summary>
    public bool KeepForBackward { get; init; }

    /// <summary>Gradients of the loss by the outputs; read by the backward pass.</summary>
    public GpuBuffer[] OutputGradients { get; set; } = [];

    /// <summary>Written (not added to) by the backward pass. Empty where no input wants a gradient; else all of them are computed.</summary>
    public GpuBuffer[] InputGradients { get; set; } = [];

    /// <summary>Written (not added to) by the backward pass.</summary>
    public GpuBuffer[] ParameterGradients { get; set; } = [];

    /// <summary>Intermediate values, from the start of the forward to the end of the backward pass. Give it back with <see cref="GpuMemory.Return"/>.</summary>
    public required GpuMemory Memory { get; init; }
}
