using Intertwine.Algebra;
using Intertwine.Analyzers.Rules;
using Intertwine.Analyzers.Tensors.Values;
using Intertwine.Generator;
using Microsoft.CodeAnalysis.Operations;

namespace Intertwine.Analyzers.Tensors.Operations;

/// <summary>
/// Components taken out by an indexer, by <c>select</c> or <c>unbind</c>: x_0, x_1 ... x_3. Products of components are forms; what they add up to may be invariant: <c>p[.., 0].pow(2) - p[.., 1..].pow(2).sum(-1)</c> under SO(1,3), and what
/// stands side by side may be a vector again, as a cross product written out is. Functions of single components are wrong.
/// </summary>
internal static partial class Parts
{
    /// <summary>The components that a call takes out of one irrep, or of a sum of few, where that tears it apart; null in all other cases.</summary>
    public static AbstractValue? Select(OperationCall call, IOperationRule? rule)
    {
        if (rule is not (IndexRule or SplitRule) || call.First is not TensorValue { Type: { Translation: 0 } type } value || type.ComponentAxes.ToArray() is not [var axis]
            || type[axis].Components is not { HasWildcard: false, IsTrivial: false } components || (components.Terms is not [{ Multiplicity: 1 }] && components.Dimension > ComponentForm.MaximumDimension))
        {
            return null;
        }

        PendingReport? report = null;
        AbstractValue? whole = rule.Apply(call with { Report = (id, at, arguments) => report = new PendingReport(id, at, new EquatableArray<string>([.. arguments])) });
        if (whole is not (null or UnknownValue) || report is not (null or { Id: TensorRuleIds.ComponentSelected }))
        {
            return null;
        }

        // What the call does to an axis without components shows the shapes.
        AbstractValue? shape = rule.Apply(call with { Arguments = [call.Arguments[0] with { Value = new TensorValue(type.WithAxis(axis, new TensorAxis(components.Dimension, null))) }, .. call.Arguments.Skip(1)] });
        FormSource? source = call.Name != "index" || TakesAllItems(call) ? Source(call, value) : null;
        IReadOnlyList<(int Start, int? Count)> bounds = rule is SplitRule ? Bounds(call, type, axis, components.Dimension, shape) : Bounds(call, type, axis, components.Dimension);
        if (bounds.Count == 0 || bounds.Any(part => part.Count > 1 && axis != -1))
        {
            return null;
        }

        if (report is null)
        {
            // Time and space of a four-vector: right as long as the metric puts them together again.
            if (components.Terms is not [{ Multiplicity: 1 }] || !bounds.Any(part => RepresentationActions.Mixes(components.Terms[0].Piece, part.Start, part.Count ?? 1)))
            {
                return null;
            }

            report = Pending.Wrong(TensorRuleIds.ComponentSelected, call, call.Name, type.ToString(), CallReading.Text(axis));
        }

        return (rule, shape) switch
        {
            (IndexRule, TensorValue { Type: var taken }) => Part(taken, bounds[0]),
            (SplitRule, SequenceValue { Items: { } items }) when items.Count == bounds.Count => SequenceValue.Of([.. items.Select((item, i) => Part(((TensorValue)item).Type, bounds[i]))]),
            _ => null,
        };

        // One component with an axis of its own is as one without.
        PartValue Part(TensorType taken, (int Start, int? Count) part) => new(taken, components, part.Start, part.Count == 1 ? null : part.Count, report!) { Source = source };
    }

    /// <summary>Products on the last axis, some of which are taken: their form without the others.</summary>
    public static AbstractValue? Take(OperationCall call, PendingValue pending)
    {
        if (pending.Form is not { Mixed: null } form || pending.Until != PendingStep.Sum || pending.Type[-1] is not { Pattern: AxisPattern.Products, Components: { } components } || form.Start != 0
            || Bounds(call, pending.Type, -1, components.Dimension) is not [var (start, count)] || (start == 0 && count == components.Dimension))
        {
            return null;
        }

        OperationArgument first = call.Arguments[0] with { Value = new TensorValue(pending.Type.WithAxis(-1, new TensorAxis(components.Dimension, null))) };
        return new IndexRule().Apply(call with { Arguments = [first, .. call.Arguments.Skip(1)] }) is TensorValue shape
            ? Waiting(shape.Type, form.Part(start, count ?? 1) with { Of = call.Name != "index" || TakesAllItems(call) ? form.Of : null }, count == 1 ? null : count, pending.Otherwise)
            : null;
    }

