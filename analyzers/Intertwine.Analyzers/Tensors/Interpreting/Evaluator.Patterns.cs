using Intertwine.Analyzers.Tensors.Values;
using Microsoft.CodeAnalysis.Operations;

namespace Intertwine.Analyzers.Tensors.Interpreting;

/// <summary>Patterns: <c>x is { } y</c>, <c>pair is (var a, var b)</c>. What they test is left alone by the group; the variables that they declare are what they stand for.</summary>
internal sealed partial class Evaluator
{
    private NumberValue Match(IPatternOperation pattern, AbstractValue value, State state)
    {
        switch (pattern)
        {
            case IDeclarationPatternOperation { DeclaredSymbol: { } variable }:
                state[variable] = value;
                break;
            case IRecursivePatternOperation recursive:
                if (recursive.DeclaredSymbol is { } whole)
                {
                    state[whole] = value;
                }

                for (int i = 0; i < recursive.DeconstructionSubpatterns.Length; i++)
                {
                    Match(recursive.DeconstructionSubpatterns[i], Part(value, i, recursive.DeconstructionSubpatterns.Length), state);
                }

                foreach (IPropertySubpatternOperation property in recursive.PropertySubpatterns)
                {
                    Match(property.Pattern, PartOf(property, value), state);
                }

                break;
            case IListPatternOperation list:
                // Those before a slice are counted from the front, those behind it from the end.
                int slice = list.Patterns.ToList().FindIndex(element => element is ISlicePatternOperation), patterns = list.Patterns.Length;
                for (int i = 0; i < patterns; i++)
                {
                    int fromEnd = patterns - i;
                    AbstractValue element = value is not SequenceValue { Items: { } items } ? ElementOf(value)
                        : list.Patterns[i] is ISlicePatternOperation ? value
                        : (slice < 0 || i < slice) && i < items.Count ? items[i]
                        : slice >= 0 && i > slice && fromEnd <= items.Count ? items[items.Count - fromEnd]
                        : new NothingValue();
                    Match(list.Patterns[i], element, state);
                }

                break;
            case ISlicePatternOperation { Pattern: { } rest }:
                Match(rest, value is SequenceValue sequence ? new SequenceValue(null, sequence.Element) : value, state);
                break;
            case IBinaryPatternOperation binary:
                Match(binary.LeftPattern, value, state);
                Match(binary.RightPattern, value, state);
                break;
            case INegatedPatternOperation negated:
                Match(negated.Pattern, value, state);
                break;
        }

        return new NumberValue(null);
    }

    /// <summary>A property of what is matched: numbers of tensors (their shape), unknown where it may hold tensors.</summary>
    private AbstractValue PartOf(IPropertySubpatternOperation property, AbstractValue value) =>
        scope.HoldsTensors(property.Member.Type) ? value as UnknownValue ?? new UnknownValue("a property in a pattern") : new NumberValue(null);

    private static AbstractValue Part(AbstractValue value, int index, int count) => value switch
    {
        SequenceValue { Items: { } items } when items.Count == count => items[index],
        SequenceValue sequence => sequence.Element,
        UnknownValue unknown => unknown,
        _ => new UnknownValue("a value that is taken apart"),
    };
}
