using Intertwine.Algebra;
using Intertwine.Analyzers.Rules;
using Intertwine.Analyzers.Tensors.Values;
using Intertwine.Generator;

namespace Intertwine.Analyzers.Tensors.Operations;

/// <summary>Sums and products of tensors entry by entry, for the rules that are made of them.</summary>
internal static partial class Elementwise
{
    /// <summary>
    /// x + s y for a number s (NaN: not known). rho(g) x + s rho(g) y = rho(g) (x + s y); translations a t + s b t = (a + s b) t. A constant c is equivariant where rho(g) c = c only: one number everywhere where rows of rho(g) sum to 1,
    /// a multiple of the identity on two equal orthogonal axes.
    /// </summary>
    public static AbstractValue? Add(OperationCall call, AbstractValue left, AbstractValue right, double factor)
    {
        if (left is PartValue || right is PartValue)
        {
            return Parts.Add(call, left, right, factor);
        }

        if (left is PendingValue || right is PendingValue)
        {
            return AddPending(call, left, right, factor);
        }

        if (TypeOf(call, left) is not { } x || TypeOf(call, right) is not { } y)
        {
            return null;
        }

        y = y.Translation == 0 ? y : y with { Translation = factor * y.Translation };
        bool isConstant = x.IsConstant && y.IsConstant;
        if (x.IsZero || y.IsZero)
        {
            TensorType sum = x.IsZero ? Broadcasting.Widen(y, x) : Broadcasting.Widen(x, y);
            return new TensorValue(sum with { IsZero = x.IsZero && y.IsZero, IsConstant = isConstant });
        }

        if (x.IsInvariant && y.IsInvariant)
        {
            return new TensorValue(Broadcasting.Widen(x, y) with { IsConstant = isConstant });
        }

        if (x.IsInvariant || y.IsInvariant)
        {
            (TensorType components, TensorType constant) = x.IsInvariant ? (y, x) : (x, y);
            return IsFixed(components, constant) switch
            {
                Decision.Yes => new TensorValue(Broadcasting.Widen(components, constant) with { IsConstant = false }),
                Decision.No => call.Broken(TensorRuleIds.ConstantAdded, null, call.Name, components.ToString(), What(x.IsInvariant ? left : right)),
                _ => null,
            };
        }

        return TensorTypes.TransformAlike(x, y)
            ? new TensorValue(Broadcasting.Widen(x, y) with { Translation = TensorType.Sum(x.Translation, y.Translation), IsConstant = isConstant })
            : call.Broken(TensorRuleIds.DifferentRepresentations, null, call.Name, x.ToString(), y.ToString());
    }

    /// <summary>
    /// x y, entry by entry. An invariant that is the same along the components of x scales it; the signs of pseudo-scalars multiply. Two tensors with components on the same axis give products x_c y_c (<see cref="PendingValue"/>).
    /// </summary>
    public static AbstractValue? Multiply(OperationCall call, AbstractValue left, AbstractValue right)
    {
        if (left is PartValue || right is PartValue)
        {
            return Parts.Multiply(call, left, right);
        }

        if (left is PendingValue || right is PendingValue)
        {
            return MultiplyPending(call, left, right);
        }

        if (TypeOf(call, left) is not { } x || TypeOf(call, right) is not { } y)
        {
            return null;
        }

        (EquatableArray<TensorAxis> axes, int? rank) = Broadcasting.Combine(x, y);
        bool isConstant = x.IsConstant && y.IsConstant;
        if (x.IsZero || y.IsZero)
        {
            return new TensorValue(Bare(x with { Axes = axes, Rank = rank }) with { IsZero = true, IsConstant = true });
        }

        if (Product(x.Sign, y.Sign) is not { } sign)
        {
            return null;
        }

        List<int> shared = [.. x.ComponentAxes.Intersect(y.ComponentAxes)];
        if (shared.Count > 0)
        {
            AbstractValue? products = Products(call, x, y, new TensorType(axes, rank, sign), shared);
            return products is PendingValue { Form: { } form } pending
                ? pending with { Form = form with { Of = FormSource.Of(Parts.Source(call, left), Parts.Source(call, right)) } }
                : products;
        }

        foreach ((TensorType scaled, TensorType scale, AbstractValue what) in new[] { (x, y, right), (y, x, left) })
        {
            if (Scales(scaled, scale) is not Decision.Yes and var decision)
            {
                return decision == Decision.No ? call.Broken(TensorRuleIds.ComponentsScaled, null, call.Name, scaled.ToString(), What(what)) : Unscaled(scaled, what);
            }
        }

        if (x.Translation != 0 && y.Translation != 0)
        {
            return new UnknownValue("a product of points, which depends on the origin");
        }

        double translation = x.Translation != 0 ? Scale(x.Translation, right, y) : y.Translation != 0 ? Scale(y.Translation, left, x) : 0;
        return new TensorValue(new TensorType(axes, rank, sign) { Translation = translation, IsConstant = isConstant });
    }

