using Intertwine.Analyzers.Rules;
using Intertwine.Analyzers.Tensors.Values;
using Intertwine.Generator;

namespace Intertwine.Analyzers.Tensors.Operations;

/// <summary>
/// Components taken out by an indexer: x_0, x_1 ... x_3. Products of the same component of two tensors are forms with weights; what they add up to may be invariant: <c>p[.., 0].pow(2) - p[.., 1..].pow(2).sum(-1)</c> under SO(1,3).
/// Products of different components may be those of a cross product or a rotation written out, of which nothing is known here. Every other use of a component is wrong.
/// </summary>
internal static class Parts
{
    private static readonly HashSet<string> Contractions = ["einsum", "matmul", "mm", "bmm", "mv", "dot", "vdot", "vecdot", "inner", "outer", "tensordot"];

    private static readonly HashSet<string> Joins = ["stack", "cat", "concat", "concatenate", "hstack", "vstack", "column_stack"];

    /// <summary>The components that an indexer takes out of one irrep on the last axis, where that tears it apart; null in all other cases.</summary>
    public static AbstractValue? Select(OperationCall call, IOperationRule? rule)
    {
        if (rule is null || call.Name != "index" || call.First is not TensorValue { Type: { Translation: 0, Sign.IsTrivial: true } type } value || type[-1].Components is not { HasWildcard: false, Terms: [{ Multiplicity: 1 }] } components
            || components.IsTrivial || type.ComponentAxes.Count() != 1 || Bounds(call, type.Rank, components.Dimension) is not var (start, count))
        {
            return null;
        }

        PendingReport? report = null;
        AbstractValue? whole = rule.Apply(call with { Report = (id, at, arguments) => report = new PendingReport(id, at, new EquatableArray<string>([.. arguments])) });
        if (report is null && whole is null && RepresentationActions.Mixes(components.Terms[0].Piece, start, count ?? 1))
        {
            // Time and space of a four-vector: right as long as the metric puts them together again.
            report = Pending.Wrong(TensorRuleIds.ComponentSelected, call, call.Name, type.ToString(), "-1");
        }

        if (report is not { Id: TensorRuleIds.ComponentSelected })
        {
            return null;
        }

        TensorAxis[] axes = type.Axes.ToArray();
        axes[axes.Length - 1] = new TensorAxis(components.Dimension, null);
        OperationArgument first = call.Arguments[0] with { Value = new TensorValue(type with { Axes = new EquatableArray<TensorAxis>(axes) }) };
        return rule.Apply(call with { Arguments = [first, .. call.Arguments.Skip(1)] }) is TensorValue shape ? new PartValue(shape.Type, components, start, count, report) { Source = TakesAllItems(call) ? Source(call, value) : null } : null;
    }

    /// <summary>Products on the last axis, some of which are taken: their form without the others.</summary>
    public static AbstractValue? Take(OperationCall call, PendingValue pending)
    {
        if (pending.Form is not { } form || pending.Until != PendingStep.Sum || pending.Type[-1] is not { Pattern: AxisPattern.Products, Components: { } components } || form.Start != 0
            || Bounds(call, pending.Type.Rank, components.Dimension) is not var (start, count) || (start == 0 && count == components.Dimension))
        {
            return null;
        }

        TensorType type = pending.Type;
        TensorAxis[] axes = type.Axes.ToArray();
        axes[axes.Length - 1] = new TensorAxis(components.Dimension, null);
        OperationArgument first = call.Arguments[0] with { Value = new TensorValue(type with { Axes = new EquatableArray<TensorAxis>(axes) }) };
        return new IndexRule().Apply(call with { Arguments = [first, .. call.Arguments.Skip(1)] }) is TensorValue shape
            ? Waiting(shape.Type, form.Part(start, count ?? 1) with { Of = TakesAllItems(call) ? form.Of : null }, count, pending.Otherwise)
            : null;
    }

