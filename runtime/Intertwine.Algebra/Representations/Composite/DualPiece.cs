namespace Intertwine.Algebra;

/// <summary>
/// The dual of a piece, <c>V'</c>: the linear forms on it, <c>rho'(g) = rho(g^-1)^T</c> and <c>d rho'(A) = -d rho(A)^T</c>, so that <c>sum_c x'_c x_c</c> is invariant. Made by
/// <see cref="Composites.Dual(Piece)"/>: orthogonal pieces are their own duals, and the dual of a product is the product of the duals.
/// </summary>
public sealed record DualPiece : CompositePiece
{
    internal DualPiece(Piece original)
        : base(original.Group)
        => Original = Linear(original, nameof(original));

    /// <summary>The piece whose dual this is.</summary>
    public Piece Original { get; }

    public override string Name => FactorName(Original) + "'";

    public override int Dimension => Original.Dimension;

    public override bool IsOrthogonal => Original.IsOrthogonal;

    public override double Character(GroupElement element) => Original.Character(element.Inverse());

    internal override Piece? RestrictTo(Group subgroup) => Original.RestrictTo(subgroup)?.Dual();

    private protected override Matrix Evaluate(GroupElement element) => Original.Represent(element.Inverse()).Transpose();

    private protected override GeneratorImages CreateImages() => new(
        [.. Original.GeneratorImages.SparseInfinitesimal.Select(KroneckerImages.NegativeTranspose)],
        [.. Original.DiscreteGenerators.Select(matrix => new SparseGenerator(ExactInverse(matrix).Transpose()))]);

    /// <summary>The transpose where it is the inverse to the last bit, so that signs and permutations stay exact.</summary>
    private static Matrix ExactInverse(Matrix matrix)
    {
        Matrix transpose = matrix.Transpose();
        return (matrix * transpose).Equals(Matrix.Identity(matrix.Rows)) ? transpose : matrix.Inverse();
    }
}
