namespace Intertwine.Algebra;

/// <summary>
/// The representation of a finite group induced by one of a subgroup H, written <c>induced(C_4,1)</c>: one copy of its components per coset, <c>rho(g) (t_i ⊗ v) = t_j ⊗ sigma(h) v</c> where <c>g t_i = t_j h</c>. Functions on
/// the group with <c>f(x h) = sigma(h)^-1 f(x)</c>; the trivial representation induces <see cref="QuotientPiece"/>. By Frobenius <c>Hom_G(induced, W) = Hom_H(sigma, W restricted)</c>.
/// </summary>
/// <param name="Original">sigma, linear, of the subgroup.</param>
/// <param name="Embedding">The subgroup in the finite group.</param>
public sealed record InducedPiece(Piece Original, SubgroupEmbedding Embedding) : Piece(Embedding.Group)
{
    internal const string Notation = "induced";

    private readonly CosetSpace _cosets = Original.Group == Embedding.Subgroup && !Original.IsAffine
        ? new CosetSpace(Embedding)
        : throw new ArgumentException($"Expected a linear piece of {Embedding.Subgroup}, came '{Original}' of {Original.Group}.", nameof(Original));

    public override string Name => $"{Notation}({Embedding.Subgroup.Name},{Original.Name}{Embedding.NameSuffix})";

    public override int Dimension => _cosets.Count * Original.Dimension;

    public override bool IsTrivial => _cosets.Count == 1 && Original.IsTrivial;

    protected override int Order => int.MaxValue - 2;

    /// <summary>From a subgroup in the same coordinates; see <see cref="SubgroupEmbedding.Of(Group, Group, CancellationToken)"/>.</summary>
    public static Result<InducedPiece, SolveFailure> Of(FiniteGroup group, Piece original)
        => CosetSpace.Embed(original.Group, group).TryGet(out SubgroupEmbedding? embedding, out SolveFailure? failure) ? new InducedPiece(original, embedding) : failure;

    public bool Equals(InducedPiece? other) => other is not null && Original == other.Original && Embedding == other.Embedding;

    public override int GetHashCode() => Sequences.Combine(Original.GetHashCode(), Embedding.GetHashCode());

    private protected override GeneratorImages CreateImages()
    {
        IReadOnlyList<GroupElement> members = Embedding.Subgroup.Elements;
        var inside = new Dictionary<int, SparseGenerator>();
        int size = Original.Dimension;
        int[][] permutations = _cosets.Permutations;
        List<SparseGenerator> images = [];
        for (int k = 0; k < permutations.Length; k++)
        {
            var rows = new (int Index, double Value)[Dimension][];
            for (int i = 0; i < _cosets.Count; i++)
            {
                int number = _cosets.Inside(k, i);
                if (!inside.TryGetValue(number, out SparseGenerator? block))
                {
                    block = new SparseGenerator(Original.Represent(members[IndexOf(number)]));
                    inside.Add(number, block);
                }

                for (int row = 0; row < size; row++)
                {
                    rows[(permutations[k][i] * size) + row] = [.. block.Rows[row].Select(entry => ((i * size) + entry.Index, entry.Value))];
                }
            }

            images.Add(new SparseGenerator(rows));
        }

        return new GeneratorImages([], images);
    }

    private int IndexOf(int number)
    {
        int index = 0;
        while (_cosets.Numbers[index] != number)
        {
            index++;
        }

        return index;
    }
}
