namespace Intertwine;

/// <summary>
/// States that a method, local function or lambda written with tensors commutes with a group: f(rho_in(g) x) = rho_out(g) f(x) for every element g. The representations of its tensors stand in <see cref="RepAttribute"/> and
/// <see cref="InvariantAttribute"/> on its parameters and its return value. The analyzer follows the body and reports the first operation that breaks this.
/// </summary>
/// <param name="group">The group, as in <see cref="EquivariantModelAttribute"/>: <c>O(3)</c>.</param>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class EquivariantAttribute(string group) : Attribute
{
    public string Group { get; } = group;
}

/// <summary>As <see cref="EquivariantAttribute"/>, for a declared group.</summary>
/// <typeparam name="TGroup">A type with <see cref="GroupAttribute"/>.</typeparam>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class EquivariantAttribute<TGroup> : Attribute;

/// <summary>
/// How a tensor of an <see cref="EquivariantAttribute">equivariant</see> method transforms: along one axis lie the components of a representation, <c>1o</c> (three) or <c>16x0e + 8x1o</c> (forty: term by term, copy by copy,
/// component by component), and an element g of the group multiplies them by rho(g). All other axes (items, channels) are left alone.
/// </summary>
/// <param name="representation">In the notation of the group.</param>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.ReturnValue | AttributeTargets.Field | AttributeTargets.Property, AllowMultiple = true)]
public sealed class RepAttribute(string representation) : Attribute
{
    public string Representation { get; } = representation;

    /// <summary>The axis of the components: negative counts from the end, the default is the last. A second attribute with another axis describes a matrix: <c>[Rep("1o", Axis = -2), Rep("1o", Axis = -1)]</c>.</summary>
    public int Axis { get; set; } = -1;

    /// <summary>The number of axes, where it is fixed; 0, the default, for any. A positive <see cref="Axis"/>, or code that counts axes from the front, needs it.</summary>
    public int Rank { get; set; }

    /// <summary>Which element of a tuple or array the attribute is about, from 0; -1, the default, for the tensor itself or for every element.</summary>
    public int Item { get; set; } = -1;
}

/// <summary>A tensor (or number, or module's output) that the group leaves as it is, whatever its shape: distances, masks, edge indices, charges.</summary>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.ReturnValue | AttributeTargets.Field | AttributeTargets.Property, AllowMultiple = true)]
public sealed class InvariantAttribute : Attribute
{
    /// <summary>The number of axes, where it is fixed; 0, the default, for any.</summary>
    public int Rank { get; set; }

    /// <summary>Which element of a tuple or array the attribute is about, from 0; -1, the default, for the tensor itself or for every element.</summary>
    public int Item { get; set; } = -1;
}
