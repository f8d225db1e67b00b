using Intertwine.Analyzers.Rules;
using Intertwine.Analyzers.Tensors.Annotations;
using Intertwine.Analyzers.Tensors.Operations;
using Intertwine.Analyzers.Tensors.Values;
using Intertwine.Generator;
using Intertwine.Generator.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Intertwine.Analyzers.Tensors.Interpreting;

/// <summary>Calls: operations of TorchSharp in all their forms, modules, annotated methods and others.</summary>
internal sealed partial class Evaluator
{
    /// <summary>Calls that give the tensor they take: where it lies and who disposes of it does not matter.</summary>
    private static readonly HashSet<string> Identities =
    [
        "to", "cpu", "cuda", "contiguous", "clone", "alias", "detach", "requires_grad_", "with_requires_grad", "MoveToOuterDisposeScope", "MoveToOtherDisposeScope", "DetachFromDisposeScope", "type", "to_type", "type_as", "double", "float", "half", "bfloat16",
    ];

    /// <summary>Values of <c>ScalarType</c> that hold whole numbers or truth values: a cast to them rounds each entry.</summary>
    private static readonly HashSet<double> WholeNumbers = [0, 1, 2, 3, 4, 11];

    private AbstractValue Invoke(IInvocationOperation invocation, State state)
    {
        IMethodSymbol method = invocation.TargetMethod;
        AbstractValue? instance = invocation.Instance is { } receiver ? Evaluate(receiver, state) : null;
        if (method.Name == "GetEnumerator" && instance is SequenceValue)
        {
            return instance;
        }

        if (instance is not (null or ModuleValue or SequenceValue) && scope.Symbols.IsModule(invocation.Instance!.Type) && invocation.Instance is not IInstanceReferenceOperation)
        {
            instance = Module(invocation.Instance.Type!);
        }

        if (scope.Contract(method, cancellation) is { } called || (Forward(invocation) is { } forward && scope.Contract(forward, cancellation) is { } forwarded && (called = forwarded) is not null))
        {
            return CallContract(invocation, called, state);
        }

        if (instance is ModuleValue module && method.Name is "forward" or "call")
        {
            return Apply("forward", invocation, [new OperationArgument("this", module, invocation.Instance), .. Arguments(invocation, state)]);
        }

        return scope.Symbols.IsOperation(method) ? Operation(invocation, instance, state) : Other(invocation, instance, state);
    }

