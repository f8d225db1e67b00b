using Intertwine.Algebra;
using Intertwine.Analyzers.Tensors.Values;
using Intertwine.Generator;

namespace Intertwine.Analyzers.Tensors.Operations;

/// <summary>
/// Components, or products of them, side by side along a new axis: y_k = sum_i M_ki x_i, y_k = sum_ij T_kij x_i x'_j. That transforms by a representation where M and T are invariant with it on their first axis
/// (<see cref="GeneratorConditions.IsInvariant"/>): a cross product written out, a vector turned by a right angle in its plane.
/// </summary>
internal static partial class Parts
{
    private static readonly HashSet<string> Joins = ["stack", "cat", "concat", "concatenate", "hstack", "vstack", "column_stack"];

    /// <summary>Components of one tensor: the tensor itself in their old order. Null where there are others, or where nothing is known of the result.</summary>
    private static AbstractValue? Joined(OperationCall call)
    {
        if (Side(call) is not ({ } items, { } shape, var axis))
        {
            return null;
        }

        PartValue[] parts = [.. items.OfType<PartValue>()];
        PartValue first = parts[0];
        if (parts.Any(part => part.Of != first.Of || part.Source is null || !part.Source.Is(first.Source)) || items.Any(item => item is not (PartValue or TensorValue { Type.IsZero: true })))
        {
            return null;
        }

        int size = first.Of.Dimension;
        bool isStack = call.Name == "stack";
        List<double> entries = [];
        foreach (AbstractValue item in items)
        {
            int? count = isStack ? first.Rows : item is TensorValue { Type: var zero } ? zero[axis].Size : ((PartValue)item).Rows;
            if (count is null || (item as PartValue)?.Matrix is null == item is PartValue)
            {
                return null;
            }

            entries.AddRange((item as PartValue)?.Matrix ?? new double[count.Value * size]);
        }

        int rows = entries.Count / size;
        return isStack && first.Count is { } columns ? axis == -2 ? AsMatrix(call, first, [.. entries], shape, items.Count, columns) : null
            : AsVector(call, parts, [.. entries], shape, axis, rows);
    }

    /// <summary>y = M x along one axis.</summary>
    private static AbstractValue? AsVector(OperationCall call, PartValue[] parts, double[] entries, TensorType shape, int axis, int rows)
    {
        Representation of = parts[0].Of;
        int size = of.Dimension;
        if (Forms.FindInvariant(entries, [default, (of, IsDual: true)], [0], [rows], call.Group) is { } found)
        {
            return Carrying(shape, axis, found[0]);
        }

        // Turned by a right angle a vector of the plane changes its sign besides, where reflections change the sense of turning.
        Representation sign = Representation.Of(call.Group.Determinant);
        if (rows == size && !sign.IsTrivial && GeneratorConditions.IsInvariant(entries, [(of, false), (of, true), (sign, false)]))
        {
            return Elementwise.Product(shape.Sign, call.Group.Determinant) is { } product ? Carrying(shape with { Sign = product }, axis, of) : null;
        }

        // All components of an irrep in another order, with other signs, or stretched: no representation that has a name, and no lengths that are kept.
        if (rows == size && of.Terms is [{ Multiplicity: 1, Piece: Irrep }] && (IsMonomial(entries, size) || IsStretched(entries, size)))
        {
            foreach (PartValue part in parts)
            {
                Pending.Report(call, part);
            }

            return UnknownValue.Reported;
        }

        return axis == -1 && rows <= ComponentForm.MaximumDimension ? parts[0] with { Type = shape, Start = 0, Count = rows, Sums = new EquatableArray<double>(entries) } : null;
    }

    /// <summary>Y = (M x) as a matrix on the last two axes.</summary>
    private static AbstractValue? AsMatrix(OperationCall call, PartValue part, double[] entries, TensorType shape, int rows, int columns)
    {
        if (Forms.FindInvariant(entries, [default, default, (part.Of, IsDual: true)], [0, 1], [rows, columns], call.Group) is not { } found)
        {
            return null;
        }

        return Carrying(shape, -2, found[0]) is { Type: var left } ? Carrying(left, -1, found[1]) : null;
    }

    /// <summary>The tensor with a representation along an axis; null where two signs meet.</summary>
    private static TensorValue? Carrying(TensorType shape, int axis, Representation representation) =>
        !shape.Sign.IsTrivial && representation.SinglePiece is { Dimension: 1, IsTrivial: false } ? null : TensorTypes.With(shape, axis, representation) is { } type ? new TensorValue(type) : null;

