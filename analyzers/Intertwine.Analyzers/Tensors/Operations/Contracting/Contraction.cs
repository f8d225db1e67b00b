using Intertwine.Algebra;
using Intertwine.Analyzers.Rules;
using Intertwine.Analyzers.Tensors.Values;
using Intertwine.Generator;

namespace Intertwine.Analyzers.Tensors.Operations;

/// <summary>One factor of a contraction: a label for each of its last axes.</summary>
/// <param name="Value">The tensor.</param>
/// <param name="Labels">Labels of the last axes, at least of all that are known. Equal labels are the same index.</param>
internal sealed record ContractionOperand(TensorValue Value, IReadOnlyList<int> Labels)
{
    public TensorType Type => Value.Type;

    /// <summary>The axis of the k-th label.</summary>
    public TensorAxis Axis(int k) => Type[k - Labels.Count];
}

/// <summary>
/// y[out] = sum over the labels that are not in out of the product of the operands: what einsum, matmul and their like are. An index of components that occurs once and is kept carries on; one that two operands share and that is
/// summed gives sum_c x_c y_c, an invariant iff rho_1(g)^T rho_2(g) = 1, a pseudo-scalar iff it is a sign; one that is summed alone gives an invariant iff 1^T rho(g) = 1^T. With a constant tensor whose entries are known, the
/// components are paired with its axes, and what is checked is whether the tensor is invariant (metrics, ε, Clebsch-Gordan coefficients).
/// </summary>
internal sealed class Contraction(OperationCall call, IReadOnlyList<ContractionOperand> operands, IReadOnlyList<int> output, string description)
{
    /// <summary>Whether the operands may have further axes before those with labels, which are broadcast.</summary>
    public bool IsOpen { get; init; }

    /// <summary>The name of the operation in messages.</summary>
    public string Operation { get; init; } = call.Name;

    /// <summary>Whether a matrix on an axis of components is the point of the operation (matmul, Linear), so that it is reported as such.</summary>
    public bool IsMatrixProduct { get; init; }

    /// <summary>How a label is written in messages.</summary>
    public Func<int, string> Text { get; init; } = label => $"axis '{(char)label}'";

    private readonly Dictionary<int, TensorAxis> _kept = [];
    private Piece _sign = call.Group.Trivial;

    public AbstractValue? Apply()
    {
        bool isConstant = operands.All(operand => operand.Type.IsConstant);
        if (operands.Any(operand => operand.Type.IsZero))
        {
            return new TensorValue(new TensorType(new EquatableArray<TensorAxis>([.. output.Select(_ => TensorAxis.Free)]), Rank, call.Group.Trivial) { IsZero = true, IsConstant = isConstant });
        }

        foreach (ContractionOperand operand in operands)
        {
            if (!Multiply(operand.Type.Sign))
            {
                return null;
            }
        }

        (double translation, UnknownValue? unknown, PendingReport? otherwise) = Translation();
        if (unknown is not null)
        {
            return unknown;
        }

        if (otherwise is null)
        {
            return Contract(translation, isConstant);
        }

        // x . y of points depends on the origin, and |x|^2 + |y|^2 - 2 x . y does not: others may complete it.
        return Pending.Form(call, operands.Count(operand => !operand.Type.IsInvariant) > 1 ? Contract(0, isConstant) : null, otherwise);
    }

    /// <summary>Label by label.</summary>
    private AbstractValue? Contract(double translation, bool isConstant)
    {
        HashSet<int> done = [];
        foreach (ContractionOperand constant in operands.Where(operand => operand.Value.Entries is not null && operand.Type.IsInvariant))
        {
            if (Paired(constant).Any() && ApplyKnown(constant, done) is { } outcome)
            {
                return outcome;
            }
        }

        foreach (int label in operands.SelectMany(operand => operand.Labels).Distinct().Where(label => !done.Contains(label)))
        {
            if (Label(label) is { } outcome)
            {
                return outcome == Unknown ? null : outcome;
            }
        }

        return output.All(_kept.ContainsKey)
            ? new TensorValue(new TensorType(new EquatableArray<TensorAxis>([.. output.Select(label => _kept[label])]), Rank, _sign) { Translation = translation, IsConstant = isConstant })
            : null;
    }

    /// <summary>Says that nothing is known.</summary>
    private static readonly UnknownValue Unknown = new("a contraction");

    private int? Rank => IsOpen && operands.Any(operand => operand.Type.Rank is null) ? null : output.Count;

