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
    private readonly Dictionary<(ScalarType Type, bool Training, bool Gpu), BoundProgram?> _programs = [];
    private ScalarType _type;
    private Backend _backend;

    /// <summary>Registers and initialises the parameters, in the order of the definition: the same after the same <c>torch.random.manual_seed</c>.</summary>
    protected EquivariantModel(ModelDefinition definition, ScalarType? dtype = null, Device? device = null)
        : base(RequireLibrary(definition).Name)
    {
        Definition = definition;
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
            Backend.Gpu when GpuKernels(ScalarType.Float32, training: false) is not null => value,
            Backend.Gpu => throw new NotSupportedException(
                $"{Definition.Name} has no GPU kernels: they are generated where the project that declares the model references Intertwine.Gpu. Add it (dotnet add package Intertwine.Gpu) and build again, or use Backend.Torch for tensors on a GPU."),
            _ => throw new ArgumentOutOfRangeException(nameof(value), value, $"Expected a member of {nameof(Intertwine.Backend)}; got {value}."),
        };
    }

    /// <summary>The forward pass in plain TorchSharp operations, the definition of the model: the outputs <c>[items, channels, components]</c>, then in training batch mean and batch variance <c>[1, channels, 1]</c> of each
    /// batch normalisation.</summary>
    protected abstract Tensor[] Reference(TorchCall call);

    /// <summary>The SIMD kernels for a number type; null where there are none. Asked once per type and mode.</summary>
    protected abstract KernelProgram? Kernels(ScalarType type, bool training);

    /// <summary>The GPU kernels for a number type, on host memory; null where there are none, as in projects that do not reference Intertwine.Gpu. Making them starts no device.</summary>
    protected virtual KernelProgram? GpuKernels(ScalarType type, bool training) => null;

    private static ModelDefinition RequireLibrary(ModelDefinition definition)
    {
        TorchLibrary.Load();
        return definition;
    }

    /// <summary>The kernels for a number type and mode, bound to the names of this model; null where there are none.</summary>
    private BoundProgram? Program(ScalarType type, bool training, bool gpu)
    {
        lock (_programs)
        {
            if (!_programs.TryGetValue((type, training, gpu), out BoundProgram? program))
            {
                program = (gpu ? GpuKernels(type, training) : Kernels(type, training)) is { } kernels ? new BoundProgram(kernels, Definition, training) : null;
                _programs.Add((type, training, gpu), program);
            }

            return program;
        }
    }

    /// <summary>Follows <c>to(dtype)</c> in models that have no parameters.</summary>
    protected override void _toEpilog(ScalarType? dtype, Device? device, bool non_blocking)
    {
        base._toEpilog(dtype, device, non_blocking);
        _type = dtype ?? _type;
    }
}
