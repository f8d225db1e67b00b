namespace Intertwine.Algebra;

/// <summary>Names of pieces that every finite group has.</summary>
public abstract partial record FiniteGroup
{
    public override IReadOnlyList<string> ExampleNames => [.. Irreps.Take(5).Select(irrep => irrep.Name), RegularPiece.Notation];

    public override Result<Piece, ParseError> ParsePiece(string name, int position = 0)
    {
        switch (name)
        {
            case TrivialNotation:
                return Trivial;
            case DefiningNotation:
                return Defining;
            case RegularPiece.Notation:
                return Order <= RegularPiece.MaximumDimension
                    ? Regular
                    : new ParseError(position, name.Length, $"a piece of at most {RegularPiece.MaximumDimension} components ({Name} has {Order} elements)", $"'{name}'");
        }

        string? argument = Argument(name, QuotientPiece.Notation);
        if (argument is not null)
        {
            return ParseQuotient(argument, position + QuotientPiece.Notation.Length + 1);
        }

        argument = Argument(name, InducedPiece.Notation);
        return argument is not null ? ParseInduced(argument, position + InducedPiece.Notation.Length + 1) : ParseIrrep(name, position);
    }

    /// <summary>The irrep that <paramref name="name"/> denotes, or what is wrong with it.</summary>
    internal abstract Result<Piece, ParseError> ParseIrrep(string name, int position);

    /// <summary>The error of a name that no irrep has.</summary>
    private protected ParseError UnknownPiece(string name, int position)
    {
        List<string> names = [.. Irreps.Select(irrep => irrep.Name), RegularPiece.Notation, DefiningNotation, TrivialNotation];
        return new ParseError(position, name.Length, $"a piece of {Name}, such as {string.Join(", ", ExampleNames)}", $"'{name}'") { Suggestion = NearestName.Of(name, names, caseMatters: false) };
    }

    /// <summary>What stands in parentheses after the word; null where the name is something else.</summary>
    private static string? Argument(string name, string word)
        => name.StartsWith(word + "(", StringComparison.Ordinal) && name[name.Length - 1] == ')' ? name.Substring(word.Length + 1, name.Length - word.Length - 2) : null;

    /// <summary>The group up to <paramref name="text"/>'s end, as a subgroup small enough for its cosets to be components.</summary>
    private Result<SubgroupEmbedding, ParseError> ParseSubgroup(string text, int position, int dimension, (int Start, string Text)? images)
    {
        if (!Group.Parse(text).TryGet(out Group? subgroup, out ParseError? error))
        {
            return Inside(error, position);
        }

        if (Order > MaximumSearched)
        {
            return new ParseError(position, text.Length, $"a group of at most {MaximumSearched} elements where cosets are taken ({Name} has {Order})", $"'{text}'");
        }

        SubgroupEmbedding? embedding;
        if (images is (int start, string written))
        {
            embedding = subgroup is FiniteGroup ? EmbeddingNotation.Read(subgroup, this, written) : null;
            if (embedding is null)
            {
                return new ParseError(start, written.Length, $"the images of the generators of {subgroup} in {Name}, such as h0^2, with ';' between them", $"'{written}'");
            }
        }
        else if (!CosetSpace.Embed(subgroup, this).TryGet(out embedding, out _))
        {
            return new ParseError(position, text.Length, $"a subgroup of {Name} in the same coordinates", $"'{text}'");
        }

        int components = Elements.Count / subgroup.Elements.Count * dimension;
        return components <= RegularPiece.MaximumDimension
            ? embedding
            : new ParseError(position, text.Length, $"a subgroup with at most {RegularPiece.MaximumDimension} components for its cosets", $"'{text}' with {components}");
    }

    private Result<Piece, ParseError> ParseQuotient(string text, int position)
    {
        List<(int Start, string Text)> arguments = NameScanner.Arguments(text + ")", 0);
        return ParseSubgroup(arguments[0].Text, position, 1, Images(arguments, 1, position)).TryGet(out SubgroupEmbedding? embedding, out ParseError? error) ? new QuotientPiece(embedding) : error;
    }

    /// <summary><c>C_4, 1</c>: the subgroup and one of its pieces.</summary>
    private Result<Piece, ParseError> ParseInduced(string text, int position)
    {
        List<(int Start, string Text)> arguments = NameScanner.Arguments(text + ")", 0);
        if (arguments.Count < 2)
        {
            return new ParseError(position + text.Length, 1, "',' and a piece of the subgroup", "')'");
        }

        (int start, string name) = arguments[1];
        if (!Group.Parse(arguments[0].Text).TryGet(out Group? subgroup, out ParseError? error))
        {
            return Inside(error, position);
        }

        if (!RepresentationParser.Parse(subgroup, name).TryGet(out Representation? representation, out error))
        {
            return Inside(error, position + start);
        }

        if (representation.Terms.Count > 1 || representation.Multiplicity > 1 || representation.Terms[0].Piece.IsAffine)
        {
            return new ParseError(position + start, name.Length, $"one piece of {subgroup}", $"'{name}'");
        }

        return ParseSubgroup(arguments[0].Text, position, representation.Dimension, Images(arguments, 2, position)).TryGet(out SubgroupEmbedding? embedding, out error)
            ? new InducedPiece(representation.Terms[0].Piece, embedding)
            : error;
    }

    /// <summary>What follows the other arguments, all of it, with its place in the whole text.</summary>
    private static (int Start, string Text)? Images(List<(int Start, string Text)> arguments, int index, int position)
        => arguments.Count > index ? (position + arguments[index].Start, string.Join(",", arguments.Skip(index).Select(argument => argument.Text))) : null;

    /// <summary>An error of the text in parentheses, whose end is not that of the whole.</summary>
    private static ParseError Inside(ParseError error, int position)
        => error.Length == 0 ? new ParseError(position + error.Position, 1, error.Expected, "')'") { Suggestion = error.Suggestion } : error with { Position = position + error.Position };
}