    /// <summary>x / y: as x times 1 / y, which is a scaling for invariants and pseudo-scalars y only.</summary>
    public static AbstractValue? Divide(OperationCall call, AbstractValue left, AbstractValue right)
    {
        if (right is PendingValue or PartValue)
        {
            return Pending.Report(call, right);
        }

        if (TypeOf(call, right) is not { } divisor)
        {
            return null;
        }

        if (divisor.ComponentAxes.Any(axis => divisor[axis].Components is { } components && !RepresentationActions.Permutes(components)))
        {
            return left is TensorValue { Type: { IsInvariant: false } divided }
                ? call.Broken(TensorRuleIds.ComponentsScaled, null, call.Name, divided.ToString(), divisor.ToString())
                : call.Broken(TensorRuleIds.PointwiseOnComponents, null, call.Name, divisor.ToString());
        }

        return divisor.IsZero ? null
            : right is NumberValue { Constant: { } number } ? (number == 0 ? null : Multiply(call, left, new NumberValue(1 / number)))
            : Multiply(call, left, right);
    }

    /// <summary>The product of two signs, which are ±1 each; null where it has no name here.</summary>
    public static Piece? Product(Piece left, Piece right) =>
        left.IsTrivial ? right : right.IsTrivial ? left
        : RepresentationActions.Multiply(RepresentationActions.Ratio(left, left.Group.Trivial), RepresentationActions.Ratio(right, right.Group.Trivial)) is { } signs
            ? RepresentationActions.SignOf(left.Group, signs, left, right)
            : null;

    /// <summary>A number is an invariant without axes.</summary>
    public static TensorType? TypeOf(OperationCall call, AbstractValue value) => value switch
    {
        TensorValue tensor => tensor.Type,
        NumberValue number => TensorType.Invariant(call.Group, 0) with { IsConstant = number.Constant is not null, IsZero = number.Constant == 0 },
        SequenceValue sequence => Filling.Of(call.Group, sequence),
        _ => null,
    };

    /// <summary>What is added or multiplied by, for messages.</summary>
    public static string What(AbstractValue value) => value switch
    {
        NumberValue { Constant: { } number } => number.ToString(System.Globalization.CultureInfo.InvariantCulture),
        NumberValue => "a number",
        TensorValue { Type: { IsConstant: true, IsInvariant: true } } => "a constant",
        TensorValue tensor => tensor.Type.ToString(),
        _ => "something",
    };

    /// <summary>The lengths of the axes alone.</summary>
    public static TensorType Bare(TensorType type) => new(
        new EquatableArray<TensorAxis>([.. type.Axes.Select(axis => new TensorAxis(axis.Size, null) { IsUniform = axis.IsUniform, Pattern = axis.Pattern == AxisPattern.Identity ? axis.Pattern : AxisPattern.Any })]), type.Rank, type.Sign.Group.Trivial);

    /// <summary>Whether an invariant tensor, as a constant with the components of <paramref name="components"/>, is left alone by the group.</summary>
    private static Decision IsFixed(TensorType components, TensorType constant)
    {
        List<int> axes = [.. components.ComponentAxes.Where(axis => components[axis].Components is { IsTrivial: false })];
        if (!components.Sign.IsTrivial)
        {
            return axes.Count == 0 ? Decision.No : Decision.Unknown;
        }

        if (axes.Count == 2 && axes.All(axis => constant[axis].Pattern == AxisPattern.Identity))
        {
            Representation first = components[axes[0]].Components!, second = components[axes[1]].Components!;
            return RepresentationActions.Pairing(first, second) is { } signs && signs.All(sign => sign == 1) ? Decision.Yes : Decision.No;
        }

        Decision uniform = Broadcasting.IsConstantAlongComponents(constant, components);
        if (uniform == Decision.Yes && axes.All(axis => RepresentationActions.FixesOnes(components[axis].Components!)))
        {
            return Decision.Yes;
        }

        // Weights that differ along components are no fixed vector, unless by chance.
        bool isMoved = (uniform == Decision.No && constant.IsWeight) || (axes.Count == 1 && (uniform == Decision.Yes || RepresentationActions.HasNoFixedVectors(components[axes[0]].Components!)));
        return isMoved || (axes.Count == 2 && uniform == Decision.Yes && axes.All(axis => RepresentationActions.HasNoFixedVectors(components[axis].Components!))) ? Decision.No : Decision.Unknown;
    }

