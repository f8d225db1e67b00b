using System.ComponentModel;
using Intertwine.Kernels;

namespace Intertwine.Gpu;

/// <summary>
/// A GPU program on host memory: what the library calls behind <c>Backend.Gpu</c>. Inputs and parameters are copied to the device, outputs and gradients back, each in one transfer; what the backward pass needs stays on the
/// device in between.
/// </summary>
/// <param name="program">The generated program.</param>
/// <param name="device">Where it runs; <see cref="GpuDevice.Default"/> if not given, started at the first call.</param>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public sealed class HostProgram(GpuProgram program, GpuDevice? device = null) : KernelProgram
{
    public override KernelSignature Signature => program.Signature;

    /// <inheritdoc/>
    public override void Forward(KernelCall call)
    {
        ArgumentNullException.ThrowIfNull(call);
        GpuDevice target = device ?? GpuDevice.Default;
        target.RequireFloat64(program.IsDouble);
        lock (target.Gate)
        {
            using IDisposable binding = target.Bind();
            HostCall run = new(target, program, call);
            try
            {
                run.Forward(call);
            }
            catch
            {
                run.Dispose();
                throw;
            }

            if (call.KeepForBackward)
            {
                call.Memory.Attachment?.Dispose();
                call.Memory.Attachment = run;
            }
            else
            {
                run.Dispose();
            }
        }
    }

    /// <inheritdoc/>
    public override void Backward(KernelCall call)
    {
        ArgumentNullException.ThrowIfNull(call);
        if (call.Memory.Attachment is not HostCall run)
        {
            throw new InvalidOperationException($"The backward pass needs what the forward pass left on the device; call {nameof(Forward)} with the same memory and {nameof(KernelCall.KeepForBackward)} first.");
        }

        lock (run.Device.Gate)
        {
            using IDisposable binding = run.Device.Bind();
            run.Backward(call);
        }
    }
}
