namespace Intertwine.Algebra;

/// <summary>
/// Reads the notation of representations. Grammar, with white space anywhere between symbols:
/// <code>
/// representation = term { "+" term }
/// term           = [ multiplicity "x" ] piece
/// multiplicity   = number from 1 | "*"          (the wildcard only where it is allowed)
/// piece          = a name that the group knows: 1o, 2e (O(3), E(3)); 1, 2 (SO(3), SE(3)); S, V (other dimensions); point (E(n), SE(n))
/// </code>
/// </summary>
public static class RepresentationParser
{
    /// <summary>Largest multiplicity of a term.</summary>
    public const int MaximumMultiplicity = 1_000_000;

    /// <summary>Largest number of components of all terms together; a bound that keeps every size an int.</summary>
    public const int MaximumDimension = 1 << 24;

    /// <summary>The representation of <paramref name="group"/> that <paramref name="text"/> denotes, or the first error in it.</summary>
    /// <param name="group">The group whose pieces are named.</param>
    /// <param name="text">For instance <c>16x0e + 8x1o</c>.</param>
    /// <param name="allowWildcard">Whether <c>*x0e</c>, any multiplicity, is allowed.</param>
    public static Result<Representation, ParseError> Parse(Group group, string text, bool allowWildcard = false)
    {
        List<RepresentationTerm> terms = [];
        long dimension = 0;
        int position = SkipWhiteSpace(text, 0);
        while (true)
        {
            int start = position;
            if (!ParseTerm(group, text, allowWildcard, ref position, out RepresentationTerm term, out ParseError? error))
            {
                return error!;
            }

            dimension += term.IsWildcard ? 0 : term.Dimension;
            if (dimension > MaximumDimension)
            {
                return new ParseError(start, position - start, $"at most {MaximumDimension} components in all", $"'{text.Substring(start, position - start)}'");
            }

            terms.Add(term);
            position = SkipWhiteSpace(text, position);
            if (position >= text.Length)
            {
                return new Representation(group, [.. terms]);
            }

            if (text[position] != '+')
            {
                return ParseError.At(text, position, $"'+' or the end after '{term.Piece.Name}'");
            }

            position = SkipWhiteSpace(text, position + 1);
        }
    }

    private static bool ParseTerm(Group group, string text, bool allowWildcard, ref int position, out RepresentationTerm term, out ParseError? error)
    {
        term = default;
        int multiplicity = 1;
        int start = position;
        if (position < text.Length && text[position] == '*')
        {
            if (!allowWildcard)
            {
                error = ParseError.At(text, position, "a number of copies ('*', any number, is for the inputs of blocks)");
                return false;
            }

            position = SkipWhiteSpace(text, position + 1);
            if (position >= text.Length || text[position] != 'x')
            {
                error = ParseError.At(text, position, "'x' after '*'");
                return false;
            }

            position = SkipWhiteSpace(text, position + 1);
            multiplicity = RepresentationTerm.Wildcard;
        }
        else if (TryMultiplicity(text, ref position, out long number))
        {
            if (number is < 1 or > MaximumMultiplicity)
            {
                int length = DigitsEnd(text, start) - start;
                error = new ParseError(start, length, $"a number of copies from 1 to {MaximumMultiplicity}", $"'{text.Substring(start, length)}'");
                return false;
            }

            multiplicity = (int)number;
        }

        int end = position;
        while (end < text.Length && text[end] != '+' && !char.IsWhiteSpace(text[end]))
        {
            end++;
        }

        if (end == position)
        {
            error = ParseError.At(text, position, $"a piece of {group}, such as {string.Join(", ", group.ExampleNames)}");
            return false;
        }

        if (!group.ParsePiece(text.Substring(position, end - position), position).TryGet(out Piece? irrep, out error))
        {
            return false;
        }

        term = new RepresentationTerm(multiplicity, irrep);
        position = end;
        return true;
    }

    /// <summary>Digits count as a multiplicity only when 'x' follows: <c>2x1</c> is two copies of l = 1, <c>2</c> is l = 2.</summary>
    private static bool TryMultiplicity(string text, ref int position, out long number)
    {
        number = 0;
        int end = DigitsEnd(text, position);
        int x = SkipWhiteSpace(text, end);
        if (end == position || x >= text.Length || text[x] != 'x')
        {
            return false;
        }

        for (int i = position; i < end; i++)
        {
            number = Math.Min(int.MaxValue, (number * 10) + (text[i] - '0'));
        }

        position = SkipWhiteSpace(text, x + 1);
        return true;
    }

    private static int DigitsEnd(string text, int position)
    {
        while (position < text.Length && text[position] is >= '0' and <= '9')
        {
            position++;
        }

        return position;
    }

    private static int SkipWhiteSpace(string text, int position)
    {
        while (position < text.Length && char.IsWhiteSpace(text[position]))
        {
            position++;
        }

        return position;
    }
}
