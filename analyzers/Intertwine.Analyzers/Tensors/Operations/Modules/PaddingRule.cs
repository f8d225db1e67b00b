using Intertwine.Analyzers.Rules;
using Intertwine.Analyzers.Tensors.Values;

namespace Intertwine.Analyzers.Tensors.Operations;

/// <summary>
/// Entries added at the ends of axes (pad), or between others (interpolate, upsample: linear in x, one weight for all components). Zeros and copies of items do with any representation, another number is an added constant; an axis of
/// components cannot get more entries.
/// </summary>
internal sealed class PaddingRule : IOperationRule
{
    public IEnumerable<string> Names => ["pad", "interpolate", "upsample", "upsample_nearest", "upsample_bilinear", "upsample_nearest1d", "upsample_nearest2d", "upsample_nearest3d"];

    public AbstractValue? Apply(OperationCall call) => call.First is not TensorValue { Type: { IsInvariant: false, IsZero: false } type } ? null
        : call.Name == "pad" ? Pad(call, type, call.Numbers("pad"), call.Value("pad") is NumberValue ? 1 : 0, call.Value("value") is NumberValue number ? number.Constant : 0, Copies(call.Integer(0, "mode")))
        : Stretch(call, type);

    /// <summary>The layers <c>ConstantPad1d</c> and their like.</summary>
    public static AbstractValue? Apply(OperationCall call, ModuleValue module, OperationArgument input)
    {
        if (input.Value is not TensorValue { Type: { IsInvariant: false, IsZero: false } type })
        {
            return null;
        }

        int dimensions = module.Kind[module.Kind.Length - 2] - '0';
        bool isConstant = module.Kind.StartsWith("Constant", StringComparison.Ordinal);
        IReadOnlyList<NumberValue>? sizes = module.Argument("padding") switch
        {
            NumberValue number => [number],
            SequenceValue { Items: { } items } when items.All(item => item is NumberValue) => [.. items.Cast<NumberValue>()],
            _ => null,
        };
        return Pad(call with { Name = module.Kind }, type, sizes, module.Argument("padding") is NumberValue ? dimensions : 0, isConstant ? module.Number("value") : 0, module.Kind[0] is 'R');
    }

    /// <param name="sizes">Before and behind the last axis, then the one before it.</param>
    /// <param name="axes">How many axes a single number is for.</param>
    /// <param name="value">The number that fills, null where it is not known.</param>
    /// <param name="copies">Whether entries are copied, null where it is not known.</param>
    private static AbstractValue? Pad(OperationCall call, TensorType type, IReadOnlyList<NumberValue>? sizes, int axes, double? value, bool? copies)
    {
        if (sizes is null)
        {
            return null;
        }

        NumberValue[] all = axes > 0 && sizes.Count == 1 ? [.. Enumerable.Repeat(sizes[0], 2 * axes)] : [.. sizes];
        TensorType result = type;
        bool isPadded = false;
        for (int i = 0; i < all.Length; i++)
        {
            int axis = -1 - (i / 2);
            if (all[i].Constant == 0)
            {
                continue;
            }

            isPadded = true;
            if (type[axis].Components is { IsTrivial: false })
            {
                return all[i].Constant is null ? null : call.Broken(TensorRuleIds.AxisDestroyed, null, call.Name, type.ToString(), $"axis {CallReading.Text(axis)} of its components gets more entries");
            }

            result = result.WithAxis(axis, TensorAxis.Free);
        }

        if (!isPadded)
        {
            return new TensorValue(type);
        }

        if (copies != false)
        {
            return copies is null ? null : new TensorValue(result);
        }

        bool isKept = value == 0 || (type.Sign.IsTrivial && type.ComponentAxes.All(axis => RepresentationActions.FixesOnes(type[axis].Components!)));
        return isKept ? type.Translation == 0 ? new TensorValue(result) : null
            : value is { } number && type.HasComponents() && type.ComponentAxes.All(axis => RepresentationActions.HasNoFixedVectors(type[axis].Components!))
                ? call.Broken(TensorRuleIds.ConstantAdded, null, call.Name, type.ToString(), $"a border of {number.ToString(System.Globalization.CultureInfo.InvariantCulture)}")
            : null;
    }

    /// <summary>Of TorchSharp's PaddingModes Reflect, Replicate and Circular copy; Zeros and Constant do not.</summary>
    private static bool? Copies(long? mode) => mode is null ? null : mode is > 0 and < 4;

    /// <summary>All axes behind the first two, items and channels, get other lengths.</summary>
    private static AbstractValue? Stretch(OperationCall call, TensorType type)
    {
        if (type.Rank is not { } rank || rank < 3)
        {
            return null;
        }

        if (type.ComponentAxes.Any(axis => axis > 1 - rank))
        {
            return type.ComponentAxes.Any(axis => axis > 1 - rank && type[axis].Components is { IsTrivial: false } components && components.Terms.Any(term => term.Piece.Dimension > 1))
                ? call.Broken(TensorRuleIds.AxisDestroyed, null, call.Name, type.ToString(), "its components are interpolated")
                : null;
        }

        return type.With(type.Last().Select((axis, i) => i < 2 ? axis : TensorAxis.Free), rank);
    }
}
