using Intertwine.Analyzers.Rules;
using Intertwine.Analyzers.Tensors.Annotations;
using Intertwine.Analyzers.Tensors.Operations;
using Intertwine.Analyzers.Tensors.Values;
using Intertwine.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Intertwine.Analyzers.Tensors.Interpreting;

/// <summary>Calls: operations of TorchSharp in all their forms, modules, annotated methods and others.</summary>
internal sealed partial class Evaluator
{
    /// <summary>Calls that give the tensor they take: where it lies and who disposes of it does not matter.</summary>
    private static readonly HashSet<string> Identities =
    [
        "to", "cpu", "cuda", "contiguous", "clone", "alias", "detach", "requires_grad_", "with_requires_grad", "MoveToOuterDisposeScope", "MoveToOtherDisposeScope", "DetachFromDisposeScope", "type", "type_as", "double", "float", "half",
    ];

    private AbstractValue Invoke(IInvocationOperation invocation, State state)
    {
        IMethodSymbol method = invocation.TargetMethod;
        AbstractValue? instance = invocation.Instance is { } receiver ? Evaluate(receiver, state) : null;
        if (scope.Contract(method, cancellation) is { } called)
        {
            return CallContract(invocation, called, state);
        }

        if (instance is ModuleValue module && method.Name is "forward" or "call")
        {
            return Apply("forward", invocation, [new OperationArgument("this", module, invocation.Instance), .. Arguments(invocation, state)]);
        }

        if (scope.Symbols.IsOperation(method))
        {
            return Operation(invocation, instance, state);
        }

        List<OperationArgument> arguments = Arguments(invocation, state);
        if (!scope.HoldsTensors(method.ReturnType))
        {
            return new NumberValue(null);
        }

        if (method.Name == "GetEnumerator" && instance is SequenceValue or UnknownValue)
        {
            return instance;
        }

        bool isFunction = method.IsStatic && instance is null && arguments.All(argument => argument.Value is NumberValue or TensorValue { Type.IsInvariant: true });
        return isFunction && scope.Symbols.IsTensor(method.ReturnType)
            ? new TensorValue(TensorType.Invariant(contract.Group))
            : new UnknownValue($"a call of '{method.Name}', which has no annotations");
    }

    /// <summary>A method of TorchSharp: static and instance forms become alike.</summary>
    private AbstractValue Operation(IInvocationOperation invocation, AbstractValue? instance, State state)
    {
        IMethodSymbol method = invocation.TargetMethod;
        List<OperationArgument> arguments = Arguments(invocation, state);
        if (instance is not null)
        {
            arguments.Insert(0, new OperationArgument("this", instance, invocation.Instance));
        }
        else if (arguments.Count > 0 && scope.Symbols.IsTensor(method.Parameters[0].Type))
        {
            arguments[0] = arguments[0] with { Name = "this" };
        }

        if (scope.Symbols.IsModule(method.ReturnType))
        {
            return new ModuleValue(method.Name, new EquatableArray<ModuleArgument>([.. arguments.Select(argument => new ModuleArgument(argument.Name, argument.Value))]));
        }

        if (arguments.Count > 0 && arguments[0].Name == "this" && Identities.Contains(method.Name))
        {
            return arguments[0].Value;
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

        return result;
    }

    /// <summary>The arguments in the order of the parameters.</summary>
    private List<OperationArgument> Arguments(IInvocationOperation invocation, State state) =>
    [
        .. invocation.Arguments
            .Select(argument => (Argument: argument, Value: Evaluate(argument.Value, state)))
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
        if (!isSame && !contract.Group.IsSubgroupOf(called.Group))
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
            if (actual is PendingValue pending && argument.Parameter is { } taking && taking.Ordinal < called.Parameters.Count && called.Parameters[taking.Ordinal] is TensorValue)
            {
                return ReportPending(pending);
            }

            if (argument.Parameter is { } parameter && parameter.Ordinal < called.Parameters.Count
                && Here(called.Parameters[parameter.Ordinal], isSame) is TensorValue { Type: var stated } && actual is TensorValue { Type: var type } && TensorTypes.Matches(stated, type) == Decision.No)
            {
                report?.Invoke(TensorRuleIds.WrongArgument, argument.Value.Syntax.GetLocation(), [parameter.Name, name, stated.ToString(), type.ToString()]);
                return UnknownValue.Reported;
            }
        }

        return Here(called.Return, isSame);
    }

