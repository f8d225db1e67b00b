using Intertwine.Algebra;

namespace Intertwine.Typed;

/// <summary>
/// A type that stands for a group. A declared group becomes one where it names the interface, for its other half has the property: <c>[Group] public partial struct Cylinder : IGroup;</c>.
/// </summary>
public interface IGroup
{
    /// <summary>The group.</summary>
    static abstract Group Group { get; }
}

/// <summary>A group with translations: it has points.</summary>
public interface IMovingGroup : IGroup;

/// <summary>A group of rotations without reflections, where pseudo-scalars are scalars and pseudo-vectors are vectors.</summary>
public interface IRotationGroup : IGroup;

/// <summary>A group of the three-dimensional space with the matrices of its rotations: it has irreps of every degree, and spherical harmonics.</summary>
public interface ISpatialGroup : IGroup;

/// <summary>Rotations and reflections of the space.</summary>
public readonly struct O3 : ISpatialGroup
{
    public static Group Group => OrthogonalGroup.O3;
}

/// <summary>Rotations of the space.</summary>
public readonly struct SO3 : ISpatialGroup, IRotationGroup
{
    public static Group Group => OrthogonalGroup.SO3;
}

/// <summary>Rotations, reflections and translations of the space.</summary>
public readonly struct E3 : ISpatialGroup, IMovingGroup
{
    public static Group Group => OrthogonalGroup.E3;
}

/// <summary>Rotations and translations of the space.</summary>
public readonly struct SE3 : ISpatialGroup, IRotationGroup, IMovingGroup
{
    public static Group Group => OrthogonalGroup.SE3;
}

/// <summary>Rotations and reflections of the plane.</summary>
public readonly struct O2 : IGroup
{
    public static Group Group { get; } = new OrthogonalGroup(2, IsSpecial: false, HasTranslations: false);
}

/// <summary>Rotations of the plane.</summary>
public readonly struct SO2 : IRotationGroup
{
    public static Group Group { get; } = new OrthogonalGroup(2, IsSpecial: true, HasTranslations: false);
}

/// <summary>Lorentz transformations that keep the directions of time and space: <c>SO+(1,3)</c>, time first.</summary>
public readonly struct Lorentz : IGroup
{
    public static Group Group { get; } = Group.Parse("SO+(1,3)").OrThrow();
}
