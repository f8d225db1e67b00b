using Intertwine.Algebra;

namespace Intertwine.Typed;

/// <summary>
/// A type that stands for a linear representation, in every group that has it. Others are one line: <c>readonly struct Strain : IRepresentation { public static Piece Of(Group group) =&gt; Piece.Parse(group, "Sym^2(V)"); }</c>.
/// </summary>
public interface IRepresentation
{
    /// <summary>The representation as a piece of a group.</summary>
    /// <exception cref="NotSupportedException">The group has no such representation.</exception>
    static abstract Piece Of(Group group);
}

/// <summary>What the group leaves as it is: one component.</summary>
public readonly struct Scalars : IRepresentation
{
    public static Piece Of(Group group) => group.Trivial;
}

/// <summary>One component that changes its sign under reflections: the determinant.</summary>
public readonly struct PseudoScalars : IRepresentation
{
    public static Piece Of(Group group) => group.Determinant;
}

/// <summary>What the group is defined by: velocities, forces, differences of points; four-momenta under <see cref="Lorentz"/>.</summary>
public readonly struct Vectors : IRepresentation
{
    public static Piece Of(Group group) => group.Defining.Differences;
}

/// <summary>Vectors that reflections also turn around, <c>det(R) R x</c>, in three dimensions: angular momenta, cross products of two vectors.</summary>
public readonly struct PseudoVectors : IRepresentation
{
    public static Piece Of(Group group) => group is OrthogonalGroup { Dimension: 3 } space
        ? new SphericalIrrep(space, 1, space.IsSpecial ? Parity.None : Parity.Even)
        : throw new NotSupportedException($"{group.Name} has no pseudo-vectors: they belong to the three-dimensional space.");
}

/// <summary>The irrep of degree l whose spherical harmonics have it: parity (-1)^l under a group with reflections.</summary>
/// <typeparam name="TDegree">l: <see cref="L2"/>.</typeparam>
public readonly struct Harmonics<TDegree> : IRepresentation
    where TDegree : IDegree
{
    public static Piece Of(Group group) => Irreps.Of(group, TDegree.Value, TDegree.Value % 2 == 0 ? Parity.Even : Parity.Odd);
}

/// <summary>The irrep of degree l with the other parity, -(-1)^l; under rotations alone it is that of <see cref="Harmonics{TDegree}"/>.</summary>
/// <typeparam name="TDegree">l: <see cref="L2"/>.</typeparam>
public readonly struct PseudoHarmonics<TDegree> : IRepresentation
    where TDegree : IDegree
{
    public static Piece Of(Group group) => Irreps.Of(group, TDegree.Value, TDegree.Value % 2 == 0 ? Parity.Odd : Parity.Even);
}

/// <summary>The tensor product of two representations: component (i, j) is <c>x_i y_j</c>, at place <c>i * dim + j</c>.</summary>
public readonly struct Products<TLeft, TRight> : IRepresentation
    where TLeft : IRepresentation
    where TRight : IRepresentation
{
    public static Piece Of(Group group) => Piece.Parse(group, $"({TLeft.Of(group).Name})*({TRight.Of(group).Name})");
}

/// <summary>A type that stands for a degree.</summary>
public interface IDegree
{
    static abstract int Value { get; }
}

/// <summary>Degree 0: scalars.</summary>
public readonly struct L0 : IDegree
{
    public static int Value => 0;
}

/// <summary>Degree 1: vectors.</summary>
public readonly struct L1 : IDegree
{
    public static int Value => 1;
}

/// <summary>Degree 2: traceless symmetric matrices.</summary>
public readonly struct L2 : IDegree
{
    public static int Value => 2;
}

/// <summary>Degree 3.</summary>
public readonly struct L3 : IDegree
{
    public static int Value => 3;
}

/// <summary>Degree 4.</summary>
public readonly struct L4 : IDegree
{
    public static int Value => 4;
}

/// <summary>Irreps by degree and parity.</summary>
internal static class Irreps
{
    public static Piece Of(Group group, int degree, Parity parity) => group is OrthogonalGroup { Dimension: 3 } space
        ? new SphericalIrrep(space, degree, space.IsSpecial ? Parity.None : parity)
        : throw new NotSupportedException($"{group.Name} has no irrep of degree {degree}: these belong to the three-dimensional space.");
}

/// <summary>The piece of a group that a type stands for, found once.</summary>
internal static class PieceOf<TGroup, TRep>
    where TGroup : IGroup
    where TRep : IRepresentation
{
    private static readonly Piece? Found = Find(out Problem);
    private static readonly Exception? Problem;

    public static Piece Piece => Found ?? throw new NotSupportedException(Problem!.Message, Problem);

    private static Piece? Find(out Exception? problem)
    {
        try
        {
            problem = null;
            return TRep.Of(TGroup.Group);
        }
        catch (Exception exception) when (exception is NotSupportedException or ArgumentException or FormatException or InvalidOperationException)
        {
            problem = exception;
            return null;
        }
    }
}