    /// <summary>What a contract states, for the elements of this method's group.</summary>
    private AbstractValue Here(AbstractValue stated, bool isSame) => stated switch
    {
        _ when isSame => stated,
        TensorValue { Type: var type } => TensorTypes.Restrict(type, contract.Group) is { } restricted ? new TensorValue(restricted) : new UnknownValue("a representation that could not be restricted to the group"),
        SequenceValue { Items: { } items } => SequenceValue.Of([.. items.Select(item => Here(item, isSame))]),
        SequenceValue sequence => new SequenceValue(null, Here(sequence.Element, isSame)),
        _ => stated,
    };

    private AbstractValue Create(IObjectCreationOperation creation, State state)
    {
        EvaluateChildren(creation, state);
        return scope.HoldsTensors(creation.Type) ? new UnknownValue($"a new '{creation.Type!.Name}'") : new ObjectValue();
    }

    /// <summary>A module of the user or of TorchSharp, by its declared type: what it was made with is not known.</summary>
    private static ModuleValue Module(ITypeSymbol type) => new(type.Name, EquatableArray<ModuleArgument>.Empty);

    /// <summary>A branch may depend on invariants only.</summary>
    public void CheckCondition(IOperation condition, AbstractValue value)
    {
        if (value is PendingValue pending)
        {
            ReportPending(pending);
        }

        if (value is TensorValue { Type: { IsInvariant: false, IsZero: false } type })
        {
            report?.Invoke(TensorRuleIds.ComponentsCompared, condition.Syntax.GetLocation(), ["if", type.ToString()]);
        }
    }

    /// <summary>A value that waited for a sum which did not come.</summary>
    private UnknownValue ReportPending(PendingValue pending)
    {
        report?.Invoke(pending.Otherwise.Id, pending.Otherwise.At.Syntax.GetLocation(), pending.Otherwise.Arguments);
        return UnknownValue.Reported;
    }

    /// <summary>What a method returns must transform as stated.</summary>
    public void CheckReturn(IOperation operation, AbstractValue value) => CheckReturn(operation, contract.Return, value, "return value");

    private void CheckReturn(IOperation operation, AbstractValue stated, AbstractValue value, string subject)
    {
        switch (stated, value)
        {
            case (TensorValue or SequenceValue, UnknownValue { IsReported: false } unknown):
                report?.Invoke(TensorRuleIds.Undecided, operation.Syntax.GetLocation(), [subject, unknown.Cause]);
                break;
            case (TensorValue, PendingValue pending):
                ReportPending(pending);
                break;
            case (TensorValue { Type: var expected }, TensorValue { Type: var actual }):
                switch (TensorTypes.Matches(expected, actual))
                {
                    case Decision.No:
                        report?.Invoke(TensorRuleIds.WrongReturn, operation.Syntax.GetLocation(), [expected.ToString(), actual.ToString(), ParityHint(expected, actual)]);
                        break;
                    case Decision.Unknown:
                        report?.Invoke(TensorRuleIds.Undecided, operation.Syntax.GetLocation(), [subject, "points with weights whose sum is not known"]);
                        break;
                }

                break;
            case (SequenceValue { Items: { } parts }, SequenceValue { Items: { } items }) when parts.Count == items.Count:
                for (int i = 0; i < parts.Count; i++)
                {
                    CheckReturn(operation, parts[i], items[i], $"element {i} of the {subject}");
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
