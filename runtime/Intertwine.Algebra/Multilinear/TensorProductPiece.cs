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

    public override bool IsTrivial => Left.IsTrivial && Right.IsTrivial;

    protected override int Order => int.MaxValue;

    private protected override GeneratorImages CreateImages()
    {
        var left = Matrix.Identity(Left.Dimension);
        var right = Matrix.Identity(Right.Dimension);
        return new GeneratorImages(
            [.. Left.InfinitesimalGenerators.Zip(Right.InfinitesimalGenerators, (a, b) => a.Kronecker(right) + left.Kronecker(b))],
            [.. Left.DiscreteGenerators.Zip(Right.DiscreteGenerators, (a, b) => a.Kronecker(b))]);
    }
}
