using Microsoft.CodeAnalysis;

namespace Intertwine.Analyzers.Tensors;

/// <summary>The types of TorchSharp and of the annotations in a compilation.</summary>
internal sealed class TensorSymbols
{
    private readonly INamedTypeSymbol _tensor;
    private readonly INamedTypeSymbol? _scalar;
    private readonly INamedTypeSymbol? _tensorIndex;
    private readonly INamedTypeSymbol? _module;

    private TensorSymbols(INamedTypeSymbol torch, INamedTypeSymbol tensor, INamedTypeSymbol? scalar, INamedTypeSymbol? tensorIndex, INamedTypeSymbol? module)
    {
        (Torch, _tensor, _scalar, _tensorIndex, _module) = (torch, tensor, scalar, tensorIndex, module);
    }

    /// <summary>The class <c>TorchSharp.torch</c>, whose static methods, and those of the classes nested in it, are operations.</summary>
    public INamedTypeSymbol Torch { get; }

    /// <summary>Null where the compilation does not know both TorchSharp and the annotations: then there is nothing to analyse.</summary>
    public static TensorSymbols? Find(Compilation compilation) =>
        compilation.GetTypeByMetadataName("TorchSharp.torch") is { } torch
        && compilation.GetTypeByMetadataName("TorchSharp.torch+Tensor") is { } tensor
        && (!compilation.GetTypesByMetadataName("Intertwine.EquivariantAttribute").IsEmpty || !compilation.GetTypesByMetadataName("Intertwine.EquivariantAttribute`1").IsEmpty)
            ? new TensorSymbols(
                torch,
                tensor,
                compilation.GetTypeByMetadataName("TorchSharp.Scalar"),
                compilation.GetTypeByMetadataName("TorchSharp.torch+TensorIndex"),
                compilation.GetTypeByMetadataName("TorchSharp.torch+nn+Module"))
            : null;

    public bool IsTensor(ITypeSymbol? type) => Same(type, _tensor) || IsParameter(type);

    /// <summary>A weight of a module.</summary>
    public bool IsParameter(ITypeSymbol? type) => Same(type?.BaseType, _tensor);

    /// <summary>A number as TorchSharp's operators take it.</summary>
    public bool IsScalar(ITypeSymbol? type) => Same(type, _scalar);

    public bool IsTensorIndex(ITypeSymbol? type) => Same(type, _tensorIndex);

    /// <summary>A neural-network module, of TorchSharp or of the user.</summary>
    public bool IsModule(ITypeSymbol? type)
    {
        for (ITypeSymbol? current = type; current is not null && _module is not null; current = current.BaseType)
        {
            if (Same(current, _module))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a method is one of TorchSharp's own.</summary>
    public bool IsOperation(IMethodSymbol method) => SymbolEqualityComparer.Default.Equals(method.ContainingAssembly, Torch.ContainingAssembly);

    private static bool Same(ITypeSymbol? left, ITypeSymbol? right) => left is not null && SymbolEqualityComparer.Default.Equals(left, right);
}
