using System.Runtime.InteropServices;
using Intertwine.Kernels;

namespace Intertwine.Gpu;

/// <summary>
/// A model on a device, without TorchSharp: its program, its parameters and their gradients. All parameters lie in one block, and so do the gradients, each beginning at a multiple of <see cref="GpuBuffer.Alignment"/>; what
/// fills the gaps is zero in both.
/// </summary>
public sealed partial class GpuModel : IDisposable
{
    private readonly HostBlock _layout;
    private readonly long[][] _shapes;
    private readonly GpuBuffer[] _parameters;
    private readonly GpuBuffer[] _gradients;
    private readonly GpuNorm _norm;

    /// <summary>A model whose parameters are zero; give them values with <see cref="SetParameter{T}"/> or <see cref="LoadSafetensors"/>.</summary>
    public GpuModel(GpuDevice device, GpuProgram program)
    {
        ArgumentNullException.ThrowIfNull(device);
        ArgumentNullException.ThrowIfNull(program);
        device.RequireFloat64(program.IsDouble);
        Device = device;
        Program = program;
        IReadOnlyList<KernelValue> parameters = program.Signature.Parameters;
        _layout = new HostBlock(parameters, [1], ElementSize, 0);
        _shapes = [.. parameters.Select(p => (long[])[p.Rows])];
        Weights = Cleared(_layout.End);
        Gradients = Cleared(_layout.End);
        _parameters = _layout.Slices(Weights, 0, parameters.Count);
        _gradients = _layout.Slices(Gradients, 0, parameters.Count);
        _norm = GpuNorm.Create(device, program.IsDouble);
    }

    public GpuDevice Device { get; }

    public GpuProgram Program { get; }

    public KernelSignature Signature => Program.Signature;

    /// <summary>All parameters.</summary>
    public GpuBuffer Weights { get; }

    /// <summary>Gradients of the loss by all parameters, as the last <see cref="Backward"/> left them.</summary>
    public GpuBuffer Gradients { get; }

    internal int ElementSize => Program.IsDouble ? sizeof(double) : sizeof(float);

    /// <summary>The memory of a parameter.</summary>
    public GpuBuffer Parameter(string name) => _parameters[Find(name)];

    /// <summary>The memory of a parameter's gradient.</summary>
    public GpuBuffer Gradient(string name) => _gradients[Find(name)];

    /// <summary>Gives a parameter its values.</summary>
    /// <typeparam name="T">The number type of the program.</typeparam>
    /// <param name="values">Row-major, as in the state dictionary.</param>
    public void SetParameter<T>(string name, ReadOnlySpan<T> values)
        where T : unmanaged
    {
        RequireType<T>();
        GpuBuffer parameter = Parameter(name);
        if (MemoryMarshal.AsBytes(values).Length != parameter.Bytes)
        {
            throw new ArgumentException($"Parameter '{name}' has {parameter.Bytes / ElementSize} numbers; got {values.Length}.", nameof(values));
        }

        parameter.CopyFrom(values);
    }

    /// <summary>The values of a parameter.</summary>
    /// <typeparam name="T">The number type of the program.</typeparam>
    public T[] GetParameter<T>(string name)
        where T : unmanaged
    {
        RequireType<T>();
        return Parameter(name).ToArray<T>();
    }

    /// <summary>The outputs of a batch.</summary>
    /// <param name="keepForBackward">Whether <see cref="Backward"/> follows.</param>
    public void Forward(GpuBatch batch, bool keepForBackward = true)
    {
        ArgumentNullException.ThrowIfNull(batch);
        lock (Device.Gate)
        {
            using IDisposable binding = Device.Bind();
            Program.Forward(batch.Begin(_parameters, keepForBackward));
        }
    }

    /// <summary>From <see cref="GpuBatch.OutputGradient"/> to <see cref="Gradients"/>, and to the inputs' gradients where the batch wants them; after <see cref="Forward"/> of the same batch.</summary>
    public void Backward(GpuBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        lock (Device.Gate)
        {
            using IDisposable binding = Device.Bind();
            Program.Backward(batch.Turn(_gradients));
        }
    }

    /// <summary>
    /// Scales all gradients by min(1, <paramref name="maxNorm"/> / (‖g‖ + 1e-6)), with the 2-norm over all of them, as PyTorch's <c>clip_grad_norm_</c>. Nothing waits for the device.
    /// </summary>
    public void ClipGradients(double maxNorm)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxNorm);
        lock (Device.Gate)
        {
            using IDisposable binding = Device.Bind();
            _norm.Clip(Gradients, maxNorm);
        }
    }

    public void Dispose()
    {
        _norm.Dispose();
        Weights.Dispose();
        Gradients.Dispose();
    }

    internal void RequireType<T>()
    {
        if (typeof(T) != (Program.IsDouble ? typeof(double) : typeof(float)))
        {
            throw new ArgumentException($"The program computes with {(Program.IsDouble ? "double" : "float")}; got {typeof(T).Name}.");
        }
    }

    /// <summary>A block like <see cref="Weights"/>, zero.</summary>
    internal GpuBuffer Cleared() => Cleared(_layout.End);

    private GpuBuffer Cleared(long bytes)
    {
        GpuBuffer buffer = Device.Allocate(bytes);
        buffer.Clear();
        return buffer;
    }

    private int Find(string name)
    {
        for (int i = 0; i < Signature.Parameters.Count; i++)
        {
            if (Signature.Parameters[i].Name == name)
            {
                return i;
            }
        }

        throw new ArgumentException($"There is no parameter '{name}'; there are {string.Join(", ", Signature.Parameters.Select(p => p.Name))}.", nameof(name));
    }
}
