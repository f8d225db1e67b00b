using Intertwine.Analyzers.Tensors.Values;

namespace Intertwine.Analyzers.Tensors.Operations;

/// <summary>
/// <c>module.forward(x)</c>: a module of TorchSharp is the function of the same name with what it was made with. What it keeps (weights, running means) are numbers that do not transform. Of a module that is known by its type only,
/// what depends on how it was made is not known.
/// </summary>
internal sealed class ModuleRule : IOperationRule
{
    /// <summary>Modules that are a function of their input and a few numbers, by the name of the function.</summary>
    private static readonly Dictionary<string, string> Functions = new(StringComparer.Ordinal)
    {
        ["ReLU"] = "relu",
        ["ReLU6"] = "relu6",
        ["LeakyReLU"] = "leaky_relu",
        ["RReLU"] = "rrelu",
        ["PReLU"] = "leaky_relu",
        ["ELU"] = "elu",
        ["CELU"] = "celu",
        ["SELU"] = "selu",
        ["GELU"] = "gelu",
        ["SiLU"] = "silu",
        ["Mish"] = "mish",
        ["GLU"] = "glu",
        ["Sigmoid"] = "sigmoid",
        ["LogSigmoid"] = "logsigmoid",
        ["Tanh"] = "tanh",
        ["Tanhshrink"] = "tanhshrink",
        ["Softplus"] = "softplus",
        ["Softsign"] = "softsign",
        ["Softshrink"] = "softshrink",
        ["Hardshrink"] = "hardshrink",
        ["Hardsigmoid"] = "hardsigmoid",
        ["Hardswish"] = "hardswish",
        ["Hardtanh"] = "hardtanh",
        ["Threshold"] = "threshold",
        ["Softmax"] = "softmax",
        ["LogSoftmax"] = "log_softmax",
        ["Softmin"] = "softmin",
        ["Softmax2d"] = "softmax2d",
        ["Dropout"] = "dropout",
        ["AlphaDropout"] = "alpha_dropout",
        ["FeatureAlphaDropout"] = "feature_alpha_dropout",
        ["Dropout1d"] = "dropout1d",
        ["Dropout2d"] = "dropout2d",
        ["Dropout3d"] = "dropout3d",
        ["Flatten"] = "flatten",
        ["Unflatten"] = "unflatten",
        ["BatchNorm1d"] = "batch_norm",
        ["BatchNorm2d"] = "batch_norm",
        ["BatchNorm3d"] = "batch_norm",
        ["InstanceNorm1d"] = "instance_norm",
        ["InstanceNorm2d"] = "instance_norm",
        ["InstanceNorm3d"] = "instance_norm",
        ["LayerNorm"] = "layer_norm",
        ["GroupNorm"] = "group_norm",
        ["LocalResponseNorm"] = "local_response_norm",
        ["AvgPool1d"] = "avg_pool1d",
        ["AvgPool2d"] = "avg_pool2d",
        ["AvgPool3d"] = "avg_pool3d",
        ["AdaptiveAvgPool1d"] = "adaptive_avg_pool1d",
        ["AdaptiveAvgPool2d"] = "adaptive_avg_pool2d",
        ["AdaptiveAvgPool3d"] = "adaptive_avg_pool3d",
        ["MaxPool1d"] = "max_pool1d",
        ["MaxPool2d"] = "max_pool2d",
        ["MaxPool3d"] = "max_pool3d",
        ["AdaptiveMaxPool1d"] = "adaptive_max_pool1d",
        ["AdaptiveMaxPool2d"] = "adaptive_max_pool2d",
        ["AdaptiveMaxPool3d"] = "adaptive_max_pool3d",
        ["Upsample"] = "upsample",
        ["CosineSimilarity"] = "cosine_similarity",
        ["PairwiseDistance"] = "pairwise_distance",
        ["MSELoss"] = "mse_loss",
        ["L1Loss"] = "l1_loss",
        ["SmoothL1Loss"] = "smooth_l1_loss",
        ["HuberLoss"] = "huber_loss",
    };

    public IEnumerable<string> Names => ["forward"];

    public AbstractValue? Apply(OperationCall call)
    {
        if (call.First is not ModuleValue module || call.Arguments.Count < 2)
        {
            return null;
        }

        OperationArgument input = call.Arguments[1] with { Name = "this" };
        switch (module.Kind)
        {
            case "Identity":
                return input.Value;
            case "Sequential":
                return Compose(call, module, input);
            case "Linear":
                return LinearRule.Apply(call, module, input);
            case "Bilinear":
                return LinearRule.ApplyBilinear(call, module);
            case "Conv1d" or "Conv2d" or "Conv3d" or "ConvTranspose1d" or "ConvTranspose2d" or "ConvTranspose3d":
                return ConvolutionRule.Apply(call, module, input);
            case "MultiheadAttention":
                return AttentionRule.ApplyMultihead(call);
            case "ConstantPad1d" or "ConstantPad2d" or "ConstantPad3d" or "ZeroPad2d" or "ReflectionPad1d" or "ReflectionPad2d" or "ReplicationPad1d" or "ReplicationPad2d":
                return PaddingRule.Apply(call, module, input);
        }

        if (Functions.TryGetValue(module.Kind, out string? function))
        {
            OperationArgument[] options = [.. module.Arguments.Where(argument => argument.Name is not "inplace").Select(argument => new OperationArgument(argument.Name, argument.Value, null))];
            OperationArgument[] others = [.. call.Arguments.Skip(2).Select((argument, i) => argument with { Name = i == 0 ? "other" : $"other{i}" })];
            OperationArgument[] origin = function.EndsWith("_norm", StringComparison.Ordinal) ? [new OperationArgument("module", module, null)] : [];
            return OperationTable.Apply(call with { Name = function, Arguments = [input, .. others, .. options, .. origin], IsInPlace = false });
        }

        return call.Arguments.All(argument => argument.Value is not TensorValue { Type.IsInvariant: false }) ? null : new UnknownValue($"a call of the module '{module.Kind}', which has no annotations");
    }

    /// <summary>One module after the other, where all are known.</summary>
    private static AbstractValue Compose(OperationCall call, ModuleValue module, OperationArgument input)
    {
        if (module.Argument("modules") is not SequenceValue { Items: { } parts })
        {
            return input.Value is TensorValue { Type.IsInvariant: true } ? call.Invariant() : new UnknownValue("a call of a Sequential whose parts are not known");
        }

        AbstractValue value = input.Value;
        foreach (AbstractValue part in parts)
        {
            ModuleValue? next = part as ModuleValue ?? (part is SequenceValue { Items: { Count: 2 } pair } ? pair[1] as ModuleValue : null);
            if (next is null)
            {
                return new UnknownValue("a call of a Sequential whose parts are not known");
            }

            value = call.Apply("forward", new OperationArgument("this", next, null), new OperationArgument("input", value, input.Operation));
            if (value is UnknownValue)
            {
                return value;
            }
        }

        return value;
    }
}
