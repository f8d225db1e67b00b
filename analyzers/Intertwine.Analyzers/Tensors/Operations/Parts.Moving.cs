using System.Globalization;
using Intertwine.Analyzers.Tensors.Values;
using Intertwine.Generator;

namespace Intertwine.Analyzers.Tensors.Operations;

/// <summary>Components with their items in other places: along other axes, taken out, repeated, summed. They stay components, of a tensor that is moved alike.</summary>
internal static partial class Parts
{
    /// <summary>Sums of items at indices, and items replaced by zeros: linear in the components, which stay what they are. Null for other calls.</summary>
    private static PartValue? Filled(OperationCall call, PartValue part, IOperationRule? rule)
    {
        AbstractValue[] others = [.. call.Arguments.Where(argument => !ReferenceEquals(argument.Value, part)).Select(argument => argument.Value)];
        bool isLinear = rule switch
        {
            ScatterRule => call.Name is "index_add" or "scatter_add" && call.First is TensorValue { Type.IsZero: true } && ReferenceEquals(call.Value("src", "source"), part) && call.Integer(null, "dim") is { } dim && (part.Count is null || dim is not -1),
            SelectionRule => others.OfType<TensorValue>().Any(mask => mask.Type is { IsInvariant: true, IsZero: false } && (part.Count is null || Broadcasting.IsConstantAlong(mask.Type, -1) == Decision.Yes))
                && others.Any(other => Elementwise.TypeOf(call, other) is { IsZero: true }),
            _ => false,
        };
        if (!isLinear || others.Any(other => Pending.In(other) is not null || other is TensorValue { Type: { IsInvariant: false, IsZero: false } }))
        {
            return null;
        }

        TensorType shape = rule is ScatterRule ? Elementwise.Bare(((TensorValue)call.First).Type) : others.OfType<TensorValue>().Aggregate(part.Type, (widened, other) => Broadcasting.Widen(widened, Elementwise.Bare(other.Type)));
        return part with { Type = (part.Count is { } count ? shape.WithAxis(-1, new TensorAxis(count, null)) : shape) with { Sign = part.Type.Sign }, Source = null };
    }

    /// <summary>Null where the call does not move items, or moves the components themselves.</summary>
    private static AbstractValue? Moved(OperationCall call, PartValue part, IOperationRule? rule)
    {
        if (rule is not (AxisOrderRule or ReshapeRule or ExpandRule or IndexRule or GatherRule or SplitRule or SumRule) || !ReferenceEquals(call.First, part) || call.Arguments.Skip(1).Any(argument => Pending.In(argument.Value) is not null))
        {
            return null;
        }

        if (part.Count is not null && (Taken(call, part, rule) ?? Unfolded(call, part, rule)) is { } own)
        {
            return own;
        }

        // Several numbers lie along the last axis, which has to stay what it is.
        TensorType type = part.Count is { } count ? part.Type.WithAxis(-1, new TensorAxis(count, part.Of) { Pattern = AxisPattern.Products }) : part.Type;
        var unknown = new UnknownValue($"single components in '{call.Name}'");
        if (rule is SumRule)
        {
            if (call.Name is not ("sum" or "mean" or "nansum") || Reduction.Read(call, type) is not { } reduction)
            {
                return call.Name is "sum" or "mean" or "nansum" ? unknown : null;
            }

            if (part.Count is not null && reduction.Takes(-1))
            {
                return null;
            }
        }

        bool isBroken = false;
        AbstractValue? result = rule.Apply(call with { Arguments = [call.Arguments[0] with { Value = new TensorValue(type) }, .. call.Arguments.Skip(1)], Report = (_, _, _) => isBroken = true });
        string?[] keys = [.. call.Arguments.Skip(1).Select(argument => argument.IsDefault ? "" : Key(argument.Value))];
        FormSource? source = keys.Contains(null) ? null : part.Source?.Moved($"{call.Name} {string.Join(" ", keys)}");
        return isBroken ? null : result switch
        {
            TensorValue { Type: var moved } => Restored(moved) ?? unknown,
            SequenceValue { Items: { } items } when items.All(item => item is TensorValue) =>
                items.Select((item, i) => (AbstractValue?)Restored(((TensorValue)item).Type, $"{i}")).ToArray() is var parts && !parts.Contains(null) ? SequenceValue.Of(parts!) : unknown,
            _ => unknown,
        };

        AbstractValue? Restored(TensorType moved, string which = "") =>
            part.Count is null ? part with { Type = moved, Source = which.Length == 0 ? source : source?.Moved(which) }
            : moved[-1].Pattern == AxisPattern.Products && moved[-1].Size == part.Count ? part with { Type = moved.WithAxis(-1, new TensorAxis(part.Count, null)), Source = which.Length == 0 ? source : source?.Moved(which) }
            : null;
    }

    /// <summary>Some of several numbers.</summary>
    private static AbstractValue? Taken(OperationCall call, PartValue part, IOperationRule rule)
    {
        if (rule is not IndexRule || part.Matrix is not { } matrix || Bounds(call, part.Type, -1, part.Rows) is not [var (start, count)] || (call.Name == "index" && !TakesAllItems(call))
            || rule.Apply(call with { Arguments = [call.Arguments[0] with { Value = new TensorValue(part.Type) }, .. call.Arguments.Skip(1)] }) is not TensorValue { Type: var type })
        {
            return null;
        }

        int size = part.Of.Dimension;
        return part with { Type = type, Start = part.Sums is null ? part.Start + start : 0, Count = count == 1 ? null : count, Sums = part.Sums is null ? null : new EquatableArray<double>([.. matrix.Skip(start * size).Take((count ?? 1) * size)]) };
    }

    /// <summary>Numbers in a row as the entries of a matrix, such as the skew one of a vector.</summary>
    private static AbstractValue? Unfolded(OperationCall call, PartValue part, IOperationRule rule) =>
        rule is ReshapeRule && part.Matrix is { } matrix
        && rule.Apply(call with { Arguments = [call.Arguments[0] with { Value = new TensorValue(part.Type) }, .. call.Arguments.Skip(1)] }) is TensorValue { Type: var type }
        && type[-1].Size is { } columns && type[-2].Size is { } rows && rows * columns == part.Count
            ? AsMatrix(call, part, matrix, type, rows, columns)
            : null;

    /// <summary>What a call does with items, where that is the same for equal arguments; null where it is not known.</summary>
    private static string? Key(AbstractValue value) => value switch
    {
        NumberValue { Text: { } text } => text,
        NumberValue { Constant: { } number } => number.ToString(CultureInfo.InvariantCulture),
        IndexValue.Position { At: { } at } => $"[{at}]",
        IndexValue.Slice { IsConstant: true } slice => $"{slice.Start}..{slice.Stop}:{slice.Step}",
        IndexValue.Ellipsis => "...",
        IndexValue.NewAxis => "new",
        SequenceValue { Items: { } items } when items.All(item => Key(item) is not null) => $"({string.Join(",", items.Select(Key))})",
        NumberValue or IndexValue or SequenceValue or TensorValue or ShapeValue => null,
        _ => "",
    };
}
