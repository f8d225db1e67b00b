namespace Intertwine.Algebra;

/// <summary>
/// The direct sum of pieces as one piece, <c>sum(1o + 4x0e)</c>: <c>rho(g) = rho_1(g) ⊕ … ⊕ rho_p(g)</c>, the components of the summands one after the other. A representation is a direct sum too; here the summands are
/// components of one channel, which layers that only mix channels keep together: the early fusion of vectors with scalars. Made by <see cref="Composites.DirectSum(IReadOnlyList{Piece})"/>.
/// </summary>
public sealed record DirectSumPiece : CompositePiece
{
    internal const string Prefix = "sum(";

    internal DirectSumPiece(IReadOnlyList<Piece> summands)
        : base(summands[0].Group)
        => Summands = summands;

    /// <summary>The summands in their order: two or more, none of them a sum itself.</summary>
    public IReadOnlyList<Piece> Summands { get; }

    /// <summary>The representation that the components are, equal neighbours as copies: <c>1o + 4x0e</c>.</summary>
    public Representation Content => new Representation(Group, [.. Summands.Select(summand => new RepresentationTerm(1, summand))]).Simplified();

    public override string Name => Prefix + Content + ")";

    public override int Dimension => Summands.Sum(summand => summand.Dimension);

    public override bool IsTrivial => Summands.All(summand => summand.IsTrivial);

    public override bool IsOrthogonal => Summands.All(summand => summand.IsOrthogonal);

    public override double Character(GroupElement element) => Summands.Sum(summand => summand.Character(element));

    public bool Equals(DirectSumPiece? other) => other is not null && Group == other.Group && Sequences.AreEqual(Summands, other.Summands);

    public override int GetHashCode() => Sequences.Combine(Group.GetHashCode(), Sequences.Hash(Summands));

    internal override Piece? RestrictTo(Group subgroup)
    {
        var summands = new Piece[Summands.Count];
        for (int i = 0; i < summands.Length; i++)
        {
            if (Summands[i].RestrictTo(subgroup) is not { } summand)
            {
                return null;
            }

            summands[i] = summand;
        }

        return Composites.DirectSum(summands);
    }

    private protected override Matrix Evaluate(GroupElement element) => Blocks([.. Summands.Select(summand => new SparseGenerator(summand.Represent(element)))]).ToMatrix();

    private protected override GeneratorImages CreateImages()
    {
        IReadOnlyList<GeneratorImages> images = [.. Summands.Select(summand => summand.GeneratorImages)];
        return new GeneratorImages(
            [.. Enumerable.Range(0, Group.InfinitesimalCount).Select(k => Blocks([.. images.Select(image => image.SparseInfinitesimal[k])]))],
            [.. Enumerable.Range(0, Group.DiscreteCount).Select(k => Blocks([.. images.Select(image => image.SparseDiscrete[k])]))]);
    }

    /// <summary>Matrices along the diagonal.</summary>
    private static SparseGenerator Blocks(IReadOnlyList<SparseGenerator> blocks)
    {
        List<(int Index, double Value)[]> rows = [];
        foreach (SparseGenerator block in blocks)
        {
            int first = rows.Count;
            rows.AddRange(block.Rows.Select(row => row.Select(entry => (entry.Index + first, entry.Value)).ToArray()));
        }

        return new SparseGenerator([.. rows]);
    }
}