    /// <summary>Products of components of the same two tensors; null where there are others. What transforms in no known way waits for what takes the right ones of them.</summary>
    public static AbstractValue? JoinedForms(OperationCall call)
    {
        if (Side(call) is not ({ } items, { } shape, var axis) || axis != -1 || items.OfType<PendingValue>().FirstOrDefault() is not { Form: { } first } waiting)
        {
            return null;
        }

        List<ComponentForm> forms = [];
        foreach (AbstractValue item in items)
        {
            ComponentForm? form = item switch
            {
                PendingValue { HasProducts: false, Until: PendingStep.Sum, Form: { } own, Along: null } pending when pending.Type.Sign == waiting.Type.Sign => first.Plus(own, 1)?.Plus(first, -1),
                TensorValue { Form: { } kept } => first.Plus(kept, 1)?.Plus(first, -1),
                TensorValue { Type.IsZero: true } => first.Scaled(0),
                _ => null,
            };
            if (form is null)
            {
                return null;
            }

            forms.Add(form);
        }

        // The sign of x . y, where that has one, is in the type already; signs are their own inverses.
        if (PairingSign(first.Left, first.Right) is not { } pairing || Elementwise.Product(waiting.Type.Sign, pairing) is not { } sign)
        {
            return null;
        }

        double[] entries = [.. forms.SelectMany(form => form.Matrix)];
        if (Forms.FindInvariant(entries, [default, (first.Left, IsDual: true), (first.Right, IsDual: true)], [0], [forms.Count], call.Group) is { } found)
        {
            return Carrying(shape with { Sign = sign }, axis, found[0]);
        }

        return GeneratorConditions.SpansRepresentation(entries, forms.Count, [first.Left, first.Right]) ? new UnknownValue("products of components that transform by a representation without a name") : waiting with { Type = shape, IsForm = true, Form = null, Along = new EquatableArray<ComponentForm>([.. forms]) };
    }

    /// <summary>Forms along the last axis: one of them, or their sum. Null for anything else.</summary>
    public static AbstractValue? FromForms(OperationCall call, PendingValue pending)
    {
        if (pending.Along is not { } forms)
        {
            return null;
        }

        TensorType type = pending.Type;
        switch (call.Name)
        {
            case "index" or "select" when Bounds(call, type, -1, forms.Count) is [(var start, null)] && (call.Name != "index" || TakesAllItems(call)):
                return Settle(pending with { Type = type.Without(-1), Along = null, Form = forms[start] }, pending.Otherwise);
            case "sum" or "mean" when Reduction.Read(call, type) is { Axes: [-1] } reduction:
                ComponentForm? sum = forms.Skip(1).Aggregate((ComponentForm?)forms[0], (total, form) => total?.Plus(form, 1))?.Scaled(call.Name == "mean" ? 1.0 / forms.Count : 1);
                return sum is null ? null : Settle(pending with { Type = reduction.Shape(type), Along = null, Form = sum }, pending.Otherwise);
            default:
                return null;
        }
    }

    /// <summary>What stands side by side along one axis: the values, the shape of the result and the axis, counted from the end.</summary>
    private static (IReadOnlyList<AbstractValue>? Items, TensorType? Shape, int Axis) Side(OperationCall call)
    {
        bool isStack = call.Name == "stack";
        if (!(isStack || call.Name is "cat" or "concat" or "concatenate") || call.First is not SequenceValue { Items: { Count: > 0 } items } || call.Integer(0, "dim", "axis") is not { } dim)
        {
            return default;
        }

        TensorType[] shapes = [.. items.Select(item => item switch { PartValue part => part.Type, PendingValue pending => pending.Type, TensorValue tensor => tensor.Type, _ => null }).OfType<TensorType>()];
        if (shapes.Length != items.Count)
        {
            return default;
        }

        SequenceValue bare = SequenceValue.Of([.. shapes.Select(shape => (AbstractValue)new TensorValue(Elementwise.Bare(shape)))]);
        if (new JoinRule().Apply(call with { Arguments = [call.Arguments[0] with { Value = bare }, .. call.Arguments.Skip(1)] }) is not TensorValue { Type: var joined } || joined.FromEnd(dim) is not { } axis)
        {
            return default;
        }

        // One entry of each along the axis, or so many as it holds.
        int[] counts = [.. items.OfType<PartValue>().Select(part => part.Count ?? 0).Distinct()];
        bool isCounted = isStack ? counts.Length <= 1 : items.Zip(shapes, (item, shape) => item switch
        {
            PartValue { Count: not null } => axis == -1,
            TensorValue { Type.IsZero: true } => shape[axis].Size is not null,
            _ => shape[axis].Size == 1,
        }).All(counted => counted);
        return isCounted ? (items, joined with { Sign = shapes[0].Sign }, axis) : default;
    }

    /// <summary>One entry in each row and column of a square matrix.</summary>
    private static bool IsMonomial(IReadOnlyList<double> entries, int size) =>
        Enumerable.Range(0, size).All(i => Enumerable.Range(0, size).Count(j => entries[(i * size) + j] != 0) == 1 && Enumerable.Range(0, size).Count(j => entries[(j * size) + i] != 0) == 1);

    /// <summary>Whether a square matrix is invertible and no multiple of an orthogonal one.</summary>
    private static bool IsStretched(double[] entries, int size)
    {
        Matrix matrix = Matrix.FromRows(size, size, entries), squared = matrix * matrix.Transpose();
        return (squared - Matrix.Scalar(size, squared[0, 0])).MaximumNorm() > RepresentationActions.Tolerance && Math.Abs(GeneratorConditions.Determinant(matrix)) > RepresentationActions.Tolerance;
    }
}