    /// <summary>What is at a label: null if all is well.</summary>
    private UnknownValue? Label(int label)
    {
        (ContractionOperand Operand, TensorAxis Axis)[] all = [.. operands.SelectMany(operand => operand.Labels.Select((own, k) => (own, operand, axis: operand.Axis(k))).Where(entry => entry.own == label).Select(entry => (entry.operand, entry.axis)))];
        (ContractionOperand Operand, TensorAxis Axis)[] components = [.. all.Where(entry => entry.Axis.Components is not null)];
        bool isKept = output.Contains(label);
        if (components.Length == 0)
        {
            TensorAxis longest = all.Select(entry => entry.Axis).FirstOrDefault(axis => axis.Size is > 1);
            _kept[label] = all.Length == 1 ? all[0].Axis with { Pattern = AxisPattern.Any } : longest.Size is not null ? new TensorAxis(longest.Size, null) : all.All(entry => entry.Axis.Size == 1) ? TensorAxis.One : TensorAxis.Free;
            return null;
        }

        (ContractionOperand Operand, TensorAxis Axis)[] free = [.. all.Where(entry => entry.Axis.Components is null && !entry.Axis.IsUniform)];
        Representation first = components[0].Axis.Components!;
        return (isKept, components.Length, free.Length) switch
        {
            (true, 1, 0) => Keep(label, components[0].Axis),
            (true, 1, _) => free.Any(entry => entry.Axis.Size is null) && (IsMatrixProduct || free.All(entry => entry.Operand.Type is { IsInvariant: true, Rank: null })) ? Unknown
                : Broken($"{Text(label)} multiplies components of {first} by different numbers"),
            (true, _, 0) => ByComponent(label, [.. components.Select(entry => entry.Axis)]),
            (true, _, _) => Broken($"{Text(label)} multiplies components of {first} by different numbers"),
            (false, 1, 0) => Summed(label, first),
            (false, 1, _) => Mixed(label, components[0].Operand, first, [.. free.Select(entry => entry.Operand)]),
            (false, 2, 0) => Paired(label, components[0].Operand.Type, first, components[1].Axis.Components!),
            _ => components.All(entry => RepresentationActions.Permutes(entry.Axis.Components!)) || components.Any(entry => !GeneratorConditions.IsClear(entry.Axis.Components!)) ? Unknown
                : Broken($"{Text(label)} multiplies {components.Length} axes of components with each other"),
        };
    }

    private UnknownValue? Keep(int label, TensorAxis axis)
    {
        _kept[label] = axis;
        return null;
    }

    /// <summary>Components multiplied by components, one by one.</summary>
    private UnknownValue? ByComponent(int label, IReadOnlyList<TensorAxis> axes)
    {
        Representation first = axes[0].Components!;
        if (axes.All(axis => axis.Components == first) && RepresentationActions.Permutes(first))
        {
            return Keep(label, axes[0]);
        }

        return axes.All(axis => axis.Components!.Terms.Any(term => term.Piece.Dimension > 1 && !RepresentationActions.PermutesUpToFactors(Representation.Of(term.Piece))))
            ? Broken($"{Text(label)} multiplies components of {first} one by one and keeps them apart")
            : Unknown;
    }

    /// <summary>Components added up.</summary>
    private UnknownValue? Summed(int label, Representation components)
    {
        (FormKind kind, Piece? sign) = GeneratorConditions.Sum(components);
        return kind switch
        {
            FormKind.Covariant => Multiply(sign!) ? null : Unknown,
            FormKind.Broken => Broken($"{Text(label)} sums components of {components} alone"),
            _ => Unknown,
        };
    }

    /// <summary>Two axes of components contracted with each other.</summary>
    private UnknownValue? Paired(int label, TensorType type, Representation left, Representation right)
    {
        (FormKind kind, Piece? sign) = GeneratorConditions.InnerProduct(left, right);
        return kind switch
        {
            FormKind.Covariant => Multiply(sign!) ? null : Unknown,
            FormKind.Broken when left == right => (UnknownValue)call.Broken(TensorRuleIds.FormNotInvariant, null, Operation, type.ToString(), Forms.Instead(left)),
            FormKind.Broken => Broken($"{Text(label)} pairs components of {left} with components of {right}"),
            _ => Unknown,
        };
    }

