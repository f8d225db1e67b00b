namespace Intertwine.Algebra;

/// <summary>
/// Functions on the cosets of a subgroup, written <c>quotient(C_2)</c>: <c>rho(g) e_(x H) = e_(g x H)</c>, with one component per coset, in the order of <see cref="CosetSpace"/>. With the trivial subgroup it is the regular
/// representation.
/// </summary>
/// <param name="Embedding">A finite group and a subgroup of it.</param>
public sealed record QuotientPiece(SubgroupEmbedding Embedding) : PermutationPiece((FiniteGroup)Embedding.Group)
{
    internal const string Notation = "quotient";

    private readonly CosetSpace _cosets = new(Embedding);

    public override string Name => $"{Notation}({Embedding.Subgroup.Name}{Embedding.NameSuffix})";

    public override int Dimension => _cosets.Count;

    public override IReadOnlyList<IReadOnlyList<int>> Permutations => _cosets.Permutations;

    /// <summary>By a subgroup in the same coordinates; see <see cref="SubgroupEmbedding.Of(Group, Group, CancellationToken)"/>.</summary>
    public static Result<QuotientPiece, SolveFailure> Of(FiniteGroup group, Group subgroup)
        => CosetSpace.Embed(subgroup, group).TryGet(out SubgroupEmbedding? embedding, out SolveFailure? failure) ? new QuotientPiece(embedding) : failure;

    public bool Equals(QuotientPiece? other) => other is not null && Embedding == other.Embedding;

    public override int GetHashCode() => Embedding.GetHashCode();
}
