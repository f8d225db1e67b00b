using System.Collections.Immutable;
using Intertwine.Kernels;
using Intertwine.Native;
using Intertwine.Runtime;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Intertwine;

/// <summary>
/// Base class of the models that the generator writes. An ordinary TorchSharp module: it lives inside other modules, moves with <c>to</c>, switches with <c>train</c> and <c>eval</c>, trains with any optimizer.
/// Keys of its state dictionary follow the property path of the declaration (<c>Layers.0.Message.0.weight</c>).
/// </summary>
public abstract partial class EquivariantModel : nn.Module
{
    private readonly WholeNetwork _whole;
    private ScalarType _type;
    private Backend _backend;

    /// <summary>Registers and initialises the parameters, in the order of the definition: the same after the same <c>torch.random.manual_seed</c>.</summary>
    protected EquivariantModel(ModelDefinition definition, ScalarType? dtype = null, Device? device = null)
        : base(RequireLibrary(definition).Name)
    {
        Definition = definition;
        _whole = new WholeNetwork(this);
        _type = dtype ?? torch.get_default_dtype();
        RegisterParameters(_type, device ?? torch.CPU);
        RegisterBuffers(_type, device ?? torch.CPU);
    }

    /// <summary>What the model consists of.</summary>
    public ModelDefinition Definition { get; }

    /// <summary>What computes the model. <see cref="Intertwine.Backend.Auto"/> by default.</summary>
    /// <exception cref="NotSupportedException">The model has no kernels for the backend; the message says what to do.</exception>
    public Backend Backend
    {
        get => _backend;
        set => _backend = value switch
        {
            Backend.Auto or Backend.Torch or Backend.Simd => value,
            Backend.Gpu when HasGpuKernels => value,
            Backend.Gpu => throw new NotSupportedException(
                $"{Definition.Name} has no GPU kernels: they are generated where the project that declares the model references Intertwine.Gpu. Add it (dotnet add package Intertwine.Gpu) and build again, or use Backend.Torch for tensors on a GPU."),
            _ => throw new ArgumentOutOfRangeException(nameof(value), value, $"Expected a member of {nameof(Intertwine.Backend)}; got {value}."),
        };
    }

    /// <summary>The forward pass in plain TorchSharp operations, the definition of the model: the outputs <c>[items, channels, components]</c>, then in training batch mean and batch variance <c>[1, channels, 1]</c> of each
    /// batch normalisation.</summary>
    protected virtual Tensor[] Reference(TorchCall call) => throw new InvalidOperationException($"{Definition.Name} computes in steps.");

    /// <summary>The SIMD kernels for a number type; null where there are none. Asked once per type and mode.</summary>
    protected virtual KernelProgram? Kernels(ScalarType type, bool training) => null;

    /// <summary>The GPU kernels for a number type, on host memory; null where there are none, as in projects that do not reference Intertwine.Gpu. Making them starts no device.</summary>
    protected virtual KernelProgram? GpuKernels(ScalarType type, bool training) => null;

    /// <summary>The steps of a network with layers written by hand; null where the whole network is one program.</summary>
    protected virtual NetworkSteps? NetworkSteps => null;

    private bool HasGpuKernels => NetworkSteps is { } network
        ? network.Steps.OfType<NetworkStage>().All(stage => stage.GpuKernels(ScalarType.Float32, training: false) is not null)
        : GpuKernels(ScalarType.Float32, training: false) is not null;

    private static ModelDefinition RequireLibrary(ModelDefinition definition)
    {
        TorchLibrary.Load();
        return definition;
    }

    /// <summary>Follows <c>to(dtype)</c> in models that have no parameters.</summary>
    protected override void _toEpilog(ScalarType? dtype, Device? device, bool non_blocking)
    {
        base._toEpilog(dtype, device, non_blocking);
        _type = dtype ?? _type;
    }

    /// <summary>The network of a model that is one program.</summary>
    private sealed class WholeNetwork(EquivariantModel model) : NetworkStage(model.Definition)
    {
        protected internal override Tensor[] Reference(TorchCall call) => model.Reference(call);

        protected internal override KernelProgram? Kernels(ScalarType type, bool training) => model.Kernels(type, training);

        protected internal override KernelProgram? GpuKernels(ScalarType type, bool training) => model.GpuKernels(type, training);
    }
}
