using System.Collections.Immutable;
using System.Composition;
using Intertwine.CodeFixes.Editing;
using Intertwine.Generator.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Intertwine.CodeFixes;

/// <summary>EQV0006: marks a feature that nothing uses as an output, or removes it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UnusedFeatureCodeFix)), Shared]
public sealed class UnusedFeatureCodeFix : TextCodeFix
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [ProblemIds.Unused];

    internal override IEnumerable<FixOffer> Offers(FixSite site, Diagnostic diagnostic)
    {
        if (site.Property(diagnostic) is not { } property)
        {
            yield break;
        }

        if (property.AttributeLists.Count > 0 && property.Type.ToString() is "Feature" or "Intertwine.Feature")
        {
            yield return new FixOffer("Mark as output", nameof(UnusedFeatureCodeFix) + "Output", [new TextChange(new TextSpan(property.AttributeLists.Last().CloseBracketToken.SpanStart, 0), ", Output")]);
        }

        yield return new FixOffer("Remove", nameof(UnusedFeatureCodeFix) + "Remove", [new TextChange(Whole(site, property), "")]);
    }

    /// <summary>The property with its comments, and with its line where it has one of its own.</summary>
    private static TextSpan Whole(FixSite site, PropertyDeclarationSyntax property)
    {
        SyntaxTrivia comment = property.GetLeadingTrivia().FirstOrDefault(trivia => !trivia.IsKind(SyntaxKind.WhitespaceTrivia) && !trivia.IsKind(SyntaxKind.EndOfLineTrivia));
        int start = comment.IsKind(SyntaxKind.None) ? property.SpanStart : comment.FullSpan.Start;
        TextLine first = site.Text.Lines.GetLineFromPosition(start);
        TextLine last = site.Text.Lines.GetLineFromPosition(property.Span.End);
        bool isAlone = site.Text.ToString(TextSpan.FromBounds(first.Start, start)).Trim().Length == 0 && site.Text.ToString(TextSpan.FromBounds(property.Span.End, last.End)).Trim().Length == 0;
        return isAlone ? TextSpan.FromBounds(first.Start, last.EndIncludingLineBreak) : TextSpan.FromBounds(start, property.Span.End);
    }
}
