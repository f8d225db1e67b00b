using System.Collections.Immutable;
using System.Composition;
using Intertwine.CodeFixes.Editing;
using Intertwine.Generator.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Intertwine.CodeFixes;

/// <summary>EQV2002, EQV2003: leaves the irreps that nothing uses out of a representation, or has a product keep the others.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(LeaveOutCodeFix)), Shared]
public sealed class LeaveOutCodeFix : TextCodeFix
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [ProblemIds.DeadPaths, ProblemIds.DeadPart];

    internal override IEnumerable<FixOffer> Offers(FixSite site, Diagnostic diagnostic)
    {
        if (diagnostic.Properties.TryGetValue(Hint.Suggestion, out string? kept) && kept is not null
            && (diagnostic.Id == ProblemIds.DeadPart ? Replace(site.Argument(diagnostic), kept) : Keep(site.Attribute(diagnostic), kept)) is { } change)
        {
            yield return new FixOffer($"Keep '{kept}'", nameof(LeaveOutCodeFix), [change]);
        }
    }

    private static TextChange? Replace(ExpressionSyntax? argument, string kept) => argument is LiteralExpressionSyntax literal ? new TextChange(literal.Span, FixSite.Quoted(kept)) : null;

    /// <summary>The representation or the filter of a product, which may have neither.</summary>
    private static TextChange? Keep(AttributeSyntax? attribute, string kept)
    {
        if (attribute?.ArgumentList?.Arguments is not { Count: > 0 } arguments || FixSite.Name(attribute) is not { } name)
        {
            return null;
        }

        bool isSquare = name.Identifier.ValueText.StartsWith("TensorSquare", StringComparison.Ordinal);
        int factors = isSquare ? 1 : 2;
        AttributeArgumentSyntax[] positional = [.. arguments.Where(argument => argument.NameEquals is null)];
        AttributeArgumentSyntax? filter = arguments.FirstOrDefault(argument => argument.NameEquals?.Name.Identifier.ValueText == "Filter");
        return positional.Any(argument => argument.NameColon is not null) ? null
            : filter is not null ? Replace(filter.Expression, kept)
            : positional.Length > factors ? Replace(positional[factors].Expression, kept)
            : isSquare ? FixSite.AppendArgument(attribute, $"Filter = {FixSite.Quoted(kept)}")
            : new TextChange(new TextSpan(positional[positional.Length - 1].Span.End, 0), ", " + FixSite.Quoted(kept));
    }
}