    /// <summary>The tensor of an argument: its value, and the variable that it stands in.</summary>
    public static FormSource? Source(OperationCall call, AbstractValue value)
    {
        if (value is PartValue part)
        {
            return part.Source;
        }

        OperationArgument? argument = call.Arguments.FirstOrDefault(argument => ReferenceEquals(argument.Value, value));
        object? place = argument?.Operation switch
        {
            ILocalReferenceOperation local => local.Local,
            IParameterReferenceOperation parameter => parameter.Parameter,
            var operation => operation,
        };
        return FormSource.Of(value, place);
    }

    private static AbstractValue Waiting(TensorType shape, ComponentForm form, int? count, PendingReport otherwise)
    {
        if (count is null)
        {
            return Settle(new PendingValue(shape, PendingStep.Sum, otherwise) { Form = form }, otherwise);
        }

        TensorAxis[] axes = shape.Axes.ToArray();
        axes[axes.Length - 1] = new TensorAxis(count, form.Left) { Pattern = AxisPattern.Products };
        return new PendingValue(shape with { Axes = new EquatableArray<TensorAxis>(axes) }, PendingStep.Sum, otherwise) { Form = form };
    }

    /// <summary>Whether an indexer takes some components of all items.</summary>
    private static bool TakesAllItems(OperationCall call) =>
        call.Arguments[1].Value is SequenceValue { Items: { } items } && items.Count(entry => entry is not (IndexValue.Ellipsis or IndexValue.Slice { IsConstant: true, Start: null or 0, Stop: null, Step: 1 })) <= 1;

    /// <summary>The components that a call takes from an axis: no count for a position, nothing where they are not known.</summary>
    private static IReadOnlyList<(int Start, int? Count)> Bounds(OperationCall call, TensorType type, int axis, int size)
    {
        IndexValue? entry = call.Name switch
        {
            "index" => Entry(call, type.Rank, axis),
            _ when call.Axis(type, null, "dim") != axis => null,
            "select" => new IndexValue.Position(call.Integer(null, "index")),
            "narrow" => IndexRule.Slice(call.Integer(null, "start"), call.Integer(null, "start") + call.Integer(null, "length"), 1),
            "slice" => IndexRule.Slice(call.Integer(null, "start"), call.Integer(null, "finish"), call.Integer(1, "step")),
            _ => null,
        };
        switch (entry)
        {
            case IndexValue.Position { At: { } at } when at >= -size && at < size:
                return [((int)(at < 0 ? at + size : at), null)];
            case IndexValue.Slice { IsConstant: true, Step: 1 } slice:
                long start = slice.Start ?? 0, stop = slice.Stop ?? size;
                (start, stop) = (start < 0 ? start + size : start, Math.Min(stop < 0 ? stop + size : stop, size));
                return start >= 0 && stop > start ? [((int)start, (int)(stop - start))] : [];
            default:
                return [];
        }
    }

    /// <summary>The parts that <c>split</c>, <c>chunk</c> and <c>unbind</c> make of an axis, from their shapes.</summary>
    private static IReadOnlyList<(int Start, int? Count)> Bounds(OperationCall call, TensorType type, int axis, int size, AbstractValue? shape)
    {
        if (shape is not SequenceValue { Items: { Count: > 0 } items } || items.Any(item => item is not TensorValue) || call.Integer(0, "dim", "dimension") is not { } dim || type.FromEndOrItems(dim) != axis)
        {
            return [];
        }

        if (call.Name == "unbind")
        {
            return [.. Enumerable.Range(0, items.Count).Select(i => (i, (int?)null))];
        }

        List<(int, int?)> parts = [];
        int at = 0;
        foreach (TensorValue item in items.Cast<TensorValue>())
        {
            if (item.Type[axis].Size is not { } count)
            {
                return [];
            }

            parts.Add((at, count));
            at += count;
        }

        return at == size ? parts : [];
    }

    /// <summary>The entry of an indexer for an axis counted from the end; null where that cannot be told.</summary>
    private static IndexValue? Entry(OperationCall call, int? rank, int axis)
    {
        IReadOnlyList<AbstractValue> entries = call.Arguments.Count == 2 && call.Arguments[1].Value is SequenceValue { Items: { } items } ? items : [];
        if (entries.Any(entry => entry is not (IndexValue.Ellipsis or IndexValue.Position or IndexValue.Slice)))
        {
            return null;
        }

        // Behind an ellipsis entries count from the end, before it, or without one, from the front.
        int ellipsis = entries.ToList().FindIndex(entry => entry is IndexValue.Ellipsis);
        int at = ellipsis >= 0 && entries.Count - ellipsis - 1 >= -axis ? entries.Count + axis : rank is { } known ? known + axis : -1;
        return at >= 0 && at < entries.Count && (ellipsis < 0 || at != ellipsis) && (at < ellipsis || ellipsis < 0 || at == entries.Count + axis) ? entries[at] as IndexValue : null;
    }
}
