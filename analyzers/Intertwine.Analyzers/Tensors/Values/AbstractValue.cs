using Intertwine.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace Intertwine.Analyzers.Tensors.Values;

/// <summary>What is known of a value at a place of a method, for all inputs and all elements of the group at once. Compared by value, so that loops reach a fixed point.</summary>
internal abstract record AbstractValue
{
    /// <summary>What is known where two ways of the control flow meet.</summary>
    public static AbstractValue Join(AbstractValue left, AbstractValue right) => (left, right) switch
    {
        _ when left.Equals(right) => left,
        (NothingValue, _) => right,
        (_, NothingValue) => left,
        // What was reported is said already: with the other way it goes on, so that the place is still reported when a loop comes back to it.
        (UnknownValue { IsReported: true }, _) => right,
        (_, UnknownValue { IsReported: true }) => left,
        (UnknownValue, _) => left,
        (_, UnknownValue) => right,
        (TensorValue a, TensorValue b) => TensorType.Join(a.Type, b.Type) is { } type ? new TensorValue(type) : new UnknownValue($"{a.Type} on one way and {b.Type} on another"),
        (PendingValue a, TensorValue { Type.IsZero: true }) => a,
        (TensorValue { Type.IsZero: true }, PendingValue b) => b,
        (PendingValue a, PendingValue b) when a.Type == b.Type && a.Until == b.Until => a,
        (FunctionValue or ChoiceValue, FunctionValue or ChoiceValue) => ChoiceValue.Of(left, right),
        (NumberValue, NumberValue) => new NumberValue(null),
        (SequenceValue a, SequenceValue b) => SequenceValue.Join(a, b),
        (ModuleValue a, ModuleValue b) => ModuleValue.Join(a, b),
        _ => new UnknownValue("values of different kinds on different ways"),
    };
}

/// <summary>Null, or an element of an empty sequence: no value at all, which another way of the control flow may give.</summary>
internal sealed record NothingValue : AbstractValue;

/// <summary>A lambda or local function, or a method as a delegate.</summary>
/// <param name="Method">What is called.</param>
/// <param name="Body">Its body; null for a method.</param>
internal sealed record FunctionValue(IMethodSymbol Method, ControlFlowGraph? Body) : AbstractValue;

/// <summary>One of several functions.</summary>
internal sealed record ChoiceValue(EquatableArray<FunctionValue> Functions) : AbstractValue
{
    public static ChoiceValue Of(params AbstractValue[] values) =>
        new(new EquatableArray<FunctionValue>([.. values.SelectMany(value => value is ChoiceValue choice ? choice.Functions : (IEnumerable<FunctionValue>)[(FunctionValue)value]).Distinct()]));
}

/// <summary>Anything: the analyzer does not know, and says so at the return only.</summary>
/// <param name="Cause">Why, as a phrase that ends a sentence: <c>a call of 'Scatter', which has no annotations</c>; empty where something was reported already, so that nothing more is to be said.</param>
internal sealed record UnknownValue(string Cause) : AbstractValue
{
    /// <summary>The result of an operation that was reported: nothing that comes of it is reported again.</summary>
    public static UnknownValue Reported { get; } = new("");

    public bool IsReported => Cause.Length == 0;
}

/// <summary>A tensor of a known type.</summary>
internal sealed record TensorValue(TensorType Type) : AbstractValue
{
    /// <summary>The form in the components of others that it is, kept by the group; what is put beside other forms may need it.</summary>
    public ComponentForm? Form { get; init; }

    /// <summary>The numbers of a small constant tensor, row by row, where its axes have known lengths: <c>torch.eye(3)</c>, <c>torch.tensor([1f, -1f, -1f, -1f])</c>.</summary>
    public EquatableArray<double>? Entries { get; init; }
}

/// <summary>A number, truth value, text, enumeration or null that the group leaves alone; <paramref name="Constant"/> if it is the same whatever the inputs are (a truth value as 0 or 1).</summary>
internal sealed record NumberValue(double? Constant) : AbstractValue
{
    /// <summary>The text of a constant string; null otherwise.</summary>
    public string? Text { get; init; }

