using System.Globalization;
using Intertwine.Analyzers.Rules;
using Intertwine.Analyzers.Tensors.Annotations;
using Intertwine.Analyzers.Tensors.Operations;
using Intertwine.Analyzers.Tensors.Values;
using Intertwine.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Intertwine.Analyzers.Tensors.Interpreting;

/// <summary>What an expression of a method is, from what its variables are.</summary>
/// <param name="scope">What the method can see.</param>
/// <param name="contract">What is stated about the method.</param>
/// <param name="graph">The control flow that is evaluated: the method's, or that of a function called in it.</param>
/// <param name="report">Takes a rule's id, a place and arguments; null to be silent.</param>
/// <param name="calls">How many functions are being called, one in another.</param>
/// <param name="isInitializer">Whether it is the initializer of a member that is evaluated, which runs once.</param>
internal sealed partial class Evaluator(
    MethodScope scope, Contract contract, ControlFlowGraph graph, Action<string, Location, IReadOnlyList<string>>? report, CancellationToken cancellation, int calls = 0, bool isInitializer = false)
{
    /// <summary>Expressions nested deeper than this are unknown: half-written and generated code can be deep.</summary>
    private const int MaximumDepth = 200;

    private int _depth;

    /// <summary>The same, without reports.</summary>
    public Evaluator Silently() => report is null ? this : _silent ??= new Evaluator(scope, contract, graph, null, cancellation, calls);

    private Evaluator? _silent;

    public AbstractValue Evaluate(IOperation operation, State state)
    {
        if (_depth >= MaximumDepth)
        {
            return new UnknownValue("an expression that is nested too deeply");
        }

        _depth++;
        try
        {
            return operation.ConstantValue is not { HasValue: true, Value: var constant } ? EvaluateCore(operation, state)
                : constant is null && scope.HoldsTensors(operation.Type) ? new NothingValue()
                : Constant(constant);
        }
        finally
        {
            _depth--;
        }
    }

    private AbstractValue EvaluateCore(IOperation operation, State state)
    {
        switch (operation)
        {
            case IExpressionStatementOperation statement:
                return Evaluate(statement.Operation, state);
            case ILocalReferenceOperation local:
                return state[local.Local] ?? Captured(local.Local.Name, local.Type);
            case IParameterReferenceOperation parameter:
                return state[parameter.Parameter] ?? Outer(parameter.Parameter) ?? Captured(parameter.Parameter.Name, parameter.Type);
            case IFlowCaptureOperation capture:
                state[capture.Id] = Evaluate(capture.Value, state);
                _captured[capture.Id] = capture.Value;
                return state[capture.Id]!;
            case IFlowCaptureReferenceOperation reference:
                return state[reference.Id] ?? new UnknownValue("half-written code");
            case IParenthesizedOperation parenthesized:
                return Evaluate(parenthesized.Operand, state);
            case IConversionOperation conversion:
                return Convert(conversion, state);
            case IArrayInitializerOperation nested:
                return Sequence(nested.ElementValues, state);
            case ITupleOperation tuple:
                return SequenceValue.Of([.. tuple.Elements.Select(element => Evaluate(element, state))]);
            case IArrayCreationOperation array:
                return array.Initializer is { } initializer ? Sequence(initializer.ElementValues, state) : NewSequence(array.Type) ?? new SequenceValue(null, new NumberValue(null));
            case ICollectionExpressionOperation collection:
                return collection.Elements.Any(element => element is ISpreadOperation)
                    ? new SequenceValue(null, collection.Elements.Select(element => element is ISpreadOperation spread ? ElementOf(Evaluate(spread.Operand, state)) : Evaluate(element, state)).Aggregate(AbstractValue.Join))
                    : Sequence(collection.Elements, state);
            case IRangeOperation range:
                return Range(range, state);
            case IUnaryOperation unary:
                return Unary(unary, state);
            case IBinaryOperation binary:
                return Binary(binary.OperatorKind, binary.OperatorMethod, binary, binary.LeftOperand, Evaluate(binary.LeftOperand, state), binary.RightOperand, Evaluate(binary.RightOperand, state));
            case ISimpleAssignmentOperation assignment:
                return Assign(assignment.Target, Evaluate(assignment.Value, state), assignment, state);
            case ICompoundAssignmentOperation compound:
                AbstractValue result = Binary(
                    compound.OperatorKind, compound.OperatorMethod, compound, compound.Target, Evaluate(compound.Target, state), compound.Value, Evaluate(compound.Value, state));
                return Assign(compound.Target, result, compound, state);
            case IIncrementOrDecrementOperation increment:
                return Assign(increment.Target, new NumberValue(null), increment, state);
            case IDeconstructionAssignmentOperation deconstruction:
                return Deconstruct(deconstruction.Target, Evaluate(deconstruction.Value, state), deconstruction, state);
            case IDeclarationExpressionOperation declaration:
                return Evaluate(declaration.Expression, state);
            case IFieldReferenceOperation field:
                return Field(field, state);
            case IPropertyReferenceOperation property:
                return Property(property, state);
            case IArrayElementReferenceOperation element:
                return Element(Evaluate(element.ArrayReference, state), [.. element.Indices.Select(index => Evaluate(index, state))]);
            case IImplicitIndexerReferenceOperation element:
                return Element(Evaluate(element.Instance, state), [Evaluate(element.Argument, state)]);
            case IInvocationOperation invocation:
                return Invoke(invocation, state);
            case IObjectCreationOperation creation:
                return Create(creation, state);
            case IIsPatternOperation match:
                return Match(match.Pattern, Evaluate(match.Value, state), state);
            case IIsNullOperation or IIsTypeOperation or IInterpolatedStringOperation or ISizeOfOperation or ITypeOfOperation or INameOfOperation:
                EvaluateChildren(operation, state);
                return new NumberValue(null);
            case IDefaultValueOperation:
                return scope.HoldsTensors(operation.Type) ? new NothingValue() : new NumberValue(null);
            case IAwaitOperation await:
                return Evaluate(await.Operation, state);
            case IReturnOperation { Kind: OperationKind.YieldReturn, ReturnedValue: { } yielded }:
                CheckYield(yielded, Evaluate(yielded, state));
                return new ObjectValue();
            case IDelegateCreationOperation or IMethodReferenceOperation or IFlowAnonymousFunctionOperation:
                return Function(operation);
            case IInstanceReferenceOperation:
                return new ObjectValue();
            case IDiscardOperation:
                return new ObjectValue();
            default:
                EvaluateChildren(operation, state);
                return scope.HoldsTensors(operation.Type) ? new UnknownValue($"an expression that the analyzer does not follow ('{Shorten(operation)}')") : new NumberValue(null);
        }
    }

    private readonly Dictionary<CaptureId, IOperation> _captured = [];

    /// <summary>A parameter of the annotated method around an annotated lambda or local function, where nothing else is put into it.</summary>
    private AbstractValue? Outer(IParameterSymbol parameter) =>
        parameter.ContainingSymbol is IMethodSymbol method && scope.Contract(method, cancellation) is { } around && around.Group == contract.Group && parameter.RefKind == RefKind.None && !MemberFinder.IsAssigned(parameter, cancellation)
            ? around.Parameters[parameter.Ordinal]
            : null;

    /// <summary>A variable from outside: of a lambda or local function.</summary>
    private AbstractValue Captured(string name, ITypeSymbol? type) =>
        scope.Symbols.IsModule(type) ? Module(type!)
        : scope.HoldsTensors(type) ? new UnknownValue($"'{name}', a variable from outside")
        : new NumberValue(null);

    private void EvaluateChildren(IOperation operation, State state)
    {
        foreach (IOperation child in operation.ChildOperations)
        {
            Evaluate(child, state);
        }
    }

    private static NumberValue Constant(object? value) => value switch
    {
        string text => new NumberValue(null) { Text = text },
        bool flag => new NumberValue(flag ? 1 : 0),
        char or null => new NumberValue(null),
        IConvertible number => new NumberValue(number.ToDouble(CultureInfo.InvariantCulture)),
        _ => new NumberValue(null),
    };

    private SequenceValue Sequence(IEnumerable<IOperation> elements, State state) => SequenceValue.Of([.. elements.Select(element => Evaluate(element, state))]);

    private static AbstractValue ElementOf(AbstractValue sequence) => sequence switch
    {
        SequenceValue { Element: NothingValue } => new UnknownValue("an element of an empty sequence"),
        SequenceValue values => values.Element,
        UnknownValue or NothingValue => sequence,
        _ => new NumberValue(null),
    };

    private AbstractValue Convert(IConversionOperation conversion, State state)
    {
        AbstractValue value = Evaluate(conversion.Operand, state);
        if (scope.Symbols.IsTensorIndex(conversion.Type) && value is not IndexValue)
        {
            // A number is a position, a tensor a list of positions or a mask; C# ranges and indices are converted too.
            return value switch
            {
                NumberValue number => new IndexValue.Position((long?)number.Constant),
                UnknownValue or TensorValue => new IndexValue.Tensor(value),
                _ => value,
            };
        }

        bool isToTensors = scope.HoldsTensors(conversion.Type);
        return (value, conversion.Operand.Type) switch
        {
            (NumberValue or ObjectValue, { SpecialType: SpecialType.System_Object }) when isToTensors => new UnknownValue("an object that becomes a tensor"),
            (TensorValue { Type.IsInvariant: true }, _) when !isToTensors && conversion.OperatorMethod is not null => new NumberValue(null),
            (TensorValue, _) when !isToTensors && conversion.OperatorMethod is not null => new UnknownValue("a number read from a tensor"),
            _ => value,
        };
    }

    private AbstractValue Unary(IUnaryOperation unary, State state)
    {
        AbstractValue value = Evaluate(unary.Operand, state);
        if (unary.OperatorKind == UnaryOperatorKind.Hat)
        {
            return value is NumberValue { Constant: { } back } ? new IndexValue.Position(-(long)back) : new IndexValue.Position(null);
        }

        if (value is NothingValue)
        {
            return value;
        }

        if (value is NumberValue or ObjectValue or SequenceValue or IndexValue)
        {
            return new NumberValue(value is NumberValue { Constant: { } number } && unary.OperatorKind == UnaryOperatorKind.Minus ? -number : null);
        }

        string name = unary.OperatorKind switch
        {
            UnaryOperatorKind.Minus => "neg",
            UnaryOperatorKind.Plus => "clone",
            UnaryOperatorKind.Not => "logical_not",
            _ => "bitwise_not",
        };
        return name == "clone" ? value : Apply(name, unary, [new OperationArgument("this", value, unary.Operand)]);
    }

    private AbstractValue Binary(
        BinaryOperatorKind kind, IMethodSymbol? method, IOperation operation, IOperation left, AbstractValue leftValue, IOperation right, AbstractValue rightValue)
    {
        if (leftValue is NumberValue or ObjectValue && rightValue is NumberValue or ObjectValue)
        {
            return Fold(kind, leftValue as NumberValue, rightValue as NumberValue, operation.Type?.SpecialType is SpecialType.System_Double or SpecialType.System_Single or SpecialType.System_Decimal);
        }

        if (leftValue is NothingValue || rightValue is NothingValue)
        {
            return kind is BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals ? new NumberValue(null) : new NothingValue();
        }

        // Null tests of tensors, and anything on sequences.
        if (kind is BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals && method is null)
        {
            return new NumberValue(null);
        }

        string name = kind switch
        {
            BinaryOperatorKind.Add => "add",
            BinaryOperatorKind.Subtract => "sub",
            BinaryOperatorKind.Multiply => "mul",
            BinaryOperatorKind.Divide => "div",
            BinaryOperatorKind.Remainder => "remainder",
            BinaryOperatorKind.LessThan => "lt",
            BinaryOperatorKind.LessThanOrEqual => "le",
            BinaryOperatorKind.GreaterThan => "gt",
            BinaryOperatorKind.GreaterThanOrEqual => "ge",
            BinaryOperatorKind.Equals => "eq",
            BinaryOperatorKind.NotEquals => "ne",
            BinaryOperatorKind.And or BinaryOperatorKind.ConditionalAnd => "logical_and",
            BinaryOperatorKind.Or or BinaryOperatorKind.ConditionalOr => "logical_or",
            BinaryOperatorKind.ExclusiveOr => "logical_xor",
            BinaryOperatorKind.LeftShift => "bitwise_left_shift",
            _ => kind.ToString(),
        };
        return Apply(name, operation, [new OperationArgument("this", leftValue, left), new OperationArgument("other", rightValue, right)]);
    }

    /// <param name="isReal">Whether a quotient is exact, and not rounded towards zero.</param>
    private static NumberValue Fold(BinaryOperatorKind kind, NumberValue? left, NumberValue? right, bool isReal) => (kind, left?.Constant, right?.Constant) switch
    {
        (BinaryOperatorKind.Multiply, var a, var b) when left is not null && right is not null && (a is null || b is null) => new NumberValue(null) { Product = left.Product * right.Product },
        (_, null, _) or (_, _, null) => new NumberValue(null),
        (BinaryOperatorKind.Add, { } a, { } b) => new NumberValue(a + b),
        (BinaryOperatorKind.Subtract, { } a, { } b) => new NumberValue(a - b),
        (BinaryOperatorKind.Multiply, { } a, { } b) => new NumberValue(a * b),
        (BinaryOperatorKind.Divide, { } a, { } b) when b != 0 && (isReal || a / b == Math.Floor(a / b)) => new NumberValue(a / b),
        _ => new NumberValue(null),
    };

    /// <summary>Applies an operation: its arguments may be unknown.</summary>
    private AbstractValue Apply(string name, IOperation operation, IReadOnlyList<OperationArgument> arguments, bool isInPlace = false) =>
        OperationTable.Apply(new OperationCall(name, operation, arguments, contract.Group, (id, at, more) => report?.Invoke(id, at.Syntax.GetLocation(), more)) { IsInPlace = isInPlace, IsOnce = isInitializer });

    private AbstractValue Deconstruct(IOperation target, AbstractValue value, IOperation operation, State state)
    {
        if (target is IDeclarationExpressionOperation declaration)
        {
            return Deconstruct(declaration.Expression, value, operation, state);
        }

        if (target is not ITupleOperation tuple)
        {
            return Assign(target, value, operation, state);
        }

        for (int i = 0; i < tuple.Elements.Length; i++)
        {
            AbstractValue element = value switch
            {
                SequenceValue { Items: { } items } when items.Count == tuple.Elements.Length => items[i],
                SequenceValue sequence => sequence.Element,
                ShapeValue => new NumberValue(null),
                UnknownValue unknown => unknown,
                _ => new UnknownValue("a value that is taken apart"),
            };
            Deconstruct(tuple.Elements[i], element, operation, state);
        }

        return value;
    }

    private AbstractValue Assign(IOperation target, AbstractValue value, IOperation operation, State state)
    {
        switch (target)
        {
            case ILocalReferenceOperation local:
                state[local.Local] = value;
                break;
            case IParameterReferenceOperation parameter:
                state[parameter.Parameter] = value;
                break;
            case IDeclarationExpressionOperation declaration:
                return Assign(declaration.Expression, value, operation, state);
            case IFlowCaptureReferenceOperation reference when _captured.TryGetValue(reference.Id, out IOperation? captured):
                return Assign(captured, value, operation, state);
            case IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } instance } indexer when scope.Symbols.IsTensor(instance.Type):
                AbstractValue old = Evaluate(instance, state);
                Overwrite(old, Apply("index_put", operation, [new OperationArgument("this", old, instance), IndexArgument(indexer, state), new OperationArgument("value", value, operation)], isInPlace: true), state);
                break;
            case IArrayElementReferenceOperation element:
                Store(Evaluate(element.ArrayReference, state), [.. element.Indices.Select(index => Evaluate(index, state))], value, state);
                break;
            case IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } list } element:
                Store(Evaluate(list, state), [.. element.Arguments.Select(argument => Evaluate(argument.Value, state))], value, state);
                break;
            case IImplicitIndexerReferenceOperation element:
                Store(Evaluate(element.Instance, state), [Evaluate(element.Argument, state)], value, state);
                break;
            case IFieldReferenceOperation { Field: var field } when MethodScope.IsAnnotated(field):
                EvaluateChildren(target, state);
                CheckMember(field, field.Type, value, operation);
                break;
            case IPropertyReferenceOperation { Property: { IsIndexer: false } property } when MethodScope.IsAnnotated(property):
                EvaluateChildren(target, state);
                CheckMember(property, property.Type, value, operation);
                break;
            default:
                EvaluateChildren(target, state);
                break;
        }

        return value;
    }

    /// <summary>The result of an operation in place belongs to every variable that holds the tensor.</summary>
    private static void Overwrite(AbstractValue old, AbstractValue result, State state)
    {
        if (!result.Equals(old))
        {
            state.Replace(old, result);
        }
    }

    private static string Shorten(IOperation operation)
    {
        string text = operation.Syntax.ToString().Replace("\r", "").Replace("\n", " ");
        return text.Length <= 40 ? text : text.Substring(0, 37) + "...";
    }
}
