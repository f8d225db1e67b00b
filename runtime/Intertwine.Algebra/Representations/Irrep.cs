namespace Intertwine.Algebra;

/// <summary>What commutes with a real irrep: its endomorphisms are a division algebra over the real numbers (Schur, Frobenius). The value is the dimension of that algebra.</summary>
public enum IrrepType
{
    /// <summary>Multiples of the identity only.</summary>
    Real = 1,

    /// <summary>The complex numbers: rotations of the plane by a frequency.</summary>
    Complex = 2,

    /// <summary>The quaternions: the spinors of SU(2).</summary>
    Quaternionic = 4,
}

/// <summary>A real irreducible representation: no subspace but zero and the whole is kept by every element.</summary>
/// <param name="Group">The group that acts.</param>
public abstract record Irrep(Group Group) : Piece(Group)
{
    /// <summary>Reads an irrep that the program itself wrote: <c>1o</c>, <c>[3,1]</c>.</summary>
    /// <exception cref="FormatException">The text is wrong, or means no irrep.</exception>
    public static new Irrep Parse(Group group, string text) => Piece.Parse(group, text) as Irrep
        ?? throw new FormatException($"Expected an irrep of {group}, came '{text}', which may fall apart.");

    /// <summary>The algebra of maps that commute with the irrep; <c>dim Hom_G(irrep, irrep)</c> is its value.</summary>
    public virtual IrrepType Type => IrrepType.Real;

    /// <summary>A basis of the maps that commute with the irrep, the identity first: <c>Hom_G(irrep, irrep)</c>.</summary>
    public virtual IReadOnlyList<Matrix> Endomorphisms => Type == IrrepType.Real
        ? [Matrix.Identity(Dimension)]
        : throw new InvalidOperationException($"The irrep {Name} of {Group} is of type {Type} and has to say what commutes with it.");
}
