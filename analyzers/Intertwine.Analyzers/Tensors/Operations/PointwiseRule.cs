using Intertwine.Analyzers.Rules;
using Intertwine.Analyzers.Tensors.Values;

namespace Intertwine.Analyzers.Tensors.Operations;

/// <summary>Functions of single entries: y_i = f(x_i), or f(x_i, z_i) (<see cref="Pointwise"/>).</summary>
internal sealed class PointwiseRule : IPendingRule
{
    private static readonly HashSet<string> Odd =
    [
        "sin", "tan", "tanh", "asin", "arcsin", "atan", "arctan", "atanh", "arctanh", "asinh", "arcsinh", "sinh", "erf", "erfinv", "round", "trunc", "fix", "sign", "sgn", "frac", "reciprocal", "hardshrink", "Hardshrink", "softshrink",
        "Softshrink", "tanhshrink", "Tanhshrink", "softsign", "Softsign",
    ];

    private static readonly HashSet<string> Even = ["abs", "absolute", "cos", "cosh", "sinc", "i0", "i0e"];

    /// <summary>Neither odd nor even, with f(0) = 0.</summary>
    private static readonly HashSet<string> KeepZero =
    [
        "relu", "relu6", "leaky_relu", "rrelu", "prelu", "elu", "selu", "celu", "gelu", "silu", "SiLU", "mish", "Mish", "hardswish", "sqrt", "log1p", "expm1", "floor", "ceil",
    ];

    private static readonly HashSet<string> Others =
    [
        "exp", "exp2", "log", "log2", "log10", "sigmoid", "expit", "softplus", "log_sigmoid", "logsigmoid", "hardsigmoid", "rsqrt", "acos", "arccos", "acosh", "arccosh", "erfc", "erfcx", "lgamma", "digamma", "polygamma", "logit", "threshold",
        "Threshold", "ndtr", "ndtri", "entr",
    ];

    /// <summary>Functions of several tensors.</summary>
    private static readonly HashSet<string> Several =
    [
        "atan2", "arctan2", "hypot", "copysign", "xlogy", "xlog1py", "logaddexp", "logaddexp2", "ldexp", "nextafter", "floor_divide", "float_power", "fmod", "remainder", "heaviside", "gcd", "lcm", "clamp", "clip", "clamp_min", "clamp_max",
        "hardtanh", "Hardtanh", "l1_loss", "smooth_l1_loss", "huber_loss", "nan_to_num",
    ];

    public IEnumerable<string> Names => [.. Odd, .. Even, .. KeepZero, .. Others, .. Several];

    public AbstractValue? Apply(OperationCall call) => call.Name switch
    {
        "clamp" or "clip" or "clamp_min" or "clamp_max" or "hardtanh" or "Hardtanh" => Clamp(call),
        "nan_to_num" => ReplaceNan(call),
        "l1_loss" or "smooth_l1_loss" or "huber_loss" => Loss(call),
        "prelu" => Pointwise.Combine(call, [.. call.Arguments.Select(argument => argument.Value)], Parity.None),
        _ when Several.Contains(call.Name) => call.Arguments.Count < 2 ? null
            : Pointwise.Combine(call, [call.First, call.Arguments[1].Value], call.Name switch { "atan2" or "arctan2" or "fmod" => Parity.Odd, "hypot" or "copysign" => Parity.Even, _ => Parity.None }),
        _ => Pointwise.Apply(call, call.First, Odd.Contains(call.Name) ? Parity.Odd : Even.Contains(call.Name) ? Parity.Even : Parity.None, KeepZero.Contains(call.Name) || (Odd.Contains(call.Name) && call.Name != "reciprocal") || call.Name is "abs" or "absolute"),
    };

    /// <summary>min(max(x, a), b), which is odd for a = -b.</summary>
    private static AbstractValue? Clamp(OperationCall call)
    {
        AbstractValue[] bounds = [.. call.Arguments.Skip(1).Where(argument => argument.Name != "inplace" && !IsNull(argument)).Select(argument => argument.Value)];
        if (bounds.All(bound => bound is NumberValue))
        {
            bool isOdd = bounds is [NumberValue { Constant: { } lower }, NumberValue { Constant: { } upper }] && lower == -upper;
            bool isKnown = bounds.All(bound => bound is NumberValue { Constant: not null });
            return call.First is TensorValue { Type: { Sign.IsTrivial: false } type } && !type.ComponentAxes.Any() && !isKnown ? null : Pointwise.Apply(call, call.First, isOdd ? Parity.Odd : Parity.None);
        }

        return Pointwise.Combine(call, [call.First, .. bounds], Parity.None);
    }

    /// <summary>Only what is no number changes: the components of x / |x| at 0 all become 0 together. Another number in their place is a constant.</summary>
    private static AbstractValue? ReplaceNan(OperationCall call) =>
        call.First is PendingValue || call.Number("nan", 0) == 0 ? call.First
        : call.Number("nan", 0) is null ? null
        : Pointwise.Apply(call, call.First, Parity.None);

    /// <summary>The sum of f(x_i - y_i).</summary>
    private static AbstractValue? Loss(OperationCall call)
    {
        if (call.Arguments.Count < 2 || Elementwise.Add(call, call.First, call.Arguments[1].Value, -1) is not { } difference)
        {
            return null;
        }

        return difference is UnknownValue ? difference
            : difference is PendingValue pending ? Pending.Report(call, pending)
            : difference is TensorValue { Type: { IsInvariant: false, IsZero: false } type } && type.ComponentAxes.Any(axis => !RepresentationActions.PermutesUpToSign(type[axis].Components!))
                ? call.Broken(TensorRuleIds.PointwiseOnComponents, null, call.Name, type.ToString())
            : difference is TensorValue { Type.IsInvariant: true } ? call.Invariant()
            : null;
    }

    /// <summary>Whether an argument is left out or null.</summary>
    private static bool IsNull(OperationArgument argument) => argument.IsDefault || argument.Operation?.ConstantValue is { HasValue: true, Value: null };
}
