using Intertwine.Analyzers.Tensors.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Intertwine.Analyzers.Tensors.Interpreting;

/// <summary>Arrays and lists that are filled element by element.</summary>
internal sealed partial class Evaluator
{
    /// <summary>A new list or array of tensors; null for other types.</summary>
    private SequenceValue? NewSequence(ITypeSymbol? type) => type switch
    {
        IArrayTypeSymbol array when scope.HoldsTensors(array.ElementType) => SequenceValue.Empty,
        INamedTypeSymbol { Name: "List" or "Queue" or "Stack" or "LinkedList", TypeArguments: [var element] } when scope.HoldsTensors(element) => SequenceValue.Empty,
        _ => null,
    };

    /// <summary>A method of a list that changes it or reads from it; null for other calls.</summary>
    private AbstractValue? ListCall(IInvocationOperation invocation, SequenceValue list, IReadOnlyList<AbstractValue> arguments, State state)
    {
        switch (invocation.TargetMethod.Name, arguments)
        {
            case ("Add" or "Enqueue" or "Push" or "AddLast" or "AddFirst", [var added]):
                Refill(list, added, state);
                return new ObjectValue();
            case ("Insert", [_, var inserted]):
                Refill(list, inserted, state);
                return new ObjectValue();
            case ("AddRange", [var others]):
                Refill(list, ElementOf(others), state);
                return new ObjectValue();
            case ("Clear" or "Reverse" or "RemoveAt" or "RemoveRange" or "Sort" or "TrimExcess", _):
                state.Replace(list, new SequenceValue(null, list.Element));
                return new ObjectValue();
            case ("Dequeue" or "Pop" or "Peek", []):
                return list.Element;
            case ("ToArray", []):
                return list;
            default:
                return null;
        }
    }

    /// <summary>One more element, or another one in a place that is not known.</summary>
    private static void Refill(SequenceValue list, AbstractValue added, State state) => state.Replace(list, new SequenceValue(null, AbstractValue.Join(list.Element, added)));

    /// <summary>An element of an array or list is written.</summary>
    private static void Store(AbstractValue sequence, IReadOnlyList<AbstractValue> indices, AbstractValue value, State state)
    {
        if (sequence is SequenceValue { Items: { } items } known && indices is [NumberValue { Constant: { } at }] && at >= 0 && at < items.Count)
        {
            AbstractValue[] changed = [.. items];
            changed[(int)at] = value;
            state.Replace(known, SequenceValue.Of(changed));
        }
        else if (sequence is SequenceValue any)
        {
            Refill(any, value, state);
        }
    }
}
