namespace Intertwine.Algebra;

/// <summary>What a piece of a group becomes under a subgroup: the restriction as a direct sum of irreps of the subgroup. Equal by value.</summary>
/// <param name="Original">The piece of the larger group.</param>
/// <param name="Embedding">The subgroup and where it lies.</param>
/// <param name="Decomposition">The restricted piece in irreps, with the change of basis.</param>
public sealed record Branching(Piece Original, SubgroupEmbedding Embedding, Decomposition Decomposition)
{
    /// <summary>The irreps of the subgroup with their multiplicities.</summary>
    public Representation Irreps => Decomposition.Irreps;

    /// <summary>Under a subgroup in the same coordinates: see <see cref="SubgroupEmbedding.Of(Group, Group, CancellationToken)"/>.</summary>
    public static Result<Branching, SolveFailure> Of(Piece piece, Group subgroup, CancellationToken cancellation = default)
        => SubgroupEmbedding.Of(subgroup, piece.Group, cancellation).TryGet(out SubgroupEmbedding? embedding, out SolveFailure? failure) ? Of(piece, embedding, cancellation) : failure;

    /// <summary>Under a subgroup with its embedding.</summary>
    public static Result<Branching, SolveFailure> Of(Piece piece, SubgroupEmbedding embedding, CancellationToken cancellation = default)
        => Decomposition.Of(new RestrictedPiece(piece, embedding), cancellation).TryGet(out Decomposition? decomposition, out SolveFailure? failure)
            ? new Branching(piece, embedding, decomposition)
            : failure;

    public override string ToString() => $"{Original} of {Embedding.Group} = {Irreps} of {Embedding.Subgroup}";
}
