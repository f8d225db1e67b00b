namespace Intertwine.Algebra;

/// <summary>A piece of a larger group under the elements of a subgroup only, with the same components: <c>rho(g)</c> for g in the subgroup. Written <c>restricted(O(3),2e)</c>, with the images of the generators as a third argument where the subgroup does not lie in the same coordinates (<see cref="EmbeddingNotation"/>).</summary>
/// <param name="Original">The piece of the larger group.</param>
/// <param name="Embedding">The subgroup and where it lies.</param>
public sealed record RestrictedPiece(Piece Original, SubgroupEmbedding Embedding) : Piece(Embedding.Subgroup)
{
    public SubgroupEmbedding Embedding { get; } = Original.Group == Embedding.Group
        ? Embedding
        : throw new ArgumentException($"Expected a subgroup of {Original.Group}, came {Embedding}.", nameof(Embedding));

    internal const string Prefix = "restricted(";

    public override string Name => Prefix + Original.Group.Name + "," + Original.Name + Embedding.NameSuffix + ")";

    public override int Dimension => Original.Dimension;

    public override bool IsTrivial => Original.IsTrivial
        || (GeneratorImages.Infinitesimal.All(matrix => matrix.MaximumNorm() == 0) && GeneratorImages.Discrete.All(matrix => matrix.Equals(Matrix.Identity(MatrixSize))));

    public override bool IsAffine => Original.IsAffine;

    public override Piece Differences => Original.IsAffine ? new RestrictedPiece(Original.Differences, Embedding) : this;

    // Behind pieces with names of their own, in the order of the originals.
    protected override int Order => int.MaxValue - 1;

    public override double Character(GroupElement element) => Original.Character(Embedding.Map(element));

    /// <summary>Reads <c>restricted(O(3),2e)</c>, a piece of <paramref name="subgroup"/>.</summary>
    internal static Result<Piece, ParseError> Parse(Group subgroup, string name, int position)
    {
        List<(int Start, string Text)> arguments = NameScanner.Arguments(name, Prefix.Length);
        if (arguments.Count is < 2 or > 3)
        {
            return new ParseError(position, name.Length, $"{Prefix}G,piece): a group that {subgroup} is part of, and a piece of it", $"'{name}'");
        }

        (int start, string text) = arguments[0];
        if (!Group.Parse(text).TryGet(out Group? group, out ParseError? error))
        {
            return error with { Position = position + start + error.Position };
        }

        if (!RepresentationParser.Parse(group, arguments[1].Text).TryGet(out Representation? representation, out error))
        {
            return error with { Position = position + arguments[1].Start + error.Position };
        }

        if (representation.Terms is not [{ Multiplicity: 1, Piece: var piece }])
        {
            return new ParseError(position + arguments[1].Start, arguments[1].Text.Length, $"one piece of {group}", $"'{arguments[1].Text}'");
        }

        if (arguments.Count == 3)
        {
            return EmbeddingNotation.Read(subgroup, group, arguments[2].Text) is { } known
                ? new RestrictedPiece(piece, known)
                : new ParseError(position + arguments[2].Start, arguments[2].Text.Length, $"the images of the generators of {subgroup} in {group}, such as [0,1] or h0^1, with ';' between them", $"'{arguments[2].Text}'");
        }

        return SubgroupEmbedding.Of(subgroup, group).TryGet(out SubgroupEmbedding? embedding, out _)
            ? new RestrictedPiece(piece, embedding)
            : new ParseError(position + start, text.Length, $"a group that has {subgroup} as a subgroup in the same coordinates", $"'{text}'");
    }

    private protected override GeneratorImages CreateImages() => new(
        [.. Embedding.InfinitesimalImages.Select(image => Exact(Original.RepresentAlgebra(image)))],
        [.. Embedding.DiscreteImages.Select(image => Exact(Original.Represent(image)))]);

    /// <summary>Exponentials leave rounding errors where the numbers are exact.</summary>
    private static Matrix Exact(Matrix matrix) => new(matrix.Rows, matrix.Columns, Array.ConvertAll(matrix.ToArray(), value => Coefficient.Round(value).Value));
}