    /// <summary>Components paired with numbers that do not transform.</summary>
    private UnknownValue? Mixed(int label, ContractionOperand vector, Representation components, IReadOnlyList<ContractionOperand> others)
    {
        // A constant tensor between several axes of components may be an invariant one, such as Clebsch-Gordan coefficients: only its entries could tell.
        if (others.Any(other => Paired(other).Count() > 1) || components.Terms.All(term => term.Piece.Dimension == 1))
        {
            return Unknown;
        }

        return IsMatrixProduct
            ? (UnknownValue)call.Broken(TensorRuleIds.NotAnIntertwiner, null, Operation, vector.Type.ToString(), others[0].Type.IsConstant ? "a constant matrix" : "a matrix of numbers that do not transform with it")
            : Broken($"{Text(label)} pairs components of {components} with numbers that do not transform");
    }

    private UnknownValue Broken(string what) => (UnknownValue)call.Broken(TensorRuleIds.WrongContraction, null, Operation, description, what);

    /// <summary>Labels of an operand's free axes that other operands carry components on.</summary>
    private IEnumerable<int> Paired(ContractionOperand operand) =>
        operand.Labels.Where((label, k) => operand.Axis(k).Components is null && operands.Any(other => other != operand && other.Labels.Where((own, i) => own == label && other.Axis(i).Components is not null).Any())).Distinct();

    /// <summary>A constant tensor with known entries. Its axes that meet components transform by their duals, others as one of the same length, so that the whole is invariant, if there is such a way.</summary>
    private UnknownValue? ApplyKnown(ContractionOperand constant, HashSet<int> done)
    {
        int[] labels = [.. constant.Labels];
        if (labels.Distinct().Count() != labels.Length || constant.Type.Rank != labels.Length || Enumerable.Range(0, labels.Length).Any(k => constant.Axis(k).Size is null))
        {
            return null;
        }

        // A label that is kept multiplies component by component: a diagonal matrix.
        double[] entries = constant.Value.Entries!.Value.ToArray();
        List<(Representation Representation, bool IsDual)> axes = [];
        List<int> open = [];
        for (int k = 0; k < labels.Length; k++)
        {
            int label = labels[k];
            TensorAxis[] partners = [.. operands.Where(other => other != constant).SelectMany(other => other.Labels.Select((own, i) => (own, axis: other.Axis(i))).Where(entry => entry.own == label).Select(entry => entry.axis))];
            if (partners.Length > 1 || (partners.Length == 1 && partners[0].Components is null) || (partners.Length == 1 && output.Contains(label)))
            {
                return null;
            }

            if (partners.Length == 1)
            {
                axes.Add((partners[0].Components!, IsDual: true));
            }
            else if (output.Contains(label))
            {
                open.Add(k);
                axes.Add(default);
            }
            else
            {
                return null;
            }
        }

        if (Forms.FindInvariant(entries, axes, open, [.. open.Select(k => constant.Axis(k).Size!.Value)], call.Group) is not { } found)
        {
            return null;
        }

        foreach (int k in open)
        {
            _kept[labels[k]] = found[k].IsTrivial ? constant.Axis(k) : TensorAxis.Of(found[k]);
        }

        done.UnionWith(labels);
        return null;
    }

    /// <summary>A further sign; false where two different ones meet.</summary>
    private bool Multiply(Piece sign)
    {
        if (sign.IsTrivial)
        {
            return true;
        }

        if (_sign.IsTrivial)
        {
            _sign = sign;
            return true;
        }

        if (_sign == sign && sign.IsOrthogonal)
        {
            _sign = call.Group.Trivial;
            return true;
        }

        return false;
    }

    /// <summary>Points times weights move by the sum of the weights, which is not known; points multiplied with components are measured from the origin.</summary>
    private (double Translation, UnknownValue? Unknown, PendingReport? Otherwise) Translation()
    {
        ContractionOperand? points = operands.FirstOrDefault(operand => operand.Type.Translation != 0 && !operand.Type.IsMixture)
            ?? operands.FirstOrDefault(operand => operand.Type.IsMixture);
        if (points is null)
        {
            return (0, null, null);
        }

        int[] labels = [.. points.Labels.Where((_, k) => points.Axis(k).Components is not null)];
        bool isLinear = operands.All(operand => operand == points || (operand.Type.IsInvariant && !operand.Labels.Intersect(labels).Any(label => !output.Contains(label)))) && labels.All(output.Contains);
        return isLinear ? (operands.Count == 1 && points.Labels.All(output.Contains) ? points.Type.Translation : double.NaN, null, null)
            : points.Type.IsMixture ? (0, new UnknownValue(TensorType.MixtureOfPoints), null)
            : (0, null, Pending.Wrong(TensorRuleIds.PointUsedAsVector, call, Operation, points.Type.ToString()));
    }
}