    /// <summary>What is known of a number that is no constant, as a product: <c>3 * n * m</c>.</summary>
    public ProductForm Product
    {
        get => Constant is { } constant && constant >= 0 && constant == Math.Floor(constant) && constant < long.MaxValue ? new ProductForm((long)constant, 0) : _product ?? new ProductForm(1, 1);
        init => _product = value;
    }

    private readonly ProductForm? _product;
}

/// <summary>A whole number as a known factor times so many numbers that are not known, as lengths of axes are: <c>3 * n * m</c> has the factor 3 and two unknowns.</summary>
internal readonly record struct ProductForm(long Known, int Unknowns)
{
    public static ProductForm One => new(1, 0);

    public static ProductForm Of(TensorAxis axis) => axis.Size is { } size ? new(size, 0) : new(1, 1);

    public static ProductForm operator *(ProductForm left, ProductForm right) => new(unchecked(left.Known * right.Known), left.Unknowns + right.Unknowns);
}

/// <summary>A tuple, array or list.</summary>
/// <param name="Items">The elements, where their number is known; else null, and all are <paramref name="Element"/>.</param>
internal sealed record SequenceValue(EquatableArray<AbstractValue>? Items, AbstractValue Element) : AbstractValue
{
    public static SequenceValue Of(params AbstractValue[] items) =>
        new(new EquatableArray<AbstractValue>(items), items.Length == 0 ? new NothingValue() : items.Aggregate(AbstractValue.Join));

    /// <summary>A list or array that is yet to be filled.</summary>
    public static SequenceValue Empty { get; } = new(null, new NothingValue());

    public static SequenceValue Join(SequenceValue left, SequenceValue right)
    {
        AbstractValue element = AbstractValue.Join(left.Element, right.Element);
        return left.Items is { } a && right.Items is { } b && a.Count == b.Count
            ? new SequenceValue(new EquatableArray<AbstractValue>([.. a.Zip(b, AbstractValue.Join)]), element)
            : new SequenceValue(null, element);
    }
}

/// <summary>One entry of an indexer: a position, a slice, <c>..</c>, a new axis, an ellipsis, or a tensor of indices.</summary>
internal abstract record IndexValue : AbstractValue
{
    /// <summary>One position; null where it is not a constant.</summary>
    public sealed record Position(long? At) : IndexValue;

    /// <summary>From <paramref name="Start"/> (null: the first) to before <paramref name="Stop"/> (null: the last), every <paramref name="Step"/>-th. <paramref name="IsConstant"/>: whether the bounds are known.</summary>
    public sealed record Slice(long? Start, long? Stop, long Step, bool IsConstant) : IndexValue;

    public sealed record Ellipsis : IndexValue;

    public sealed record NewAxis : IndexValue;

    /// <summary>Indices or a mask in a tensor.</summary>
    public sealed record Tensor(AbstractValue Indices) : IndexValue;
}

/// <summary>A neural-network module: <c>Linear(16, 16, hasBias: false)</c>.</summary>
/// <param name="Kind">The factory or type: <c>Linear</c>, <c>BatchNorm1d</c>; a name that the operations do not know for others.</param>
/// <param name="Arguments">What it was made with, by the names of the factory's parameters, constants and defaults included.</param>
internal sealed record ModuleValue(string Kind, EquatableArray<ModuleArgument> Arguments) : AbstractValue
{
    /// <summary>The kind of a module that may be any.</summary>
    public const string AnyKind = "Module";

    public AbstractValue? Argument(string name) => Arguments.Where(argument => argument.Name == name).Select(argument => argument.Value).FirstOrDefault();

    /// <summary>A constant argument; null where it is not known.</summary>
    public double? Number(string name) => (Argument(name) as NumberValue)?.Constant;

    /// <summary>What both have in common.</summary>
    public static ModuleValue Join(ModuleValue left, ModuleValue right) => left.Kind != right.Kind
        ? new ModuleValue(AnyKind, EquatableArray<ModuleArgument>.Empty)
        : new ModuleValue(left.Kind, new EquatableArray<ModuleArgument>([.. left.Arguments.Where(argument => right.Argument(argument.Name) is { } other && other.Equals(argument.Value))]));
}

/// <summary>An argument of a module's factory.</summary>
internal sealed record ModuleArgument(string Name, AbstractValue Value);

/// <summary>An object that holds no tensor and no number: a device, a scope, a generator.</summary>
internal sealed record ObjectValue : AbstractValue;
