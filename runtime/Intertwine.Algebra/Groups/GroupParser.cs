using System.Globalization;

namespace Intertwine.Algebra;

/// <summary>Reads the notation of groups from the table of <see cref="GroupFamilies"/>: <c>O(3)</c>, <c>SO(1,3)</c>, <c>C_4</c>, with white space anywhere between symbols.</summary>
internal static class GroupParser
{
    public static Result<Group, ParseError> Parse(string text)
    {
        List<Group> factors = [];
        int position = 0;
        while (true)
        {
            int start = position = NameScanner.SkipWhiteSpace(text, position);
            if (!ParseFamily(text, ref position).TryGet(out Group? group, out ParseError? error))
            {
                return error;
            }

            factors.Add(group);
            int end = position;
            position = NameScanner.SkipWhiteSpace(text, position);
            bool more = position < text.Length && text[position] is 'x' or '×';
            if ((more || factors.Count > 1) && (factors.Count > ProductGroup.MaximumFactors || group.Defining.IsAffine))
            {
                string expected = group.Defining.IsAffine ? "a factor without translations" : $"at most {ProductGroup.MaximumFactors} factors";
                return new ParseError(start, end - start, expected, $"'{text.Substring(start, end - start)}'");
            }

            if (!more)
            {
                return position < text.Length ? ParseError.At(text, position, "the end") : factors.Count == 1 ? group : new ProductGroup(factors);
            }

            position++;
        }
    }

    /// <summary>One group at <paramref name="position"/>, which moves behind it.</summary>
    private static Result<Group, ParseError> ParseFamily(string text, ref int position)
    {
        int start = position;
        int end = start;
        while (end < text.Length && (char.IsLetter(text[end]) || (end > start && text[end] is '+' or '_')))
        {
            end++;
        }

        string prefix = text.Substring(start, end - start).TrimEnd('_');
        bool underscore = end - start > prefix.Length;
        List<GroupFamily> families = [.. GroupFamilies.All.Where(family => family.Prefix == prefix)];
        if (families.Count == 0)
        {
            return prefix.Length == 0
                ? ParseError.At(text, start, Expectation)
                : new ParseError(start, prefix.Length, Expectation, $"'{prefix}'") { Suggestion = NearestName.Of(prefix, [.. GroupFamilies.All.Select(family => family.Prefix).Distinct()], caseMatters: false) };
        }

        int next = NameScanner.SkipWhiteSpace(text, end);
        ParameterStyle style = underscore || (next < text.Length && text[next] is >= '0' and <= '9')
            ? ParameterStyle.Subscript
            : next < text.Length && text[next] == '(' ? ParameterStyle.Parentheses : ParameterStyle.None;
        List<GroupFamily> candidates = [.. families.Where(family => family.Style == style)];
        if (candidates.Count == 0)
        {
            GroupFamily family = families[0];
            return ParseError.At(text, family.Style == ParameterStyle.None ? next : end, family.Style switch
            {
                ParameterStyle.Parentheses => $"'(' and {Words(family)} after {prefix}",
                ParameterStyle.Subscript => $"'_' and {Words(family)} after {prefix}",
                _ => $"nothing more after {prefix}",
            });
        }

        position = next;
        return style switch
        {
            ParameterStyle.None => candidates[0].Create([]),
            ParameterStyle.Subscript => ParseSubscript(text, ref position, candidates[0]),
            _ => ParseParentheses(text, ref position, candidates),
        };
    }

    private static Result<Group, ParseError> ParseSubscript(string text, ref int position, GroupFamily family)
        => ParseNumber(text, ref position, family, out int number) is { } error ? error : family.Create([number]);

    private static Result<Group, ParseError> ParseParentheses(string text, ref int position, List<GroupFamily> candidates)
    {
        List<int> numbers = [];
        position = NameScanner.SkipWhiteSpace(text, position + 1);
        int first = position;
        while (true)
        {
            // The bounds of the family with as many parameters; while more may come, those of the largest.
            GroupFamily family = candidates.OrderBy(candidate => candidate.Parameters.Count).First(candidate => candidate.Parameters.Count > numbers.Count);
            if (ParseNumber(text, ref position, family, out int number) is { } error)
            {
                return error;
            }

            numbers.Add(number);
            position = NameScanner.SkipWhiteSpace(text, position);
            bool more = candidates.Any(candidate => candidate.Parameters.Count > numbers.Count);
            if (more && position < text.Length && text[position] == ',')
            {
                position = NameScanner.SkipWhiteSpace(text, position + 1);
                continue;
            }

            GroupFamily? complete = candidates.Find(candidate => candidate.Parameters.Count == numbers.Count);
            if (complete is null || position >= text.Length || text[position] != ')')
            {
                return ParseError.At(text, position, complete is null ? $"',' and the next parameter of {candidates[0].Notation}" : more ? "',' or ')'" : "')'");
            }

            if (numbers.Sum() > complete.MaximumTotal)
            {
                return new ParseError(first, position - first, $"numbers of at most {complete.MaximumTotal} in all", $"'{text.Substring(first, position - first)}'");
            }

            position++;
            return complete.Create([.. numbers]);
        }
    }

    private static ParseError? ParseNumber(string text, ref int position, GroupFamily family, out int number)
    {
        int start = position;
        number = 0;
        while (position < text.Length && text[position] is >= '0' and <= '9')
        {
            number = Math.Min(1_000_000, (number * 10) + (text[position] - '0'));
            position++;
        }

        if (position == start)
        {
            return ParseError.At(text, position, Words(family));
        }

        return number < family.Minimum || number > family.Maximum
            ? new ParseError(start, position - start, Words(family), $"'{text.Substring(start, position - start)}'")
            : null;
    }

    private static string Expectation => $"a group: {string.Join(", ", GroupFamilies.All.Select(family => family.Notation).Distinct())}, such as E(3)";

    private static string Words(GroupFamily family)
        => (family.Parameters.Count == 1 && family.Parameters[0] == "n" && family.Style == ParameterStyle.Parentheses ? "a dimension" : "a number")
            + string.Format(CultureInfo.InvariantCulture, " from {0} to {1}", family.Minimum, family.Maximum);
}
