namespace Intertwine;

/// <summary>
/// A layer written by hand: y = f(x_1, …, x_n), where f is a static method with <see cref="EquivariantAttribute"/> whose parameters and return value say with <see cref="RepAttribute"/> or
/// <see cref="InvariantAttribute"/> how they transform. Its group is that of the model or a larger one: what commutes with O(3) commutes with rotations.
/// </summary>
/// <remarks>
/// The method takes one tensor <c>[items, channels, components]</c> for each piece of each source, in their order, and returns one, or a tuple of them where the result has several pieces; parameters with other types
/// need a default value. All sources live on one domain, and the result lives on it too. Gradients flow through the method by autograd; the kernels of what is before and behind it stay fused.
/// </remarks>
public sealed class CustomAttribute : DefinitionAttribute
{
    /// <param name="method"><c>nameof</c> a static method of the class that declares the feature.</param>
    /// <param name="sources">The features x_1, …, x_n.</param>
    public CustomAttribute(string method, params string[] sources)
    {
        Method = method;
        Sources = sources;
    }

    /// <param name="type">The type that has the method: <c>typeof(Helpers)</c>.</param>
    /// <param name="method"><c>nameof</c> a static method of it, visible from where the feature is declared.</param>
    /// <param name="sources">The features x_1, …, x_n.</param>
    public CustomAttribute(Type type, string method, params string[] sources)
        : this(method, sources)
    {
        Type = type;
    }

    public Type? Type { get; }

    public string Method { get; }

    public IReadOnlyList<string> Sources { get; }

    /// <summary>
    /// Channels of each piece of y: an int constant, <c>nameof</c> of an int option, or <c>nameof</c> of a feature with as many channels. If not set, as many as the first piece of the first source has. A method that returns
    /// another number throws when it is called.
    /// </summary>
    public object? Channels { get; set; }
}
