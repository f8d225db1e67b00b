namespace Intertwine.Analyzers.Tensors.Operations;

/// <summary>The subscripts of an einsum, <c>bci,bci->bc</c>: one letter per axis of every operand and of the result. Without an arrow the result has the letters that occur once, in alphabetical order.</summary>
internal sealed record Subscripts(IReadOnlyList<string> Inputs, string Output)
{
    /// <summary>Null for subscripts with an ellipsis, or that are none.</summary>
    public static Subscripts? Parse(string text)
    {
        string compact = text.Replace(" ", "");
        int arrow = compact.IndexOf("->", StringComparison.Ordinal);
        string[] inputs = (arrow < 0 ? compact : compact.Substring(0, arrow)).Split(',');
        if (!inputs.All(IsLetters))
        {
            return null;
        }

        string output = arrow >= 0
            ? compact.Substring(arrow + 2)
            : new string([.. inputs.SelectMany(input => input).GroupBy(letter => letter).Where(group => group.Count() == 1).Select(group => group.Key).OrderBy(letter => letter)]);
        return IsLetters(output) && output.Distinct().Count() == output.Length ? new Subscripts(inputs, output) : null;
    }

    private static bool IsLetters(string text) => text.All(letter => letter is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z'));
}
