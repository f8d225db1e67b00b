using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace Intertwine.Analyzers.Tests;

/// <summary>A diagnostic that a test expects.</summary>
internal readonly record struct ExpectedDiagnostic(string Id, TextSpan Span);

/// <summary>Source text in which <c>{|EQV0001:text|}</c> marks the place of an expected diagnostic; marks may be nested.</summary>
internal sealed record MarkedSource(string Text, IReadOnlyList<ExpectedDiagnostic> Expected)
{
    public static MarkedSource Parse(string marked)
    {
        const int IdLength = 7;
        var text = new StringBuilder();
        List<ExpectedDiagnostic> expected = [];
        Stack<(string Id, int Start)> open = [];
        for (int i = 0; i < marked.Length; i++)
        {
            if (string.CompareOrdinal(marked, i, "{|EQV", 0, 5) == 0)
            {
                open.Push((marked.Substring(i + 2, IdLength), text.Length));
                i += 2 + IdLength;
            }
            else if (string.CompareOrdinal(marked, i, "|}", 0, 2) == 0 && open.Count > 0)
            {
                (string id, int start) = open.Pop();
                expected.Add(new ExpectedDiagnostic(id, TextSpan.FromBounds(start, text.Length)));
                i++;
            }
            else
            {
                text.Append(marked[i]);
            }
        }

        return open.Count == 0 ? new MarkedSource(text.ToString(), expected) : throw new ArgumentException("A mark is not closed.", nameof(marked));
    }
}
