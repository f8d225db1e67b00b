using System.Collections.Concurrent;
using Intertwine.Analyzers.Tensors.Annotations;
using Intertwine.Generator.Parsing;
using Microsoft.CodeAnalysis;

namespace Intertwine.Analyzers.Tensors.Interpreting;

/// <summary>What a method can see: contracts of others, modules, the types of its compilation. One for a compilation; contracts are read once.</summary>
internal sealed class MethodScope(Compilation compilation, TensorSymbols symbols)
{
    private readonly ConcurrentDictionary<IMethodSymbol, Contract?> _contracts = new(SymbolEqualityComparer.Default);

    private readonly ConcurrentDictionary<INamedTypeSymbol, bool> _annotated = new(SymbolEqualityComparer.Default);

    private readonly ConcurrentDictionary<ISymbol, IOperation?> _assigned = new(SymbolEqualityComparer.Default);

    public Compilation Compilation { get; } = compilation;

    public TensorSymbols Symbols { get; } = symbols;

    public Contract? Contract(IMethodSymbol method, CancellationToken cancellation) =>
        _contracts.GetOrAdd(method.OriginalDefinition, found => new ContractReader(Compilation, Symbols, cancellation).Read(found));

    /// <summary>The only value that a class gives to one of its fields or properties (<see cref="MemberFinder"/>), looked up once.</summary>
    public IOperation? Assigned(ISymbol member, CancellationToken cancellation) => _assigned.GetOrAdd(member, found => MemberFinder.Value(found, Compilation, cancellation));

    /// <summary>Whether a member has [Rep] or [Invariant].</summary>
    public static bool IsAnnotated(ISymbol member) => TensorAnnotation.Read(member.GetAttributes()).Count > 0;

    /// <summary>Whether objects of the type hold tensors that transform: then its methods are no functions of their arguments alone.</summary>
    public bool HasAnnotatedMembers(INamedTypeSymbol? type) => type is not null && _annotated.GetOrAdd(type, static found => found.GetMembers().Any(member => member is IFieldSymbol or IPropertySymbol && IsAnnotated(member)));

    /// <summary>Whether a value of the type may be a tensor or contain some.</summary>
    public bool HoldsTensors(ITypeSymbol? type, int depth = 0) => type switch
    {
        null => false,
        _ when Symbols.IsTensor(type) => true,
        _ when Symbols.IsModule(type) || type.TypeKind == TypeKind.Delegate => false,
        _ when type.SpecialType is not (SpecialType.None or SpecialType.System_Object) || type.TypeKind == TypeKind.Enum => false,
        IArrayTypeSymbol array => HoldsTensors(array.ElementType, depth),
        INamedTypeSymbol { TypeArguments: { IsEmpty: false } arguments } when depth < 4 => arguments.Any(argument => HoldsTensors(argument, depth + 1)),
        _ => false,
    };
}
