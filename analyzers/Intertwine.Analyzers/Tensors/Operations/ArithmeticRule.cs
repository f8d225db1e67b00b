using Intertwine.Analyzers.Tensors.Values;

namespace Intertwine.Analyzers.Tensors.Operations;

/// <summary>
/// Linear combinations, products and powers, entry by entry: x + a y, x y, x / y, x^p, x + a y z, x + w (y - x). What commutes with the group is said at <see cref="Elementwise"/>; a power other than 1 and 2 is a function of single
/// entries.
/// </summary>
internal sealed class ArithmeticRule : IPendingRule
{
    public IEnumerable<string> Names =>
    [
        "add", "sub", "subtract", "mul", "multiply", "div", "divide", "true_divide", "neg", "negative", "positive", "pow", "square", "addcmul", "addcdiv", "lerp", "deg2rad", "rad2deg",
    ];

    public AbstractValue? Apply(OperationCall call) => call.Name switch
    {
        "add" => Second(call) is { } other ? Elementwise.Add(call, call.First, Scaled(call, other), 1) : null,
        "sub" or "subtract" => Second(call) is { } other ? Elementwise.Add(call, call.First, other, -1) : null,
        "mul" or "multiply" => Second(call) is { } other ? Elementwise.Multiply(call, call.First, other) : null,
        "div" or "divide" or "true_divide" => Divide(call),
        "neg" or "negative" => Elementwise.Multiply(call, call.First, new NumberValue(-1)),
        "positive" => call.First,
        "deg2rad" => Elementwise.Multiply(call, call.First, new NumberValue(Math.PI / 180)),
        "rad2deg" => Elementwise.Multiply(call, call.First, new NumberValue(180 / Math.PI)),
        "square" => Elementwise.Multiply(call, call.First, call.First),
        "pow" => Power(call),
        "lerp" => Interpolate(call),
        _ => Fused(call),
    };

    private static AbstractValue? Second(OperationCall call) => call.Arguments.Count > 1 ? call.Arguments[1].Value : null;

    /// <summary>y times <c>alpha</c>.</summary>
    private static AbstractValue Scaled(OperationCall call, AbstractValue other) =>
        call["alpha"] is { IsDefault: false } alpha ? Elementwise.Multiply(call, other, alpha.Value) ?? new UnknownValue("'add' with an 'alpha' that is not known") : other;

    private static AbstractValue? Divide(OperationCall call)
    {
        if (Second(call) is not { } divisor)
        {
            return null;
        }

        // Rounded towards an integer: a function of single entries.
        return call.Number("rounding_mode", 0) switch
        {
            0 => Elementwise.Divide(call, call.First, divisor),
            null => null,
            _ => Pointwise.Combine(call, [call.First, divisor], Parity.None),
        };
    }

    private static AbstractValue? Power(OperationCall call)
    {
        if (Second(call) is not { } exponent)
        {
            return null;
        }

        return exponent is NumberValue { Constant: { } power }
            ? power switch
            {
                1 => call.First,
                2 => Elementwise.Multiply(call, call.First, call.First),
                _ => Pointwise.Apply(call, call.First, power % 2 == 0 ? Parity.Even : Math.Abs(power % 2) == 1 ? Parity.Odd : Parity.None, keepsZero: power > 0),
            }
            : call.First is TensorValue { Type.IsInvariant: true } or NumberValue ? Pointwise.Combine(call, [call.First, exponent], Parity.None)
            : null;
    }

    /// <summary>x + w (y - x): for points a point, whatever w is.</summary>
    private static AbstractValue? Interpolate(OperationCall call) =>
        call.Arguments.Count > 2 && Elementwise.Add(call, call.Arguments[1].Value, call.First, -1) is { } difference
            ? difference is UnknownValue ? difference
            : Elementwise.Multiply(call, difference, call.Arguments[2].Value) is { } step ? step is UnknownValue ? step : Elementwise.Add(call, call.First, step, 1) : null
            : null;

    /// <summary>x + a y z, x + a y / z.</summary>
    private static AbstractValue? Fused(OperationCall call)
    {
        if (call.Arguments.Count < 3)
        {
            return null;
        }

        AbstractValue y = call.Arguments[1].Value, z = call.Arguments[2].Value;
        AbstractValue? product = call.Name == "addcmul" ? Elementwise.Multiply(call, y, z) : Elementwise.Divide(call, y, z);
        if (product is not null and not UnknownValue && call.Arguments.Count > 3 && call.Arguments[3] is { IsDefault: false } factor)
        {
            product = Elementwise.Multiply(call, product, factor.Value);
        }

        return product is null or UnknownValue ? product : Elementwise.Add(call, call.First, product, 1);
    }
}
