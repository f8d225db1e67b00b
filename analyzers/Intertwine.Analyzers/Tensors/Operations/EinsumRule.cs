using Intertwine.Algebra;
using Intertwine.Analyzers.Rules;
using Intertwine.Analyzers.Tensors.Values;
using Intertwine.Generator;

namespace Intertwine.Analyzers.Tensors.Operations;

/// <summary>
/// y[out] = sum over the other letters of the product of the operands. An index of components that occurs once and is kept carries on; one that two operands with the same orthogonal representation share and that is summed gives
/// an invariant, sum_c (gx)_c (gy)_c = sum_c x_c y_c; one that is summed alone gives none, as no linear function of an irrep but zero is invariant.
/// </summary>
internal sealed class EinsumRule : IOperationRule
{
    public IEnumerable<string> Names => ["einsum"];

    public AbstractValue? Apply(OperationCall call)
    {
        if (call.First is not NumberValue { Text: { } text } || Operands(call) is not { } types || types.All(type => type.IsInvariant)
            || types.Any(type => type.IsZero || type.Translation != 0) || Subscripts.Parse(text) is not { } subscripts || subscripts.Inputs.Count != types.Count)
        {
            return null;
        }

        Dictionary<char, List<TensorAxis>> occurrences = [];
        Piece sign = call.Group.Trivial;
        for (int i = 0; i < types.Count; i++)
        {
            string letters = subscripts.Inputs[i];
            if ((types[i].Rank is { } rank && rank != letters.Length) || types[i].Axes.Count > letters.Length || !(types[i].Sign.IsTrivial || sign.IsTrivial))
            {
                return null;
            }

            sign = sign.IsTrivial ? types[i].Sign : sign;
            for (int k = 0; k < letters.Length; k++)
            {
                if (!occurrences.TryGetValue(letters[k], out List<TensorAxis>? axes))
                {
                    occurrences[letters[k]] = axes = [];
                }

                axes.Add(types[i][k - letters.Length]);
            }
        }

        Dictionary<char, TensorAxis> kept = [];
        foreach (KeyValuePair<char, List<TensorAxis>> letter in occurrences)
        {
            List<Representation> components = [.. letter.Value.Where(axis => axis.Components is not null).Select(axis => axis.Components!)];
            bool isKept = subscripts.Output.IndexOf(letter.Key) >= 0;
            bool isAlone = letter.Value.Count == components.Count;
            if (components.Count == 0)
            {
                kept[letter.Key] = letter.Value.FirstOrDefault(axis => axis.Size is > 1);
            }
            else if (isKept && isAlone && components.Count == 1)
            {
                kept[letter.Key] = letter.Value[0];
            }
            else if (!isKept && isAlone && components.Count == 1)
            {
                // A sum of pseudo-scalars is one; a sum over an irrep of more dimensions is nothing.
                return components[0].Terms.All(term => term.Piece is Irrep) && components[0].Terms.Any(term => term.Piece.Dimension > 1)
                    ? call.Broken(TensorRuleIds.WrongContraction, null, "einsum", text, $"'{letter.Key}' sums components of {components[0]} alone")
                    : null;
            }
            else if (!isKept && isAlone && components.Count == 2 && components[0] == components[1])
            {
                if (components[0].Terms.Any(term => !term.Piece.IsOrthogonal))
                {
                    return null;
                }
            }
            else
            {
                return null;
            }
        }

        if (subscripts.Output.Any(letter => !kept.ContainsKey(letter)))
        {
            return null;
        }

        return new TensorValue(new TensorType(new EquatableArray<TensorAxis>([.. subscripts.Output.Select(letter => kept[letter])]), subscripts.Output.Length, sign));
    }

    private static List<TensorType>? Operands(OperationCall call)
    {
        List<TensorType> types = [];
        foreach (AbstractValue value in call.Arguments.Skip(1).SelectMany(argument => argument.Value is SequenceValue { Items: { } items } ? items : (IEnumerable<AbstractValue>)[argument.Value]))
        {
            if (value is not TensorValue tensor)
            {
                return null;
            }

            types.Add(tensor.Type);
        }

        return types;
    }
}
