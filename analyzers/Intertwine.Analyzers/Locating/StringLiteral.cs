using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Intertwine.Analyzers.Locating;

/// <summary>From characters of a string's value to characters of the literal that writes it: ordinary (with escapes), verbatim and raw literals.</summary>
internal static class StringLiteral
{
    /// <summary>
    /// The source text of <paramref name="length"/> characters of the value from <paramref name="start"/>; for no characters the one after them, which at the end is the closing quote. Null where the
    /// expression is no literal (a named constant, a concatenation) or the range is not within its value.
    /// </summary>
    public static TextSpan? Locate(ExpressionSyntax expression, int start, int length)
    {
        while (expression is ParenthesizedExpressionSyntax parenthesized)
        {
            expression = parenthesized.Expression;
        }

        if (expression is not LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression } literal)
        {
            return null;
        }

        SyntaxToken token = literal.Token;
        List<int>? offsets = Offsets(token);
        int end = start + length;
        if (offsets is null || offsets.Count != token.ValueText.Length + 1 || start < 0 || length < 0 || end >= offsets.Count)
        {
            return null;
        }

        int from = token.SpanStart + offsets[start];
        int to = token.SpanStart + (length > 0 ? offsets[end] : offsets[start] + 1);
        return to <= token.Span.End ? TextSpan.FromBounds(from, to) : null;
    }

    /// <summary>Where in the token each character of its value starts, and where the value ends.</summary>
    private static List<int>? Offsets(SyntaxToken token) => token.Kind() switch
    {
        SyntaxKind.StringLiteralToken => token.Text.StartsWith("@", StringComparison.Ordinal) ? Verbatim(token.Text) : Ordinary(token.Text),
        SyntaxKind.SingleLineRawStringLiteralToken => SingleLineRaw(token.Text),
        SyntaxKind.MultiLineRawStringLiteralToken => MultiLineRaw(token.Text),
        _ => null,
    };

    private static List<int> Verbatim(string text)
    {
        List<int> offsets = [];
        int position = 2;
        while (position < text.Length && !(text[position] == '"' && position + 1 >= text.Length))
        {
            offsets.Add(position);
            position += text[position] == '"' ? 2 : 1;
        }

        offsets.Add(position);
        return offsets;
    }

    private static List<int> Ordinary(string text)
    {
        List<int> offsets = [];
        int position = 1;
        while (position < text.Length && text[position] != '"')
        {
            offsets.Add(position);
            int next = text[position] == '\\' ? position + EscapeLength(text, position) : position + 1;
            if (next - position == 10 && text[position + 1] == 'U' && CharactersOf(text, position + 2) == 2)
            {
                offsets.Add(position);
            }

            position = next;
        }

        offsets.Add(position);
        return offsets;
    }

    /// <summary>Length of the escape sequence at a backslash: <c>\n</c>, <c>\x41</c> (one to four digits), <c>\u0041</c>, <c>\U00000041</c>.</summary>
    private static int EscapeLength(string text, int position)
    {
        char kind = position + 1 < text.Length ? text[position + 1] : '\0';
        if (kind != 'x')
        {
            return kind switch { 'u' => 6, 'U' => 10, _ => 2 };
        }

        int digits = 0;
        while (digits < 4 && position + 2 + digits < text.Length && Uri.IsHexDigit(text[position + 2 + digits]))
        {
            digits++;
        }

        return 2 + digits;
    }

    /// <summary>UTF-16 characters of the code point in eight hexadecimal digits.</summary>
    private static int CharactersOf(string text, int position)
    {
        const int FirstSupplementary = 0x10000;
        return position + 8 <= text.Length
            && int.TryParse(text.Substring(position, 8), System.Globalization.NumberStyles.HexNumber, System.Globalization.CultureInfo.InvariantCulture, out int code)
            && code >= FirstSupplementary ? 2 : 1;
    }

    private static List<int> SingleLineRaw(string text)
    {
        int quotes = Quotes(text);
        return [.. Enumerable.Range(quotes, Math.Max(0, text.Length - (2 * quotes) + 1))];
    }

    /// <summary>The lines between those of the quotes, each without the white space that stands before the closing quotes.</summary>
    private static List<int>? MultiLineRaw(string text)
    {
        int quotes = Quotes(text);
        int lastLine = text.LastIndexOf('\n');
        int firstLine = text.IndexOf('\n') + 1;
        if (firstLine == 0 || text.Length < 2 * quotes)
        {
            return null;
        }

        int indentation = text.Length - quotes - lastLine - 1;
        int end = lastLine > 0 && text[lastLine - 1] == '\r' ? lastLine - 1 : lastLine;
        List<int> offsets = [];
        int column = 0;
        for (int i = firstLine; i < end; i++)
        {
            bool isBreak = text[i] is '\r' or '\n';
            if (isBreak || column >= indentation)
            {
                offsets.Add(i);
            }

            column = isBreak ? 0 : column + 1;
        }

        offsets.Add(end);
        return offsets;
    }

    private static int Quotes(string text)
    {
        int quotes = 0;
        while (quotes < text.Length && text[quotes] == '"')
        {
            quotes++;
        }

        return quotes;
    }
}
