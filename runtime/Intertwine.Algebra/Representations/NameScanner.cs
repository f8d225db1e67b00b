namespace Intertwine.Algebra;

/// <summary>Where the names of pieces end, which may hold brackets: <c>1o</c>, <c>[2,1]</c>, <c>(1/2,1/2)</c>, <c>quotient(C_2)</c>.</summary>
internal static class NameScanner
{
    /// <summary>The end of the name at <paramref name="position"/>; the position itself where none is. An error where a bracket of the name is not closed.</summary>
    public static int End(string text, int position, out ParseError? error)
    {
        error = null;
        int label = LabelEnd(text, position);
        if (label >= 0)
        {
            return label;
        }

        int end = position;
        while (end < text.Length && !char.IsWhiteSpace(text[end]) && text[end] is not ('+' or '*' or '\'' or '^' or '@' or '(' or ')' or '[' or ']' or ','))
        {
            end++;
        }

        // Brackets belong to the name before them: an argument list, or a partition with or without a word before it.
        if (end < text.Length && (text[end] == '[' || (text[end] == '(' && end > position)))
        {
            int close = Closing(text, end);
            if (close < 0)
            {
                error = ParseError.At(text, text.Length, text[end] == '[' ? "']'" : "')'");
                return end;
            }

            return close + 1;
        }

        return end;
    }

    /// <summary>
    /// The end of a label in parentheses at <paramref name="position"/>, such as <c>(1/2,0)</c>: numbers with a comma between them. -1 where there is none; other parentheses hold sums.
    /// </summary>
    public static int LabelEnd(string text, int position)
    {
        if (position >= text.Length || text[position] != '(')
        {
            return -1;
        }

        bool hasComma = false;
        for (int end = position + 1; end < text.Length; end++)
        {
            switch (text[end])
            {
                case ')':
                    return hasComma ? end + 1 : -1;
                case ',':
                    hasComma = true;
                    break;
                case (>= '0' and <= '9') or '/' or '-' or ' ':
                    break;
                default:
                    return -1;
            }
        }

        return -1;
    }

    /// <summary>The end of an operand of <c>@</c>: a name or parentheses, with the duals and powers behind it. Wrong text is for the reader to report.</summary>
    public static int OperandEnd(string text, int position)
    {
        int end = position < text.Length && text[position] == '(' ? Closing(text, position) + 1 : End(text, position, out _);
        if (end <= position)
        {
            return position;
        }

        while (true)
        {
            int next = SkipWhiteSpace(text, end);
            if (next < text.Length && text[next] == '\'')
            {
                end = next + 1;
            }
            else if (next < text.Length && text[next] == '^')
            {
                end = SkipWhiteSpace(text, next + 1);
                while (end < text.Length && text[end] is >= '0' and <= '9')
                {
                    end++;
                }

                // Sym^2(…): the operand goes on.
                if (end < text.Length && text[end] == '(')
                {
                    int close = Closing(text, end);
                    end = close < 0 ? text.Length : close + 1;
                }
            }
            else
            {
                return end;
            }
        }
    }

    /// <summary>The arguments of a name that begin at <paramref name="start"/>, after its bracket, and end before its last character; commas within brackets do not part them.</summary>
    public static List<(int Start, string Text)> Arguments(string name, int start)
    {
        List<(int Start, string Text)> arguments = [];
        int depth = 0;
        int first = start;
        for (int i = start; i < name.Length; i++)
        {
            depth += name[i] is '(' or '[' ? 1 : name[i] is ')' or ']' ? -1 : 0;
            if (depth < 0 || (depth == 0 && name[i] == ','))
            {
                arguments.Add((first, name.Substring(first, i - first)));
                first = i + 1;
            }
        }

        return arguments;
    }

    public static int SkipWhiteSpace(string text, int position)
    {
        while (position < text.Length && char.IsWhiteSpace(text[position]))
        {
            position++;
        }

        return position;
    }

    /// <summary>The bracket that closes the one at <paramref name="position"/>; -1 where none does.</summary>
    private static int Closing(string text, int position)
    {
        int depth = 0;
        for (int i = position; i < text.Length; i++)
        {
            depth += text[i] is '(' or '[' ? 1 : text[i] is ')' or ']' ? -1 : 0;
            if (depth == 0)
            {
                return i;
            }
        }

        return -1;
    }
}
