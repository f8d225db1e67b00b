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
    private readonly Dictionary<(ScalarType Type, bool Training), BoundProgram?> _programs = [];
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
    /// <exception cref="NotSupportedException">The backend is not there.</exception>
    public Backend Backend
    {
        get => _backend;
        set => _backend = value switch
        {
            Backend.Auto or Backend.Torch or Backend.Simd => value,
            Backend.Gpu => throw new NotSupportedException("The GPU backend is not available in this version; use Backend.Torch for tensors on a GPU."),
            _ => throw new ArgumentOutOfRangeException(nameof(value), value, $"Expected a member of {nameof(Intertwine.Backend)}; got {value}."),
        };
    }

    /// <summary>The forward pass in plain TorchSharp operations, the definition of the model: the outputs <c>[items, channels, components]</c>, then in training batch mean and batch variance <c>[1, channels, 1]</c> of each
    /// batch normalisation.</summary>
    protected abstract Tensor[] Reference(TorchCall call);

    /// <summary>The SIMD kernels for a number type; null where there are none. Asked once per type and mode.</summary>
    protected abstract KernelProgram? Kernels(ScalarType type, bool training);

    private static ModelDefinition RequireLibrary(ModelDefinition definition)
    {
        TorchLibrary.Load();
        return definition;
    }

    /// <summary>The kernels for a number type and mode, bound to the names of this model; null where there are none.</summary>
    private BoundProgram? Program(ScalarType type, bool training)
    {
        lock (_programs)
        {
            if (!_programs.TryGetValue((type, training), out BoundProgram? program))
            {
                program = Kernels(type, training) is { } kernels ? new BoundProgram(kernels, Definition, training) : null;
                _programs.Add((type, training), program);
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
