using Intertwine.Algebra;
using Intertwine.Analyzers.Tensors.Values;
using Intertwine.Generator;

namespace Intertwine.Analyzers.Tensors.Operations;

/// <summary>Sums, multiples and products of components.</summary>
internal static partial class Parts
{
    private static readonly HashSet<string> Contractions = ["einsum", "matmul", "mm", "bmm", "mv", "dot", "vdot", "vecdot", "inner", "outer", "tensordot"];

    /// <summary>A form that no axis waits for any more: an invariant if the group keeps it.</summary>
    public static AbstractValue Settle(PendingValue pending, PendingReport otherwise)
    {
        if (pending.Form is { } form && RepresentationActions.KeepsForm(form) is { } signs)
        {
            // The sign of x . y, where that has one, is that of the type already; signs are their own inverses.
            int[]? total = RepresentationActions.Pairing(form.Left, form.Right) is { } pairing ? RepresentationActions.Multiply(signs, pairing) : signs;
            if (total is not null && RepresentationActions.SignOf(form.Left.Group, total) is { } sign && Elementwise.Product(pending.Type.Sign, sign) is { } product)
            {
                return new TensorValue(pending.Type with { Sign = product }) { Form = form };
            }
        }

        return pending with { IsForm = true, Otherwise = otherwise };
    }

    /// <summary>A sum of components of one tensor, or of the same components of several; with anything else it is wrong.</summary>
    public static AbstractValue Add(OperationCall call, AbstractValue left, AbstractValue right, double factor)
    {
        if (left is PartValue a && right is PartValue b)
        {
            if (a.Type.Sign != b.Type.Sign)
            {
                return Pending.Report(call, left);
            }

            if (a.Matrix is { } first && b.Matrix is { } second && a.Count == b.Count && a.Of == b.Of && a.Source!.Is(b.Source) && !double.IsNaN(factor))
            {
                return a with { Type = Broadcasting.Widen(a.Type, b.Type), Sums = new EquatableArray<double>([.. first.Zip(second, (x, y) => x + (factor * y))]) };
            }

            return IsSame(a, b) ? a with { Type = Broadcasting.Widen(a.Type, b.Type), Source = null }
                // With invariant factors the components of a plane are turned, which commutes with turns.
                : a.Of == b.Of && a.Of.Terms is not [{ Multiplicity: 1, Piece: Irrep { Type: IrrepType.Real } }] ? new UnknownValue("sums of different components")
                : Pending.Report(call, left);
        }

        return left is PartValue part && Elementwise.TypeOf(call, right) is { IsZero: true } ? part
            : right is PartValue other && Elementwise.TypeOf(call, left) is { IsZero: true } ? Scaled(other, factor)
            : Pending.Report(call, left is PartValue ? left : right);
    }

    public static AbstractValue Multiply(OperationCall call, AbstractValue left, AbstractValue right)
    {
        if (left is PartValue a && right is PartValue b)
        {
            return Product(call, a, b);
        }

        (PartValue part, AbstractValue factor) = left is PartValue only ? (only, right) : ((PartValue)right, left);
        if (Elementwise.TypeOf(call, factor) is not { } type || !(type with { Sign = call.Group.Trivial }).IsInvariant || (part.Count is not null && Broadcasting.IsConstantAlong(type, -1) != Decision.Yes))
        {
            return Pending.Report(call, part);
        }

        return Elementwise.Product(part.Type.Sign, type.Sign) is not { } sign ? new UnknownValue("components that change sign")
            : Scaled(part, (factor as NumberValue)?.Constant ?? double.NaN) with { Type = Broadcasting.Widen(part.Type, type) with { Sign = sign } };
    }

    /// <summary>The sign by which sum_c x_c y_c changes; the trivial one where it is not kept, null where it has no name.</summary>
    private static Piece? PairingSign(Representation left, Representation right) =>
        RepresentationActions.Pairing(left, right) is { } signs ? RepresentationActions.SignOf(left.Group, signs) : left.Group.Trivial;

