namespace Intertwine.Algebra;

/// <summary>Reads <c>O(3)</c>, <c>SO(3)</c>, <c>E(3)</c>, <c>SE(3)</c> and the same for other dimensions.</summary>
internal static class GroupParser
{
    private const string Families = "a group: O(n), SO(n), E(n) or SE(n), such as E(3)";

    public static Result<Group, ParseError> Parse(string text)
    {
        int start = 0;
        while (start < text.Length && char.IsWhiteSpace(text[start]))
        {
            start++;
        }

        int end = start;
        while (end < text.Length && char.IsLetter(text[end]))
        {
            end++;
        }

        string family = text.Substring(start, end - start);
        if (family is not ("O" or "SO" or "E" or "SE"))
        {
            return family.Length == 0
                ? ParseError.At(text, start, Families)
                : new ParseError(start, family.Length, Families, $"'{family}'") { Suggestion = NearestName.Of(family, ["O", "SO", "E", "SE"], caseMatters: false) };
        }

        int position = SkipWhiteSpace(text, end);
        if (position >= text.Length || text[position] != '(')
        {
            return ParseError.At(text, position, $"'(' and the dimension after {family}");
        }

        position = SkipWhiteSpace(text, position + 1);
        int digits = position;
        int dimension = 0;
        while (position < text.Length && text[position] is >= '0' and <= '9')
        {
            dimension = Math.Min(1000, (dimension * 10) + (text[position] - '0'));
            position++;
        }

        string range = $"a dimension from 1 to {OrthogonalGroup.MaximumDimension}";
        if (position == digits)
        {
            return ParseError.At(text, position, range);
        }

        if (dimension is < 1 or > OrthogonalGroup.MaximumDimension)
        {
            return new ParseError(digits, position - digits, range, $"'{text.Substring(digits, position - digits)}'");
        }

        position = SkipWhiteSpace(text, position);
        if (position >= text.Length || text[position] != ')')
        {
            return ParseError.At(text, position, "')'");
        }

        position = SkipWhiteSpace(text, position + 1);
        return position < text.Length
            ? ParseError.At(text, position, "the end")
            : new OrthogonalGroup(dimension, IsSpecial: family[0] == 'S', HasTranslations: family[family.Length - 1] == 'E');
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
