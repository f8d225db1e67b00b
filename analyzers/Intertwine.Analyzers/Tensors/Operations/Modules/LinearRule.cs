using Intertwine.Analyzers.Rules;
using Intertwine.Analyzers.Tensors.Values;

namespace Intertwine.Analyzers.Tensors.Operations;

/// <summary>
/// y[.., o] = sum_i W[o, i] x[.., i] + b[o] on the last axis. Where that is an axis of channels, W commutes with a group that acts on another axis, and b must be zero unless x is invariant: rho(g) (W x + b) = W rho(g) x + b for all g
/// only if rho(g) b = b, as permutations of the components leave it. Where it carries components, W would have to be an intertwiner.
/// </summary>
internal sealed class LinearRule : IOperationRule
{
    public IEnumerable<string> Names => ["linear", "bilinear"];

    public AbstractValue? Apply(OperationCall call)
    {
        if (call.Name == "bilinear")
        {
            return call.First is TensorValue first && call.Tensor("input2") is { } second ? Bilinear(call, first, second, null, HasBias(call)) : null;
        }

        if (call.First is not TensorValue input || call.Tensor("weights", "weight") is not { } weights)
        {
            return null;
        }

        int count = Math.Max(input.Type.Rank ?? input.Type.Axes.Count, 1);
        int[] batch = [.. Enumerable.Range(-count, count - 1)];
        if (weights.Type.Axes.Count > 2 || weights.Type.Rank is not (null or 2))
        {
            return null;
        }

        ContractionOperand[] factors = [new(input, [.. batch, 'i']), new(weights, ['o', 'i'])];
        var product = new Contraction(call, factors, [.. batch, 'o'], "the last axis with the last of the weights")
        {
            IsOpen = true,
            IsMatrixProduct = true,
        };
        return WithBias(call, product.Apply(), HasBias(call));
    }

    /// <summary>The layer <c>Linear(inputSize, outputSize, hasBias)</c>.</summary>
    public static AbstractValue? Apply(OperationCall call, ModuleValue module, OperationArgument input)
    {
        if (input.Value is not TensorValue { Type: var type })
        {
            return null;
        }

        var output = new TensorAxis((int?)module.Number("outputSize"), null);
        if (type.IsZero)
        {
            return module.Number("hasBias") == 0 ? new TensorValue(type.WithAxis(-1, output)) : call.Invariant(type.Rank);
        }

        if (type[-1].Components is { IsTrivial: false })
        {
            return Broken(call, module.Kind, type);
        }

        TensorType mixed = type.WithAxis(-1, output) with { IsConstant = false, Translation = type.Translation == 0 ? 0 : double.NaN };
        return WithBias(call, new TensorValue(mixed), HasBias(module, "hasBias"), module.Kind);
    }

    public static AbstractValue? ApplyBilinear(OperationCall call, ModuleValue module) =>
        call.Arguments.Count > 2 && call.Arguments[1].Value is TensorValue first && call.Arguments[2].Value is TensorValue second
            ? Bilinear(call, first, second, (int?)module.Number("out_features"), HasBias(module, "hasBias"))
            : null;

    /// <summary>Whether a module has a bias: null where it is not known how it was made.</summary>
    public static bool? HasBias(ModuleValue module, string name) => module.Argument(name) switch
    {
        // Linear(weight, bias): a parameter, or none.
        null => module.Argument("weight") is null ? null : module.Argument("bias") is not (null or NumberValue),
        NumberValue { Constant: { } flag } => flag != 0,
        _ => null,
    };

    /// <summary>A product with a bias: an added constant, the same along axes of components. That is right for invariants, and where rho(g) (1, ..., 1) = (1, ..., 1), as for permutations.</summary>
    public static AbstractValue? WithBias(OperationCall call, AbstractValue? product, bool? hasBias, string? name = null)
    {
        if (product is not TensorValue { Type: { IsInvariant: false } type } || hasBias == false)
        {
            return product;
        }

        if (type.Translation == 0 && type.Sign.IsTrivial && type.ComponentAxes.All(axis => RepresentationActions.FixesOnes(type[axis].Components!)))
        {
            // The same number for all components, which a permutation leaves alone.
            return product;
        }

        return hasBias is null ? new UnknownValue($"a '{name ?? call.Name}' of which it is not known whether it has a bias")
            : type.Translation != 0 && !type.HasComponents() ? null
            : call.Broken(TensorRuleIds.ConstantAdded, null, name ?? call.Name, type.ToString(), "a bias");
    }

    public static AbstractValue Broken(OperationCall call, string name, TensorType type) => call.Broken(TensorRuleIds.NotAnIntertwiner, null, name, type.ToString(), "its weights");

    /// <summary>sum_ij x[.., i] W[o, i, j] y[.., j]: invariants and one tensor with components on another axis.</summary>
    private static AbstractValue? Bilinear(OperationCall call, TensorValue first, TensorValue second, int? size, bool? hasBias)
    {
        foreach (TensorValue factor in new[] { first, second })
        {
            if (factor.Type[-1].Components is { IsTrivial: false } && !factor.Type.IsZero)
            {
                return Broken(call, "Bilinear", factor.Type);
            }
        }

        TensorType? type = first.Type.IsInvariant ? second.Type : second.Type.IsInvariant ? first.Type : null;
        return type is null || type.IsZero ? null
            : WithBias(call, new TensorValue(type.WithAxis(-1, new TensorAxis(size, null)) with { IsConstant = false, Translation = type.Translation == 0 ? 0 : double.NaN }), hasBias, "Bilinear");
    }

    private static bool? HasBias(OperationCall call) => call.Value("bias") switch
    {
        null => false,
        TensorValue tensor => !tensor.Type.IsZero,
        _ => null,
    };
}
