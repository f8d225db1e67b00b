using Intertwine.Algebra;
using Intertwine.Analyzers.Tensors.Values;
using Microsoft.CodeAnalysis;

namespace Intertwine.Analyzers.Tensors.Operations;

/// <summary>One argument of an operation.</summary>
/// <param name="Name">The parameter's name in TorchSharp; <c>this</c> for the tensor before the dot.</param>
/// <param name="Value">What is known of it.</param>
/// <param name="Operation">Where it stands; null for a default.</param>
internal sealed record OperationArgument(string Name, AbstractValue Value, IOperation? Operation)
{
    /// <summary>Whether the call leaves it at its default.</summary>
    public bool IsDefault { get; init; }
}

/// <summary>
/// A call of a tensor operation: <c>v.sum(-1)</c>, <c>torch.einsum("bci,bci->bc", v, w)</c>, <c>a + b</c>, <c>v[.., 0]</c>, <c>linear.forward(x)</c>. Static and instance forms, operators and indexers look alike here.
/// </summary>
/// <param name="Name">The canonical name: TorchSharp's method without a trailing underscore (<c>relu</c> for <c>relu_</c>), <c>add</c>, <c>sub</c>, <c>mul</c>, <c>div</c>, <c>neg</c> for operators, <c>index</c> for reading and
/// <c>index_put</c> for writing through an indexer, <c>forward</c> for modules.</param>
/// <param name="Operation">The whole call, for diagnostics.</param>
/// <param name="Arguments">In the order of the parameters, the tensor before the dot first. The elements of a <c>params</c> array are one <see cref="SequenceValue"/>.</param>
/// <param name="Group">The group of the method.</param>
/// <param name="Report">Takes the id of a rule and its arguments behind the group; call <see cref="Broken"/>.</param>
internal sealed record OperationCall(string Name, IOperation Operation, IReadOnlyList<OperationArgument> Arguments, Group Group, Action<string, IOperation, IReadOnlyList<string>> Report)
{
    /// <summary>Whether the call overwrites its first argument: <c>relu_</c>, <c>+=</c> on an indexer.</summary>
    public bool IsInPlace { get; init; }

    /// <summary>Whether it runs once, when an object is made: then random numbers are constants, such as weights before training.</summary>
    public bool IsOnce { get; init; }

    public OperationArgument? this[string name] => Arguments.FirstOrDefault(argument => argument.Name == name);

    /// <summary>The tensor before the dot, or the first argument.</summary>
    public AbstractValue First => Arguments.Count > 0 ? Arguments[0].Value : new UnknownValue($"'{Name}' without arguments");

    /// <summary>A constant number, or <paramref name="otherwise"/> where the argument is left out; null where it is there and not a constant.</summary>
    public double? Number(string name, double otherwise) => this[name] switch
    {
        null => otherwise,
        { Value: NumberValue number } => number.Constant,
        _ => null,
    };

    /// <summary>Reports that the operation breaks equivariance (at <paramref name="at"/>, or the whole call), and gives its result: nothing that comes of it is reported again.</summary>
    public AbstractValue Broken(string id, IOperation? at, params string[] arguments)
    {
        Report(id, at ?? Operation, arguments);
        return UnknownValue.Reported;
    }

    public AbstractValue Invariant(int? rank = null) => new TensorValue(TensorType.Invariant(Group, rank));
}

/// <summary>The rule of a kind of operations: what the result is, or null where the kind does not know the call.</summary>
internal interface IOperationRule
{
    /// <summary>Canonical names that the rule answers for.</summary>
    IEnumerable<string> Names { get; }

    AbstractValue? Apply(OperationCall call);
}
