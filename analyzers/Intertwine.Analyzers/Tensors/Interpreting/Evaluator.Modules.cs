using Intertwine.Analyzers.Tensors.Operations;
using Intertwine.Analyzers.Tensors.Values;
using Intertwine.Generator;
using Microsoft.CodeAnalysis;

namespace Intertwine.Analyzers.Tensors.Interpreting;

/// <summary>Modules and their parameters: how they were made.</summary>
internal sealed partial class Evaluator
{
    /// <summary>A module of the user or of TorchSharp, by its declared type: what it was made with is not known. A list of modules is a list.</summary>
    private static AbstractValue Module(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => new SequenceValue(null, Module(array.ElementType)),
        INamedTypeSymbol { Name: "ModuleList", TypeArguments: [var element] } => new SequenceValue(null, Module(element)),
        _ => new ModuleValue(type.Name, EquatableArray<ModuleArgument>.Empty),
    };

    /// <summary>A call of a factory such as <c>nn.Linear(16, 16, hasBias: false)</c>.</summary>
    private static AbstractValue MakeModule(IMethodSymbol factory, IReadOnlyList<OperationArgument> arguments) =>
        factory.Name == "ModuleList" ? (arguments.Count > 0 ? arguments[0].Value as SequenceValue : null) ?? Module(factory.ReturnType)
        : new ModuleValue(factory.Name, new EquatableArray<ModuleArgument>([.. arguments.Select(argument => new ModuleArgument(argument.Name, argument.Value))]));

    /// <summary><c>nn.Parameter(torch.zeros(16))</c>: numbers of this shape, which training changes.</summary>
    private TensorValue MakeParameter(IReadOnlyList<OperationArgument> arguments) => new(
        arguments.Count > 0 && arguments[0].Value is TensorValue { Type: { IsInvariant: true } data }
            ? Elementwise.Bare(data) with { Axes = new EquatableArray<TensorAxis>([.. data.Axes.Select(axis => new TensorAxis(axis.Size, null))]), IsConstant = true }
            : TensorType.Invariant(contract.Group) with { IsConstant = true });

    /// <summary>Invariants that a call gives as a tuple or array of them.</summary>
    private AbstractValue Spread(AbstractValue result, ITypeSymbol type) => (result, type) switch
    {
        (TensorValue { Type.IsInvariant: true }, INamedTypeSymbol { IsTupleType: true } tuple) => SequenceValue.Of([.. tuple.TupleElements.Select(element => scope.Symbols.IsTensor(element.Type) ? result : new NumberValue(null))]),
        (TensorValue { Type.IsInvariant: true }, IArrayTypeSymbol or INamedTypeSymbol { TypeArguments: [_] }) when scope.HoldsTensors(type) => new SequenceValue(null, result),
        _ => result,
    };
}