    /// <summary>A form that no axis waits for any more: an invariant if the group keeps it.</summary>
    public static AbstractValue Settle(PendingValue pending, PendingReport otherwise)
    {
        if (pending.Form is { } form && RepresentationActions.KeepsForm(form) is { } signs)
        {
            Algebra.Piece? sign = RepresentationActions.Pairing(form.Left, form.Right) is null ? RepresentationActions.SignOf(form.Left.Group, signs) : form.Left.Group.Trivial;
            if (sign is not null && Elementwise.Product(pending.Type.Sign, sign) is { } total)
            {
                return new TensorValue(pending.Type with { Sign = total });
            }
        }

        return pending with { IsForm = true, Otherwise = otherwise };
    }

    /// <summary>A sum of the same components is one of that kind; with anything else it is wrong.</summary>
    public static AbstractValue Add(OperationCall call, AbstractValue left, AbstractValue right) =>
        left is PartValue a && right is PartValue b && IsSame(a, b) ? a with { Type = Broadcasting.Widen(a.Type, b.Type), Source = null }
        : left is PartValue part && Elementwise.TypeOf(call, right) is { IsZero: true } ? part
        : right is PartValue other && Elementwise.TypeOf(call, left) is { IsZero: true } ? other with { Source = null }
        : Pending.Report(call, left is PartValue ? left : right);

    public static AbstractValue Multiply(OperationCall call, AbstractValue left, AbstractValue right)
    {
        if (left is PartValue a && right is PartValue b)
        {
            if (!IsSame(a, b))
            {
                return new UnknownValue("products of different components");
            }

            var form = new ComponentForm(a.Of, b.Of, new EquatableArray<double>([.. Enumerable.Repeat(1.0, a.Of.Dimension)]), 0) { Of = FormSource.Of(a.Source, b.Source) };
            TensorType shape = Broadcasting.Widen(a.Type, b.Type);
            return RepresentationActions.Pairing(a.Of, b.Of) is not { } signs ? Waiting(shape, form.Part(a.Start, a.Count ?? 1), a.Count, a.Otherwise)
                : RepresentationActions.SignOf(call.Group, signs) is { } sign ? Waiting(shape with { Sign = sign }, form.Part(a.Start, a.Count ?? 1), a.Count, a.Otherwise)
                : new UnknownValue("products of components that change sign");
        }

        (PartValue part, AbstractValue factor) = left is PartValue first ? (first, right) : ((PartValue)right, left);
        return Elementwise.TypeOf(call, factor) is { IsInvariant: true } type && Broadcasting.IsConstantAlong(type, -1) == Decision.Yes
            ? part with { Type = Broadcasting.Widen(part.Type, type), Source = null }
            : part.Count is null && Elementwise.TypeOf(call, factor) is { IsInvariant: true } number ? part with { Type = Broadcasting.Widen(part.Type, number), Source = null }
            : Pending.Report(call, part);
    }

    public static AbstractValue Apply(OperationCall call, PartValue part, IOperationRule? rule)
    {
        if (rule is ArithmeticRule && rule.Apply(call) is { } result)
        {
            return result;
        }

        if (rule is AxisOrderRule && part.Count is null && rule.Apply(call with { Arguments = [call.Arguments[0] with { Value = new TensorValue(part.Type) }, .. call.Arguments.Skip(1)] }) is TensorValue moved)
        {
            return part with { Type = moved.Type };
        }

        if (Joined(call) is { } joined)
        {
            return joined;
        }

        // Put together with others, or contracted: they may be what a rotation or a product of vectors is made of.
        bool isJoin = Joins.Contains(call.Name) && call.Arguments.SelectMany(argument => argument.Value is SequenceValue { Items: { } items } ? items.ToArray() : [argument.Value]).All(value => value is PartValue or NumberValue or TensorValue { Type.IsZero: true });
        return isJoin || Contractions.Contains(call.Name) || rule is CreationRule || (rule is null && !Joins.Contains(call.Name)) ? new UnknownValue($"single components in '{call.Name}'") : Pending.Report(call, part);
    }

