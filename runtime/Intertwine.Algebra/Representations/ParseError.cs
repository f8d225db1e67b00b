namespace Intertwine.Algebra;

/// <summary>What is wrong with a text, and where in it.</summary>
/// <param name="Position">Index of the first wrong character; the length of the text where something is missing at its end.</param>
/// <param name="Length">Number of wrong characters; 0 at the end of the text.</param>
/// <param name="Expected">What should stand there.</param>
/// <param name="Actual">What stands there.</param>
public sealed record ParseError(int Position, int Length, string Expected, string Actual)
{
    /// <summary>What was perhaps meant.</summary>
    public string? Suggestion { get; init; }

    /// <summary>One sentence: expected, came, and what was perhaps meant.</summary>
    public string Message => $"Expected {Expected}, came {Actual}." + (Suggestion is null ? "" : $" Did you mean {Suggestion}?");

    public override string ToString() => Message + $" (at {Position})";

    /// <summary>The error of a single character, or of the end of the text.</summary>
    internal static ParseError At(string text, int position, string expected)
        => position < text.Length ? new ParseError(position, 1, expected, $"'{text[position]}'") : new ParseError(text.Length, 0, expected, "the end of the text");
}
