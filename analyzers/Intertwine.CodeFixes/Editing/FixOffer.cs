using Microsoft.CodeAnalysis.Text;

namespace Intertwine.CodeFixes.Editing;

/// <summary>One way to fix a diagnostic.</summary>
/// <param name="Title">What the editor shows.</param>
/// <param name="Key">Equal for offers that belong together when all occurrences are fixed.</param>
/// <param name="Changes">In the text that the diagnostic is about.</param>
internal sealed record FixOffer(string Title, string Key, IReadOnlyList<TextChange> Changes);
