namespace Intertwine;

/// <summary>
/// Declares a network that commutes with a group: f(g x) = g f(x) for every group element g and every input x. Each partial property of the class is one feature of the network; the attribute on it
/// says how the feature is computed. The generator makes the class a <c>torch.nn.Module</c> with a typed <c>forward</c>.
/// </summary>
/// <param name="group">
/// <c>O(3)</c>, <c>SO(3)</c> (rotations with and without reflections), <c>E(3)</c>, <c>SE(3)</c> (the same with translations). Irreps are those of the linear part; <c>point</c> is what translations move.
/// </param>
/// <remarks>
/// A tensor of a feature is <c>[items, channels, components]</c>, one per irrep type. An axis that the representation makes trivial is left out: scalars are <c>[items, channels]</c>, one vector or point is <c>[items, 3]</c>.
/// </remarks>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class EquivariantModelAttribute(string group) : Attribute
{
    public string Group { get; } = group;
}

/// <summary>Declares a part of a network that models use once (<see cref="BlockAttribute{T}"/>) or several times (<see cref="RepeatAttribute{T}"/>). In its representations <c>*x0e</c> means any multiplicity.</summary>
/// <param name="group">The smallest group that the block must commute with; models of this group use it.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class EquivariantBlockAttribute(string group) : Attribute
{
    public string Group { get; } = group;
}

/// <summary>Base of the attributes that say how a feature is computed. A property has exactly one of them; <see cref="OutputAttribute"/> and <see cref="WhenAttribute"/> may stand beside it.</summary>
[AttributeUsage(AttributeTargets.Property)]
public abstract class DefinitionAttribute : Attribute;
