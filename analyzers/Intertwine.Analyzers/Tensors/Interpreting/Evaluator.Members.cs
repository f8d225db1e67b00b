using Intertwine.Analyzers.Rules;
using Intertwine.Analyzers.Tensors.Annotations;
using Intertwine.Analyzers.Tensors.Operations;
using Intertwine.Analyzers.Tensors.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Intertwine.Analyzers.Tensors.Interpreting;

/// <summary>Fields, properties and indexers.</summary>
internal sealed partial class Evaluator
{
    private AbstractValue Field(IFieldReferenceOperation field, State state)
    {
        if (field.Instance is { Type.IsTupleType: true } tuple)
        {
            // Item2 and a named element are the same field.
            IFieldSymbol symbol = field.Field.CorrespondingTupleField ?? field.Field;
            return Evaluate(tuple, state) switch
            {
                SequenceValue { Items: { } items } when symbol.Name.StartsWith("Item", StringComparison.Ordinal) && int.TryParse(symbol.Name.Substring(4), out int number) && number <= items.Count => items[number - 1],
                UnknownValue unknown => unknown,
                _ => new UnknownValue($"the element '{field.Field.Name}' of a tuple"),
            };
        }

        if (field.Instance is { } instance && Evaluate(instance, state) is var missing && missing is UnknownValue or NothingValue && !MethodScope.IsAnnotated(field.Field))
        {
            return missing;
        }

        return scope.Symbols.IsTensorIndex(field.Field.ContainingType) ? Index(field.Field.Name) ?? new IndexValue.Position(null) : Member(field.Field, field.Field.Type);
    }

    private AbstractValue Property(IPropertyReferenceOperation property, State state)
    {
        IPropertySymbol symbol = property.Property;
        if (symbol.Name == "Tensor" && property.Instance is IParameterReferenceOperation given && TypedTensors.Read(given.Type, contract.Group) is { } typed)
        {
            // What a method is given transforms as its type says; what it makes itself is unknown until it is followed.
            return typed;
        }

        AbstractValue? instance = property.Instance is { } receiver ? Evaluate(receiver, state) : null;
        if (scope.Symbols.IsTensor(symbol.ContainingType) && instance is not null)
        {
            return symbol.IsIndexer ? Apply("index", property, [new OperationArgument("this", instance, property.Instance), IndexArgument(property, state)]) : TensorProperty(symbol.Name, instance, property);
        }

        if (scope.Symbols.IsTensorIndex(symbol.ContainingType))
        {
            return Index(symbol.Name) ?? new IndexValue.Position(null);
        }

        if (symbol.IsIndexer && instance is not null)
        {
            return Element(instance, [.. property.Arguments.Select(argument => Evaluate(argument.Value, state))]);
        }

        return (symbol.Name, instance) switch
        {
            // What foreach is made of.
            ("Current", SequenceValue or UnknownValue) => ElementOf(instance!),
            ("Result", TensorValue or SequenceValue) => instance,
            // A System.Tuple.
            ({ Length: > 4 } item, SequenceValue { Items: { } elements }) when item.StartsWith("Item", StringComparison.Ordinal) && int.TryParse(item.Substring(4), out int number) && number > 0 && number <= elements.Count => elements[number - 1],
            ("Count" or "Length", SequenceValue { Items: { } items }) => new NumberValue(items.Count),
            ("Count" or "Length", _) => new NumberValue(null),
            ("Value", _) when instance is not null && symbol.ContainingType.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T => instance,
            (_, NothingValue) => instance,
            (_, UnknownValue unknown) when !MethodScope.IsAnnotated(symbol) && !scope.Symbols.IsModule(symbol.Type) => unknown,
            _ => Member(symbol, symbol.Type),
        };
    }

    /// <summary>A member of the user: what its annotation states, or the module or constant that it holds.</summary>
    private AbstractValue Member(ISymbol member, ITypeSymbol type)
    {
        if (scope.Symbols.IsModule(type) || (type is IArrayTypeSymbol { ElementType: var element } && scope.Symbols.IsModule(element)))
        {
            return Made(member) is var module and (ModuleValue or SequenceValue) ? module : Module(type);
        }

        if (!scope.HoldsTensors(type))
        {
            return type.TypeKind == TypeKind.Delegate ? Made(member) ?? new ObjectValue() : new NumberValue(null);
        }

        if (MethodScope.IsAnnotated(member))
        {
            return new ContractReader(scope.Compilation, scope.Symbols, cancellation).Read(member, type, contract.Group);
        }

        // Weights do not depend on what a method is given.
        return scope.Symbols.IsParameter(type) ? new TensorValue(((Made(member) as TensorValue)?.Type ?? TensorType.Invariant(contract.Group)) with { IsConstant = true, IsWeight = true })
            : Made(member) is TensorValue { Type: { IsInvariant: true } made } constant ? constant with { Type = made with { IsConstant = true } }
            : new UnknownValue($"'{member.Name}', which has no [Rep] or [Invariant]");
    }

