using Intertwine.Algebra;
using Intertwine.Analyzers.Tensors.Values;
using Intertwine.Generator;

namespace Intertwine.Analyzers.Tensors.Operations;

/// <summary>Types of tensors made of numbers.</summary>
internal static class Filling
{
    /// <summary>A tensor with the lengths <paramref name="sizes"/> (null: not known) and one number everywhere.</summary>
    public static TensorType Uniform(Group group, IReadOnlyList<int?>? sizes, double? value) => new(
        new EquatableArray<TensorAxis>([.. (sizes ?? []).Select(size => new TensorAxis(size, null) { IsUniform = true })]), sizes?.Count, group.Trivial)
    {
        IsConstant = value is not null,
        IsZero = value == 0,
    };

    /// <summary>A tensor made of nested arrays of numbers; null where something else is among them.</summary>
    public static TensorType? Of(Group group, SequenceValue sequence)
    {
        List<int?> sizes = [];
        List<NumberValue> numbers = [];
        if (!Collect(sequence, 0))
        {
            return null;
        }

        bool isConstant = sequence.Items is not null && numbers.All(number => number.Constant is not null);
        bool isUniform = isConstant && numbers.Count > 0 && numbers.All(number => number.Constant == numbers[0].Constant);
        return new TensorType(new EquatableArray<TensorAxis>([.. sizes.Select(size => new TensorAxis(size, null) { IsUniform = isUniform })]), sizes.Count, group.Trivial)
        {
            IsConstant = isConstant,
            IsZero = isUniform && numbers[0].Constant == 0,
        };

        bool Collect(AbstractValue value, int depth)
        {
            switch (value)
            {
                case NumberValue number when depth == sizes.Count && depth > 0:
                    numbers.Add(number);
                    return true;
                case SequenceValue { Items: { Count: > 0 } items } when depth <= sizes.Count && (numbers.Count == 0 || depth < sizes.Count):
                    if (depth == sizes.Count)
                    {
                        sizes.Add(items.Count);
                    }

                    return sizes[depth] == items.Count && items.All(item => Collect(item, depth + 1));
                case SequenceValue { Items: null, Element: NumberValue } when depth == 0:
                    sizes.Add(null);
                    return true;
                default:
                    return false;
            }
        }
    }
}
