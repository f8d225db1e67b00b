using Intertwine.Analyzers.Rules;
using Intertwine.Analyzers.Tensors.Values;

namespace Intertwine.Analyzers.Tensors.Operations;

/// <summary>
/// y[n, o, p] = sum_ik W[o, i, k] x[n, i, p + k] + b[o] over channels i and offsets k on the last axes. Components before the channels are left alone; on the channels or under a kernel of more than one entry they are mixed. With a kernel of
/// one entry it is a linear layer on the channels, and components may lie on the axes behind.
/// </summary>
internal sealed class ConvolutionRule : IOperationRule
{
    public IEnumerable<string> Names => ["conv1d", "conv2d", "conv3d", "conv1d_padding", "conv2d_padding", "conv3d_padding", "conv_transpose1d", "conv_transpose2d", "conv_transpose3d"];

    public AbstractValue? Apply(OperationCall call)
    {
        if (call.First is not TensorValue { Type: var type } || call.Tensor("weight") is not { } weight)
        {
            return null;
        }

        int dimensions = call.Name[call.Name.IndexOfAny(['1', '2', '3'])] - '0';
        int?[] kernel = [.. Enumerable.Range(-dimensions, dimensions).Select(axis => weight.Type[axis].Size)];
        bool isPlain = call.Value("stride", "strides") is null && call.Value("padding") is null && !call.Name.EndsWith("_padding", StringComparison.Ordinal);
        bool? isPoint = kernel.Any(size => size > 1) ? false : isPlain && kernel.All(size => size == 1) ? true : null;
        return Convolve(call, call.Name, type, dimensions, isPoint, call.Value("bias") switch { null => false, TensorValue bias => !bias.Type.IsZero, _ => null }, null);
    }

    /// <summary>The layers <c>Conv1d</c>, <c>Conv2d</c>, <c>Conv3d</c> and their transposes.</summary>
    public static AbstractValue? Apply(OperationCall call, ModuleValue module, OperationArgument input)
    {
        if (input.Value is not TensorValue { Type: var type })
        {
            return null;
        }

        int dimensions = module.Kind[module.Kind.Length - 2] - '0';
        bool? isPoint = module.Argument("kernel_size") is null ? null
            : !Is(module.Argument("kernel_size"), 1) ? IsKnown(module.Argument("kernel_size")) ? false : null
            : Is(module.Argument("stride"), 1) && Is(module.Argument("padding"), 0) ? true
            : null;
        return Convolve(call, module.Kind, type, dimensions, isPoint, LinearRule.HasBias(module, "bias"), (int?)module.Number("out_channels"));
    }

    /// <param name="isPoint">Whether the kernel has one entry and moves entry by entry; null where it is not known.</param>
    private static AbstractValue? Convolve(OperationCall call, string name, TensorType type, int dimensions, bool? isPoint, bool? hasBias, int? channels)
    {
        if (type.IsInvariant || type.IsZero)
        {
            return hasBias == false && type.IsZero ? new TensorValue(type) : call.Invariant(type.Rank);
        }

        int channelAxis = -dimensions - 1;
        if (type[channelAxis].Components is { IsTrivial: false })
        {
            return LinearRule.Broken(call, name, type);
        }

        List<TensorAxis> axes = type.Last(dimensions + 1);
        axes[axes.Count + channelAxis] = new TensorAxis(channels, null);
        for (int axis = -dimensions; axis < 0; axis++)
        {
            if (type[axis].Components is not { IsTrivial: false })
            {
                axes[axes.Count + axis] = isPoint == true ? type[axis] : TensorAxis.Free;
            }
            else if (isPoint != true)
            {
                return isPoint == false ? LinearRule.Broken(call, name, type) : new UnknownValue($"a '{name}' over components, whose kernel may have more than one entry");
            }
        }

        TensorType mixed = type.With(axes, type.Rank).Type with { IsConstant = false, Translation = type.Translation == 0 ? 0 : double.NaN };
        return LinearRule.WithBias(call, new TensorValue(mixed), hasBias, name);
    }

    private static bool Is(AbstractValue? value, long number) => value switch
    {
        // A nullable option that was left out is its usual value.
        NumberValue { Constant: null } => number is 0 or 1,
        NumberValue { Constant: { } constant } => constant == number,
        SequenceValue { Items: { } items } => items.All(item => item is NumberValue { Constant: { } constant } && constant == number),
        _ => false,
    };

    private static bool IsKnown(AbstractValue? value) => value is NumberValue { Constant: not null } || (value is SequenceValue { Items: { } items } && items.All(item => item is NumberValue { Constant: not null }));
}
