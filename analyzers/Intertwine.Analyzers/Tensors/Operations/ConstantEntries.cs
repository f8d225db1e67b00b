using Intertwine.Algebra;
using Intertwine.Analyzers.Tensors.Values;
using Intertwine.Generator;

namespace Intertwine.Analyzers.Tensors.Operations;

/// <summary>
/// The numbers of small constant tensors that code writes down: identities, metrics, permutation matrices, ε_ijk. With them it can be checked that a matrix commutes with the group (<see cref="GeneratorConditions"/>); without, it is
/// a matrix like any other.
/// </summary>
internal static class ConstantEntries
{
    private const int MaximumEntries = 1024;

    /// <summary>Operations that leave the entries in their order.</summary>
    private static readonly HashSet<string> Orderly = ["unsqueeze", "squeeze", "view", "reshape", "flatten", "unflatten", "positive", "as_tensor", "from_array", "tensor"];

    /// <summary>The result of a call with its entries, where these follow.</summary>
    public static AbstractValue Attach(OperationCall call, AbstractValue result)
    {
        if (result is not TensorValue { Entries: null, Type: { Rank: { } rank, IsInvariant: true } type } tensor || rank != type.Axes.Count || type.Axes.Any(axis => axis.Size is null))
        {
            return result;
        }

        long count = type.Axes.Aggregate(1L, (product, axis) => product * axis.Size!.Value);
        return count <= MaximumEntries && Entries(call, type) is { } entries && entries.Length == count ? tensor with { Entries = new EquatableArray<double>(entries) } : result;
    }

    /// <summary>Whether the entries are those of the identity matrix, or of a multiple of it.</summary>
    public static bool IsIdentity(TensorValue value)
    {
        if (value.Entries is not { } entries || value.Type.Rank != 2 || value.Type[-1].Size is not { } size || value.Type[-2].Size != size)
        {
            return false;
        }

        double diagonal = size > 0 ? entries[0] : 0;
        return entries.Select((entry, i) => entry == (i / size == i % size ? diagonal : 0)).All(isEqual => isEqual);
    }

    /// <summary>
    /// Components times known numbers, diag(d) x, where that commutes with the group: with the metric, a vector of SO(1,3) becomes one of the dual representation. Null where it does not, or where something else is multiplied.
    /// </summary>
    public static AbstractValue? Scale(OperationCall call)
    {
        if (call.Name is not ("mul" or "multiply") || call.Arguments.Count < 2)
        {
            return null;
        }

        (AbstractValue first, AbstractValue second) = (call.Arguments[0].Value, call.Arguments[1].Value);
        (TensorValue? factor, AbstractValue vector) = first is TensorValue { Entries: not null } known ? (known, second) : (second as TensorValue, first);
        TensorType? scaled = vector is PendingValue { Until: PendingStep.Sum, IsForm: true } form ? form.Type : (vector as TensorValue)?.Type;
        if (factor is not { Entries: { } entries, Type: { IsInvariant: true, IsZero: false, Rank: > 0 } constant } || scaled is not { IsInvariant: false, Translation: 0 } type
            || type[-1].Components is not { } components || !GeneratorConditions.IsClear(components) || constant[-1].Size != components.Dimension || entries.Count != components.Dimension || components.Dimension < 2)
        {
            return null;
        }

        int size = components.Dimension;
        double[] diagonal = new double[size * size];
        for (int i = 0; i < size; i++)
        {
            diagonal[(i * size) + i] = entries[i];
        }

        foreach (Representation result in new[] { components, Forms.Dual(components) })
        {
            if (GeneratorConditions.IsIntertwiner(components, result, diagonal))
            {
                if (vector is PendingValue)
                {
                    // x_c y_c d_c: the products of x with the components d_c y_c, which transform dually where d is a metric.
                    TensorType whole = type.WithAxis(-1, TensorAxis.Of(components));
                    return Elementwise.Multiply(call, new TensorValue(whole), new TensorValue(Elementwise.Bare(whole).WithAxis(-1, TensorAxis.Of(result))));
                }

                return new TensorValue(type.WithAxis(-1, TensorAxis.Of(result)) with { IsConstant = false });
            }
        }

        return null;
    }

    private static double[]? Entries(OperationCall call, TensorType type)
    {
        AbstractValue? first = call.Arguments.Count > 0 ? call.First : null;
        switch (call.Name)
        {
            case "eye" when type.Rank == 2:
                int columns = type[-1].Size!.Value;
                return [.. Enumerable.Range(0, type[-2].Size!.Value * columns).Select(i => i / columns == i % columns ? 1.0 : 0.0)];
            case "tensor" or "as_tensor" or "from_array" or "FloatTensor" or "DoubleTensor" when first is not TensorValue:
                List<double> numbers = [];
                return first is not null && Collect(first, numbers) ? [.. numbers] : null;
        }

        if (first is not TensorValue { Entries: { } known, Type: var old })
        {
            return null;
        }

        double? factor = call.Arguments.Count > 1 ? (call.Arguments[1].Value as NumberValue)?.Constant : null;
        return call.Name switch
        {
            "neg" or "negative" => [.. known.Select(entry => -entry)],
            "mul" or "multiply" when factor is { } number => [.. known.Select(entry => entry * number)],
            "div" or "divide" when factor is { } number && number != 0 => [.. known.Select(entry => entry / number)],
            "T" or "t" or "mT" or "transpose" or "swapaxes" when old.Rank == 2 => Transposed(known, old[-2].Size!.Value, old[-1].Size!.Value),
            "diag" or "diagflat" or "diag_embed" when old.Rank == 1 => Diagonal(known),
            _ => Orderly.Contains(call.Name) ? known.ToArray() : null,
        };
    }

    private static double[] Transposed(EquatableArray<double> entries, int rows, int columns) => [.. Enumerable.Range(0, entries.Count).Select(i => entries[(i % rows * columns) + (i / rows)])];

    private static double[] Diagonal(EquatableArray<double> entries) => [.. Enumerable.Range(0, entries.Count * entries.Count).Select(i => i / entries.Count == i % entries.Count ? entries[i / entries.Count] : 0)];

    private static bool Collect(AbstractValue value, List<double> numbers)
    {
        switch (value)
        {
            case NumberValue { Constant: { } number } when numbers.Count < MaximumEntries:
                numbers.Add(number);
                return true;
            case SequenceValue { Items: { } items }:
                return items.All(item => Collect(item, numbers));
            default:
                return false;
        }
    }
}
