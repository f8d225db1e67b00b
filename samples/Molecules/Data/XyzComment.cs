using System.Text;

namespace Molecules;

/// <summary>
/// The second line of an extended-xyz frame: <c>key=value</c> pairs apart by blanks. Values with blanks stand in quotes, braces or brackets; a key alone is true.
/// </summary>
/// <remarks>As ASE writes and reads them; the format is specified at libAtoms/extxyz.</remarks>
internal static class XyzComment
{
    /// <summary>The pairs, keys as they are written. <paramref name="fail"/> makes the exception for what was expected and what came.</summary>
    public static Dictionary<string, string> Parse(string line, Func<string, string, Exception> fail)
    {
        var pairs = new Dictionary<string, string>(StringComparer.Ordinal);
        int at = 0;
        while (Skip(line, ref at))
        {
            string key = Key(line, ref at, fail);
            Skip(line, ref at);
            if (at < line.Length && line[at] == '=')
            {
                at++;
                Skip(line, ref at);
                pairs[key] = Value(line, ref at, key, fail);
            }
            else
            {
                pairs[key] = "T";
            }
        }

        return pairs;
    }

    /// <summary>The words of a value, without brackets, commas and quotes: the numbers of an array in old and new style.</summary>
    public static string[] Words(string value) => value.Split([' ', '\t', ',', '[', ']', '{', '}', '"'], StringSplitOptions.RemoveEmptyEntries);

    private static bool Skip(string line, ref int at)
    {
        while (at < line.Length && char.IsWhiteSpace(line[at]))
        {
            at++;
        }

        return at < line.Length;
    }

    private static string Key(string line, ref int at, Func<string, string, Exception> fail)
    {
        if (line[at] is '"' or '\'')
        {
            return Quoted(line, ref at, "a key", fail);
        }

        int start = at;
        while (at < line.Length && line[at] != '=' && !char.IsWhiteSpace(line[at]))
        {
            at++;
        }

        return at > start ? line[start..at] : throw fail("a key before '='", line[start..]);
    }

    private static string Value(string line, ref int at, string key, Func<string, string, Exception> fail)
    {
        if (at == line.Length)
        {
            throw fail($"a value after '{key}='", "the end of the line");
        }

        if (line[at] is '"' or '\'')
        {
            return Quoted(line, ref at, $"the value of '{key}'", fail);
        }

        int start = at;
        if (line[at] is '{' or '[')
        {
            int depth = 0;
            do
            {
                depth += line[at] is '{' or '[' ? 1 : line[at] is '}' or ']' ? -1 : 0;
                at++;
            }
            while (depth > 0 && at < line.Length);
            return depth == 0 ? line[start..at] : throw fail($"a closing bracket for the value of '{key}'", line[start..]);
        }

        while (at < line.Length && !char.IsWhiteSpace(line[at]))
        {
            at++;
        }

        return line[start..at];
    }

    private static string Quoted(string line, ref int at, string what, Func<string, string, Exception> fail)
    {
        int start = at;
        char quote = line[at++];
        var text = new StringBuilder();
        while (at < line.Length && line[at] != quote)
        {
            at += line[at] == '\\' && at + 1 < line.Length ? 1 : 0;
            text.Append(line[at++]);
        }

        if (at == line.Length)
        {
            throw fail($"a closing {quote} for {what}", line[start..]);
        }

        at++;
        return text.ToString();
    }
}
