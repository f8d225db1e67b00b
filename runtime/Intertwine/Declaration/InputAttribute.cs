namespace Intertwine;

/// <summary>The graph that the network runs on: which node (source) sends to which node (target), and which graph of the batch a node belongs to. At most one property of a model, of type <see cref="EdgeSet"/>.</summary>
/// <remarks>A message goes from the source j to the target i, the receiver. The neighbours of a node are the sources of its incoming edges.</remarks>
public sealed class GraphAttribute : DefinitionAttribute;

/// <summary>A feature that the caller gives: an argument of <c>forward</c> in a model, of <see cref="BlockAttribute{T}"/> in a block.</summary>
/// <param name="representation">How it transforms: <c>"1x0e"</c>, <c>"point"</c>, <c>"16x0e + 8x1o"</c>; in a block <c>"*x0e"</c> for any multiplicity, <c>"*"</c> for any representation without points.</param>
/// <param name="per">Whether there is one value per graph, node or edge.</param>
/// <remarks>Shape <c>[items, channels, components]</c>; scalars <c>[items, channels]</c>; one vector or point <c>[items, 3]</c>.</remarks>
public sealed class InputAttribute(string representation, Per per) : DefinitionAttribute
{
    public string Representation { get; } = representation;

    public Per Per { get; } = per;

    /// <summary>In a block: whether a use of the block may leave this input unfed. Features under <c>[When(nameof(Input))]</c> then do not exist, and sums and concatenations leave it out.</summary>
    public bool Optional { get; set; }

    /// <summary>
    /// What <c>"*"</c> stands for where the block is checked on its own, before any use: a representation, or <c>nameof</c> of a string option. If not set, eight channels of scalars and of each of the first irreps of the group.
    /// </summary>
    public string? Example { get; set; }
}

/// <summary>Marks a feature as a result. Beside another defining attribute it marks that feature; alone, with a source, it gives an existing feature a new name.</summary>
/// <remarks>One output is returned as a tensor, several as a named tuple in the order of declaration. Nothing is computed that no output needs.</remarks>
public sealed class OutputAttribute : DefinitionAttribute
{
    public OutputAttribute()
    {
    }

    /// <param name="source">The feature that this output is: <c>nameof(X)</c> or <c>$"{nameof(Block)}.{nameof(BlockClass.Output)}"</c>.</param>
    public OutputAttribute(string source) => Source = source;

    public string? Source { get; }

    /// <summary>In a block: the input of the next copy that this output becomes in a repetition.</summary>
    public string? Next { get; set; }
}

/// <summary>A number, choice or representation that a use of the block may set with <see cref="WithAttribute"/>.</summary>
/// <param name="value">The value where the use says nothing; of the property's type.</param>
public sealed class OptionAttribute(object value) : DefinitionAttribute
{
    public object Value { get; } = value;
}