    /// <summary>Products of components, number by number.</summary>
    private static AbstractValue Product(OperationCall call, PartValue left, PartValue right)
    {
        if (PairingSign(left.Of, right.Of) is not { } pairing || Elementwise.Product(left.Type.Sign, right.Type.Sign) is not { } own || Elementwise.Product(own, pairing) is not { } sign)
        {
            return new UnknownValue("products of components that change sign");
        }

        TensorType shape = Broadcasting.Widen(left.Type, right.Type) with { Sign = sign };

        if (IsSame(left, right) && left.Sums is null)
        {
            var form = new ComponentForm(left.Of, right.Of, new EquatableArray<double>([.. Enumerable.Repeat(1.0, left.Of.Dimension)]), 0) { Of = FormSource.Of(left.Source, right.Source) };
            return Waiting(shape, form.Part(left.Start, left.Rows), left.Count, left.Otherwise);
        }

        if (left.Matrix is not { } first || right.Matrix is not { } second || left.Count != right.Count)
        {
            return new UnknownValue("products of different components");
        }

        ComponentForm[] forms =
        [
            .. Enumerable.Range(0, left.Rows).Select(k => ComponentForm.Product(
                left.Of, Row(first, k, left.Of.Dimension), right.Of, Row(second, k, right.Of.Dimension), FormSource.Of(left.Source, right.Source))),
        ];
        var pending = new PendingValue(shape, PendingStep.Sum, left.Otherwise) { IsForm = true };
        return left.Count is null ? Settle(pending with { Form = forms[0] }, left.Otherwise) : pending with { Along = new EquatableArray<ComponentForm>(forms) };
    }

    public static AbstractValue Apply(OperationCall call, PartValue part, IOperationRule? rule)
    {
        if (rule is ArithmeticRule && rule.Apply(call) is { } result)
        {
            return result;
        }

        if ((Moved(call, part, rule) ?? Filled(call, part, rule)) is { } moved)
        {
            return moved;
        }

        if (rule is CreationRule && call.Name.EndsWith("_like", StringComparison.Ordinal) && rule.Apply(call with { Arguments = [call.Arguments[0] with { Value = new TensorValue(part.Type) }, .. call.Arguments.Skip(1)] }) is { } filled)
        {
            return filled;
        }

        if (Joined(call) is { } joined)
        {
            return joined;
        }

        // Put together with others, or contracted: they may be what a rotation or a product of vectors is made of. Beside whole pieces they may be a sum of pieces again.
        bool isJoin = Joins.Contains(call.Name) && call.Arguments.SelectMany(argument => argument.Value is SequenceValue { Items: { } items } ? items.ToArray() : [argument.Value]).All(value => value is PartValue or PendingValue or NumberValue or TensorValue { Type: { IsConstant: true, IsInvariant: true } or { IsZero: true } } || (value is TensorValue && part.Of.Terms is not [{ Multiplicity: 1 }]));
        return isJoin || Contractions.Contains(call.Name) || rule is CreationRule || (rule is null && !Joins.Contains(call.Name)) ? new UnknownValue($"single components in '{call.Name}'") : Pending.Report(call, part);
    }

    /// <summary>s times components; for NaN the number is not known.</summary>
    private static PartValue Scaled(PartValue part, double factor) =>
        factor == 1 ? part
        : part.Matrix is not { } matrix || double.IsNaN(factor) ? part with { Source = null }
        : part with { Sums = new EquatableArray<double>([.. matrix.Select(coefficient => factor * coefficient)]) };

    private static bool IsSame(PartValue left, PartValue right) => left.Start == right.Start && left.Count == right.Count && left.Of.Dimension == right.Of.Dimension && Nullable.Equals(left.Sums, right.Sums);

    private static double[] Row(double[] matrix, int row, int columns) => [.. matrix.Skip(row * columns).Take(columns)];
}