    /// <summary>All components of one tensor, put together again along the last axis: the tensor itself in their old order, nothing equivariant in another. Null where there are others, or not all.</summary>
    private static AbstractValue? Joined(OperationCall call)
    {
        bool isStack = call.Name == "stack";
        if (!(isStack || call.Name is "cat" or "concat" or "concatenate") || call.First is not SequenceValue { Items: { } items } || items.Any(item => item is not PartValue))
        {
            return null;
        }

        PartValue[] parts = [.. items.Cast<PartValue>()];
        TensorType shape = parts[0].Type;
        bool isLast = call.Number("dim", 0) is { } dim && (dim == -1 || (shape.Rank is { } rank && dim == (isStack ? rank : rank - 1)));
        if (!isLast || parts[0].Of.Terms[0].Piece is not Algebra.Irrep || parts.Any(part => part.Of != parts[0].Of || part.Count is null != isStack || parts[0].Source?.Is(part.Source) != true))
        {
            return null;
        }

        int[] order = [.. parts.SelectMany(part => Enumerable.Range(part.Start, part.Count ?? 1))];
        if (!order.OrderBy(component => component).SequenceEqual(Enumerable.Range(0, parts[0].Of.Dimension)))
        {
            return null;
        }

        if (!order.SequenceEqual(Enumerable.Range(0, order.Length)))
        {
            foreach (PartValue part in parts)
            {
                Pending.Report(call, part);
            }

            return UnknownValue.Reported;
        }

        IEnumerable<TensorAxis> axes = isStack ? shape.Axes : shape.Axes.Take(shape.Axes.Count - 1);
        return new TensorValue(shape with { Axes = new EquatableArray<TensorAxis>([.. axes, TensorAxis.Of(parts[0].Of)]), Rank = isStack ? shape.Rank + 1 : shape.Rank });
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
            Microsoft.CodeAnalysis.Operations.ILocalReferenceOperation local => local.Local,
            Microsoft.CodeAnalysis.Operations.IParameterReferenceOperation parameter => parameter.Parameter,
            var operation => operation,
        };
        return FormSource.Of(value, place);
    }

    private static bool IsSame(PartValue left, PartValue right) => left.Start == right.Start && left.Count == right.Count && left.Of.Dimension == right.Of.Dimension;

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
        call.Arguments[1].Value is SequenceValue { Items: { } items } && items.Take(items.Count - 1).All(entry => entry is IndexValue.Ellipsis or IndexValue.Slice { IsConstant: true, Start: null or 0, Stop: null, Step: 1 });

    /// <summary>The components that the last entry of an indexer takes from the last axis; no count for a position.</summary>
    private static (int Start, int? Count)? Bounds(OperationCall call, int? rank, int size)
    {
        IReadOnlyList<AbstractValue> entries = call.Arguments.Count == 2 && call.Arguments[1].Value is SequenceValue { Items: { } items } ? items : [];
        bool reachesLast = entries.Count > 0 && entries.All(entry => entry is IndexValue.Ellipsis or IndexValue.Position or IndexValue.Slice) && (entries.Any(entry => entry is IndexValue.Ellipsis) || entries.Count == rank);
        if (!reachesLast)
        {
            return null;
        }

        switch (entries[entries.Count - 1])
        {
            case IndexValue.Position { At: { } at } when at >= -size && at < size:
                return ((int)(at < 0 ? at + size : at), null);
            case IndexValue.Slice { IsConstant: true, Step: 1 } slice:
                long start = slice.Start ?? 0, stop = slice.Stop ?? size;
                (start, stop) = (start < 0 ? start + size : start, Math.Min(stop < 0 ? stop + size : stop, size));
                return start >= 0 && stop > start ? ((int)start, (int)(stop - start)) : null;
            default:
                return null;
        }
    }
}
