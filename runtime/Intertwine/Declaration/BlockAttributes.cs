namespace Intertwine;

/// <summary>One use of a block.</summary>
/// <typeparam name="T">A class with <see cref="EquivariantBlockAttribute"/>; the property has this type.</typeparam>
/// <param name="sources">What feeds the inputs that are not optional, in the order of their declaration. <see cref="FeedAttribute"/> feeds inputs by name.</param>
public sealed class BlockAttribute<T>(params string[] sources) : DefinitionAttribute
    where T : class
{
    public IReadOnlyList<string> Sources { get; } = sources;

    /// <summary>The edges that the block works on where it declares none itself: <c>nameof</c> of an <see cref="EdgeSet"/>. May be left out where the class has one.</summary>
    public string? Along { get; set; }
}

/// <summary>
/// A block several times, each copy with weights of its own. Outputs with <see cref="OutputAttribute.Next"/> feed the next copy; all other inputs are the same for every copy. The block's outputs are those of the last copy.
/// </summary>
/// <typeparam name="T">A class with <see cref="EquivariantBlockAttribute"/>; the property has this type.</typeparam>
/// <param name="count">How many copies, at least one: an int constant, or <c>nameof</c> of an int option.</param>
/// <param name="sources">What feeds the inputs of the first copy that are not optional, in the order of their declaration.</param>
public sealed class RepeatAttribute<T>(object count, params string[] sources) : DefinitionAttribute
    where T : class
{
    public object Count { get; } = count;

    public IReadOnlyList<string> Sources { get; } = sources;

    /// <inheritdoc cref="BlockAttribute{T}.Along"/>
    public string? Along { get; set; }
}

/// <summary>Feeds an input of the block by name.</summary>
/// <param name="input"><c>nameof(BlockClass.Input)</c>.</param>
/// <param name="source">The feature that feeds it.</param>
[AttributeUsage(AttributeTargets.Property, AllowMultiple = true)]
public sealed class FeedAttribute(string input, string source) : Attribute
{
    public string Input { get; } = input;

    public string Source { get; } = source;
}

/// <summary>Sets an option of the block.</summary>
/// <param name="option"><c>nameof(BlockClass.Option)</c>.</param>
/// <param name="value">A constant of the option's type; in a block also <c>nameof</c> of an option of the same type.</param>
[AttributeUsage(AttributeTargets.Property, AllowMultiple = true)]
public sealed class WithAttribute(string option, object value) : Attribute
{
    public string Option { get; } = option;

    public object Value { get; } = value;
}

/// <summary>The feature, or the use of a block with all that it computes, exists only where a condition holds; of several conditions all must hold.</summary>
/// <param name="condition"><c>nameof</c> of a bool option, of an optional input (has it been fed?), or of any option together with <see cref="Is"/>.</param>
[AttributeUsage(AttributeTargets.Property, AllowMultiple = true)]
public sealed class WhenAttribute(string condition) : Attribute
{
    public string Condition { get; } = condition;

    /// <summary>Holds where the option has this value.</summary>
    public object? Is { get; set; }

    /// <summary>Turns the condition round.</summary>
    public bool Not { get; set; }

    /// <summary>Where the condition does not hold, the feature is this other feature. Not for uses of blocks.</summary>
    public string? Otherwise { get; set; }
}
