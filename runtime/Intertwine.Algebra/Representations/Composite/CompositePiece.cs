namespace Intertwine.Algebra;

/// <summary>
/// A representation made from others of the same group: dual, tensor product, symmetric or alternating power. Made by the operations of <see cref="Composites"/>, which bring them into a normal form:
/// so equal constructions are equal pieces, and the name parses back.
/// </summary>
public abstract record CompositePiece : Piece
{
    /// <summary>Largest number of components of one composite piece.</summary>
    public const int MaximumDimension = 4096;

    /// <summary>Largest exponent of a power.</summary>
    public const int MaximumPower = 64;

    private protected CompositePiece(Group group)
        : base(group)
    {
    }

    public override bool IsTrivial => Dimension == 1
        && GeneratorImages.SparseInfinitesimal.All(generator => generator.NonZeros == 0)
        && DiscreteGenerators.All(matrix => Math.Abs(matrix[0, 0] - 1) < 1e-12);

    // Behind the pieces that they are made of, smaller ones first.
    protected sealed override int Order => (1 << 24) + Dimension;

    /// <summary>The name as a factor of a product.</summary>
    private protected static string FactorName(Piece piece) => piece.HasAtomicName ? piece.Name : "(" + piece.Name + ")";

    /// <summary>The piece itself.</summary>
    /// <exception cref="ArgumentException">It is affine.</exception>
    private protected static Piece Linear(Piece piece, string name)
        => piece.IsAffine ? throw new CompositeException($"linear pieces (values of '{piece}' are shifted)", name) : piece;
}
