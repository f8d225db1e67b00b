namespace Intertwine;

/// <summary>
/// Declares a network that commutes with a group: f(g x) = g f(x) for every group element g and every input x. Each partial property of the class is one feature of the network; the attribute on it
/// says how the feature is computed. The generator makes the class a <c>torch.nn.Module</c> with a typed <c>forward</c>.
/// </summary>
/// <param name="group">
/// Any group that the algebra knows: <c>O(3)</c>, <c>SO(3)</c> (rotations with and without reflections), <c>E(3)</c>, <c>SE(3)</c> (the same with translations), <c>O(5)</c>, <c>C_8</c>, <c>SO(1,3)</c>, <c>S_4</c>, …
/// Every group has the defining representation <c>V</c> and the trivial one <c>S</c>; its irreps are named as <c>docs/conventions.md</c> says. For a group of your own see <see cref="GroupAttribute"/>.
/// </param>
/// <remarks>
/// A tensor of a feature is <c>[items, channels, components]</c>, one per irrep type. An axis that the representation makes trivial is left out: scalars are <c>[items, channels]</c>, one vector or point is <c>[items, 3]</c>.
/// </remarks>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class EquivariantModelAttribute(string group) : Attribute
{
    public string Group { get; } = group;

    /// <summary>
    /// The largest space of linear maps between two pieces, in numbers (rows times columns), in which equivariant ones are sought while compiling. If not set, 16384; larger spaces take longer to solve.
    /// </summary>
    public int MaximumBasisSize { get; set; }

    /// <summary>
    /// What the errors of approximately equivariant layers may add up to. Each states by how much at most it misses equivariance in a channel (rule EQV2001), such as 2e-6 for a bias of length 1e-6 on vectors; more than this in all
    /// is an error. If not set, there is no bound.
    /// </summary>
    public double ErrorBudget { get; set; }
}

/// <summary>Declares a network that commutes with a declared group; see <see cref="EquivariantModelAttribute"/>.</summary>
/// <typeparam name="TGroup">A type with <see cref="GroupAttribute"/>.</typeparam>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class EquivariantModelAttribute<TGroup> : Attribute
{
    /// <inheritdoc cref="EquivariantModelAttribute.MaximumBasisSize"/>
    public int MaximumBasisSize { get; set; }

    /// <inheritdoc cref="EquivariantModelAttribute.ErrorBudget"/>
    public double ErrorBudget { get; set; }
}

/// <summary>Declares a part of a network that models use once (<see cref="BlockAttribute{T}"/>) or several times (<see cref="RepeatAttribute{T}"/>). In its representations <c>*x0e</c> means any multiplicity.</summary>
/// <param name="group">The smallest group that the block must commute with; models of this group and of its subgroups use it.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class EquivariantBlockAttribute(string group) : Attribute
{
    public string Group { get; } = group;

    /// <summary>As <see cref="EquivariantModelAttribute.MaximumBasisSize"/>, where the block is checked on its own; in a model that of the model counts.</summary>
    public int MaximumBasisSize { get; set; }
}

/// <summary>Declares a part of a network that commutes with a declared group; see <see cref="EquivariantBlockAttribute"/>.</summary>
/// <typeparam name="TGroup">A type with <see cref="GroupAttribute"/>.</typeparam>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class EquivariantBlockAttribute<TGroup> : Attribute
{
    /// <inheritdoc cref="EquivariantBlockAttribute.MaximumBasisSize"/>
    public int MaximumBasisSize { get; set; }
}

/// <summary>Base of the attributes that say how a feature is computed. A property has exactly one of them; <see cref="OutputAttribute"/> and <see cref="WhenAttribute"/> may stand beside it.</summary>
[AttributeUsage(AttributeTargets.Property)]
public abstract class DefinitionAttribute : Attribute;
