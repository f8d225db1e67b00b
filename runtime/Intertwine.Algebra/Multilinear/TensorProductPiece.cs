namespace Intertwine.Algebra;

/// <summary>The tensor product of two pieces: component (i, j) at <c>i Right.Dimension + j</c>, matrices <c>rho_a(h) ⊗ rho_b(h)</c> and <c>d rho_a(A) ⊗ 1 + 1 ⊗ d rho_b(A)</c>.</summary>
/// <param name="Left">a.</param>
/// <param name="Right">b, of the same group.</param>
internal sealed record TensorProductPiece(Piece Left, Piece Right) : Piece(Left.Group)
{
    public Piece Right { get; } = Left.Group == Right.Group && !Left.IsAffine && !Right.IsAffine
        ? Right
        : throw new ArgumentException($"Expected linear pieces of one group, came '{Left}' of {Left.Group} and '{Right}' of {Right.Group}.", nameof(Right));

    public override string Name => Left.Name + "*" + Right.Name;

    public override int Dimension => Left.Dimension * Right.Dimension;

    public override bool IsOrthogonal => (Left.IsOrthogonal && Right.IsOrthogonal) || base.IsOrthogonal;

    public override bool IsTrivial => Left.IsTrivial && Right.IsTrivial;

    protected override int Order => int.MaxValue;

    public override double Character(GroupElement element) => Left.Character(element) * Right.Character(element);

    private protected override GeneratorImages CreateImages()
    {
        (GeneratorImages left, GeneratorImages right) = (Left.GeneratorImages, Right.GeneratorImages);
        return new GeneratorImages(
            [.. left.SparseInfinitesimal.Zip(right.SparseInfinitesimal, (a, b) => KroneckerImages.Sum([a, b]))],
            [.. left.SparseDiscrete.Zip(right.SparseDiscrete, (a, b) => KroneckerImages.Product([a, b]))]);
    }
}
