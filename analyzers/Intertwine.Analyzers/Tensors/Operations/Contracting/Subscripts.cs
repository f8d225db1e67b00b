namespace Intertwine.Analyzers.Tensors.Operations;

/// <summary>
/// The subscripts of an einsum, <c>bci,bci->bc</c>: one letter per axis of every operand and of the result. An ellipsis stands for any further axes, which are broadcast. Without an arrow the result has the axes of the ellipsis and the
/// letters that occur once, in alphabetical order.
/// </summary>
internal sealed record Subscripts(IReadOnlyList<string> Inputs, string Output)
{
    /// <summary>Stands for an ellipsis.</summary>
    public const char Ellipsis = '.';

    /// <summary>Null for a text that is none.</summary>
    public static Subscripts? Parse(string text)
    {
        string compact = text.Replace(" ", "").Replace("...", ".");
        int arrow = compact.IndexOf("->", StringComparison.Ordinal);
        string[] inputs = (arrow < 0 ? compact : compact.Substring(0, arrow)).Split(',');
        if (!inputs.All(IsTerm))
        {
            return null;
        }

        string output = arrow >= 0
            ? compact.Substring(arrow + 2)
            : (inputs.Any(input => input.IndexOf(Ellipsis) >= 0) ? "." : "")
                + new string([.. inputs.SelectMany(input => input).Where(letter => letter != Ellipsis).GroupBy(letter => letter).Where(group => group.Count() == 1).Select(group => group.Key).OrderBy(letter => letter)]);
        return IsTerm(output) && output.Distinct().Count() == output.Length && output.All(letter => letter == Ellipsis || inputs.Any(input => input.IndexOf(letter) >= 0)) ? new Subscripts(inputs, output) : null;
    }

    private static bool IsTerm(string text) => text.All(letter => letter is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or Ellipsis) && text.Count(letter => letter == Ellipsis) <= 1;
}
