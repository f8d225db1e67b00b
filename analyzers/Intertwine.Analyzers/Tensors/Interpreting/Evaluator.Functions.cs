using Intertwine.Analyzers.Tensors.Annotations;
using Intertwine.Analyzers.Tensors.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Intertwine.Analyzers.Tensors.Interpreting;

/// <summary>Lambdas and local functions without annotations: they are followed where they are called, with the variables as they are there.</summary>
internal sealed partial class Evaluator
{
    /// <summary>Functions called in functions deeper than this are unknown; so recursion ends.</summary>
    private const int MaximumCalls = 4;

    private AbstractValue Function(IOperation operation) => operation switch
    {
        IFlowAnonymousFunctionOperation lambda => new FunctionValue(lambda.Symbol, graph.GetAnonymousFunctionControlFlowGraphInScope(lambda, cancellation)),
        IDelegateCreationOperation { Target: var target } => Function(target),
        IMethodReferenceOperation { Method: var method } => new FunctionValue(method, LocalFunction(method)),
        _ => new ObjectValue(),
    };

    private ControlFlowGraph? LocalFunction(IMethodSymbol method) =>
        method is { MethodKind: MethodKind.LocalFunction, IsExtern: false } && method.DeclaringSyntaxReferences.Length > 0 ? graph.GetLocalFunctionControlFlowGraphInScope(method, cancellation) : null;

    /// <summary>A call whose body is known: what it returns, and what it leaves in the variables around it and in those that are passed by reference. Null where it is not followed.</summary>
    private AbstractValue? Call(IMethodSymbol method, ControlFlowGraph? body, IReadOnlyList<AbstractValue> arguments, State state, IInvocationOperation? invocation = null)
    {
        bool isByReference = method.Parameters.Any(parameter => parameter.RefKind is RefKind.Out or RefKind.Ref);
        if (body is null || calls >= MaximumCalls || method.IsAsync || method.Parameters.Length != arguments.Count || (isByReference && invocation is null))
        {
            return null;
        }

        State entry = state.Copy();
        for (int i = 0; i < arguments.Count; i++)
        {
            entry[method.Parameters[i]] = arguments[i];
        }

        var inner = new Interpretation(body, new Evaluator(scope, contract, body, report, cancellation, calls + 1), cancellation, isInlined: true);
        if (!inner.Run(entry))
        {
            return new UnknownValue($"'{method.Name}', which is too long to follow");
        }

        if (inner.Exit is { } exit)
        {
            state.TakeOver(exit);
        }

        foreach (IArgumentOperation argument in isByReference ? invocation!.Arguments.Where(argument => argument.Parameter?.RefKind is RefKind.Out or RefKind.Ref) : [])
        {
            Assign(argument.Value, inner.Exit?[argument.Parameter!] ?? new UnknownValue($"'{argument.Parameter!.Name}', which '{method.Name}' does not return"), argument, state);
        }

        return inner.Returned ?? new ObjectValue();
    }

    /// <summary>A function as a value applied to arguments; null where nothing is known of it.</summary>
    private AbstractValue? Call(FunctionValue function, State state, params AbstractValue[] arguments) =>
        scope.Contract(function.Method, cancellation) is { } called
            ? called.Group == contract.Group && called.Parameters.Count == arguments.Length && called.Parameters.Zip(arguments, Fits).All(fits => fits) ? called.Return : null
            : Call(function.Method, function.Body, arguments, state);

    /// <summary>One of several functions: what all of them give.</summary>
    private AbstractValue? Call(ChoiceValue choice, State state, params AbstractValue[] arguments) =>
        Map(choice.Functions.Select(function => Call(function, state, arguments))) is SequenceValue results ? results.Element : null;

    private static bool Fits(AbstractValue stated, AbstractValue actual) => stated is not TensorValue { Type: var type } || (actual is TensorValue tensor && TensorTypes.Matches(type, tensor.Type) == Decision.Yes);

    /// <summary>A function of <c>System.Math</c> of constants; null for other calls.</summary>
    private static NumberValue? Compute(IMethodSymbol method, IReadOnlyList<AbstractValue> arguments)
    {
        if (method.ContainingType is not { Name: "Math" or "MathF", ContainingNamespace.Name: "System" })
        {
            return null;
        }

        double?[] numbers = [.. arguments.Select(argument => (argument as NumberValue)?.Constant)];
        return new NumberValue((method.Name, numbers) switch
        {
            ("Sqrt", [{ } x]) => Math.Sqrt(x),
            ("Cbrt", [{ } x]) => Math.Pow(x, 1.0 / 3),
            ("Abs", [{ } x]) => Math.Abs(x),
            ("Exp", [{ } x]) => Math.Exp(x),
            ("Log", [{ } x]) => Math.Log(x),
            ("Sin", [{ } x]) => Math.Sin(x),
            ("Cos", [{ } x]) => Math.Cos(x),
            ("Pow", [{ } x, { } y]) => Math.Pow(x, y),
            ("Min", [{ } x, { } y]) => Math.Min(x, y),
            ("Max", [{ } x, { } y]) => Math.Max(x, y),
            _ => null,
        });
    }

