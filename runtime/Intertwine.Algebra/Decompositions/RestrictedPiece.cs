namespace Intertwine.Algebra;

/// <summary>A piece of a larger group under the elements of a subgroup only, with the same components: <c>rho(g)</c> for g in the subgroup. Written <c>2e|D_4</c>.</summary>
/// <param name="Original">The piece of the larger group.</param>
/// <param name="Embedding">The subgroup and where it lies.</param>
public sealed record RestrictedPiece(Piece Original, SubgroupEmbedding Embedding) : Piece(Embedding.Subgroup)
{
    public SubgroupEmbedding Embedding { get; } = Original.Group == Embedding.Group
        ? Embedding
        : throw new ArgumentException($"Expected a subgroup of {Original.Group}, came {Embedding}.", nameof(Embedding));

    public override string Name => Original.Name + "|" + Embedding.Subgroup.Name;

    public override int Dimension => Original.Dimension;

    public override bool IsTrivial => Original.IsTrivial
        || (GeneratorImages.Infinitesimal.All(matrix => matrix.MaximumNorm() == 0) && GeneratorImages.Discrete.All(matrix => matrix.Equals(Matrix.Identity(MatrixSize))));

    public override bool IsAffine => Original.IsAffine;

    public override Piece Differences => Original.IsAffine ? new RestrictedPiece(Original.Differences, Embedding) : this;

    internal override bool HasAtomicName => false;

    // Behind pieces with names of their own, in the order of the originals.
    protected override int Order => int.MaxValue - 1;

    public override double Character(GroupElement element) => Original.Character(Embedding.Map(element));

    private protected override GeneratorImages CreateImages() => new(
        [.. Embedding.InfinitesimalImages.Select(image => Exact(Original.RepresentAlgebra(image)))],
        [.. Embedding.DiscreteImages.Select(image => Exact(Original.Represent(image)))]);

    /// <summary>Exponentials leave rounding errors where the numbers are exact.</summary>
    private static Matrix Exact(Matrix matrix) => new(matrix.Rows, matrix.Columns, Array.ConvertAll(matrix.ToArray(), value => Coefficient.Round(value).Value));
}