    /// <summary>Whether one factor is the same along the components of the other; where it is not, whether that is wrong for sure: for one irrep it is, for several copies each may have its own factor.</summary>
    private static Decision Scales(TensorType scaled, TensorType scale)
    {
        Decision uniform = Broadcasting.IsConstantAlongComponents(scale, scaled);
        return uniform != Decision.No ? uniform
            : scaled.ComponentAxes.Any(axis => scaled[axis].Components is { } components && RepresentationActions.IsSingleIrrep(components) && RepresentationActions.IsOrthogonal(components)
                && Broadcasting.IsConstantAlong(scale, axis) == Decision.No) ? Decision.No
            : Decision.Unknown;
    }

    private static UnknownValue Unscaled(TensorType scaled, AbstractValue what) =>
        new($"{scaled} multiplied by {What(what)} that may differ from component to component: give it length 1 there");

    private static double Scale(double translation, AbstractValue value, TensorType factor) =>
        value is NumberValue { Constant: { } number } && factor.Sign.IsTrivial ? translation * number : double.NaN;

    /// <summary>Products of components on the axes that both have.</summary>
    private static AbstractValue? Products(OperationCall call, TensorType x, TensorType y, TensorType product, List<int> shared)
    {
        if (x.ComponentAxes.Except(shared).Any(axis => Broadcasting.IsConstantAlong(y, axis) != Decision.Yes) || y.ComponentAxes.Except(shared).Any(axis => Broadcasting.IsConstantAlong(x, axis) != Decision.Yes))
        {
            return null;
        }

        if (x.IsMixture || y.IsMixture)
        {
            return new UnknownValue(TensorType.MixtureOfPoints);
        }

        TensorAxis[] axes = product.Axes.ToArray();
        int[]? signs = RepresentationActions.NoSigns(call.Group);
        bool isForm = x.Translation != 0 || y.Translation != 0;
        foreach (int axis in shared)
        {
            Representation first = x[axis].Components!, second = y[axis].Components!;
            if (RepresentationActions.Permutes(first) && TensorTypes.Same(first, second))
            {
                continue;
            }

            axes[axes.Length + axis] = axes[axes.Length + axis] with { Pattern = AxisPattern.Products };
            int[]? pairing = RepresentationActions.Pairing(first, second);
            isForm |= pairing is null;
            signs = pairing is null ? signs : RepresentationActions.Multiply(signs, pairing);
            if (pairing is null && !TensorTypes.Same(first, second))
            {
                return call.Broken(TensorRuleIds.ComponentsScaled, null, call.Name, x.ToString(), y.ToString());
            }
        }

        if (signs is null || RepresentationActions.SignOf(call.Group, signs) is not { } sign || Product(product.Sign, sign) is not { } total)
        {
            return null;
        }

        TensorType type = product with { Axes = new EquatableArray<TensorAxis>(axes), Sign = total, Translation = isForm && (x.Translation != 0 || y.Translation != 0) ? double.NaN : 0 };
        return axes.Any(axis => axis.Pattern == AxisPattern.Products)
            ? new PendingValue(type, PendingStep.Sum, Pending.Wrong(TensorRuleIds.ComponentsScaled, call, call.Name, x.ToString(), y.ToString()))
            {
                IsForm = isForm,
                Form = shared.Count == 1 && type.Translation == 0 && x[shared[0]].Components is { HasWildcard: false } one && y[shared[0]].Components is { HasWildcard: false } other
                    ? new ComponentForm(one, other, new EquatableArray<double>([.. Enumerable.Repeat(1.0, one.Dimension)]), 0)
                    : null,
            }
            : type.Translation == 0 ? new TensorValue(type) : null;
    }
}
