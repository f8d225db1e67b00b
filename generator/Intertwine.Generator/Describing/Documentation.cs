namespace Intertwine.Generator.Describing;

/// <summary>
/// The documentation of an implementing part. The compiler takes the comment of the implementing part of a partial property and forgets that of the declaration, so that what the author wrote stands here again, with what the generator
/// knows behind it.
/// </summary>
/// <param name="Summary">XML; one sentence.</param>
/// <param name="Remarks">XML; a paragraph each.</param>
internal sealed record Documentation(string Summary, IReadOnlyList<string> Remarks)
{
    private const string EndOfRemarks = "</remarks>";

    public static Documentation None { get; } = new("", []);

    /// <summary>The text of the comment, without <c>///</c>; empty where there is nothing to say that the declaration does not.</summary>
    /// <param name="comment">The author's comment; null for none.</param>
    public string Text(string? comment)
    {
        if (Summary.Length == 0)
        {
            return "";
        }

        if (comment is null)
        {
            return $"<summary>{Summary}</summary>" + (Remarks.Count == 0 ? "" : $"\n<remarks>\n{Paragraphs(Remarks)}\n{EndOfRemarks}");
        }

        string paragraphs = Paragraphs(Remarks.Prepend(Summary));
        int end = comment.LastIndexOf(EndOfRemarks, StringComparison.Ordinal);
        return end < 0 ? $"{comment}\n<remarks>\n{paragraphs}\n{EndOfRemarks}" : $"{comment.Substring(0, end).TrimEnd()}\n{paragraphs}\n{comment.Substring(end)}";
    }

    private static string Paragraphs(IEnumerable<string> paragraphs) => string.Join("\n", paragraphs.Select(text => $"<para>{text}</para>"));
}
