using Intertwine.Analyzers.Tensors.Values;

namespace Intertwine.Analyzers.Tensors.Operations;

/// <summary><c>einsum("bci,bdi->bcd", x, y)</c>: y[out] = sum over the other letters of the product of the operands (<see cref="Contraction"/>).</summary>
internal sealed class EinsumRule : IOperationRule
{
    public IEnumerable<string> Names => ["einsum"];

    public AbstractValue? Apply(OperationCall call)
    {
        if (call.First is not NumberValue { Text: { } text } || Operands(call) is not { } tensors || Subscripts.Parse(text) is not { } subscripts || subscripts.Inputs.Count != tensors.Count)
        {
            return null;
        }

        List<ContractionOperand> operands = [];
        int longest = 0;
        for (int i = 0; i < tensors.Count; i++)
        {
            if (Labels(tensors[i].Type, subscripts.Inputs[i]) is not { } labels)
            {
                return null;
            }

            operands.Add(new ContractionOperand(tensors[i], labels));
            longest = Math.Max(longest, labels.Count(label => label < 0));
        }

        int[] output = [.. subscripts.Output.SelectMany(letter => letter == Subscripts.Ellipsis ? Enumerable.Range(-longest, longest) : [letter])];
        return new Contraction(call, operands, output, text)
        {
            IsOpen = subscripts.Inputs.Any(input => input.IndexOf(Subscripts.Ellipsis) >= 0),
            Text = label => label < 0 ? "'...'" : $"'{(char)label}'",
        }.Apply();
    }

    /// <summary>A label per axis: letters, and for those of the ellipsis their negative places from its end. Null where the letters do not fit.</summary>
    private static IReadOnlyList<int>? Labels(TensorType type, string letters)
    {
        int ellipsis = letters.IndexOf(Subscripts.Ellipsis);
        if (ellipsis < 0)
        {
            return (type.Rank ?? letters.Length) == letters.Length && type.Axes.Count <= letters.Length ? [.. letters.Select(letter => (int)letter)] : null;
        }

        if (ellipsis > 0 && type.Rank is null)
        {
            return null;
        }

        int further = (type.Rank ?? Math.Max(type.Axes.Count, letters.Length - 1)) - (letters.Length - 1);
        return further < 0 ? null : [.. letters.SelectMany(letter => letter == Subscripts.Ellipsis ? Enumerable.Range(-further, further) : [letter])];
    }

    private static List<TensorValue>? Operands(OperationCall call)
    {
        List<TensorValue> types = [];
        foreach (AbstractValue value in call.Arguments.Skip(1).SelectMany(argument => argument.Value is SequenceValue { Items: { } items } ? items : (IEnumerable<AbstractValue>)[argument.Value]))
        {
            if (value is not TensorValue tensor)
            {
                return null;
            }

            types.Add(tensor);
        }

        return types;
    }
}
