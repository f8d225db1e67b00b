using Intertwine.Analyzers.Tensors.Values;

namespace Intertwine.Analyzers.Tensors.Operations;

/// <summary>All operations that the analyzer knows, by canonical name.</summary>
internal static class OperationTable
{
    private static readonly IReadOnlyDictionary<string, IOperationRule> Rules = new IOperationRule[]
        {
            new AxisOrderRule(),
            new ReshapeRule(),
            new ExpandRule(),
            new ComponentOrderRule(),
            new JoinRule(),
            new SplitRule(),
            new IndexRule(),
            new ArithmeticRule(),
            new PointwiseRule(),
            new ComparisonRule(),
            new SelectionRule(),
            new SumRule(),
            new NormRule(),
            new ExtremeRule(),
            new OrderRule(),
            new OverwriteRule(),
            new GradientRule(),
            new CreationRule(),
            new DropoutRule(),
            new IndexPutRule(),
            new GatherRule(),
            new ScatterRule(),
            new EinsumRule(),
            new MatrixProductRule(),
            new CrossRule(),
            new MatrixFunctionRule(),
            new ModuleRule(),
            new LinearRule(),
            new ConvolutionRule(),
            new NormalizationRule(),
            new PoolingRule(),
            new PaddingRule(),
            new AttentionRule(),
        }
        .SelectMany(rule => rule.Names.Select(name => (name, rule)))
        .ToDictionary(entry => entry.name, entry => entry.rule, StringComparer.Ordinal);

    public static bool Knows(string name) => Rules.ContainsKey(name);

    /// <summary>
    /// What a call gives. What comes of an unknown argument is unknown, for the same reason. An operation that nobody knows keeps invariants invariant (a function of invariants is one); of anything else its result is unknown.
    /// </summary>
    public static AbstractValue Apply(OperationCall call)
    {
        if (call.Arguments.Select(argument => Unknown(argument.Value)).FirstOrDefault(unknown => unknown is not null) is { } cause)
        {
            return cause;
        }

        Rules.TryGetValue(call.Name, out IOperationRule? rule);
        if (call.Arguments.Select(argument => Pending.In(argument.Value)).FirstOrDefault(pending => pending is not null) is { } waiting)
        {
            return ConstantEntries.Scale(call) ?? Pending.Apply(call, waiting, rule);
        }

        return Parts.Select(call, rule)
            ?? ConstantEntries.Scale(call)
            ?? (rule?.Apply(call) is { } result ? ConstantEntries.Attach(call, result) : null)
            ?? (call.Arguments.All(argument => IsInvariant(argument.Value)) ? call.Invariant() : new UnknownValue($"'{call.Name}', which the analyzer does not know"));
    }

    private static UnknownValue? Unknown(AbstractValue value) => value switch
    {
        UnknownValue unknown => unknown,
        IndexValue.Tensor index => Unknown(index.Indices),
        SequenceValue { Items: { } items } => items.Select(Unknown).FirstOrDefault(unknown => unknown is not null),
        SequenceValue sequence => Unknown(sequence.Element),
        _ => null,
    };

    private static bool IsInvariant(AbstractValue value) => value switch
    {
        TensorValue tensor => tensor.Type.IsInvariant,
        IndexValue.Tensor index => IsInvariant(index.Indices),
        SequenceValue { Items: { } items } => items.All(IsInvariant),
        SequenceValue sequence => IsInvariant(sequence.Element),
        _ => true,
    };
}
