using System.Globalization;
using Intertwine.Algebra;
using Intertwine.Analyzers.Tensors.Values;
using Intertwine.Generator;

namespace Intertwine.Analyzers.Tensors.Operations;

/// <summary>Which axes a reduction takes: all, or some, counted from the end; and whether they stay with length 1.</summary>
internal sealed record Reduction(IReadOnlyList<int>? Axes, bool KeepsAxes)
{
    private static readonly HashSet<string> AxisNames = ["dim", "dims", "dimension", "dimensions", "dim0", "dim1", "dim2", "axis", "normalized_shape"];

    /// <summary>The axes as messages write them.</summary>
    public string Text => Axes is null ? "all axes" : string.Join(", ", Axes.Select(axis => axis.ToString(CultureInfo.InvariantCulture)));

    /// <summary>Read from the arguments of a call; null where they are not constants, or count from the front without a known rank.</summary>
    public static Reduction? Read(OperationCall call, TensorType type)
    {
        if (call.Number("keepdim", 0) is not { } keeps)
        {
            return null;
        }

        List<int> axes = [];
        foreach (OperationArgument argument in call.Arguments.Skip(1).Where(argument => AxisNames.Contains(argument.Name) && !IsNull(argument)))
        {
            foreach (AbstractValue value in argument.Value is SequenceValue { Items: { } items } ? items.ToArray() : [argument.Value])
            {
                if (value is not NumberValue { Constant: { } axis } || type.FromEnd((long)axis) is not { } fromEnd || (type.Rank is { } rank && -fromEnd > rank))
                {
                    return null;
                }

                axes.Add(fromEnd);
            }
        }

        return new Reduction(axes.Count == 0 ? null : axes, keeps != 0);
    }

    /// <summary>Whether an argument that may be null is.</summary>
    public static bool IsNull(OperationArgument argument) => argument switch
    {
        { IsDefault: true, Value: not NumberValue { Constant: not null } } => true,
        _ => argument.Operation?.ConstantValue is { HasValue: true, Value: null },
    };

    public bool Takes(int axis) => Axes is null || Axes.Contains(axis);

    /// <summary>Axes that are taken and carry a representation.</summary>
    public IEnumerable<int> Components(TensorType type) => Carrying(type).Where(Takes);

    /// <summary>Axes that stay and carry a representation.</summary>
    public IEnumerable<int> Remaining(TensorType type) => Carrying(type).Where(axis => !Takes(axis));

    /// <summary>The type without the axes that are taken; nothing else changes.</summary>
    public TensorType Shape(TensorType type)
    {
        if (Axes is null)
        {
            return KeepsAxes
                ? type with { Axes = new EquatableArray<TensorAxis>([.. Enumerable.Repeat(TensorAxis.One, type.Rank ?? 0)]) }
                : type with { Axes = EquatableArray<TensorAxis>.Empty, Rank = 0 };
        }

        int count = Math.Max(type.Axes.Count, -Axes.Min());
        List<TensorAxis> axes = [];
        for (int axis = -count; axis < 0; axis++)
        {
            if (!Axes.Contains(axis))
            {
                axes.Add(type[axis]);
            }
            else if (KeepsAxes)
            {
                axes.Add(TensorAxis.One);
            }
        }

        return type with { Axes = new EquatableArray<TensorAxis>([.. axes]), Rank = KeepsAxes ? type.Rank : type.Rank - Axes.Distinct().Count() };
    }

    /// <summary>How many entries are taken together; null where that is not known.</summary>
    public double? Count(TensorType type) => Axes is null
        ? type.Rank is not null && type.Axes.All(axis => axis.Size is not null) ? type.Axes.Aggregate(1.0, (count, axis) => count * axis.Size!.Value) : null
        : Axes.All(axis => type[axis].Size is not null) ? Axes.Aggregate(1.0, (count, axis) => count * type[axis].Size!.Value) : null;

    private static IEnumerable<int> Carrying(TensorType type) => type.ComponentAxes.Where(axis => type[axis].Components is { IsTrivial: false });

    public static bool Permute(TensorType type, IEnumerable<int> axes) => axes.All(axis => RepresentationActions.Permutes(Components(type, axis)));

    private static Representation Components(TensorType type, int axis) => type[axis].Components!;
}