    /// <summary>Sequences taken apart and put together by functions: <c>Select</c>, <c>Zip</c>, <c>Aggregate</c> and their like. Null for other calls.</summary>
    private AbstractValue? Query(IMethodSymbol method, IReadOnlyList<AbstractValue> arguments, State state)
    {
        if (method.ContainingType is not { Name: "Enumerable", ContainingNamespace.Name: "Linq" } || arguments.Count == 0)
        {
            return null;
        }

        AbstractValue source = arguments[0];
        AbstractValue[] items = source is SequenceValue { Items: { } known } ? [.. known] : [];
        return (method.Name, arguments) switch
        {
            ("ToArray" or "ToList" or "AsEnumerable", _) => source,
            ("Reverse", _) when items.Length > 0 => SequenceValue.Of([.. Enumerable.Reverse(items)]),
            ("Reverse" or "Skip" or "Take" or "Distinct", _) when source is SequenceValue sequence => new SequenceValue(null, sequence.Element),
            ("First" or "Last" or "Single" or "ElementAt", [_] or [_, NumberValue]) => ElementOf(source),
            ("Append" or "Prepend", [SequenceValue sequence, var added]) => new SequenceValue(null, AbstractValue.Join(sequence.Element, added)),
            ("Concat", [SequenceValue first, SequenceValue second]) => new SequenceValue(null, AbstractValue.Join(first.Element, second.Element)),
            ("Repeat", [var repeated, _]) => new SequenceValue(null, repeated),
            ("Select", [_, FunctionValue { Method.Parameters.Length: 1 } function]) => items.Length > 0
                ? Map(items.Select(item => Call(function, state, item)))
                : Call(function, state, ElementOf(source)) is { } element ? new SequenceValue(null, element) : null,
            ("Select", [_, FunctionValue { Method.Parameters.Length: 2 } function]) => Call(function, state, ElementOf(source), new NumberValue(null)) is { } element ? new SequenceValue(null, element) : null,
            ("Where", [_, FunctionValue]) => Filter(source, (FunctionValue)arguments[1], state),
            ("Zip", [_, SequenceValue { Items: { } others }]) when items.Length > 0 && others.Count == items.Length => SequenceValue.Of([.. items.Zip(others, (item, another) => SequenceValue.Of(item, another))]),
            ("Zip", [_, SequenceValue { Items: { } others }, FunctionValue function]) when items.Length > 0 && others.Count == items.Length => Map(items.Zip(others, (item, another) => Call(function, state, item, another))),
            ("Zip", [_, var other]) => new SequenceValue(null, SequenceValue.Of(ElementOf(source), ElementOf(other))),
            ("Zip", [_, var other, FunctionValue function]) => Call(function, state, ElementOf(source), ElementOf(other)) is { } element ? new SequenceValue(null, element) : null,
            ("Aggregate", [_, FunctionValue function]) when items.Length > 0 => items.Skip(1).Aggregate((AbstractValue?)items[0], (folded, item) => folded is null ? null : Call(function, state, folded, item)),
            ("Aggregate", [_, FunctionValue function]) => Fold(function, ElementOf(source), ElementOf(source), state),
            ("Aggregate", [_, var seed, FunctionValue function]) => Fold(function, seed, ElementOf(source), state),
            _ => null,
        };
    }

    private static AbstractValue? Map(IEnumerable<AbstractValue?> results)
    {
        AbstractValue?[] all = [.. results];
        return all.Contains(null) ? null : SequenceValue.Of(all!);
    }

    private AbstractValue? Filter(AbstractValue source, FunctionValue function, State state) =>
        source is SequenceValue sequence && Call(function, state, sequence.Element) is NumberValue or TensorValue { Type.IsInvariant: true } ? new SequenceValue(null, sequence.Element) : null;

    /// <summary>f(... f(f(seed, x), x) ...): what is the same after one more step.</summary>
    private AbstractValue? Fold(FunctionValue function, AbstractValue seed, AbstractValue element, State state)
    {
        AbstractValue result = seed;
        for (int step = 0; step < 3; step++)
        {
            if (Call(function, state, result, element) is not { } next)
            {
                return null;
            }

            AbstractValue joined = AbstractValue.Join(result, next);
            if (joined.Equals(result))
            {
                return result;
            }

            result = joined;
        }

        return new UnknownValue("a sequence that changes with every element");
    }
}
