using Intertwine.Kernels;

namespace Intertwine.Gpu;

/// <summary>A generated program for one number type: forward and backward over device memory that the caller owns. Thread-safe: it has no state; kernels are compiled once per device, at their first launch.</summary>
public abstract class GpuProgram
{
    /// <summary>What the program expects and gives, in the order of the buffers of a <see cref="GpuCall"/>.</summary>
    public abstract KernelSignature Signature { get; }

    /// <summary>Whether the program computes with float64.</summary>
    public abstract bool IsDouble { get; }

    /// <summary>Computes <see cref="GpuCall.Outputs"/>.</summary>
    public abstract void Forward(GpuCall call);

    /// <summary>Computes the gradients asked for in <paramref name="call"/>, after <see cref="Forward"/> with the same call and <see cref="GpuCall.KeepForBackward"/>.</summary>
    public abstract void Backward(GpuCall call);
}