    /// <summary>The method <c>forward</c> of a module's class behind <c>call</c>.</summary>
    private static IMethodSymbol? Forward(IInvocationOperation invocation)
    {
        for (ITypeSymbol? type = invocation.TargetMethod.Name is "forward" or "call" ? invocation.Instance?.Type : null; type is not null; type = type.BaseType)
        {
            if (type.GetMembers("forward").OfType<IMethodSymbol>().FirstOrDefault(forward => forward.Parameters.Length == invocation.TargetMethod.Parameters.Length) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    /// <summary>A method of the user, or of a library that is not TorchSharp.</summary>
    private AbstractValue Other(IInvocationOperation invocation, AbstractValue? instance, State state)
    {
        IMethodSymbol method = invocation.TargetMethod;
        List<OperationArgument> arguments = Arguments(invocation, state);
        AbstractValue[] values = [.. arguments.Select(argument => argument.Value)];
        AbstractValue? known = instance switch
        {
            SequenceValue or UnknownValue or ModuleValue when method.Name is "GetEnumerator" => instance,
            SequenceValue or UnknownValue or ModuleValue when method.Name is "MoveNext" => new NumberValue(null),
            SequenceValue list => ListCall(invocation, list, values, state),
            FunctionValue function when method.MethodKind == MethodKind.DelegateInvoke => Call(function, state, values),
            ChoiceValue choice when method.MethodKind == MethodKind.DelegateInvoke => Call(choice, state, values),
            null => method.MethodKind == MethodKind.LocalFunction ? Call(method, LocalFunction(method), values, state, invocation) : Compute(method, values) ?? Query(method, values, state),
            _ => null,
        };
        if (known is not null)
        {
            return known;
        }

        bool isOfInvariants = values.All(IsLeftAlone) && (instance is null || IsLeftAlone(instance)) && !scope.HasAnnotatedMembers(method.ContainingType);
        var unknown = new UnknownValue($"a call of '{method.Name}', which has no annotations");
        foreach (IArgumentOperation argument in invocation.Arguments.Where(argument => argument.Parameter?.RefKind is RefKind.Out or RefKind.Ref))
        {
            Assign(argument.Value, !isOfInvariants ? unknown : scope.Symbols.IsTensor(argument.Parameter!.Type) ? new TensorValue(TensorType.Invariant(contract.Group)) : new NumberValue(null), argument, state);
        }

        if (method.ReturnsVoid)
        {
            // What returns nothing writes, perhaps into its arguments.
            foreach (TensorValue changed in isOfInvariants || !SymbolEqualityComparer.Default.Equals(method.ContainingAssembly, scope.Compilation.Assembly) ? [] : values.OfType<TensorValue>())
            {
                state.Replace(changed, unknown);
            }

            return new ObjectValue();
        }

        return scope.Symbols.IsModule(method.ReturnType) ? Module(method.ReturnType)
            : !isOfInvariants ? unknown
            : !scope.HoldsTensors(method.ReturnType) ? new NumberValue(null)
            : scope.Symbols.IsTensor(method.ReturnType) ? new TensorValue(TensorType.Invariant(contract.Group))
            : unknown;
    }

    /// <summary>Whether a value is the same for all elements of the group: a function of such values is too.</summary>
    private static bool IsLeftAlone(AbstractValue value) => value switch
    {
        TensorValue tensor => tensor.Type.IsInvariant,
        SequenceValue { Items: { } items } => items.All(IsLeftAlone),
        SequenceValue sequence => IsLeftAlone(sequence.Element),
        FunctionValue { Body: not null } or ChoiceValue => false,
        UnknownValue or PendingValue or PartValue => false,
        _ => true,
    };

    /// <summary>A method of TorchSharp: static and instance forms become alike.</summary>
    private AbstractValue Operation(IInvocationOperation invocation, AbstractValue? instance, State state)
    {
        IMethodSymbol method = invocation.TargetMethod;
        List<OperationArgument> arguments = Arguments(invocation, state);
        if (scope.Symbols.IsTensorIndex(method.ContainingType) || scope.Symbols.IsScalar(method.ReturnType))
        {
            return method.Name == "Slice" ? Slice(arguments) : arguments.Count == 1 ? ToIndex(arguments[0].Value) is IndexValue index && scope.Symbols.IsTensorIndex(method.ReturnType) ? index : arguments[0].Value : new NumberValue(null);
        }

        if (method.ContainingType.Name == "DisposeScope" && arguments.Count == 1 && scope.HoldsTensors(method.ReturnType))
        {
            return arguments[0].Value;
        }

        if (instance is NothingValue)
        {
            return instance;
        }

        if (instance is not null)
        {
            arguments.Insert(0, new OperationArgument("this", instance, invocation.Instance));
        }
        else if (arguments.Count > 0 && scope.Symbols.IsTensor(method.Parameters[0].Type))
        {
            if (invocation.Arguments.Any(argument => argument.Parameter?.Ordinal == 0 && Evaluate(argument.Value, state) is NothingValue))
            {
                return new NothingValue();
            }

            arguments[0] = arguments[0] with { Name = "this" };
        }

        if (scope.Symbols.IsModule(method.ReturnType))
        {
            // On another device, or with other numbers: the same module.
            return arguments.Count > 0 && arguments[0].Value is ModuleValue && Identities.Contains(method.Name) ? arguments[0].Value : MakeModule(method, arguments);
        }

        if (scope.Symbols.IsParameter(method.ReturnType))
        {
            return MakeParameter(arguments);
        }

        if (arguments.Count > 0 && arguments[0].Name == "this" && Identities.Contains(method.Name))
        {
            bool isRounding = method.Parameters.Any(parameter => parameter.Type.Name == "ScalarType" && arguments.Any(argument => argument.Name == parameter.Name && argument.Value is NumberValue { Constant: { } kind } && WholeNumbers.Contains(kind)));
            return isRounding ? Apply("trunc", invocation, [arguments[0]]) : arguments[0].Value;
        }

        if (instance is TensorValue { Type: var type } && method.Name is "size" or "dim" or "numel")
        {
            return method.Name == "dim" ? new NumberValue(type.Rank)
                : method.Name == "size" && arguments.Count > 1 && arguments[1].Value is NumberValue { Constant: { } axis } && type.FromEnd((long)axis) is { } fromEnd ? new NumberValue(type[fromEnd].Size)
                : new NumberValue(null);
        }

        bool isInPlace = method.Name.Length > 1 && method.Name.EndsWith("_", StringComparison.Ordinal) && !method.Name.EndsWith("__", StringComparison.Ordinal);
        AbstractValue result = Apply(isInPlace ? method.Name.Substring(0, method.Name.Length - 1) : method.Name, invocation, arguments, isInPlace);
        if (isInPlace && arguments.Count > 0)
        {
            Overwrite(arguments[0].Value, result, state);
        }

        // Numbers that are read from a tensor: item, ToSingle, allclose.
        return result is TensorValue { Type.IsInvariant: true } && !scope.HoldsTensors(method.ReturnType) ? new NumberValue(null) : Spread(result, method.ReturnType);
    }

    /// <summary><c>TensorIndex.Slice(start, stop, step)</c>.</summary>
    private static IndexValue.Slice Slice(IReadOnlyList<OperationArgument> arguments)
    {
        double?[] bounds = [.. arguments.Select(argument => (argument.Value as NumberValue)?.Constant)];
        bool[] isGiven = [.. arguments.Select(argument => !argument.IsDefault && argument.Operation?.ConstantValue is not { HasValue: true, Value: null })];
        bool isConstant = Enumerable.Range(0, bounds.Length).All(i => !isGiven[i] || bounds[i] is not null);
        return new IndexValue.Slice(Bound(0), Bound(1), Bound(2) ?? 1, isConstant);

        long? Bound(int i) => i < bounds.Length && isGiven[i] && bounds[i] is { } bound ? (long)bound : null;
    }

    /// <summary>The arguments in the order of the parameters.</summary>
    private List<OperationArgument> Arguments(IInvocationOperation invocation, State state) =>
    [
        .. invocation.Arguments
            .Select(argument => (Argument: argument, Value: Evaluate(argument.Value, state) is var value and not NothingValue ? value : new NumberValue(null)))
            .OrderBy(entry => entry.Argument.Parameter?.Ordinal ?? 0)
            .Select(entry => new OperationArgument(entry.Argument.Parameter?.Name ?? "", entry.Value, entry.Argument.ArgumentKind == ArgumentKind.DefaultValue ? null : entry.Argument.Value)
            {
                IsDefault = entry.Argument.ArgumentKind == ArgumentKind.DefaultValue,
            }),
    ];

    /// <summary>A call of an annotated method: its contract is all that counts.</summary>
    private AbstractValue CallContract(IInvocationOperation invocation, Contract called, State state)
    {
        string name = invocation.TargetMethod.Name;
        bool isSame = called.Group == contract.Group;
        if (!isSame && !contract.Group.IsSubgroupOf(called.Group) && TensorTypes.LinearPart(contract.Group)?.IsSubgroupOf(called.Group) != true)
        {
            EvaluateChildren(invocation, state);
            if (!called.Group.IsSubgroupOf(contract.Group))
            {
                return new UnknownValue($"a call of '{name}', which respects {called.Group}");
            }

            report?.Invoke(TensorRuleIds.OtherGroup, invocation.Syntax.GetLocation(), [name, called.Group.Name]);
            return UnknownValue.Reported;
        }

        foreach (IArgumentOperation argument in invocation.Arguments)
        {
            AbstractValue actual = Evaluate(argument.Value, state);
            if (actual is PendingValue or PartValue && argument.Parameter is { } taking && taking.Ordinal < called.Parameters.Count && called.Parameters[taking.Ordinal] is TensorValue)
            {
                return ReportPending(actual);
            }

            if (argument.Parameter is { } parameter && parameter.Ordinal < called.Parameters.Count
                && Here(called.Parameters[parameter.Ordinal], isSame) is TensorValue { Type: var stated } && actual is TensorValue { Type: var type } && TensorTypes.Matches(stated, type) == Decision.No)
            {
                report?.Invoke(TensorRuleIds.WrongArgument, argument.Value.Syntax.GetLocation(), [parameter.Name, name, stated.ToString(), type.ToString()]);
                return UnknownValue.Reported;
            }
        }

        foreach (IArgumentOperation argument in invocation.Arguments.Where(argument => argument.Parameter is { RefKind: RefKind.Out or RefKind.Ref } parameter && parameter.Ordinal < called.Parameters.Count))
        {
            Assign(argument.Value, Here(called.Parameters[argument.Parameter!.Ordinal], isSame), argument, state);
        }

        return Here(called.Return, isSame);
    }

    /// <summary>What a contract states, for the elements of this method's group.</summary>
    private AbstractValue Here(AbstractValue stated, bool isSame) => stated switch
    {
        _ when isSame => stated,
        TensorValue { Type: var type } => TensorTypes.Under(type, contract.Group) is { } restricted ? new TensorValue(restricted) : new UnknownValue("a representation that could not be restricted to the group"),
        SequenceValue { Items: { } items } => SequenceValue.Of([.. items.Select(item => Here(item, isSame))]),
        SequenceValue sequence => new SequenceValue(null, Here(sequence.Element, isSame)),
        _ => stated,
    };

    private AbstractValue Create(IObjectCreationOperation creation, State state)
    {
        AbstractValue[] arguments = [.. creation.Arguments.Select(argument => Evaluate(argument.Value, state))];
        if (arguments is [TensorValue { Type: var actual }] && TypedTensors.Read(creation.Type, contract.Group) is { Type: var stated } && TensorTypes.Matches(stated, actual) == Decision.No)
        {
            report?.Invoke(TensorRuleIds.WrongArgument, creation.Arguments[0].Value.Syntax.GetLocation(), ["tensor", creation.Type!.Name, stated.ToString(), actual.ToString()]);
            return UnknownValue.Reported;
        }

        return scope.Symbols.IsModule(creation.Type) ? Module(creation.Type!)
            : NewSequence(creation.Type) is { } sequence ? arguments is [SequenceValue copied] ? copied : sequence
            : scope.HoldsTensors(creation.Type) || !arguments.All(IsLeftAlone) ? new UnknownValue($"a new '{creation.Type!.Name}'")
            : new ObjectValue();
    }

    /// <summary>A branch may depend on invariants only.</summary>
    public void CheckCondition(IOperation condition, AbstractValue value)
    {
        if (value is PendingValue or PartValue)
        {
            ReportPending(value);
        }

        if (value is TensorValue { Type: { IsInvariant: false, IsZero: false } type })
        {
            report?.Invoke(TensorRuleIds.ComponentsCompared, condition.Syntax.GetLocation(), ["if", type.ToString()]);
        }
    }

    /// <summary>A value that waited for a sum which did not come.</summary>
    private UnknownValue ReportPending(AbstractValue value)
    {
        PendingReport pending = (value as PendingValue)?.Otherwise ?? ((PartValue)value).Otherwise;
        report?.Invoke(pending.Id, pending.At.Syntax.GetLocation(), pending.Arguments);
        return UnknownValue.Reported;
    }

    /// <summary>What a method returns must transform as stated.</summary>
    public void CheckReturn(IOperation operation, AbstractValue value) => CheckReturn(operation, contract.Return, value, EquivariantMethods.ReturnValue);

    /// <summary>An iterator gives element after element.</summary>
    private void CheckYield(IOperation operation, AbstractValue value)
    {
        if (calls == 0)
        {
            CheckReturn(operation, ElementOf(contract.Return), value, "elements of the return value");
        }
    }

    /// <summary>What a method writes into its parameters must transform as stated where it ends.</summary>
    public void CheckParameters(IMethodSymbol method, State exit)
    {
        foreach (IParameterSymbol parameter in method.Parameters.Where(parameter => parameter.RefKind is RefKind.Out or RefKind.Ref))
        {
            if (parameter.DeclaringSyntaxReferences.FirstOrDefault() is { } reference && exit[parameter] is { } value)
            {
                CheckReturn(reference.SyntaxTree.GetLocation(reference.Span), contract.Parameters[parameter.Ordinal], value, $"parameter '{parameter.Name}'");
            }
        }
    }

    private void CheckReturn(IOperation operation, AbstractValue stated, AbstractValue value, string subject) => CheckReturn(operation.Syntax.GetLocation(), stated, value, subject);

    private void CheckReturn(Location location, AbstractValue stated, AbstractValue value, string subject)
    {
        switch (stated, value)
        {
            case (TensorValue or SequenceValue or NumberValue, UnknownValue { IsReported: false } unknown):
                report?.Invoke(TensorRuleIds.Undecided, location, [subject, unknown.Cause]);
                break;
            case (TensorValue, PendingValue or PartValue):
                ReportPending(value);
                break;
            case (TensorValue { Type: var expected }, TensorValue { Type: var actual }):
                switch (TensorTypes.Matches(expected, actual))
                {
                    case Decision.No:
                        report?.Invoke(TensorRuleIds.WrongReturn, location, [expected.ToString(), actual.ToString(), ParityHint(expected, actual)]);
                        break;
                    case Decision.Unknown:
                        report?.Invoke(TensorRuleIds.Undecided, location, [subject, TensorType.MixtureOfPoints]);
                        break;
                }

                break;
            case (TensorValue, NumberValue):
                // A number that becomes a tensor.
                CheckReturn(location, stated, new TensorValue(TensorType.Invariant(contract.Group)), subject);
                break;
            case (SequenceValue { Items: null } all, SequenceValue { Items: { } items }):
                foreach (AbstractValue item in items)
                {
                    CheckReturn(location, all.Element, item, $"elements of the {subject}");
                }

                break;
            case (SequenceValue { Items: null } all, SequenceValue { Items: null } some):
                CheckReturn(location, all.Element, some.Element, $"elements of the {subject}");
                break;
            case (SequenceValue { Items: { } parts }, SequenceValue { Items: null } some):
                CheckReturn(location, parts.Aggregate((AbstractValue)new NothingValue(), AbstractValue.Join), some.Element, $"elements of the {subject}");
                break;
            case (SequenceValue { Items: { } parts }, SequenceValue { Items: { } items }) when parts.Count == items.Count:
                for (int i = 0; i < parts.Count; i++)
                {
                    CheckReturn(location, parts[i], items[i], EquivariantMethods.Element(i, subject));
                }

                break;
        }
    }

    /// <summary>Where both transform alike under the part of the group without reflections, that group would do.</summary>
    private string ParityHint(TensorType stated, TensorType actual) =>
        TensorTypes.WithoutReflections(contract.Group) is { } proper
        && TensorTypes.Restrict(stated, proper) is { } left && TensorTypes.Restrict(actual, proper) is { } right && TensorTypes.Matches(left, right) == Decision.Yes
            ? $"; reflections change its sign: state {proper.Name} if they do not matter"
            : "";
}