    /// <summary>Members are read by their annotations: what is written into them must transform so.</summary>
    private void CheckMember(ISymbol member, ITypeSymbol type, AbstractValue value, IOperation assignment)
    {
        if (new ContractReader(scope.Compilation, scope.Symbols, cancellation).Read(member, type, contract.Group) is TensorValue { Type: var stated } && value is TensorValue { Type: var actual } && TensorTypes.Matches(stated, actual) == Decision.No)
        {
            report?.Invoke(TensorRuleIds.WrongArgument, assignment.Syntax.GetLocation(), [member.Name, member.ContainingType.Name, stated.ToString(), actual.ToString()]);
        }
    }

    /// <summary>What the class puts into a field, where that is one value that does not change; null otherwise.</summary>
    private AbstractValue? Made(ISymbol member) =>
        calls < MaximumCalls && scope.Assigned(member, cancellation) is { } value ? new Evaluator(scope, contract, graph, null, cancellation, calls + 1, isInitializer: true).Evaluate(value, new State()) : null;

    private AbstractValue TensorProperty(string name, AbstractValue tensor, IOperation operation)
    {
        switch (name)
        {
            case "shape" or "Shape":
                return tensor is TensorValue { Type: { Rank: not null } type }
                    ? SequenceValue.Of([.. type.Axes.Select(axis => (AbstractValue)new NumberValue(axis.Size))])
                    : new ShapeValue(tensor);
            case "ndim" or "Dimensions":
                return new NumberValue((tensor as TensorValue)?.Type.Rank);
            case "grad":
                return new UnknownValue("'grad'");
            case "T" or "mT" or "H" or "mH" or "real" or "imag" or "names":
                return Apply(name, operation, [new OperationArgument("this", tensor, operation)]);
            default:
                return new NumberValue(null);
        }
    }

    private AbstractValue Element(AbstractValue sequence, IReadOnlyList<AbstractValue> indices)
    {
        long? at = indices switch
        {
            [NumberValue { Constant: { } number }] => (long)number,
            [IndexValue.Position { At: { } position }] => position,
            _ => null,
        };
        return sequence switch
        {
            ShapeValue { Tensor: TensorValue { Type: var type } } => new NumberValue(at is { } axis && type.FromEnd(axis) is { } fromEnd ? type[fromEnd].Size : null),
            SequenceValue { Items: { } items } when at is { } i && i < items.Count && i >= -items.Count => items[(int)(i < 0 ? items.Count + i : i)],
            SequenceValue values => indices is [IndexValue.Slice] ? new SequenceValue(null, values.Element) : ElementOf(values),
            UnknownValue or NothingValue => sequence,
            ModuleValue => new UnknownValue("an element of a list of modules"),
            _ => new NumberValue(null),
        };
    }

    /// <summary>The arguments of a tensor's indexer, one after the other.</summary>
    private OperationArgument IndexArgument(IPropertyReferenceOperation indexer, State state)
    {
        List<AbstractValue> entries = [];
        foreach (IArgumentOperation argument in indexer.Arguments)
        {
            AbstractValue value = Evaluate(argument.Value, state);
            foreach (AbstractValue entry in argument.ArgumentKind == ArgumentKind.ParamArray && value is SequenceValue { Items: { } items } ? items.ToArray() : [value])
            {
                entries.Add(ToIndex(entry));
            }
        }

        return new OperationArgument("indices", SequenceValue.Of([.. entries]), indexer);
    }

    private static AbstractValue ToIndex(AbstractValue value) => value switch
    {
        NumberValue number => new IndexValue.Position((long?)number.Constant),
        TensorValue => new IndexValue.Tensor(value),
        _ => value,
    };

    private static IndexValue? Index(string name) => name switch
    {
        "Ellipsis" => new IndexValue.Ellipsis(),
        "Null" or "None" => new IndexValue.NewAxis(),
        "Colon" => new IndexValue.Slice(null, null, 1, IsConstant: true),
        _ => null,
    };

    /// <summary>A C# range: <c>..3</c>, <c>^1..</c>.</summary>
    private AbstractValue Range(IRangeOperation range, State state)
    {
        (long? start, bool isStartKnown) = Bound(range.LeftOperand);
        (long? stop, bool isStopKnown) = Bound(range.RightOperand);
        return new IndexValue.Slice(start, stop, 1, isStartKnown && isStopKnown);

        (long?, bool) Bound(IOperation? operand) => operand is null ? (null, true) : Evaluate(operand, state) switch
        {
            NumberValue { Constant: { } number } => ((long)number, true),
            IndexValue.Position { At: 0 } => (null, true),
            IndexValue.Position { At: { } at } => (at, true),
            _ => (null, false),
        };
    }
}
